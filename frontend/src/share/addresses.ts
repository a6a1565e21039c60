import { checks } from "@/account/form";

/** The most that one invitation goes to. */
export const MOST_ADDRESSES = 50;

export interface Addresses {
  emails: string[];
  /** What is not right about them; null: nothing. */
  problem: string | null;
}

/** “Ada Lovelace <ada@example.org>”, as mail programs copy it. */
const NAMED = /(?:"[^"]*"\s*|(?:[^\s,;<>@"]+[ \t]+)*)<([^<>\s]+)>/gu;

/** Addresses as people paste them: apart by commas, semicolons, spaces or lines, each counted once. */
export function readAddresses(text: string): Addresses {
  const found = new Map<string, string>();
  for (const email of text.replace(NAMED, " $1 ").split(/[\s,;]+/u)) {
    if (email !== "") found.set(email.toLocaleLowerCase(), email);
  }
  const emails = [...found.values()];
  return { emails, problem: problemOf(emails) };
}

function problemOf(emails: readonly string[]): string | null {
  const wrong = emails.find((email) => checks.email(email) !== null);
  if (emails.length === 0) return "Enter at least one email address.";
  if (wrong !== undefined) return `“${wrong}” is not an email address.`;
  if (emails.length > MOST_ADDRESSES) {
    return `At most ${MOST_ADDRESSES} at once; these are ${emails.length}.`;
  }
  return null;
}
