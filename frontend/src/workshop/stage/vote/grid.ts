import type { Choice } from "../../types";

/** Where an option stands on the grid; both sides go from `LEAST` to `MOST`, in whole steps. */
export interface GridPlace {
  impact: number;
  effort: number;
}

export const LEAST = 0;
export const MOST = 10;
export const MIDDLE: GridPlace = { impact: 5, effort: 5 };

/** The place that a ballot gives an option; null where it gives none. */
export function gridPlaceOf(choice: Choice | undefined): GridPlace | null {
  return typeof choice === "object" ? choice : null;
}

/** The nearest place of the grid. */
export function inGrid({ impact, effort }: GridPlace): GridPlace {
  return { impact: within(impact), effort: within(effort) };
}

/** The place whose cell is under a point of the window: effort grows to the right, impact upwards. */
export function placeAt(
  box: { left: number; top: number; width: number; height: number },
  x: number,
  y: number,
): GridPlace {
  const cells = MOST - LEAST + 1;
  return inGrid({
    effort: LEAST + Math.floor(((x - box.left) / box.width) * cells),
    impact: LEAST + Math.floor((1 - (y - box.top) / box.height) * cells),
  });
}

/** Where along its side the middle of a value's cell is, for CSS; means lie between. */
export function percent(value: number): string {
  const inside = Math.min(Math.max(value, LEAST), MOST);
  return `${((inside - LEAST + 0.5) / (MOST - LEAST + 1)) * 100}%`;
}

/**
 * How far apart, in steps to both sides of the middle, what stands in one place is drawn, so that
 * nothing hides: for each place the number that stood there before, and how many there are.
 */
export function spread(places: readonly (GridPlace | null)[]): number[] {
  const key = (place: GridPlace) => `${place.impact.toFixed(1)} ${place.effort.toFixed(1)}`;
  const counts = new Map<string, number>();
  for (const place of places) {
    if (place) counts.set(key(place), (counts.get(key(place)) ?? 0) + 1);
  }
  const seen = new Map<string, number>();
  return places.map((place) => {
    if (!place) return 0;
    const before = seen.get(key(place)) ?? 0;
    seen.set(key(place), before + 1);
    return before - ((counts.get(key(place)) ?? 1) - 1) / 2;
  });
}

function within(value: number): number {
  return Math.min(Math.max(Math.round(value), LEAST), MOST);
}
