import { type Activity, type Participant, type Session, USUAL_SETTINGS } from "./types";

/** A session for tests: what is not said is as in one that just started. */
export function testSession(given: Partial<Session> = {}): Session {
  return {
    id: "s1",
    board: "b1",
    title: "Spring plan",
    state: "running",
    code: "K7M-3QX",
    facilitator: { id: "ada", name: "Ada", color: "#4e68ce", guest: false },
    current: "a1",
    activities: [testActivity({ state: "running" })],
    lock: "open",
    open_part: null,
    breakouts: [],
    follow: false,
    hands: [],
    people: [],
    revision: 1,
    now: 0,
    created_at: "2026-01-05T09:00:00Z",
    starts_at: null,
    started_at: "2026-01-05T09:00:00Z",
    ended_at: null,
    ...given,
  };
}

export function testActivity(given: Partial<Activity> = {}): Activity {
  return {
    id: "a1",
    kind: "brainstorm",
    recipe: null,
    title: "What should change?",
    instructions: "",
    minutes: 5,
    part: null,
    state: "planned",
    timer: { running: false, limited: true, ends_at: null, remaining_ms: 300_000 },
    settings: USUAL_SETTINGS,
    closes_at: null,
    reveals: false,
    progress: { notes: 0, people_with_notes: 0, ballots: 0, revealed: false, closed: false },
    result: null,
    clusters: [],
    ...given,
  };
}

export function testParticipant(id: string, given: Partial<Participant> = {}): Participant {
  return {
    person: { id, name: id, color: "#4e68ce", guest: false },
    role: "editor",
    joined_at: "2026-01-05T09:00:00Z",
    here: true,
    stakeholder: null,
    spoke: null,
    ...given,
  };
}
