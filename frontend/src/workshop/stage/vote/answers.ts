import {
  IconAlertTriangle,
  IconCheck,
  IconHandStop,
  IconMinus,
  IconThumbDown,
  IconThumbUp,
} from "@tabler/icons-react";
import type { Answer } from "./AnswerBallot";

export const YES_NO: readonly Answer[] = [
  { value: "yes", label: "Yes", Icon: IconThumbUp, tone: "success" },
  { value: "no", label: "No", Icon: IconThumbDown, tone: "danger" },
  { value: "abstain", label: "Abstain", Icon: IconMinus, tone: "neutral" },
];

export const CONSENT: readonly Answer[] = [
  { value: "consent", label: "I agree", Icon: IconCheck, tone: "success" },
  { value: "concern", label: "I have a concern", Icon: IconAlertTriangle, tone: "warning" },
  { value: "objection", label: "I object", Icon: IconHandStop, tone: "danger" },
  { value: "abstain", label: "I abstain", Icon: IconMinus, tone: "neutral" },
];

/** The scores from 0 to the highest one. */
export function scores(highest: number): readonly Answer[] {
  return Array.from({ length: highest + 1 }, (_, value) => ({ value, label: String(value) }));
}
