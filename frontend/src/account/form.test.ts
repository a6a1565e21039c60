import { describe, expect, test } from "vitest";
import { problemFrom, unreachable } from "@/api/problem";
import { checked, checks, formErrors } from "./form";

describe("a refusal of the service", () => {
  test("goes to the fields it names", () => {
    const problem = problemFrom(422, {
      code: "invalid",
      detail: "The request is not valid",
      errors: [
        { at: "body.email", message: "value is not a valid email address" },
        { at: "body.password", message: "should have at least 8 characters" },
      ],
    });
    expect(formErrors(problem, ["email", "password"])).toEqual({
      fields: {
        email: "Value is not a valid email address.",
        password: "Should have at least 8 characters.",
      },
      form: null,
    });
  });

  test("that names no field of the form is told above it", () => {
    const problem = problemFrom(401, {
      code: "wrong-credentials",
      detail: "the email address or the password is not right",
    });
    expect(formErrors(problem, ["email", "password"])).toEqual({
      fields: {},
      form: "The email address or the password is not right.",
    });
    const elsewhere = problemFrom(422, {
      code: "invalid",
      detail: "",
      errors: [{ at: "body.color", message: "not a colour" }],
    });
    expect(formErrors(elsewhere, ["name"])).toEqual({ fields: {}, form: "Not a colour." });
  });

  test("about a taken address goes to the address", () => {
    const problem = problemFrom(409, {
      code: "email-taken",
      detail: "there is an account already",
    });
    expect(formErrors(problem, ["name", "email"]).fields).toEqual({
      email: "There is an account already.",
    });
  });

  test("that never came says that the service cannot be reached", () => {
    expect(formErrors(unreachable(), ["email"]).form).toMatch(/connection/i);
  });
});

test("what can be told before asking", () => {
  expect(checks.email("ada@example")).not.toBeNull();
  expect(checks.email(" ada@example.org ")).toBeNull();
  expect(checks.newPassword("1234567")).not.toBeNull();
  expect(checks.newPassword("correct horse")).toBeNull();
  expect(checks.name("  ")).not.toBeNull();
  expect(checked({ name: null, email: "No." })).toEqual({ email: "No." });
});
