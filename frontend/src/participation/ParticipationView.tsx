import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconDownload, IconEyeOff, IconFileOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { explain, type Me, Problem } from "@/api";
import { AppShell } from "@/app/AppShell";
import { ProblemState } from "@/app/ErrorPages";
import { telling } from "@/app/telling";
import { usePageTitle } from "@/app/usePageTitle";
import { dayOf, dayText } from "@/item/days";
import { saveAs } from "@/share/download";
import { CardSkeletons, EmptyState, LinkButton } from "@/ui";
import { participationTable, type Subject, useParticipation, useTurn } from "./api";
import { Card } from "./Card";
import classes from "./Page.module.css";
import { ParticipationReport } from "./Report";
import { SwitchRow } from "./SwitchRow";
import type { Participation } from "./types";
import { WhatIsCounted } from "./WhatIsCounted";

/** Who contributes, to a board or to a session. */
export function ParticipationView({
  me,
  subject,
  onDays,
}: {
  me: Me;
  subject: Subject;
  /** Absent for a session, whose time is its own. */
  onDays?(days: number): void;
}) {
  const asked = useParticipation(subject);
  const told = asked.data;
  usePageTitle(told ? `Participation in ${told.session_title ?? told.title}` : "Participation");
  return (
    <AppShell
      me={me}
      place={
        told && (
          <Link to="/boards/$boardId" params={{ boardId: told.board }} className={classes.board}>
            {told.title}
          </Link>
        )
      }
      tools={told?.report && <Download subject={subject} />}
    >
      {told ? (
        <div className={classes.page}>
          <header className={classes.head}>
            <div>
              <p className={classes.eyebrow}>
                {told.session === null ? "Participation" : "Participation in a session"}
              </p>
              <h1 className={classes.title}>{told.session_title ?? told.title}</h1>
              {told.report && <p className={classes.quiet}>{timeText(told)}</p>}
            </div>
            {onDays && told.on && "days" in subject && <Days days={subject.days} onDays={onDays} />}
          </header>
          {asked.isError && (
            <p className={classes.truncated} role="status">
              {explain(asked.error).title}: these numbers may be old.
            </p>
          )}
          <div className={classes.body} aria-busy={asked.isPlaceholderData || undefined}>
            {told.report ? <ParticipationReport told={told} report={told.report} /> : <Off />}
          </div>
          <div className={classes.grid}>
            {told.on && (
              <Card id="counted" title="What is counted" wide>
                <WhatIsCounted />
              </Card>
            )}
            {told.may_turn && <BoardSwitch told={told} />}
          </div>
        </div>
      ) : asked.isError ? (
        <Failed
          error={asked.error}
          again={
            <Button loading={asked.isFetching} onClick={() => void asked.refetch()}>
              Try again
            </Button>
          }
        />
      ) : (
        <div className={classes.loading}>
          <CardSkeletons count={4} label="Counting" />
        </div>
      )}
    </AppShell>
  );
}

const periods = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
];

function Days({ days, onDays }: { days: number; onDays(days: number): void }) {
  return (
    <SegmentedControl
      aria-label="How far back"
      data={periods}
      value={String(days)}
      onChange={(value) => onDays(Number(value))}
    />
  );
}

function timeText(told: Participation): string {
  if (told.report === null) return "";
  const day = dayText(dayOf(new Date(told.report.since)));
  return told.session === null ? `Since ${day}` : `While the session was on, ${day}`;
}

function Off() {
  return (
    <EmptyState icon={<IconEyeOff size={22} />} title="Participation is turned off">
      On this board nothing is counted, and nothing is told to anybody.
    </EmptyState>
  );
}

function BoardSwitch({ told }: { told: Participation }) {
  const turn = useTurn(told.board);
  return (
    <Card id="switch" title="For owners" wide>
      <div className={classes.setting} data-first>
        <SwitchRow
          label="Participation on this board"
          text="Turned off, nothing is counted and nobody sees any of this. The plan's history stays as it is."
          on={turn.isPending ? turn.variables : told.on}
          busy={turn.isPending}
          onTurn={(on) => void telling(turn.mutateAsync(on), { failed: "It did not change" })}
        />
      </div>
    </Card>
  );
}

function Download({ subject }: { subject: Subject }) {
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      saveAs(await participationTable(subject), "participation.csv");
    } catch (error) {
      const { title, detail } = explain(error);
      notifications.show({ color: "red", title: `Not downloaded. ${title}`, message: detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      variant="default"
      size="compact-md"
      loading={busy}
      leftSection={<IconDownload size={15} />}
      onClick={() => void take()}
    >
      CSV
    </Button>
  );
}

function Failed({ error, again }: { error: unknown; again: ReactNode }) {
  if (error instanceof Problem && error.status === 404) {
    return (
      <EmptyState
        titleOrder={1}
        icon={<IconFileOff size={22} />}
        title="There is nothing of that kind here"
        actions={
          <LinkButton to="/" variant="default">
            Go to your boards
          </LinkButton>
        }
      >
        The board or session may have been deleted, or you are not on it.
      </EmptyState>
    );
  }
  return <ProblemState error={error} actions={again} />;
}
