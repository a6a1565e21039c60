import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { FormPage } from "@/account/FormPage";
import { isUnreachable, useMe } from "@/api";
import { usePageTitle } from "@/app/usePageTitle";
import { PageLoading } from "@/ui";
import { useJoinTarget, workshopKeys } from "../api";
import { readCode } from "./code";
import { EnterCode } from "./EnterCode";
import { JoinForm } from "./JoinForm";
import { codeProblem } from "./problem";
import { forgetJoined, type Joined, joinedBy, rememberJoined } from "./remembered";

const route = getRouteApi("/s/$code");
// Who only reads the code's page does not load a whole board's code.
const loadPhone = () => import("../phone/PhonePage");
const PhonePage = lazy(loadPhone);

/** What a code leads to: a name, for those who are not on the board yet; then the session. */
export default function CodePage() {
  const { code: typed } = route.useParams();
  const code = readCode(typed);
  return <Code key={code} code={code} />;
}

function Code({ code }: { code: string }) {
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const me = useMe();
  const [inside, setInside] = useState(() => joinedBy(code));
  const target = useJoinTarget(code, { enabled: me.data === null || inside === null });
  usePageTitle(target.data ? target.data.session_title : "Join a session");

  const asking = inside === null && target.data !== undefined;
  useEffect(() => {
    // While one types one's name; what does not come now is asked for when it is needed.
    if (asking) void loadPhone().catch(() => undefined);
  }, [asking]);

  const enter = (joined: Joined) => {
    rememberJoined(code, joined);
    setInside(joined);
  };
  const token = tokenIn(target.data?.invite_path ?? null);
  if (inside === null && target.data && token === null && me.data) enter(target.data);
  if (inside !== null && me.data) {
    return (
      <Suspense fallback={<PageLoading />}>
        <PhonePage
          me={me.data}
          board={inside.board}
          session={inside.session}
          onJoinAgain={() => {
            forgetJoined(code);
            queries.removeQueries({ queryKey: workshopKeys.join(code) });
            setInside(null);
          }}
        />
      </Suspense>
    );
  }
  if (target.data && token !== null && !me.isPending) {
    return (
      <JoinForm
        key={me.data?.id}
        code={code}
        target={target.data}
        token={token}
        me={me.data ?? null}
        onJoined={() => enter(target.data)}
      />
    );
  }
  if (!target.isError) return <PageLoading label="Looking for the session" />;
  const problem = codeProblem(code, target.error);
  if (isUnreachable(target.error)) {
    return (
      <FormPage title={problem.title} lead={problem.detail}>
        <Button
          mt="xl"
          size="lg"
          fullWidth
          loading={target.isFetching}
          onClick={() => void target.refetch()}
        >
          Try again
        </Button>
      </FormPage>
    );
  }
  return (
    <EnterCode
      initial={code}
      problem={problem}
      checking={target.isFetching}
      onCode={(next) => {
        if (next === code) void target.refetch();
        else void navigate({ to: "/s/$code", params: { code: next }, replace: true });
      }}
    />
  );
}

/** The token in the path of an invite, `/join/…`; null where none is to be followed. */
export function tokenIn(path: string | null): string | null {
  const found = path === null ? null : /\/join\/([^/?#]+)$/.exec(path);
  return found?.[1] ? decodeURIComponent(found[1]) : null;
}
