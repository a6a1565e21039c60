import type { Person, Role } from "@/api";

/** What a workshop is made of, as the service tells it. Times on the timer are server milliseconds. */

export type SessionState = "planned" | "running" | "paused" | "ended";
export type ActivityState = "planned" | "running" | "paused" | "done";
export type ActivityKind =
  | "brainstorm"
  | "group"
  | "vote"
  | "discuss"
  | "write"
  | "decide"
  | "checkin";
export type VoteMethod = "dots" | "ranked" | "score" | "grid" | "yesno" | "consent";

export const ACTIVITY_KINDS: readonly ActivityKind[] = [
  "checkin",
  "brainstorm",
  "group",
  "discuss",
  "write",
  "vote",
  "decide",
];
export const VOTE_METHODS: readonly VoteMethod[] = [
  "dots",
  "ranked",
  "score",
  "grid",
  "yesno",
  "consent",
];

export interface Participant {
  person: Person;
  /** Null: they are not on the board any more. */
  role: Role | null;
  joined_at: string;
  /** Whether they have the board open now. */
  here: boolean;
  /** The stakeholder group they speak for. */
  stakeholder: string | null;
  /** How often they took part; told to who facilitates only. */
  spoke: { notes: number; votes: number; hands: number } | null;
}

export interface VoteOption {
  id: string;
  title: string;
  /** The item of the plan that it is. */
  item?: string | null;
}

export interface ActivitySettings {
  /** Nobody learns who wrote a note. Fixed once it has begun. */
  anonymous: boolean;
  method: VoteMethod;
  /** How many dots each person has. */
  dots: number;
  /** Dots: the most on one option (null: all). Score: the highest (null: 5). */
  max: number | null;
  /** What is voted on; none: the service finds them when the vote begins. */
  options: VoteOption[];
  /** The activity whose notes this one groups or votes on; null: the nearest earlier one. */
  source: string | null;
}

export const USUAL_SETTINGS: ActivitySettings = {
  anonymous: false,
  method: "dots",
  dots: 3,
  max: null,
  options: [],
  source: null,
};

export interface ActivityTimer {
  running: boolean;
  /** False: there is no limit of time, and no clock to show. */
  limited: boolean;
  /** Server milliseconds; null while it does not run. */
  ends_at: number | null;
  remaining_ms: number;
}

export interface ActivityProgress {
  notes: number;
  people_with_notes: number;
  ballots: number;
  revealed: boolean;
  closed: boolean;
}

export interface ResultOption {
  id: string;
  title: string;
  item: string | null;
  score: number;
  /**
   * Dots: dots, voters. Ranked and score: rank or score → how many. Grid: impact, effort (means),
   * ratings. Yes/no and consent: answer → how many.
   */
  counts: Record<string, number>;
  /** 1 is first; equals share a rank. */
  rank: number;
}

export interface VoteResult {
  method: VoteMethod;
  /** Best first. */
  options: ResultOption[];
  ballots: number;
  eligible: number;
  /** What ballots said beside their choices; no names. */
  comments: string[];
}

export interface Cluster {
  id: string;
  title: string;
  /** Ids of notes. */
  notes: string[];
  /** The item of the plan that was made of it. */
  item: string | null;
}

export interface ClusterSuggestion {
  title: string;
  notes: string[];
}

export interface Activity {
  id: string;
  kind: ActivityKind;
  recipe: string | null;
  title: string;
  instructions: string;
  /** 0: no limit. */
  minutes: number;
  /** The item of the plan that it works on; null: the whole plan. */
  part: string | null;
  state: ActivityState;
  timer: ActivityTimer;
  settings: ActivitySettings;
  /** Until when people take part in their own time; null: only while the session is live. */
  closes_at: string | null;
  /** Whether its notes are revealed as it closes. */
  reveals: boolean;
  progress: ActivityProgress;
  /** Null until the vote is closed. */
  result: VoteResult | null;
  /** Empty until the ideas are revealed. */
  clusters: Cluster[];
}

/** One step of an agenda that is planned, or of a recipe. */
export interface ActivityDraft {
  kind: ActivityKind;
  recipe?: string | null;
  title: string;
  instructions: string;
  minutes: number;
  part?: string | null;
  settings: Partial<ActivitySettings>;
}

/** What may be changed of an activity. */
export type ActivityChange = Partial<
  Pick<Activity, "title" | "instructions" | "minutes" | "part" | "settings">
>;

/** People who work apart for a while, on a part of the plan of their own. */
export interface Breakout {
  id: string;
  title: string;
  /** The item of the plan that it works on; null: the whole plan. */
  part: string | null;
  /** Ids. Somebody is in one breakout at most. */
  people: string[];
  minutes: number;
  state: "planned" | "running" | "done";
  timer: ActivityTimer;
}

/** A breakout as the facilitator wants it; without an id a new one. */
export interface BreakoutDraft {
  id?: string | null;
  title: string;
  part: string | null;
  people: string[];
  minutes: number;
}

