import { ActionIcon, Button } from "@mantine/core";
import { IconDeviceProjector, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId } from "react";
import type { Board } from "@/api";
import { telling } from "@/app/telling";
import { useRun } from "../api";
import { useWorkshopSession } from "../api/sessions";
import { confirmEnd } from "../bar/confirmEnd";
import { JoinCode } from "../join/JoinCode";
import type { Present } from "../room/present";
import type { Place } from "../types";
import { Balance } from "./Balance";
import classes from "./FacilitatorPanel.module.css";
import { HandOver } from "./HandOver";
import { Hands } from "./Hands";
import { NotHeard } from "./NotHeard";
import { Planning } from "./Planning";
import { Together } from "./Together";
import { Writing } from "./Writing";

/** How often it is asked anew how much each took part: pushes do not say it. */
const ASK_EVERY_MS = 8000;

export interface FacilitatorPanelProps extends Present {
  board: Board;
  /** Where one is on the board oneself. */
  place: Place;
  onGoTo(item: string): void;
  onClose(): void;
}

/** What only who facilitates sees: who was heard, who may write what, and how people get in. */
export default function FacilitatorPanel(props: FacilitatorPanelProps) {
  const { session: known, onClose } = props;
  const asked = useWorkshopSession(known.id, { everyMs: ASK_EVERY_MS });
  const { refetch } = asked;
  // What pushes told is new, but says nothing of who was heard.
  useEffect(() => void refetch(), [refetch]);
  const session = asked.data ?? known;
  const run = useRun(session.id);
  const given = { ...props, session };
  return (
    <aside
      className={classes.panel}
      aria-label="Facilitate"
      data-region="facilitate"
      data-follow-ui="apart"
    >
      <header className={classes.head}>
        <h2 className={classes.title}>Facilitate</h2>
        <ActionIcon size={30} aria-label="Close" onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label="Tools">
        <Section title="Hands">
          <Hands {...given} />
        </Section>
        <Section title="Together">
          <Together {...given} />
        </Section>
        <Section title="Agenda and groups">
          <Planning {...given} />
        </Section>
        <Section title="Who writes in the plan">
          <Writing {...given} />
        </Section>
        <Section title="Not heard yet">
          <NotHeard {...given} />
        </Section>
        <Section title="Voices">
          <Balance session={session} />
        </Section>
        {session.code !== null && (
          <Section title="Join">
            <JoinCode code={session.code} />
            <Button
              component="a"
              href={`/boards/${session.board}/screen`}
              target="_blank"
              rel="noopener"
              variant="default"
              size="compact-md"
              className={classes.wide}
              leftSection={<IconDeviceProjector size={16} stroke={1.75} />}
            >
              Show it on a projector
            </Button>
          </Section>
        )}
        <Section title="Who facilitates">
          <HandOver {...given} />
        </Section>
        <div className={classes.end}>
          <Button
            variant="subtle"
            color="red"
            size="compact-md"
            onClick={() =>
              confirmEnd(
                session,
                () =>
                  void telling(run.mutateAsync({ do: "end" }), {
                    failed: "The session did not end",
                  }),
              )
            }
          >
            End the session
          </Button>
        </div>
      </section>
    </aside>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h3 className={classes.heading} id={id}>
        {title}
      </h3>
      {children}
    </section>
  );
}
