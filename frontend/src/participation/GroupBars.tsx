import type { CSSProperties } from "react";
import { ColorTag } from "@/ui";
import { AsTable } from "./Card";
import classes from "./Charts.module.css";
import { stacked } from "./scale";
import { wayColors } from "./series";
import type { Counts, Report } from "./types";
import { WAYS } from "./types";
import { countsText, plural, totalOf, wayNames } from "./words";

/** What was contributed for each stakeholder group, one bar each. */
export function GroupBars({ report }: { report: Report }) {
  const { groups, others } = report;
  const most = Math.max(
    ...groups.map(({ counts }) => (counts ? totalOf(counts) : 0)),
    totalOf(others.counts),
    1,
  );
  return (
    <figure className={classes.figure}>
      <ul className={classes.bars}>
        {groups.map((group) => (
          <li key={group.id}>
            <span className={classes.barHead}>
              <ColorTag color={group.color} seed={group.id}>
                {group.name || "Unnamed group"}
              </ColorTag>
              <span className={classes.barNote}>{groupNote(group)}</span>
            </span>
            <Bar
              counts={group.counts}
              most={most}
              label={`${group.name}: ${group.counts ? countsText(group.counts) : "too few to tell"}`}
            />
          </li>
        ))}
        {totalOf(others.counts) > 0 && (
          <li>
            <span className={classes.barHead}>
              <span className={classes.others}>Others</span>
              <span className={classes.barNote}>
                {plural(totalOf(others.counts), "contribution")}
              </span>
            </span>
            <Bar
              counts={others.counts}
              most={most}
              label={`Others: ${countsText(others.counts)}`}
            />
          </li>
        )}
      </ul>
      <AsTable
        label="Table of contributions by stakeholder group"
        columns={["Group", "Came", ...WAYS.map((way) => wayNames[way])]}
        rows={[
          ...groups.map(({ id, name, came, counts }) => ({
            key: id,
            name,
            cells: [came, ...WAYS.map((way) => (counts ? (counts[way] ?? 0) : "–"))],
          })),
          {
            key: "=others",
            name: "Others",
            cells: ["", ...WAYS.map((way) => others.counts[way] ?? 0)],
          },
        ]}
      />
    </figure>
  );
}

function groupNote({ came, counts }: { came: number; counts: Counts | null }): string {
  const people = came === 0 ? "nobody came" : `${plural(came, "person", "people")} came`;
  if (counts === null) return `${people}, too few to tell apart`;
  const total = totalOf(counts);
  return total === 0 ? people : `${plural(total, "contribution")} · ${people}`;
}

function Bar({ counts, most, label }: { counts: Counts | null; most: number; label: string }) {
  return (
    <svg
      viewBox={`0 0 ${most} 1`}
      preserveAspectRatio="none"
      className={classes.bar}
      role="img"
      aria-label={label}
    >
      <rect className={classes.track} x="0" y="0" width={most} height="1" />
      {counts &&
        stacked(WAYS.map((way) => counts[way] ?? 0)).map(({ at, from, size }) => (
          <rect
            key={at}
            className={classes.piece}
            style={{ "--piece": wayColors[WAYS[at] ?? "wrote"] } as CSSProperties}
            x={from}
            y="0"
            width={size}
            height="1"
          />
        ))}
    </svg>
  );
}
