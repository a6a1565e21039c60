import { describe, expect, test } from "vitest";
import { candidatesOf, mentionBefore, search } from "./mentions";

describe("what is typed before the caret", () => {
  test.each([
    ["@", "", 1],
    ["Hello @ad", "ad", 3],
    ["(@Åsa", "Åsa", 4],
    ["@ada lo", "ada lo", 7],
    ["see @bo and @ed", "ed", 3],
  ])("%j names somebody: %j", (text, query, length) => {
    expect(mentionBefore(text)).toEqual({ query, length });
  });

  test.each(["", "nobody", "ann@example.org", "@ ada", "@ada lovelace said", "@a, b", "@ada  x"])(
    "%j names nobody",
    (text) => {
      expect(mentionBefore(text)).toBeNull();
    },
  );
});

describe("whom one may mean", () => {
  const person = (id: string, name: string) => ({ id, name, color: "#047059" });
  const all = candidatesOf(
    [
      person("1", "Edward Adams"),
      person("2", "Ada Lovelace"),
      person("3", "Åsa"),
      person("me", "Adam"),
      { ...person("4", "Gus"), guest: true },
    ],
    [person("g1", "Bus drivers"), person("g2", " ")],
    "me",
  );
  const found = (query: string) => search(all, query).map(({ label }) => label);

  test("is who is on the board but oneself, the groups and everyone", () => {
    expect(found("")).toEqual([
      "Edward Adams",
      "Ada Lovelace",
      "Åsa",
      "Gus",
      "Bus drivers",
      "everyone",
    ]);
    expect(all.find(({ id }) => id === "4")?.hint).toBe("Guest");
  });

  test("comes with the likeliest first, whatever the case and accents", () => {
    expect(found("ad")).toEqual(["Ada Lovelace", "Edward Adams"]);
    expect(found("ASA")).toEqual(["Åsa"]);
    expect(found("driv")).toEqual(["Bus drivers"]);
    expect(found("ada l")).toEqual(["Ada Lovelace"]);
    expect(found("very")).toEqual(["everyone"]);
    expect(found("xyz")).toEqual([]);
  });

  test("is a list that one can look over", () => {
    const many = Array.from({ length: 300 }, (_, at) => person(`p${at}`, `Person ${at}`));
    expect(search(candidatesOf(many, [], "me"), "person")).toHaveLength(8);
  });
});
