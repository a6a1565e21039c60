import { Button } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { type Me, useMe } from "@/api";
import { PageLoading } from "@/ui";
import { ProblemState } from "./ErrorPages";

/** Draws its children for whoever is signed in or a guest; sends everybody else to sign in first. */
export function RequirePerson({ children }: { children: (me: Me) => ReactNode }) {
  const me = useMe();
  if (me.data) return children(me.data);
  if (me.data === null) return <ToSignIn />;
  if (me.isError) {
    return (
      <ProblemState
        error={me.error}
        actions={
          <Button loading={me.isFetching} onClick={() => void me.refetch()}>
            Try again
          </Button>
        }
      />
    );
  }
  return <PageLoading />;
}

/** Goes to sign in, once: the place to come back to is where one was when this came up. */
function ToSignIn() {
  const router = useRouter();
  const [here] = useState(() => router.latestLocation.href);
  useEffect(() => {
    void router.navigate({
      to: "/sign-in",
      search: { next: here === "/" ? undefined : here },
      replace: true,
    });
  }, [router, here]);
  return <PageLoading />;
}
