/** What the field for a note asks. */
export function notePrompt(kind: string): string {
  if (kind === "checkin") return "How are you here today?";
  if (kind === "write") return "Write what you think";
  return "One idea, then Enter for the next";
}
