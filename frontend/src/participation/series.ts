import { colorFor, isHexColor } from "@/ui";
import { type Report, type TimePart, WAYS } from "./types";
import { totalOf, wayNames } from "./words";

/** By what contributions over time are told apart. */
export type By = "way" | "group" | "answers";

export interface Series {
  key: string;
  name: string;
  /** Any CSS colour. */
  color: string;
  of(part: TimePart): number;
}

export const wayColors = {
  wrote: "var(--accent)",
  commented: "var(--kind-vision)",
  voted: "var(--kind-idea)",
  decided: "var(--kind-value)",
} as const;

/** What is stacked, from the bottom up. */
export function seriesOf(report: Pick<Report, "groups" | "over_time">, by: By): Series[] {
  if (by === "way") {
    return WAYS.map((way) => ({
      key: way,
      name: wayNames[way],
      color: wayColors[way],
      of: ({ counts }) => counts[way] ?? 0,
    }));
  }
  if (by === "answers") {
    return [
      { key: "two", name: "Two-way", color: "var(--accent)", of: ({ answers }) => answers },
      {
        key: "one",
        name: "One-way",
        color: "var(--border-strong)",
        of: ({ counts, answers }) => totalOf(counts) - answers,
      },
    ];
  }
  const told = report.groups.filter(({ id }) =>
    report.over_time.some(({ groups }) => (groups[id] ?? 0) > 0),
  );
  return [
    ...told.map(({ id, name, color }) => ({
      key: id,
      name: name || "Unnamed group",
      color: isHexColor(color) ? color : colorFor(id),
      of: ({ groups }: TimePart) => groups[id] ?? 0,
    })),
    {
      key: "=others",
      name: "Others",
      color: "var(--border-strong)",
      of: ({ counts, groups }) =>
        totalOf(counts) - Object.values(groups).reduce((sum, count) => sum + count, 0),
    },
  ];
}
