/** A line stays in sight from one page to the next, so that the eye finds its place. */
const OVERLAP = 0.1;

/**
 * Where to scroll next to show all of something, a page at a time and then from the top again; null
 * where it fits.
 */
export function nextTop({
  top,
  height,
  whole,
}: {
  top: number;
  height: number;
  whole: number;
}): number | null {
  const last = whole - height;
  if (last <= 2) return null;
  if (top >= last - 2) return 0;
  return Math.min(top + height * (1 - OVERLAP), last);
}
