import { explain, isUnreachable, Problem } from "@/api";
import { isWhole, lookAlikesIn } from "./code";

/** What to tell somebody whose code led nowhere. */
export function codeProblem(code: string, error: unknown): { title: string; detail: string } {
  if (error instanceof Problem && !isUnreachable(error)) {
    switch (error.status) {
      case 404:
      case 422:
        return { title: "No session has this code", detail: wrong(code) };
      case 409:
      case 410:
        return {
          title: "This session has ended",
          detail: "Its code leads nowhere any more. Ask for the code of the next one.",
        };
      case 429:
        return {
          title: "Too many tries",
          detail: "Wait a minute, then type the code again.",
        };
    }
  }
  return explain(error);
}

function wrong(code: string): string {
  const alike = lookAlikesIn(code);
  if (alike.length > 0) {
    return `Codes never hold ${list(alike)}: look again at the screen.`;
  }
  if (!isWhole(code)) return "A code has six characters: look again at the screen.";
  return "It may be mistyped, or its session has ended. Look again at the screen.";
}

function list(words: readonly string[]): string {
  return words.length < 2 ? `${words[0]}` : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
