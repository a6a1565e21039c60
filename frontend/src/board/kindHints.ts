import type { Kind } from "@/plan/types";
import { kindName } from "@/ui";

/** What a kind is for, said to somebody who has none yet. */
export const kindHints: Record<Kind, { is: string; ask: string }> = {
  mission: {
    is: "A mission is why you exist, in one sentence that outlives every goal.",
    ask: "Why do we exist?",
  },
  vision: {
    is: "A vision is what will be different for people once you succeed.",
    ask: "What will be different when we succeed?",
  },
  value: {
    is: "A value is what you hold to on the way, also when it costs you something.",
    ask: "What do we hold to?",
  },
  goal: {
    is: "A goal is a lasting change you work for. A handful is enough.",
    ask: "What has to change?",
  },
  objective: {
    is: "An objective is a result that brings a goal closer, with a number and a date.",
    ask: "By when will we have reached what?",
  },
  strategy: {
    is: "A strategy is the way you chose to an objective, and so also what you leave.",
    ask: "Which way do we take?",
  },
  action: {
    is: "An action is what somebody does next. Give it an owner and a day.",
    ask: "What is done next?",
  },
  idea: {
    is: "An idea is worth keeping, not agreed on. Drag it to another column once it is.",
    ask: "What if…?",
  },
};

export function askFor(kind: string): string {
  return kind in kindHints ? kindHints[kind as Kind].ask : "Untitled";
}

/** "a goal", "an objective". */
export function aKind(kind: string): string {
  const name = kindName(kind).toLowerCase();
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}
