import { SegmentedControl } from "@mantine/core";
import { type CSSProperties, useState } from "react";
import { AsTable } from "./Card";
import classes from "./Charts.module.css";
import { labelled, niceTop, stacked } from "./scale";
import { type By, type Series, seriesOf } from "./series";
import type { Report } from "./types";
import { perNames, startText, timeSummary, totalOf, valuesText } from "./words";

const HEIGHT = 100;
/** Fewer columns than these leave room at the end, rather than grow fat. */
const LEAST_COLUMNS = 12;
const GAP = 0.22;

const choices: { value: By; label: string }[] = [
  { value: "way", label: "By way" },
  { value: "group", label: "By group" },
  { value: "answers", label: "Two-way" },
];

/** Contributions over time, stacked by what one chooses. */
export function TimeChart({ report }: { report: Report }) {
  const { over_time: parts, per } = report;
  const [by, setBy] = useState<By>("way");
  const series = seriesOf(report, by);
  const top = niceTop(Math.max(...parts.map(({ counts }) => totalOf(counts)), 1));
  const width = Math.max(parts.length, LEAST_COLUMNS);
  const words = labelled(parts.length);
  return (
    <figure className={classes.figure}>
      <div className={classes.figureHead}>
        <Legend series={series} report={report} />
        <SegmentedControl
          aria-label="Tell apart"
          size="xs"
          data={choices}
          value={by}
          onChange={(value) => setBy(value as By)}
        />
      </div>
      <div className={classes.plot}>
        <div className={classes.axis} aria-hidden="true">
          <span>{top.toLocaleString("en-GB")}</span>
          <span>{top % 2 === 0 ? (top / 2).toLocaleString("en-GB") : ""}</span>
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
              <title>{`${startText(part)}: ${valuesText(series.map(({ name, of }) => [name, of(part)]))}`}</title>
              {/* What shows the words also where nothing is drawn. */}
              <rect className={classes.ground} x={index} y="0" width="1" height={HEIGHT} />
              {stacked(series.map(({ of }) => of(part))).map(({ at, from, size }) => (
                <rect
                  key={at}
                  className={classes.piece}
                  style={{ "--piece": series[at]?.color } as CSSProperties}
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
                <span key={part.start} style={{ left: `${((index + 0.5) / width) * 100}%` }}>
                  {startText(part)}
                </span>
              ),
          )}
        </div>
      </div>
      <AsTable
        label="Table of contributions over time"
        columns={[perNames[per], ...series.map(({ name }) => name), "All"]}
        rows={parts.map((part) => ({
          key: part.start,
          name: startText(part),
          cells: [...series.map(({ of }) => of(part)), totalOf(part.counts)],
        }))}
      />
    </figure>
  );
}

/** Which colour is what, and how much of each there was. */
function Legend({ series, report }: { series: readonly Series[]; report: Report }) {
  return (
    <ul className={classes.legend}>
      {series.map(({ key, name, color, of }) => (
        <li key={key}>
          <span
            className={classes.swatch}
            style={{ "--piece": color } as CSSProperties}
            aria-hidden="true"
          />
          {name}
          <strong>
            {report.over_time.reduce((sum, part) => sum + of(part), 0).toLocaleString("en-GB")}
          </strong>
        </li>
      ))}
    </ul>
  );
}
