import { Button, UnstyledButton } from "@mantine/core";
import {
  IconAdjustmentsHorizontal,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLock,
  IconLockOpen,
} from "@tabler/icons-react";
import { usePlan, useSession } from "@/session";
import { longestBreakout, ownBreakout } from "../room/breakouts";
import type { Present } from "../room/present";
import { mayTakePart } from "../types";
import { useRemaining } from "../useClock";
import { AgendaSteps } from "./AgendaSteps";
import { BreakoutStrip } from "./BreakoutStrip";
import { Controls } from "./Controls";
import { FacilitatorAway } from "./FacilitatorAway";
import type { Floating } from "./floating";
import { Hand } from "./Hand";
import { PeopleInSession } from "./PeopleInSession";
import { React as ReactButton } from "./React";
import classes from "./SessionBar.module.css";
import { SessionTimer } from "./SessionTimer";
import { SpeaksFor } from "./SpeaksFor";
import { useTimeSignal } from "./useTimeSignal";

export interface SessionBarProps extends Present {
  floating: Floating;
  stageOpen: boolean;
  onStage(open: boolean): void;
  panelOpen: boolean;
  onPanel(open: boolean): void;
  onGoTo(item: string): void;
  /** Whom one is to follow, and looks away from; null where one does not. */
  awayFrom: string | null;
  onComeBack(): void;
  handRef: React.RefObject<(() => void) | null>;
  reactRef: React.RefObject<(() => void) | null>;
}

/** While a session is on: where the group is, how much time is left, and one's own part in it. */
export default function SessionBar(props: SessionBarProps) {
  const { session, activity, me, role, facilitating, stageOpen, onStage } = props;
  const breakout = ownBreakout(session, me.id);
  const timed = breakout ?? (facilitating ? longestBreakout(session) : null) ?? activity;
  const left = useRemaining(timed);
  useTimeSignal(timed && session.state === "running" ? timed.id : null, left);

  return (
    <section
      className={classes.root}
      aria-label="Session"
      data-region="session"
      data-follow-ui="apart"
      data-paused={session.state === "paused" || undefined}
    >
      <div className={classes.bar} data-facilitating={facilitating || undefined}>
        <AgendaSteps {...props} />
        <div className={classes.time}>
          <SessionTimer left={left} apart={timed !== null && timed !== activity} />
        </div>
        <div className={classes.chips}>
          <LookingAway name={props.awayFrom} onComeBack={props.onComeBack} />
          <Locked {...props} />
        </div>
        {facilitating && <Controls session={session} activity={activity} />}
        <div className={classes.own}>
          {activity && (
            <fieldset className={classes.views} aria-label="What is shown">
              <UnstyledButton
                className={classes.viewChoice}
                aria-pressed={stageOpen}
                onClick={() => onStage(true)}
              >
                Activity
              </UnstyledButton>
              <UnstyledButton
                className={classes.viewChoice}
                aria-pressed={!stageOpen}
                onClick={() => onStage(false)}
              >
                Plan
              </UnstyledButton>
            </fieldset>
          )}
          {mayTakePart(role) && (
            <>
              <Hand session={session} me={me.id} pressRef={props.handRef} />
              <ReactButton
                session={session.id}
                me={me}
                floating={props.floating}
                pressRef={props.reactRef}
              />
            </>
          )}
          <PeopleInSession {...props} />
          {facilitating && (
            <Button
              size="compact-md"
              variant={props.panelOpen ? "light" : "subtle"}
              color={props.panelOpen ? "pine" : "gray"}
              className={classes.labelled}
              aria-expanded={props.panelOpen}
              leftSection={<IconAdjustmentsHorizontal size={18} stroke={1.75} />}
              onClick={() => props.onPanel(!props.panelOpen)}
            >
              Facilitate
            </Button>
          )}
          {activity && (
            <Button
              className={`${classes.labelled} ${classes.stageToggle}`}
              variant={stageOpen ? "default" : "filled"}
              size="compact-md"
              aria-expanded={stageOpen}
              leftSection={
                stageOpen ? (
                  <IconLayoutSidebarLeftCollapse size={16} stroke={1.75} />
                ) : (
                  <IconLayoutSidebarLeftExpand size={16} stroke={1.75} />
                )
              }
              onClick={() => onStage(!stageOpen)}
            >
              {stageOpen ? "Hide activity" : "Show activity"}
            </Button>
          )}
        </div>
      </div>
      <FacilitatorAway session={session} me={me.id} role={role} />
      {breakout && <BreakoutStrip {...props} breakout={breakout} />}
      {!breakout && <SpeaksFor session={session} me={me.id} role={role} />}
    </section>
  );
}

function LookingAway({ name, onComeBack }: { name: string | null; onComeBack(): void }) {
  if (name === null) return null;
  return (
    <span className={classes.chip}>
      {name} leads
      <UnstyledButton className={classes.chipButton} onClick={onComeBack}>
        Follow again
      </UnstyledButton>
    </span>
  );
}

/** To those who may write all the same, that the others may not. The others are told over the board. */
function Locked({ session, onGoTo }: SessionBarProps) {
  const plan = usePlan();
  const { locked } = useSession();
  if (session.lock === "open" || locked) return null;
  const part = session.lock === "part" ? session.open_part : null;
  if (part === null) {
    return (
      <span className={classes.chip}>
        <IconLock size={14} stroke={1.9} aria-hidden="true" />
        Locked for the others
      </span>
    );
  }
  return (
    <span className={classes.chip}>
      <IconLockOpen size={14} stroke={1.9} aria-hidden="true" />
      Others write in
      <UnstyledButton className={classes.chipButton} onClick={() => onGoTo(part)}>
        {plan.items.get(part)?.title || "Untitled"}
      </UnstyledButton>
    </span>
  );
}
