import { expect, expectTypeOf, test } from "vitest";
import type { components } from "@/api/schema";
import { type Change, mayDecide, maySuggest, type Suggestion, type SuggestionWish } from "./types";

type Schemas = components["schemas"];

test("suggestions are as the contract has them", () => {
  expectTypeOf<keyof Suggestion>().toEqualTypeOf<keyof Schemas["Suggestion"]>();
  expectTypeOf<Suggestion["state"]>().toEqualTypeOf<Schemas["Suggestion"]["state"]>();
  expectTypeOf<Suggestion["decided"]>().toEqualTypeOf<Schemas["Suggestion"]["decided"]>();
  expectTypeOf<Change["kind"]>().toEqualTypeOf<Schemas["Suggestion"]["change"]["kind"]>();
  expectTypeOf<keyof SuggestionWish>().toEqualTypeOf<keyof Schemas["SuggestionWish"]>();
});

test("all but viewers suggest; editors and above decide", () => {
  const roles = ["owner", "facilitator", "editor", "commenter", "viewer"] as const;
  expect(roles.filter(maySuggest)).toEqual(["owner", "facilitator", "editor", "commenter"]);
  expect(roles.filter(mayDecide)).toEqual(["owner", "facilitator", "editor"]);
});
