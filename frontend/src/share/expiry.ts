/** For how long an invite link may be used. */
export const EXPIRIES = [
  { value: "24", label: "1 day" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
  { value: "never", label: "No end" },
] as const;

export type ExpiryChoice = (typeof EXPIRIES)[number]["value"];

/** As the service takes it: hours, or null for a link without an end. */
export function expiryHours(choice: ExpiryChoice): number | null {
  return choice === "never" ? null : Number(choice);
}
