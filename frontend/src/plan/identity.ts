/**
 * Whether two snapshots say the same. Plain data only: primitives, arrays and objects. With a depth,
 * what lies deeper is compared by identity.
 */
export function equal(one: unknown, other: unknown, depth = Number.POSITIVE_INFINITY): boolean {
  if (Object.is(one, other)) return true;
  if (depth <= 0 || typeof one !== "object" || typeof other !== "object" || !one || !other) {
    return false;
  }
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((value, at) => equal(value, other[at], depth - 1));
  }
  if (Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(other, key) &&
      equal(one[key as keyof typeof one], other[key as keyof typeof other], depth - 1),
  );
}

/** `next`, or as much of `old` as says the same, so that consumers may compare by identity. */
export function keep<T>(old: T | undefined, next: T): T {
  if (Object.is(old, next)) return next;
  if (typeof old !== "object" || typeof next !== "object" || !old || !next) return next;
  if (Array.isArray(next)) {
    if (!Array.isArray(old)) return next;
    const oldById = byId(old);
    const kept = next.map((value, at) => keep(oldById ? oldById.get(idOf(value)) : old[at], value));
    const same = kept.length === old.length && kept.every((value, at) => value === old[at]);
    return same ? old : (kept as T);
  }
  if (Array.isArray(old)) return next;
  const kept = { ...next };
  let same = Object.keys(old).length === Object.keys(next).length;
  for (const key of Object.keys(next) as (keyof T)[]) {
    kept[key] = keep(old[key], next[key]);
    same &&= kept[key] === old[key] && Object.hasOwn(old, key);
  }
  return same ? old : kept;
}

/** A list of things with ids is compared id by id, so that one more or less renews only that one. */
function byId(list: readonly unknown[]): Map<unknown, unknown> | null {
  if (list.length === 0 || idOf(list[0]) === undefined) return null;
  return new Map(list.map((value) => [idOf(value), value]));
}

function idOf(value: unknown): unknown {
  return typeof value === "object" && value ? (value as { id?: unknown }).id : undefined;
}
