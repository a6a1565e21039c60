import { Button } from "@mantine/core";
import { IconFileText, IconPlayerPlay } from "@tabler/icons-react";
import { useId } from "react";
import type { Board, Me } from "@/api";
import { telling } from "@/app/telling";
import { LineInput } from "@/item/LineInput";
import { LinkButton } from "@/ui";
import { AgendaEditor } from "../agenda";
import { useChangeSession, useRun } from "../api";
import { BreakoutsPlanner } from "../breakouts";
import { liveOf } from "../live";
import { isLive, mayFacilitate, type Session } from "../types";
import { BackButton } from "./BackButton";
import classes from "./Sessions.module.css";
import { type SessionTab, SessionTabs } from "./SessionTabs";
import { WhenField } from "./WhenField";

/** One session: its agenda and its breakouts, and starting it. */
export function SessionView({
  session,
  sessions,
  board,
  me,
  tab,
  onTab,
  onBack,
  onStarted,
}: {
  session: Session;
  /** All of the board: only one is on at a time. */
  sessions: readonly Session[];
  board: Board;
  me: Pick<Me, "id">;
  tab: SessionTab;
  onTab(tab: SessionTab): void;
  onBack(): void;
  onStarted(): void;
}) {
  const id = useId();
  const change = useChangeSession();
  const run = useRun(session.id);
  const ended = session.state === "ended";
  const canPlan = mayFacilitate(board.role) || session.facilitator?.id === me.id;
  const other = liveOf(sessions);

  async function start() {
    const started = await telling(run.mutateAsync({ do: "start" }), {
      failed: "The session was not started",
    });
    if (started) onStarted();
  }

  const shown = ended ? "agenda" : tab;
  return (
    <div className={classes.view}>
      <div className={classes.viewHead}>
        <BackButton onBack={onBack} />
        <LineInput
          className={classes.name}
          label="Title of the session"
          maxLength={200}
          readOnly={!canPlan || ended}
          value={session.title}
          onCommit={(title) => {
            if (title.trim() === "" || title.trim() === session.title) return;
            void telling(change.mutateAsync({ id: session.id, title: title.trim() }), {
              failed: "The title was not saved",
            });
          }}
        />
        {!ended && <SessionTabs id={id} value={tab} onChange={onTab} />}
        {session.started_at !== null && !isLive(session) && (
          <LinkButton
            to="/sessions/$sessionId/record"
            params={{ sessionId: session.id }}
            variant="default"
            leftSection={<IconFileText size={15} aria-hidden="true" />}
          >
            Record
          </LinkButton>
        )}
        {session.state === "planned" && canPlan && (
          <Button
            className={classes.startButton}
            leftSection={<IconPlayerPlay size={15} aria-hidden="true" />}
            disabled={other !== null || session.activities.length === 0}
            loading={run.isPending}
            title={
              session.activities.length === 0 ? "Put something on the agenda first" : undefined
            }
            onClick={() => void start()}
          >
            Start
          </Button>
        )}
      </div>
      {session.state === "planned" && (
        <WhenField
          value={session.starts_at}
          readOnly={!canPlan}
          onCommit={(starts_at) =>
            void telling(change.mutateAsync({ id: session.id, starts_at }), {
              failed: "The time was not saved",
            })
          }
        />
      )}
      {session.state === "planned" && canPlan && other && (
        <p className={classes.notice}>
          “{other.title}” is on now. This one can start when that has ended.
        </p>
      )}
      <div
        className={classes.tabPanel}
        {...(ended
          ? {}
          : {
              role: "tabpanel",
              id: `${id}-panel`,
              "aria-labelledby": `${id}-${shown}`,
            })}
      >
        {shown === "agenda" ? (
          <AgendaEditor
            session={session}
            me={me}
            canPlan={canPlan}
            workspace={board.workspace?.id ?? null}
          />
        ) : (
          <BreakoutsPlanner session={session} me={me} canPlan={canPlan} />
        )}
      </div>
    </div>
  );
}
