import { expect, test } from "vitest";
import { testParticipant, testSession } from "../testSession";
import { balance, notHeard } from "./voices";

const spoke = (notes = 0, votes = 0, hands = 0) => ({ notes, votes, hands });
const groups = ["employees", "customers", "vendors"].map((id) => ({
  id,
  name: id,
  description: "",
  color: "#4e68ce",
}));

test("not heard yet is who is here, may take part, and neither wrote, voted nor asked to speak", () => {
  const session = testSession({
    hands: ["fay"],
    people: [
      testParticipant("ada", { role: "owner", spoke: spoke() }),
      testParticipant("bo", { spoke: spoke() }),
      testParticipant("cy", { spoke: spoke(0, 1) }),
      testParticipant("di", { spoke: spoke(), here: false }),
      testParticipant("eve", { spoke: spoke(), role: "viewer" }),
      testParticipant("fay", { spoke: spoke() }),
      testParticipant("gus", { spoke: spoke(), role: null }),
    ],
  });
  expect(notHeard(session).map(({ person }) => person.id)).toEqual(["bo"]);
});

test("of whom it is not known how often they spoke, nothing is said", () => {
  expect(notHeard(testSession({ people: [testParticipant("bo")] }))).toEqual([]);
});

test("the balance shows each group of the plan, also those with nobody, then who named none", () => {
  const session = testSession({
    people: [
      testParticipant("ada", { role: "owner" }),
      testParticipant("bo", { stakeholder: "customers", spoke: spoke(3, 1) }),
      testParticipant("cy", { stakeholder: "customers", spoke: spoke(1) }),
      testParticipant("di", { stakeholder: "gone", spoke: spoke(2) }),
      testParticipant("eve", { stakeholder: "employees", role: "viewer" }),
    ],
  });
  expect(
    balance(session, groups).map(({ stakeholder, people, times }) => [
      stakeholder?.id ?? null,
      people.length,
      times,
    ]),
  ).toEqual([
    ["employees", 0, 0],
    ["customers", 2, 5],
    ["vendors", 0, 0],
    [null, 1, 2],
  ]);
});
