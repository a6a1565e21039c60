import { expect, test } from "vitest";
import { MOST_ADDRESSES, readAddresses } from "./addresses";

test("addresses come apart by commas, semicolons, spaces and lines, each once", () => {
  expect(
    readAddresses(" ada@example.org, bo@example.org;\ncy@example.org  ADA@example.org "),
  ).toEqual({
    emails: ["ADA@example.org", "bo@example.org", "cy@example.org"],
    problem: null,
  });
});

test("names that mail programs put before an address are passed over", () => {
  const pasted = 'Ada Lovelace <ada@example.org>, "Brooks, Bo" <bo@example.org> cy@example.org';
  expect(readAddresses(pasted)).toEqual({
    emails: ["ada@example.org", "bo@example.org", "cy@example.org"],
    problem: null,
  });
});

test("what is no address is named", () => {
  expect(readAddresses("ada@example.org, bo").problem).toBe("“bo” is not an email address.");
  expect(readAddresses("Ada <ada@example.org>, bo").problem).toContain("“bo”");
  expect(readAddresses(" , ").problem).toBe("Enter at least one email address.");
});

test("more than may be sent at once are counted", () => {
  const many = Array.from({ length: MOST_ADDRESSES + 1 }, (_, at) => `p${at}@example.org`);
  expect(readAddresses(many.slice(1).join(" ")).problem).toBeNull();
  expect(readAddresses(many.join(" ")).problem).toContain("these are 51");
});
