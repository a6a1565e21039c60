import { IconCheck } from "@tabler/icons-react";
import type { Board, Me } from "@/api";
import { LinkButton } from "@/ui";
import { ActivityIcon } from "../ActivityIcon";
import type { Session } from "../types";
import { minutesText } from "../words";
import { GroupChoice, useSpeakingFor } from "./GroupChoice";
import classes from "./MeSheet.module.css";

/** For whom one speaks, the agenda, and the way to the whole board. */
export function MeSheet({
  session,
  board,
  me,
  onDone,
}: {
  session: Session;
  board: Board;
  me: Me;
  onDone(): void;
}) {
  const { groups, chosen, choose } = useSpeakingFor(session, me.id);
  return (
    <div className={classes.sheet}>
      {groups.length > 0 && (
        <GroupChoice groups={groups} chosen={chosen} onChoose={choose} onDone={onDone} />
      )}
      {session.activities.length > 0 && (
        <section aria-labelledby="phone-agenda">
          <h3 id="phone-agenda" className={classes.heading}>
            Agenda
          </h3>
          <ol className={classes.agenda}>
            {session.activities.map(({ id, kind, title, minutes, state }) => (
              <li
                key={id}
                data-state={state}
                aria-current={id === session.current ? "step" : undefined}
              >
                {state === "done" ? (
                  <IconCheck size={18} role="img" aria-label="Done" />
                ) : (
                  <ActivityIcon kind={kind} size={18} />
                )}
                <span className={classes.step}>{title}</span>
                {minutes > 0 && <span className={classes.minutes}>{minutesText(minutes)}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
      <LinkButton
        to="/boards/$boardId"
        params={{ boardId: board.id }}
        variant="default"
        size="md"
        fullWidth
      >
        Open the whole board
      </LinkButton>
    </div>
  );
}
