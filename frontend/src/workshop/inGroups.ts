import type { Cluster } from "./types";

interface Grouped<N> {
  id: string;
  title: string;
  notes: N[];
}

/**
 * Notes by their groups, in the order of the groups; last those that are in none. The groups say who
 * is in them: pushes tell of groups, not of notes, so what a note says of its group may be older.
 */
export function inGroups<N extends { id: string }>(
  notes: readonly N[],
  clusters: readonly Pick<Cluster, "id" | "title" | "notes">[],
): Grouped<N>[] {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const groups = clusters
    .map(({ id, title, notes: members }) => ({
      id,
      title,
      notes: members.flatMap((member) => byId.get(member) ?? []),
    }))
    .filter((group) => group.notes.length > 0);
  const grouped = new Set(groups.flatMap((group) => group.notes));
  const loose = notes.filter((note) => !grouped.has(note));
  if (loose.length === 0) return groups;
  return [
    ...groups,
    { id: "", title: groups.length > 0 ? "In no group" : "All notes", notes: loose },
  ];
}
