import { ask, send } from "@/api/ask";
import type {
  ActivityChange,
  ActivityDraft,
  Ballot,
  BreakoutDraft,
  Choice,
  Cluster,
  ClusterSuggestion,
  Decision,
  DecisionDraft,
  JoinTarget,
  Note,
  NoteColor,
  Place,
  Recipe,
  Session,
  SessionRecord,
} from "../types";

/** The calls of the service's API that are about workshops. All throw `Problem`. */

const session = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;
const activity = (of: ActivityPlace) =>
  `${session(of.session)}/activities/${encodeURIComponent(of.activity)}`;

export interface ActivityPlace {
  session: string;
  activity: string;
}

export type RunCommand =
  | { do: "pause" | "resume" | "next" | "back" | "end" }
  | { do: "start"; activity?: string }
  | { do: "go"; activity: string }
  | { do: "extend"; minutes: number };

/** Send everyone to their breakouts, give one of them (or all) more time, bring everyone back. */
export type BreakoutCommand =
  | { do: "start" }
  | { do: "extend"; minutes: number; breakout?: string | null }
  | { do: "end" };

/** What everyone sees; what is left out stays. */
export interface StageWish {
  follow?: boolean;
  lock?: Session["lock"];
  /** Which item stays open; asked for with `lock: "part"`. */
  open_part?: string | null;
  bring?: Place;
}

/** A cluster as it should be; without an id a new one. */
export interface ClusterSet {
  id?: string | null;
  title: string;
  notes: string[];
}

export interface SessionWish {
  title: string;
  recipe?: string;
  /** The role of those who join by the short code. */
  join_as?: "viewer" | "commenter" | "editor";
}

/** What is left out stays. */
export interface SessionChange {
  title?: string;
  /** ISO 8601; null: no time is planned. */
  starts_at?: string | null;
}

/** Until when people take part in an activity in their own time. */
export interface OpenWish {
  /** ISO 8601. */
  closes_at: string;
  /** Whether its notes are revealed as it closes. */
  reveal: boolean;
}

/** The service's time in milliseconds. */
export async function askTime(): Promise<number> {
  return (await ask<{ now: number }>("GET", "/api/time")).now;
}