export interface Session {
  id: string;
  board: string;
  title: string;
  state: SessionState;
  /** “K7M-3QX”: what one types to join; null once it has ended. */
  code: string | null;
  facilitator: Person | null;
  /** Id of the activity that is on. */
  current: string | null;
  activities: Activity[];
  /** Who facilitates writes always; the others everywhere, in `open_part` and below it, or nowhere. */
  lock: "open" | "part" | "locked";
  /** The item of the plan that stays open where `lock` is `part`; null otherwise. */
  open_part: string | null;
  /** Whether everyone sees what the facilitator sees. */
  follow: boolean;
  /** Groups that work apart now, or are planned to; empty once everyone is back. */
  breakouts: Breakout[];
  /** Ids of people with a hand up, in the order they raised it. */
  hands: string[];
  people: Participant[];
  /** Of two copies the one with the higher revision is newer, then the one with the higher `now`. */
  revision: number;
  /** Server milliseconds when this copy was made. */
  now: number;
  created_at: string;
  /** When it is meant to begin. */
  starts_at: string | null;
  started_at: string | null;
  ended_at: string | null;
}

export const NOTE_COLORS = [
  "yellow",
  "orange",
  "pink",
  "purple",
  "blue",
  "teal",
  "green",
  "gray",
] as const;
export type NoteColor = (typeof NOTE_COLORS)[number];

export const REACTIONS = ["👍", "👏", "❤️", "😂", "🎉", "🤔", "🙌", "👀"] as const;
export type ReactionEmoji = (typeof REACTIONS)[number];

export interface Note {
  id: string;
  activity: string;
  text: string;
  color: NoteColor;
  /** Null: anonymous. */
  author: Person | null;
  mine: boolean;
  cluster: string | null;
  /** The idea in the plan that it became. */
  item: string | null;
}

export type Answer = "yes" | "no" | "abstain" | "consent" | "concern" | "objection";
export type Choice = number | Answer | { impact: number; effort: number };

export interface Ballot {
  activity: string;
  choices: Record<string, Choice>;
  comment: string;
  /** Null: one has not voted yet. */
  cast_at: string | null;
}

/** Something to be done. */
export interface ActionDraft {
  title: string;
  /** Somebody of the board. */
  owner?: string | null;
  /** Where they are not on the board. */
  owner_name?: string | null;
  /** `YYYY-MM-DD` */
  due?: string | null;
}

export interface Action {
  /** Its item in the plan. */
  id: string;
  title: string;
  owner: string | null;
  owner_name: string;
  due: string | null;
  decision: string | null;
}

export interface Decision {
  id: string;
  activity: string | null;
  title: string;
  what: string;
  why: string;
  who: string[];
  at: string;
  tally: VoteResult | null;
  dissent: string;
  item: string | null;
  actions: Action[];
}

export interface DecisionDraft {
  /** One's own choice: a decision sent twice is then written once. */
  id?: string | null;
  activity?: string | null;
  title: string;
  what: string;
  why?: string;
  who?: string[];
  dissent?: string;
  /** The item into which it is written; null: the activity's part, or else a new item. */
  item?: string | null;
  /** Of the new item, where one is made. */
  kind?: "goal" | "objective" | "strategy" | "action" | "idea";
  actions?: ActionDraft[];
}

export interface Recipe {
  id: string;
  title: string;
  description: string;
  builtin: boolean;
  workspace: string | null;
  activities: ActivityDraft[];
}

/** What a short code leads to. */
export interface JoinTarget {
  board: string;
  board_title: string;
  session: string;
  session_title: string;
  /** The path of the invite to follow first; null for those who are on the board. */
  invite_path: string | null;
}

/** What is left of a session: only what its group has seen. */
export interface SessionRecord {
  session: string;
  board: string;
  board_title: string;
  title: string;
  state: SessionState;
  facilitator: string | null;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  people: { person: Person; stakeholder: string | null; joined_at: string }[];
  agenda: RecordedActivity[];
  decisions: Decision[];
  actions: Action[];
}

export interface RecordedActivity {
  id: string;
  kind: ActivityKind;
  title: string;
  instructions: string;
  minutes: number;
  state: ActivityState;
  ideas: { text: string; author: string | null; cluster: string | null }[];
  clusters: Cluster[];
  result: VoteResult | null;
  /** Notes that stayed their authors' own. */
  unrevealed: number;
}

/** Where the facilitator brings everyone. */
export interface Place {
  view: "outline" | "columns";
  item: string | null;
}

/** The activity that is on. */
export function currentActivity(session: Session | null | undefined): Activity | null {
  if (!session || session.current === null) return null;
  return session.activities.find(({ id }) => id === session.current) ?? null;
}

/** A session that people are in now. */
export function isLive({ state }: Pick<Session, "state">): boolean {
  return state === "running" || state === "paused";
}

export function mayFacilitate(role: Role): boolean {
  return role === "owner" || role === "facilitator";
}

/** Who may write notes, vote and raise a hand. */
export function mayTakePart(role: Role): boolean {
  return role !== "viewer";
}
