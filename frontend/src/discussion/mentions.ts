import type { Mention } from "./types";

/** Somebody, or a group, that a comment can name. */
export interface Candidate extends Mention {
  /** A second line: who that is. */
  hint?: string;
  color?: string;
}

const MOST = 8;
/** Longer than any name that one would type to find it. */
const LONGEST = 40;

/**
 * What is typed after the last “@” before the caret, and how many letters that are with it; null
 * where nobody is being named. A name may have one space in it; two end it.
 */
export function mentionBefore(text: string): { query: string; length: number } | null {
  const at = text.lastIndexOf("@");
  if (at < 0) return null;
  const before = text[at - 1];
  // An address of mail is no mention.
  if (before !== undefined && /[\p{L}\p{N}._%+-]/u.test(before)) return null;
  const query = text.slice(at + 1);
  if (query.length > LONGEST || query.startsWith(" ") || /\s.*\s/.test(query)) return null;
  if (!/^[\p{L}\p{M}\p{N}\s.'’_-]*$/u.test(query)) return null;
  return { query, length: query.length + 1 };
}

/**
 * Whom one may mean, the likeliest first: whose name begins so, then one of whose words does, then
 * who has it anywhere. Without regard to case and accents.
 */
export function search(candidates: readonly Candidate[], query: string): readonly Candidate[] {
  const wanted = folded(query.trim());
  if (wanted === "") return candidates.slice(0, MOST);
  const ranked = candidates.flatMap((candidate, at) => {
    const rank = rankOf(folded(candidate.label), wanted);
    return rank === null ? [] : [{ candidate, rank, at }];
  });
  ranked.sort((one, other) => one.rank - other.rank || one.at - other.at);
  return ranked.slice(0, MOST).map(({ candidate }) => candidate);
}

function rankOf(name: string, wanted: string): number | null {
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s.'’_-]+/).some((word) => word.startsWith(wanted))) return 1;
  return name.includes(wanted) ? 2 : null;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** Whom one can name on a board: its people but oneself, its stakeholder groups, everyone. */
export function candidatesOf(
  people: readonly { id: string; name: string; color: string; guest?: boolean }[],
  groups: readonly { id: string; name: string; color: string }[],
  me: string,
): readonly Candidate[] {
  return [
    ...people
      .filter(({ id }) => id !== me)
      .map(
        ({ id, name, color, guest }): Candidate => ({
          kind: "person",
          id,
          label: name,
          color,
          ...(guest ? { hint: "Guest" } : {}),
        }),
      ),
    ...groups
      .filter(({ name }) => name.trim() !== "")
      .map(
        ({ id, name, color }): Candidate => ({
          kind: "group",
          id,
          label: name.trim(),
          color,
          hint: "Stakeholder group",
        }),
      ),
    { kind: "group", id: "everyone", label: "everyone", hint: "All people of this board" },
  ];
}
