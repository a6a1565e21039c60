import type { Measure } from "@/plan/types";
import { dayText } from "../days";
import classes from "./Chart.module.css";
import { valueText } from "./progress";
import { chartOf } from "./scale";

const WIDTH = 400;
const HEIGHT = 84;
const BOX = { left: 6, right: WIDTH - 6, top: 8, bottom: HEIGHT - 8 };

/** How a measure went: its readings as a line, its target and baseline as levels. */
export function MeasureChart({ measure }: { measure: Measure }) {
  const chart = chartOf(measure, BOX);
  if (!chart || (chart.points.length < 2 && chart.targetY === null)) return null;
  const last = chart.points.at(-1);
  return (
    <figure className={classes.root}>
      <div className={classes.plot}>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes.svg}
          role="img"
          aria-label={describe(measure)}
        >
          {chart.baselineY !== null && (
            <line
              className={classes.baseline}
              x1="0"
              x2={WIDTH}
              y1={chart.baselineY}
              y2={chart.baselineY}
            />
          )}
          {chart.targetY !== null && (
            <line
              className={classes.target}
              x1="0"
              x2={WIDTH}
              y1={chart.targetY}
              y2={chart.targetY}
            />
          )}
          {chart.points.length > 1 && (
            <path
              className={classes.area}
              d={`${chart.line}L${last?.x} ${HEIGHT}L${chart.points[0]?.x} ${HEIGHT}Z`}
            />
          )}
          <path className={classes.line} d={chart.line} />
        </svg>
        {/* Dots and words keep their form, whatever the width: they are not part of the stretched drawing. */}
        {chart.points.map((point) => (
          <span
            key={point.id}
            className={classes.point}
            data-last={point === last || undefined}
            style={{ left: `${(point.x / WIDTH) * 100}%`, top: `${(point.y / HEIGHT) * 100}%` }}
            title={`${dayText(point.at)}: ${valueText(point.value, measure.unit)}`}
          />
        ))}
        {chart.targetY !== null && (
          <span
            className={classes.level}
            data-below={chart.targetY < HEIGHT / 2 || undefined}
            style={{ top: `${(chart.targetY / HEIGHT) * 100}%` }}
          >
            Target {valueText(measure.target, measure.unit)}
          </span>
        )}
      </div>
      <figcaption className={classes.days} aria-hidden="true">
        <span>{dayText(chart.from)}</span>
        {chart.to !== chart.from && <span>{dayText(chart.to)}</span>}
      </figcaption>
    </figure>
  );
}

function describe(measure: Measure): string {
  const readings = measure.readings
    .filter(({ value }) => value !== null)
    .map(({ at, value }) => `${dayText(at)} ${valueText(value, measure.unit)}`);
  const target =
    measure.target === null ? "" : `, target ${valueText(measure.target, measure.unit)}`;
  return `${measure.name || "Measure"} over time: ${readings.join(", ")}${target}`;
}
