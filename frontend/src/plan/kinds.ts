import { KINDS, type Kind } from "./types";

const below: Record<Kind, Kind> = {
  mission: "goal",
  vision: "goal",
  value: "idea",
  goal: "objective",
  objective: "strategy",
  strategy: "action",
  action: "action",
  idea: "idea",
};

/** Whether this client knows the kind; a newer one may have written others. */
export function isKind(kind: unknown): kind is Kind {
  return typeof kind === "string" && (KINDS as readonly string[]).includes(kind);
}

/** What a new child of an item of this kind usually is; null asks for a new item at the top. */
export function childKind(parentKind: string | null): Kind {
  if (parentKind === null) return "goal";
  return isKind(parentKind) ? below[parentKind] : "idea";
}
