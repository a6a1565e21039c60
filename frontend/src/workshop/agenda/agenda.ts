import { type Activity, type ActivityDraft, type ActivitySettings, USUAL_SETTINGS } from "../types";
import { activityKindName, GATHERING, methodName } from "../words";

/** The minutes that an agenda is planned to take. */
export function totalMinutes(steps: readonly { minutes: number }[]): number {
  return steps.reduce((sum, { minutes }) => sum + Math.max(0, minutes), 0);
}

/** Whether any of it has no limit of time, so that the total is the least it takes. */
export function hasOpenEnd(steps: readonly { minutes: number }[]): boolean {
  return steps.some(({ minutes }) => minutes <= 0);
}

/** “10:25”, as clocks are read here. */
export function clockTime(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(at);
}

/** What is still to be planned of an activity: everything, only its words and time, or nothing. */
export function canChange({
  state,
  closes_at = null,
  progress,
}: Pick<Activity, "state"> & Partial<Pick<Activity, "closes_at" | "progress">>):
  | "all"
  | "words"
  | "nothing" {
  if (closes_at !== null) return progress?.closed || progress?.revealed ? "nothing" : "words";
  if (state === "planned") return "all";
  return state === "done" ? "nothing" : "words";
}

/** An activity as one would plan it again. */
export function draftOf({
  kind,
  recipe,
  title,
  instructions,
  minutes,
  part,
  settings,
}: Activity): ActivityDraft {
  return { kind, recipe, title, instructions, minutes, part, settings };
}

/**
 * What a recipe keeps of an activity: nothing that belongs to one board, such as a part of its plan,
 * the ids of its activities, or the items that were voted on.
 */
export function recipeStep(activity: Activity): ActivityDraft {
  const { settings } = activity;
  const { part: _, ...draft } = draftOf(activity);
  const options = settings.options
    .filter(({ item }) => !item)
    .map(({ id, title }) => ({ id, title }));
  return { ...draft, settings: { ...settings, source: null, options } };
}

/** The id of what comes after an activity; null where it is the last one. */
export function nextOf(activities: readonly { id: string }[], id: string): string | null {
  const at = activities.findIndex((activity) => activity.id === id);
  return at < 0 ? null : (activities[at + 1]?.id ?? null);
}

/**
 * Where an activity goes when it is let go in a gap: the id of what comes after it (null: last), or
 * undefined where it would stay where it is. Gap 0 is before the first activity.
 */
export function placeInGap(
  activities: readonly { id: string }[],
  id: string,
  gap: number,
): string | null | undefined {
  const at = activities.findIndex((activity) => activity.id === id);
  if (at < 0 || gap === at || gap === at + 1) return undefined;
  return activities[gap]?.id ?? null;
}

/** Earlier activities whose notes this one can group or vote on. */
export function sourcesFor(activity: Activity, activities: readonly Activity[]): Activity[] {
  const at = activities.findIndex(({ id }) => id === activity.id);
  return activities.slice(0, Math.max(0, at)).filter(({ kind }) => GATHERING.includes(kind));
}

/** What a new activity starts with, before one says more. */
export function newActivity(kind: Activity["kind"]): ActivityDraft {
  const minutes: Record<Activity["kind"], number> = {
    checkin: 5,
    brainstorm: 5,
    write: 5,
    group: 10,
    discuss: 10,
    vote: 5,
    decide: 10,
  };
  const titles: Record<Activity["kind"], string> = {
    checkin: "How are you here today?",
    brainstorm: "New brainstorm",
    write: "Write in silence",
    group: "Group what belongs together",
    discuss: "Talk about it",
    vote: "Vote",
    decide: "Decide, and say who does what",
  };
  return {
    kind,
    title: titles[kind],
    instructions: "",
    minutes: minutes[kind],
    part: null,
    settings: USUAL_SETTINGS,
  };
}

/** “Vote · Dots”, “Brainstorm · anonymous”. */
export function stepWords(step: Pick<ActivityDraft, "kind" | "settings">): string {
  const words = [activityKindName(step.kind)];
  const settings: ActivitySettings = { ...USUAL_SETTINGS, ...step.settings };
  if (step.kind === "vote") words.push(methodName(settings.method).toLowerCase());
  if (GATHERING.includes(step.kind) && settings.anonymous) words.push("anonymous");
  return words.join(" · ");
}
