/** Somebody who may be put into a group. */
export interface Placed {
  id: string;
  /** The stakeholder group they speak for. */
  stakeholder: string | null;
}

/**
 * Deals people out at random, so that the groups' sizes differ by one at most, and so do the numbers
 * of those who speak for the same stakeholder group. The same seed deals in the same way.
 *
 * @returns for each group the ids of its people.
 */
export function deal(people: readonly Placed[], groups: number, seed: number): string[][] {
  const random = randomFrom(seed);
  const dealt: string[][] = Array.from({ length: Math.max(1, groups) }, () => []);
  const shuffled = shuffle(people, random);
  const stakeholders = [...new Set(shuffled.map(({ stakeholder }) => stakeholder))];
  // Those who speak for nobody in particular last: they fill up.
  stakeholders.sort((one, other) => Number(one === null) - Number(other === null));
  const order = shuffle(
    dealt.map((_, index) => index),
    random,
  );
  let next = 0;
  for (const stakeholder of stakeholders) {
    for (const person of shuffled) {
      if (person.stakeholder !== stakeholder) continue;
      dealt[order[next % order.length] ?? 0]?.push(person.id);
      next += 1;
    }
  }
  return dealt;
}

/** Groups of people with somebody in another group; null: in none. */
export function placed<T extends { people: readonly string[] }>(
  groups: readonly T[],
  person: string,
  to: number | null,
): T[] {
  return groups.map((group, index) => {
    const rest = group.people.filter((id) => id !== person);
    if (index === to) return { ...group, people: [...rest, person] };
    return rest.length === group.people.length ? group : { ...group, people: rest };
  });
}

/** How many groups of about four people each, and two at least. */
export function usualGroups(people: number): number {
  return Math.max(2, Math.min(20, Math.round(people / 4)));
}

function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[at]] = [shuffled[at] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
