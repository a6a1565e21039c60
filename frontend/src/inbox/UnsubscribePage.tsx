import { Button, Group, Skeleton } from "@mantine/core";
import { IconMailOff } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FormError, FormPage } from "@/account/FormPage";
import { explain, Problem } from "@/api";
import { usePageTitle } from "@/app/usePageTitle";
import { LinkButton } from "@/ui";
import { rest, useUnsubscription } from "./api";
import type { Unsubscription } from "./types";
import classes from "./UnsubscribePage.module.css";

const route = getRouteApi("/unsubscribe/$token");

/** Where the link at the foot of a mail leads: says what it ends, and ends it when told to. */
export default function UnsubscribePage() {
  usePageTitle("Stop emails");
  const { token } = route.useParams();
  const query = useUnsubscription(token);
  if (query.data) return <Unsubscribe key={token} token={token} what={query.data} />;
  if (query.isError) {
    const gone = query.error instanceof Problem && query.error.status === 404;
    const { title, detail } = explain(query.error);
    return (
      <FormPage
        title={gone ? "This link does not work" : title}
        lead={
          gone
            ? "It may not be complete, or belongs to an account that is gone. You can also set what is sent in your account."
            : detail
        }
      >
        <Group mt="lg">
          {gone ? (
            <LinkButton to="/account" hash="notifications">
              Go to the settings
            </LinkButton>
          ) : (
            <Button loading={query.isFetching} onClick={() => void query.refetch()}>
              Try again
            </Button>
          )}
        </Group>
      </FormPage>
    );
  }
  return (
    <FormPage title="Stop emails">
      <Skeleton height={20} mt="md" />
      <Skeleton height={36} mt="lg" />
    </FormPage>
  );
}

function Unsubscribe({ token, what }: { token: string; what: Unsubscription }) {
  const stop = useMutation({ mutationFn: () => rest.unsubscribe(token) });
  const undo = useMutation({
    mutationFn: () => rest.resubscribe(token),
    onSuccess: () => stop.reset(),
  });
  const which = what.board ? `“${what.board.title || "Untitled board"}”` : "Planhall";
  const address = <span className={classes.address}>{what.email_hint}</span>;
  const failed = stop.error ?? undo.error;
  const error = failed && <FormError>{explain(failed).detail || explain(failed).title}</FormError>;
  const foot = (
    <>
      What you hear of and how is set in{" "}
      <Link to="/account" hash="notifications">
        your account
      </Link>
      .
    </>
  );
  if (stop.isSuccess) {
    return (
      <FormPage
        title="No more of these emails"
        lead={
          <>
            Nothing about {which} is sent to {address} any more. It all stays in the inbox there.
          </>
        }
        foot={foot}
      >
        <Group mt="lg">
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            Undo
          </Button>
        </Group>
        {error}
      </FormPage>
    );
  }
  return (
    <FormPage
      title={what.board ? `Stop emails about ${which}?` : "Stop all emails of Planhall?"}
      lead={
        <>
          Then nothing about {what.board ? "this board" : "any board"} is sent to {address}.{" "}
          {what.board
            ? "Other boards, and the inbox, stay as they are."
            : "The inbox stays as it is."}
        </>
      }
      foot={foot}
    >
      <Group mt="lg">
        <Button
          leftSection={<IconMailOff size={16} stroke={1.75} />}
          loading={stop.isPending}
          onClick={() => stop.mutate()}
        >
          Stop these emails
        </Button>
      </Group>
      {undo.isSuccess && <p role="status">They are sent as before.</p>}
      {error}
    </FormPage>
  );
}
