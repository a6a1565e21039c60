import { IconConfetti } from "@tabler/icons-react";
import type { Board } from "@/api";
import { LinkButton, PersonAvatars } from "@/ui";
import { useDecisions } from "../api";
import type { Session } from "../types";
import { plural } from "../words";
import classes from "./Ended.module.css";

/** The end: thanks, and the way to what is left of it. */
export function Ended({ board, session }: { board: Board; session: Session }) {
  const decisions = useDecisions(session.id);
  const done = session.activities.filter(({ state }) => state === "done");
  const ideas = session.activities.reduce(
    (sum, { progress }) => sum + (progress.revealed ? progress.notes : 0),
    0,
  );
  const people = session.people.map(({ person }) => person);
  const facts = [
    { count: people.length, words: plural(people.length, "person", "people") },
    { count: done.length, words: plural(done.length, "activity", "activities") },
    { count: ideas, words: plural(ideas, "idea") },
    { count: decisions.data?.length ?? 0, words: plural(decisions.data?.length ?? 0, "decision") },
  ].filter(({ count }) => count > 0);
  return (
    <main className={classes.end}>
      <div className={classes.icon} aria-hidden="true">
        <IconConfetti size={34} stroke={1.5} />
      </div>
      <h1 className={classes.title}>Thank you</h1>
      <p className={classes.text}>
        “{session.title}” has ended. What you all brought to it is in the plan.
      </p>
      {people.length > 0 && <PersonAvatars people={people} max={8} size={34} />}
      {facts.length > 0 && (
        <ul className={classes.facts}>
          {facts.map(({ words }) => {
            const [count, ...rest] = words.split(" ");
            return (
              <li key={words}>
                <strong>{count}</strong> {rest.join(" ")}
              </li>
            );
          })}
        </ul>
      )}
      <div className={classes.actions}>
        <LinkButton
          to="/sessions/$sessionId/record"
          params={{ sessionId: session.id }}
          size="lg"
          fullWidth
        >
          See the record
        </LinkButton>
        <LinkButton
          to="/boards/$boardId"
          params={{ boardId: board.id }}
          variant="default"
          size="lg"
          fullWidth
        >
          Open the plan
        </LinkButton>
      </div>
    </main>
  );
}
