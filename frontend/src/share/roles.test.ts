import { expect, test } from "vitest";
import { invitableRoles, isLastOwner, mayChangeRoles, ROLES, roleCan } from "./roles";

test("a link never gives more than its maker may give", () => {
  expect(invitableRoles("owner")).toContain("facilitator");
  expect(invitableRoles("facilitator")).toEqual(["editor", "commenter", "viewer"]);
  for (const role of ["editor", "commenter", "viewer"] as const) {
    expect(invitableRoles(role)).toEqual([]);
  }
});

test("only owners change roles", () => {
  expect(ROLES.filter(mayChangeRoles)).toEqual(["owner"]);
});

test("the last owner is known", () => {
  const people = [
    { person: { id: "a" }, role: "owner" as const },
    { person: { id: "b" }, role: "editor" as const },
  ];
  expect(isLastOwner(people, "a")).toBe(true);
  expect(isLastOwner(people, "b")).toBe(false);
  expect(isLastOwner([...people, { person: { id: "c" }, role: "owner" }], "a")).toBe(false);
});

test("every role says what it can do", () => {
  for (const role of ROLES) expect(roleCan(role)).toMatch(/^Can \w+/);
});
