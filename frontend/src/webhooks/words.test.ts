import { expect, test } from "vitest";
import { events, eventsInWords, outcome, stateOf, trouble } from "./words";

test("events are named in their order", () => {
  expect(eventsInWords(["session.ended", "comment.added"])).toBe("Comments, sessions ended");
  const all = events.map(({ type }) => type);
  expect(eventsInWords(all.slice(0, -1))).toBe("Everything but changes of the plan");
  expect(eventsInWords(events.map(({ type }) => type))).toBe("Everything");
});

test("a webhook says what is wrong with it", () => {
  expect(stateOf({ paused: null, failures: 0 })).toBe("active");
  expect(trouble({ paused: null, failures: 0 })).toBeNull();
  expect(trouble({ paused: null, failures: 1 })).toBe("The last try failed.");
  expect(stateOf({ paused: null, failures: 3 })).toBe("failing");
  expect(stateOf({ paused: "gone", failures: 3 })).toBe("paused");
  expect(trouble({ paused: "gone", failures: 3 })).toContain("410");
});

test("a message says how it fared", () => {
  const one = { state: "waiting", status: null, error: null, tries: 0 } as const;
  expect(outcome(one)).toBe("On its way");
  expect(outcome({ ...one, status: 500, tries: 1 })).toBe("Answered 500. Tried again soon.");
  expect(outcome({ ...one, status: 410, tries: 1 }, true)).toBe("Answered 410. Waits.");
  expect(outcome({ ...one, state: "failed", error: "Nothing listens there.", tries: 9 })).toBe(
    "Given up. Nothing listens there.",
  );
  expect(outcome({ ...one, state: "delivered", status: 204, tries: 2 })).toBe("Delivered");
});
