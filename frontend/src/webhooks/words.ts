import type { Delivery, EventType, Webhook } from "./api";

export const events: readonly { type: EventType; name: string }[] = [
  { type: "comment.added", name: "Comments" },
  { type: "suggestion.made", name: "Suggestions" },
  { type: "suggestion.decided", name: "Suggestions decided" },
  { type: "decision.taken", name: "Decisions" },
  { type: "session.started", name: "Sessions started" },
  { type: "session.ended", name: "Sessions ended" },
  { type: "activity.opened", name: "Activities opened" },
  { type: "plan.changed", name: "Changes of the plan" },
];

/** What a webhook is told of, for a line of small print. */
export function eventsInWords(chosen: readonly EventType[]): string {
  if (chosen.length === events.length) return "Everything";
  const left = events.filter(({ type }) => !chosen.includes(type));
  if (left.length === 1) return `Everything but ${lowerFirst(left[0]?.name ?? "")}`;
  const names = events.filter(({ type }) => chosen.includes(type)).map(({ name }) => name);
  const [first, ...rest] = names;
  if (!first) return "Nothing";
  return [first, ...rest.map(lowerFirst)].join(", ");
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const reasons: Readonly<Record<NonNullable<Webhook["paused"]>, string>> = {
  "by-hand": "Nothing is sent until it goes on.",
  failing: "It failed for long. Nothing is sent until it goes on.",
  gone: "Its receiver says that it is gone for good (410).",
  role: "Who made it does not facilitate this board any more. Let it go on to make it yours.",
};

export type State = "active" | "failing" | "paused";

export function stateOf({ paused, failures }: Pick<Webhook, "paused" | "failures">): State {
  if (paused) return "paused";
  return failures > 0 ? "failing" : "active";
}

export const stateNames: Readonly<Record<State, string>> = {
  active: "Active",
  failing: "Failing",
  paused: "Paused",
};

/** What there is to know of a webhook that is not simply at work. */
export function trouble({ paused, failures }: Pick<Webhook, "paused" | "failures">): string | null {
  if (paused) return reasons[paused];
  if (failures === 0) return null;
  return failures === 1 ? "The last try failed." : `The last ${failures} tries failed.`;
}

/** How a message fared, in a few words; `paused`: nothing is sent to its webhook. */
export function outcome(
  one: Pick<Delivery, "state" | "status" | "error" | "tries">,
  paused = false,
): string {
  const answered = one.error ?? (one.status === null ? null : `Answered ${one.status}.`);
  if (one.state === "delivered") return "Delivered";
  if (one.state === "failed") return `Given up. ${answered ?? ""}`.trim();
  if (paused) return `${answered ?? ""} Waits.`.trim();
  return one.tries === 0 || answered === null ? "On its way" : `${answered} Tried again soon.`;
}
