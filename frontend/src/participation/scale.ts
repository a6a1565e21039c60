/** The next number that reads well as the top of an axis: 1, 2, 4, 6, 8, 10, 20, 40 … */
export function niceTop(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= most) ?? 10;
  return step * power;
}

export interface Piece {
  /** Which of the values it is. */
  at: number;
  /** Where it begins. */
  from: number;
  size: number;
}

/** What stands on what in a column; what is nothing is left out. */
export function stacked(values: readonly number[]): Piece[] {
  let from = 0;
  const pieces: Piece[] = [];
  values.forEach((size, at) => {
    if (size <= 0) return;
    pieces.push({ at, from, size });
    from += size;
  });
  return pieces;
}

/** Which of some columns have their words below: the first, the last, and some between. */
export function labelled(count: number, most = 5): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  const step = (count - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => Math.round(index * step));
}