export const rest = {
  sessions: (board: string, signal?: AbortSignal) =>
    ask<Session[]>("GET", `/api/boards/${encodeURIComponent(board)}/sessions`, undefined, signal),
  session: (id: string, signal?: AbortSignal) =>
    ask<Session>("GET", session(id), undefined, signal),
  createSession: (board: string, body: SessionWish) =>
    ask<Session>("POST", `/api/boards/${encodeURIComponent(board)}/sessions`, body),
  changeSession: (id: string, body: SessionChange) => ask<Session>("PATCH", session(id), body),
  deleteSession: (id: string) => ask<void>("DELETE", session(id)),

  addRecipe: (id: string, body: { recipe: string; before?: string | null }) =>
    ask<Session>("POST", `${session(id)}/agenda`, body),
  addActivity: (id: string, body: ActivityDraft & { before?: string | null }) =>
    ask<Session>("POST", `${session(id)}/activities`, body),
  changeActivity: (of: ActivityPlace, body: ActivityChange & { before?: string | null }) =>
    ask<Session>("PATCH", activity(of), body),
  open: (of: ActivityPlace, body: OpenWish) => ask<Session>("POST", `${activity(of)}/open`, body),
  deleteActivity: (of: ActivityPlace) => ask<Session>("DELETE", activity(of)),

  run: (id: string, body: RunCommand) => ask<Session>("POST", `${session(id)}/run`, body),
  stage: (id: string, body: StageWish) => ask<Session>("POST", `${session(id)}/stage`, body),
  /** Plan breakouts, all of them anew; none: there are none any more. */
  setBreakouts: (id: string, breakouts: BreakoutDraft[]) =>
    ask<Session>("PUT", `${session(id)}/breakouts`, { breakouts }),
  runBreakouts: (id: string, body: BreakoutCommand) =>
    ask<Session>("POST", `${session(id)}/breakouts/run`, body),
  facilitator: (id: string, body: { to: string } | { take: true }) =>
    ask<Session>("POST", `${session(id)}/facilitator`, body),
  hand: (id: string, body: { up: boolean; person?: string }) =>
    ask<Session>("POST", `${session(id)}/hand`, body),
  react: (id: string, emoji: string) => ask<void>("POST", `${session(id)}/reactions`, { emoji }),
  join: (id: string, body: { stakeholder?: string | null }) =>
    ask<Session>("POST", `${session(id)}/me`, body),

  notes: (of: ActivityPlace, signal?: AbortSignal) =>
    ask<Note[]>("GET", `${activity(of)}/notes`, undefined, signal),
  addNote: (of: ActivityPlace, body: { id?: string; text: string; color?: NoteColor }) =>
    ask<Note>("POST", `${activity(of)}/notes`, body),
  changeNote: (id: string, body: { text?: string; color?: NoteColor; cluster?: string | null }) =>
    ask<Note>("PATCH", `/api/notes/${encodeURIComponent(id)}`, body),
  deleteNote: (id: string) => ask<void>("DELETE", `/api/notes/${encodeURIComponent(id)}`),
  reveal: (of: ActivityPlace) => ask<Session>("POST", `${activity(of)}/reveal`),
  suggestedClusters: (of: ActivityPlace, signal?: AbortSignal) =>
    ask<ClusterSuggestion[]>("GET", `${activity(of)}/clusters/suggest`, undefined, signal),
  setClusters: (of: ActivityPlace, clusters: ClusterSet[]) =>
    ask<Session>("PUT", `${activity(of)}/clusters`, { clusters }),
  addCluster: (of: ActivityPlace, body: { title: string; notes: string[] }) =>
    ask<Cluster>("POST", `${activity(of)}/clusters`, body),
  renameCluster: (of: ActivityPlace & { cluster: string }, body: { title: string }) =>
    ask<Cluster>("PATCH", `${activity(of)}/clusters/${encodeURIComponent(of.cluster)}`, body),
  removeCluster: (of: ActivityPlace & { cluster: string }) =>
    ask<void>("DELETE", `${activity(of)}/clusters/${encodeURIComponent(of.cluster)}`),
  promote: (
    of: ActivityPlace & { cluster: string },
    body: { kind: "goal" | "objective" | "strategy" },
  ) =>
    ask<{ item: string }>(
      "POST",
      `${activity(of)}/clusters/${encodeURIComponent(of.cluster)}/promote`,
      body,
    ),

  ballot: (of: ActivityPlace, signal?: AbortSignal) =>
    ask<Ballot>("GET", `${activity(of)}/ballot`, undefined, signal),
  vote: (of: ActivityPlace, body: { choices: Record<string, Choice>; comment?: string }) =>
    ask<Ballot>("PUT", `${activity(of)}/ballot`, body),
  close: (of: ActivityPlace) => ask<Session>("POST", `${activity(of)}/close`),
  decisions: (id: string, signal?: AbortSignal) =>
    ask<Decision[]>("GET", `${session(id)}/decisions`, undefined, signal),
  decide: (id: string, body: DecisionDraft) =>
    ask<Decision>("POST", `${session(id)}/decisions`, body),

  recipes: (workspace: string | null, signal?: AbortSignal) =>
    ask<Recipe[]>(
      "GET",
      `/api/recipes${workspace ? `?workspace=${encodeURIComponent(workspace)}` : ""}`,
      undefined,
      signal,
    ),
  saveRecipe: (body: {
    workspace: string;
    title: string;
    description: string;
    activities: ActivityDraft[];
  }) => ask<Recipe>("POST", "/api/recipes", body),
  deleteRecipe: (id: string) => ask<void>("DELETE", `/api/recipes/${encodeURIComponent(id)}`),

  joinTarget: (code: string, signal?: AbortSignal) =>
    ask<JoinTarget>("GET", `/api/join/${encodeURIComponent(code)}`, undefined, signal),

  record: (id: string, signal?: AbortSignal) =>
    ask<SessionRecord>("GET", `${session(id)}/record?format=json`, undefined, signal),
  recordAs: async (
    id: string,
    format: "markdown" | "pdf",
  ): Promise<{ blob: Blob; disposition: string }> => {
    const response = await send("GET", `${session(id)}/record?format=${format}`);
    return {
      blob: await response.blob(),
      disposition: response.headers.get("Content-Disposition") ?? "",
    };
  },
};
