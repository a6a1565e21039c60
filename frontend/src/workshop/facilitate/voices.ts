import type { Stakeholder } from "@/plan/types";
import { mayTakePart, type Participant, type Session } from "../types";

/** One stakeholder group in a session: how many speak for it, and how often they did. */
export interface Voices {
  /** Null: those who said of no group that they speak for it. */
  stakeholder: Stakeholder | null;
  people: Participant[];
  /** How often they wrote, voted or asked to speak, all together. */
  times: number;
}

/** People of a session who may take part; those who left the board are not among them. */
export function takers(session: Pick<Session, "people">): Participant[] {
  return session.people.filter(({ role }) => role !== null && mayTakePart(role));
}

export function timesOf({ spoke }: Participant): number {
  return spoke ? spoke.notes + spoke.votes + spoke.hands : 0;
}

/**
 * Who is here and was not heard yet in this session: no note, no vote, no hand. Nobody where that
 * is not known. Who facilitates is there to listen.
 */
export function notHeard(
  session: Pick<Session, "people" | "facilitator" | "hands">,
): Participant[] {
  return takers(session).filter(
    (one) =>
      one.here &&
      one.spoke !== null &&
      timesOf(one) === 0 &&
      one.person.id !== session.facilitator?.id &&
      !session.hands.includes(one.person.id),
  );
}

/** The groups of the plan in their order, also those for which nobody speaks; then who named none. */
export function balance(
  session: Pick<Session, "people" | "facilitator">,
  stakeholders: readonly Stakeholder[],
): Voices[] {
  const people = takers(session);
  const known = new Set(stakeholders.map(({ id }) => id));
  const voices = (stakeholder: Stakeholder | null, those: Participant[]): Voices => ({
    stakeholder,
    people: those,
    times: those.reduce((sum, one) => sum + timesOf(one), 0),
  });
  const groups = stakeholders.map((one) =>
    voices(
      one,
      people.filter(({ stakeholder }) => stakeholder === one.id),
    ),
  );
  const rest = people.filter(
    ({ stakeholder, person }) =>
      (stakeholder === null || !known.has(stakeholder)) && person.id !== session.facilitator?.id,
  );
  return rest.length > 0 ? [...groups, voices(null, rest)] : groups;
}
