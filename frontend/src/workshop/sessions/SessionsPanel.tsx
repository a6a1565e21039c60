import { Button } from "@mantine/core";
import { IconWifiOff } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { type Board, explain, type Me } from "@/api";
import { useConnection } from "@/session";
import { EmptyState, RowSkeletons } from "@/ui";
import { useSessions } from "../api";
import { mayFacilitate } from "../types";
import { PlanSession } from "./PlanSession";
import { SessionList } from "./SessionList";
import classes from "./Sessions.module.css";
import type { SessionTab } from "./SessionTabs";
import { SessionView } from "./SessionView";

export interface SessionsPanelProps {
  board: Board;
  me: Pick<Me, "id">;
  /** The session to show first; by default the list of all. */
  first?: { session: string; tab?: SessionTab };
  onClose(): void;
}

type View =
  | { name: "list" }
  | { name: "plan"; guided: boolean }
  | { name: "session"; id: string; tab: SessionTab };

/** A board's sessions: those planned, the one that is on, those that were; and planning one. */
export function SessionsPanel({ board, me, first, onClose }: SessionsPanelProps) {
  const sessions = useSessions(board.id);
  const [view, setView] = useState<View>(
    first ? { name: "session", id: first.session, tab: first.tab ?? "agenda" } : { name: "list" },
  );
  const panelRef = useRef<HTMLDivElement>(null);
  const place = view.name === "session" ? view.id : view.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another place its first field has the focus
  useEffect(() => {
    const panel = panelRef.current;
    // The button that led here went with what it was on.
    if (!panel || panel.contains(document.activeElement)) return;
    if (document.activeElement !== document.body) return;
    (panel.querySelector<HTMLElement>("[data-first-focus]") ?? panel).focus();
  }, [place]);
  const offline = useConnection().state === "offline";
  const canPlan = mayFacilitate(board.role);
  const toList = () => setView({ name: "list" });

  if (sessions.data === undefined) {
    return (
      <div className={classes.panel}>
        <div className={classes.scroll}>
          {sessions.isError ? (
            <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />
          ) : (
            <RowSkeletons label="Loading the sessions" count={4} />
          )}
        </div>
      </div>
    );
  }

  const open = view.name === "session" && sessions.data.find(({ id }) => id === view.id);
  return (
    <div ref={panelRef} className={classes.panel} tabIndex={-1}>
      {offline && (
        <p className={classes.offline} role="status">
          <IconWifiOff size={14} aria-hidden="true" />
          You are offline. What you change in an agenda is sent when the connection is back.
        </p>
      )}
      {view.name === "plan" ? (
        <PlanSession
          board={board}
          guided={view.guided}
          onBack={toList}
          onPlanned={(session) => setView({ name: "session", id: session.id, tab: "agenda" })}
        />
      ) : open ? (
        <SessionView
          key={open.id}
          session={open}
          sessions={sessions.data}
          board={board}
          me={me}
          tab={view.name === "session" ? view.tab : "agenda"}
          onTab={(tab) => setView({ name: "session", id: open.id, tab })}
          onBack={toList}
          onStarted={onClose}
        />
      ) : (
        <SessionList
          sessions={sessions.data}
          me={me}
          canPlan={canPlan}
          onPlan={(guided) => setView({ name: "plan", guided })}
          onOpen={(session) => setView({ name: "session", id: session.id, tab: "agenda" })}
        />
      )}
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const { title, detail, retry } = explain(error);
  return (
    <EmptyState
      tone="danger"
      titleOrder={3}
      title={title}
      actions={retry && <Button onClick={onRetry}>Try again</Button>}
    >
      {detail}
    </EmptyState>
  );
}
