import { kindName, kindPlural } from "@/ui";

/** What stands over a column. Of mission and vision one has one, as a rule. */
export function columnName(kind: string): string {
  return kind === "mission" || kind === "vision" ? kindName(kind) : kindPlural(kind);
}
