import type { ActivityKind, VoteMethod } from "./types";

interface KindWords {
  name: string;
  /** What people do in it. */
  hint: string;
}

const kinds: Record<ActivityKind, KindWords> = {
  checkin: { name: "Check-in", hint: "Everyone says how they are here" },
  brainstorm: { name: "Brainstorm", hint: "Each writes alone; all is shown together" },
  group: { name: "Grouping", hint: "Put ideas that belong together into groups" },
  discuss: { name: "Discussion", hint: "Talk about it, one after the other" },
  write: { name: "Writing", hint: "Write in silence, then show it" },
  vote: { name: "Vote", hint: "Secret until it is closed" },
  decide: { name: "Decision", hint: "Write down what was decided, and why" },
};

export function activityKindName(kind: ActivityKind): string {
  return kinds[kind]?.name ?? "Activity";
}

export function activityKindHint(kind: ActivityKind): string {
  return kinds[kind]?.hint ?? "";
}

const methods: Record<VoteMethod, KindWords> = {
  dots: { name: "Dots", hint: "Each has some dots to give" },
  ranked: { name: "Ranking", hint: "Each puts the options in order" },
  score: { name: "Score", hint: "Each gives every option a number" },
  grid: { name: "Impact and effort", hint: "Each places the options on a grid" },
  yesno: { name: "Yes or no", hint: "Yes, no, or abstain" },
  consent: { name: "Consent", hint: "Consent, a concern, or an objection" },
};

export function methodName(method: VoteMethod): string {
  return methods[method]?.name ?? "Vote";
}

export function methodHint(method: VoteMethod): string {
  return methods[method]?.hint ?? "";
}

/** Kinds in which people write notes of their own, secret until they are revealed. */
export const GATHERING: readonly ActivityKind[] = ["brainstorm", "write", "checkin", "discuss"];

/** “5 min”, “1 h 20 min”; “no limit” for 0. */
export function minutesText(minutes: number): string {
  if (minutes <= 0) return "no limit";
  if (minutes < 1) return `${Math.round(minutes * 60)} s`;
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
