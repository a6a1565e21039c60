import type { Measure } from "@/plan/types";
import { dateOf } from "../days";

export interface ChartPoint {
  id: string;
  x: number;
  y: number;
  value: number;
  at: string;
}

export interface Chart {
  points: readonly ChartPoint[];
  /** `d` of the line through the points. */
  line: string;
  /** Height of the target's and the baseline's line, where there is one. */
  targetY: number | null;
  baselineY: number | null;
  /** First and last day that the chart spans. */
  from: string;
  to: string;
}

/** Maps `[from, to]` to `[start, end]` in a straight line; what has no extent, to the middle. */
export function linear(from: number, to: number, start: number, end: number) {
  const extent = to - from;
  return (value: number) =>
    extent === 0 ? (start + end) / 2 : start + ((value - from) / extent) * (end - start);
}

/**
 * Lays a measure's readings out in a box, in its units: time to the right up to the due day, if
 * that is later than the last reading, values up. Null where nothing can be drawn.
 */
export function chartOf(
  measure: Measure,
  box: { left: number; right: number; top: number; bottom: number },
): Chart | null {
  const readings = measure.readings.flatMap(({ id, at, value }) => {
    const time = dateOf(at)?.getTime();
    return value === null || time === undefined || !Number.isFinite(value)
      ? []
      : [{ id, at, value, time }];
  });
  const [first] = readings;
  const last = readings.at(-1);
  if (!first || !last) return null;
  const due = measure.due ? (dateOf(measure.due)?.getTime() ?? 0) : 0;
  const endsAtDue = measure.due !== null && due > last.time;
  const values = [...readings.map(({ value }) => value), measure.baseline, measure.target].filter(
    (value): value is number => value !== null && Number.isFinite(value),
  );
  const x = linear(first.time, endsAtDue ? due : last.time, box.left, box.right);
  const y = linear(Math.min(...values), Math.max(...values), box.bottom, box.top);
  const points = readings.map(({ id, at, value, time }) => ({
    id,
    at,
    value,
    x: round(x(time)),
    y: round(y(value)),
  }));
  return {
    points,
    line: points.map((point, index) => `${index ? "L" : "M"}${point.x} ${point.y}`).join(""),
    targetY: measure.target === null ? null : round(y(measure.target)),
    baselineY: measure.baseline === null ? null : round(y(measure.baseline)),
    from: first.at,
    to: endsAtDue && measure.due ? measure.due : last.at,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
