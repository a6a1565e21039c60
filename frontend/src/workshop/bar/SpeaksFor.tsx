import { CloseButton, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import type { Role } from "@/api";
import { telling } from "@/app/telling";
import { usePlan } from "@/session";
import { useJoinSession } from "../api";
import { mayTakePart, type Session } from "../types";
import classes from "./SessionBar.module.css";

const KEY = "planhall-speaks-for-asked";

/** Asks once in a session for which stakeholder group somebody speaks. Not to answer is fine. */
export function SpeaksFor({ session, me, role }: { session: Session; me: string; role: Role }) {
  const plan = usePlan();
  const join = useJoinSession(session.id);
  const [asked, setAsked] = useState(() => wasAsked(session.id));
  const mine = session.people.find(({ person }) => person.id === me);
  const silent =
    asked ||
    !mine ||
    mine.stakeholder !== null ||
    session.facilitator?.id === me ||
    !mayTakePart(role) ||
    plan.stakeholders.length === 0;
  if (silent) return null;
  const done = () => {
    setAsked(true);
    noteAsked(session.id);
  };
  return (
    <fieldset className={classes.strip} data-tone="quiet">
      <legend className={classes.ask}>For whom do you speak?</legend>
      <div className={classes.answers}>
        {plan.stakeholders.map(({ id, name }) => (
          <UnstyledButton
            key={id}
            className={classes.answer}
            onClick={() => {
              done();
              void telling(join.mutateAsync({ stakeholder: id }), { failed: "It was not noted" });
            }}
          >
            {name}
          </UnstyledButton>
        ))}
      </div>
      <CloseButton size="sm" aria-label="Not now" title="Not now" onClick={done} />
    </fieldset>
  );
}

function wasAsked(session: string): boolean {
  try {
    return localStorage.getItem(KEY) === session;
  } catch {
    return false;
  }
}

function noteAsked(session: string): void {
  try {
    localStorage.setItem(KEY, session);
  } catch {
    // Storage is full or closed: the question may come once more.
  }
}
