import { Button } from "@mantine/core";
import { IconAlertTriangle, IconMapOff, IconPlugConnectedX } from "@tabler/icons-react";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { explain, isUnreachable } from "@/api";
import { EmptyState, LinkButton } from "@/ui";
import classes from "./ErrorPages.module.css";
import { usePageTitle } from "./usePageTitle";

/** An error of the service, told in its place on a page. */
export function ProblemState({ error, actions }: { error: unknown; actions?: ReactNode }) {
  const { title, detail } = explain(error);
  const away = isUnreachable(error);
  return (
    <EmptyState
      icon={away ? <IconPlugConnectedX size={22} /> : <IconAlertTriangle size={22} />}
      tone={away ? "neutral" : "danger"}
      title={title}
      actions={actions}
    >
      {detail}
    </EmptyState>
  );
}

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <main className={classes.page}>
      <EmptyState
        titleOrder={1}
        icon={<IconMapOff size={22} />}
        title="There is no page here"
        actions={
          <LinkButton to="/" variant="default">
            Go to your boards
          </LinkButton>
        }
      >
        The link may be old or not complete.
      </EmptyState>
    </main>
  );
}

/** A page that failed while it was drawn or loaded. */
export function RouteErrorPage({ error, reset }: ErrorComponentProps) {
  usePageTitle("Something went wrong");
  const router = useRouter();
  const { title, detail } = explainFailure(error);
  return (
    <main className={classes.page}>
      <EmptyState
        titleOrder={1}
        tone="danger"
        icon={<IconAlertTriangle size={22} />}
        title={title}
        actions={
          <>
            <Button
              onClick={() => {
                reset();
                void router.invalidate();
              }}
            >
              Try again
            </Button>
            <Button variant="default" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
            <LinkButton to="/" variant="subtle" color="gray">
              Your boards
            </LinkButton>
          </>
        }
      >
        <p className={classes.detail}>{detail}</p>
        <details className={classes.technical}>
          <summary>Technical details</summary>
          <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        </details>
      </EmptyState>
    </main>
  );
}

/** A part of the app that did not load is no fault of the page. */
export function explainFailure(error: unknown): { title: string; detail: string } {
  if (
    error instanceof TypeError &&
    /dynamically imported module|module script/i.test(error.message)
  ) {
    return {
      title: "This page did not load",
      detail:
        "A part of Planhall could not be fetched. Check your connection, then try again; after an update of Planhall, reload.",
    };
  }
  return explain(error);
}
