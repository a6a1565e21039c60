/** A group of notes. Its notes are in the order in which they were put there. */
export interface Group {
  id: string;
  title: string;
  notes: readonly string[];
}

/** The notes that are in no group, in their own order. */
export function loose(notes: readonly string[], groups: readonly Group[]): string[] {
  const taken = new Set(groups.flatMap((group) => group.notes));
  return notes.filter((note) => !taken.has(note));
}

/** Put a note into a group, or into none; wherever it was before, it is there no more. */
export function place(groups: readonly Group[], note: string, into: string | null): Group[] {
  return groups.map((group) => {
    const has = group.notes.includes(note);
    if (group.id === into) return has ? group : { ...group, notes: [...group.notes, note] };
    return has ? { ...group, notes: group.notes.filter((one) => one !== note) } : group;
  });
}

/**
 * A suggested group taken into the groups there are. Notes that somebody put somewhere meanwhile stay
 * there; null where less than two notes would be left to it.
 */
export function accept(groups: readonly Group[], suggested: Group): Group[] | null {
  const taken = new Set(groups.flatMap((group) => group.notes));
  const notes = suggested.notes.filter((note) => !taken.has(note));
  return notes.length < 2 ? null : [...groups, { ...suggested, notes }];
}

/** The suggestions that still say something, with the notes that are still loose. */
export function stillOpen(suggested: readonly Group[], groups: readonly Group[]): Group[] {
  const taken = new Set(groups.flatMap((group) => group.notes));
  return suggested.flatMap((group) => {
    const notes = group.notes.filter((note) => !taken.has(note));
    if (notes.length < 2) return [];
    return [notes.length === group.notes.length ? group : { ...group, notes }];
  });
}
