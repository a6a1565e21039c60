import { useState } from "react";
import { explain, Problem } from "@/api";

/** The shortest password that the service takes. */
export const PASSWORD_MIN = 8;
export const NAME_MAX = 80;

export type FieldErrors = Readonly<Record<string, string>>;

export interface FormErrors {
  fields: FieldErrors;
  /** What concerns no field of this form. */
  form: string | null;
}

export const noErrors: FormErrors = { fields: {}, form: null };

/** Sort a refusal of the service to the fields of a form; what has no field there goes above it. */
export function formErrors(error: unknown, fields: readonly string[]): FormErrors {
  const found: Record<string, string> = {};
  let placed = 0;
  if (error instanceof Problem) {
    for (const [field, message] of Object.entries(error.fields)) {
      if (!fields.includes(field)) continue;
      found[field] = message;
      placed += 1;
    }
    // Taken, or known to nobody: of these forms' fields only an address can be either.
    if (
      (error.status === 409 || error.status === 404) &&
      fields.includes("email") &&
      placed === 0
    ) {
      found.email = explain(error).detail;
      placed += 1;
    }
  }
  if (placed > 0) return { fields: found, form: null };
  const { title, detail } = explain(error);
  return { fields: {}, form: detail || title };
}

/** What can be told before asking the service. */
export const checks = {
  name: (name: string) => (name.trim() === "" ? "Enter your name." : null),
  email: (email: string) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())
      ? null
      : "Enter an email address, such as ada@example.org.",
  password: (password: string) => (password === "" ? "Enter your password." : null),
  newPassword: (password: string) =>
    Array.from(password).length < PASSWORD_MIN ? `Use at least ${PASSWORD_MIN} characters.` : null,
} as const;

/** The first error of each field that has one. */
export function checked(results: Readonly<Record<string, string | null>>): FieldErrors {
  return Object.fromEntries(
    Object.entries(results).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/**
 * The errors of a form, and its submission: check first, then ask the service. A field's error goes
 * when it is edited. The first field in error gets the focus.
 */
export function useFormErrors(fields: readonly string[]) {
  const [errors, setErrors] = useState(noErrors);
  const show = (form: HTMLFormElement, next: FormErrors) => {
    setErrors(next);
    const first = fields.find((field) => next.fields[field]);
    const input = first && form.elements.namedItem(first);
    if (input instanceof HTMLElement) input.focus();
  };
  return {
    errors,
    clear: (field: string) =>
      setErrors((now) => {
        if (!now.fields[field]) return now;
        const { [field]: _gone, ...rest } = now.fields;
        return { ...now, fields: rest };
      }),
    /** Runs `send` when nothing is amiss; true if it succeeded. */
    submit: async (
      form: HTMLFormElement,
      results: Readonly<Record<string, string | null>>,
      send: () => Promise<unknown>,
    ): Promise<boolean> => {
      const early = checked(results);
      if (Object.keys(early).length > 0) {
        show(form, { fields: early, form: null });
        return false;
      }
      setErrors(noErrors);
      try {
        await send();
        return true;
      } catch (error) {
        show(form, formErrors(error, fields));
        return false;
      }
    },
  };
}
