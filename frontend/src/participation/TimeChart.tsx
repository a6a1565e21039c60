import { AsTable } from "./Card";
import classes from "./Charts.module.css";
import { Legend } from "./Legend";
import { labelled, niceTop, stacked } from "./scale";
import type { Report } from "./types";
import { WAYS } from "./types";
import { countsText, perNames, startText, timeSummary, totalOf, wayNames } from "./words";

const HEIGHT = 100;
/** Fewer columns than these leave room at the end, rather than grow fat. */
const LEAST_COLUMNS = 12;
const GAP = 0.22;

/** Contributions over time, one way upon the other. */
export function TimeChart({ report }: { report: Report }) {
  const { over_time: parts, per, totals } = report;
  const top = niceTop(Math.max(...parts.map(({ counts }) => totalOf(counts)), 1));
  const width = Math.max(parts.length, LEAST_COLUMNS);
  const words = labelled(parts.length);
  return (
    <figure className={classes.figure}>
      <Legend counts={totals} />
      <div className={classes.plot}>
        <div className={classes.axis} aria-hidden="true">
          <span>{top.toLocaleString("en-GB")}</span>
          <span>{top > 1 ? (top / 2).toLocaleString("en-GB") : ""}</span>
          <span>0</span>
        </div>
        <svg
          viewBox={`0 0 ${width} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes.columns}
          role="img"
          aria-label={timeSummary(parts, per)}
        >
          {[0, HEIGHT / 2, HEIGHT].map((y) => (
            <line key={y} className={classes.line} x1="0" x2={width} y1={y} y2={y} />
          ))}
          {parts.map((part, index) => (
            <g key={part.start}>
              <title>{`${startText(part)}: ${countsText(part.counts)}`}</title>
              {/* What shows the words also where nothing is drawn. */}
              <rect className={classes.ground} x={index} y="0" width="1" height={HEIGHT} />
              {stacked(part.counts).map(({ way, from, size }) => (
                <rect
                  key={way}
                  data-way={way}
                  x={index + GAP / 2}
                  y={HEIGHT - ((from + size) / top) * HEIGHT}
                  width={1 - GAP}
                  height={(size / top) * HEIGHT}
                />
              ))}
            </g>
          ))}
        </svg>
        <div className={classes.days} aria-hidden="true">
          {parts.map(
            (part, index) =>
              words.includes(index) && (
                <span
                  key={part.start}
                  data-last={(index === parts.length - 1 && index > 0) || undefined}
                  style={{ left: `${((index + 0.5) / width) * 100}%` }}
                >
                  {startText(part)}
                </span>
              ),
          )}
        </div>
      </div>
      <AsTable
        label="Table of contributions over time"
        columns={[perNames[per], ...WAYS.map((way) => wayNames[way]), "Answers"]}
        rows={parts.map((part) => ({
          key: part.start,
          name: startText(part),
          cells: [...WAYS.map((way) => part.counts[way] ?? 0), part.answers],
        }))}
      />
    </figure>
  );
}
