import { expect, test } from "vitest";
import { isDiscussionNotice, readNotice } from "@/session/notices";
import { readSuggestion } from "./push";
import { testSuggestion } from "./testSuggestion";

test("a push tells a suggestion, and nothing of the board itself", () => {
  const suggestion = testSuggestion();
  const notice = readNotice(JSON.stringify({ type: "suggestion", suggestion }));
  expect(notice).toEqual({ type: "suggestion", message: { type: "suggestion", suggestion } });
  expect(notice && isDiscussionNotice(notice)).toBe(true);
});

test("what is no suggestion is left alone", () => {
  expect(readSuggestion(testSuggestion())).toEqual(testSuggestion());
  const { author: _, ...nobody } = testSuggestion();
  for (const value of [null, "s1", {}, { id: "s1" }, nobody, { ...testSuggestion(), change: 1 }]) {
    expect(readSuggestion(value)).toBeNull();
  }
});
