import type { Scope } from "./api";

/** Each with what comes with it, from the least to the most. */
export const scopes: readonly { scope: Scope; name: string; can: string }[] = [
  { scope: "read", name: "Read", can: "See everything that you see." },
  { scope: "comment", name: "Comment", can: "Also comment, react and suggest." },
  { scope: "write", name: "Write", can: "Also change plans, sessions and links, as you may." },
];

export const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "none", label: "No end" },
] as const;

export type Lifetime = (typeof lifetimes)[number]["value"];

export function daysOf(lifetime: Lifetime): 30 | 90 | 365 | null {
  return lifetime === "none" ? null : (Number(lifetime) as 30 | 90 | 365);
}

/** The most that a token may do, in one word. */
export function scopeName(held: readonly Scope[]): string {
  return scopes.findLast(({ scope }) => held.includes(scope))?.name ?? "Nothing";
}
