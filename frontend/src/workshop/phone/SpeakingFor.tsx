import { CloseButton } from "@mantine/core";
import { useState } from "react";
import type { Session } from "../types";
import { GroupChoice, useSpeakingFor } from "./GroupChoice";
import classes from "./SpeakingFor.module.css";

/** Asked once, and in nobody's way: for which stakeholder group one speaks. */
export function SpeakingFor({ session, me }: { session: Session; me: string }) {
  const key = `planhall-asked ${session.id}`;
  const [asked, setAsked] = useState(() => kept(key));
  const { groups, chosen, choose } = useSpeakingFor(session, me);
  const joined = session.people.some(({ person }) => person.id === me);
  if (asked || !joined || chosen !== null || groups.length === 0) return null;
  const close = () => {
    keep(key);
    setAsked(true);
  };
  return (
    <section className={classes.ask} aria-label="Your stakeholder group">
      <GroupChoice
        groups={groups}
        inRow
        // None is chosen until one says so.
        chosen=""
        onChoose={(group) => {
          if (group !== null) choose(group);
          close();
        }}
      />
      <CloseButton size="lg" className={classes.close} aria-label="Not now" onClick={close} />
    </section>
  );
}

function kept(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function keep(key: string): void {
  try {
    sessionStorage.setItem(key, "yes");
  } catch {
    // Storage is closed: it is asked again after a reload.
  }
}
