// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { emptyForm } from "./form";
import { dropForm, keptItems, readForm, writeForm } from "./keptForms";

const place = { person: "cy", board: "b1" };
const form = { ...emptyForm("s1", "title", "i1"), title: "Reach every village" };

beforeEach(() => sessionStorage.clear());

test("what was begun is there again, for whoever began it, on that board", () => {
  writeForm(place, "i1", form);
  expect(readForm(place, "i1")).toEqual(form);
  expect(readForm(place, "i2")).toBeNull();
  expect(readForm({ ...place, person: "eve" }, "i1")).toBeNull();
  expect(readForm({ ...place, board: "b2" }, "i1")).toBeNull();
  dropForm(place, "i1");
  expect(readForm(place, "i1")).toBeNull();
});

test("what is kept can be found", () => {
  writeForm(place, "i1", form);
  writeForm(place, null, emptyForm("s2", "new", null));
  writeForm({ ...place, board: "b2" }, "i3", form);
  expect(keptItems(place).sort()).toEqual(["i1", null].sort());
});

test("what cannot be read is nothing", () => {
  sessionStorage.setItem("planhall-suggestion cy b1 i1", "{");
  expect(readForm(place, "i1")).toBeNull();
  sessionStorage.setItem("planhall-suggestion cy b1 i1", '{"id":1}');
  expect(readForm(place, "i1")).toBeNull();
});
