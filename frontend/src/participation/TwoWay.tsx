import { IconArrowRight, IconArrowsExchange } from "@tabler/icons-react";
import { AsTable } from "./Card";
import classes from "./Charts.module.css";
import type { Report } from "./types";
import { percent, plural } from "./words";

/** How much of it answers somebody, and whether the plan's channels let people answer. */
export function TwoWay({ report }: { report: Report }) {
  const { answers, announcements, channels, items_two_way, items_one_way } = report.ways;
  const whole = answers + announcements;
  const share = percent(answers, whole);
  const used = channels.filter(({ items }) => items > 0);
  const reached = items_two_way + items_one_way;
  return (
    <figure className={classes.figure}>
      <p className={classes.share}>
        <strong>{share} %</strong> answer somebody
      </p>
      <svg
        viewBox={`0 0 ${Math.max(whole, 1)} 1`}
        preserveAspectRatio="none"
        className={classes.split}
        role="img"
        aria-label={`${answers} answer somebody, ${announcements} announce`}
      >
        <rect className={classes.track} x="0" y="0" width={Math.max(whole, 1)} height="1" />
        <rect className={classes.answers} x="0" y="0" width={answers} height="1" />
      </svg>
      <p className={classes.ends}>
        <span>
          <IconArrowsExchange size={15} aria-hidden="true" /> Two-way {answers}
        </span>
        <span>
          One-way {announcements} <IconArrowRight size={15} aria-hidden="true" />
        </span>
      </p>
      <h3 className={classes.subtitle}>Channels in the plan</h3>
      {used.length === 0 ? (
        <p className={classes.quiet}>No item names a channel yet.</p>
      ) : (
        <>
          <p className={classes.quiet}>
            {items_two_way} of {plural(reached, "item")} with channels can be answered.
          </p>
          <ul className={classes.channels}>
            {used.map(({ id, name, two_way, items }) => (
              <li key={id}>
                {two_way ? (
                  <IconArrowsExchange size={15} aria-hidden="true" />
                ) : (
                  <IconArrowRight size={15} aria-hidden="true" />
                )}
                <span className={classes.channel}>
                  {name || "Unnamed channel"}
                  <span className={classes.quiet}>{two_way ? "two-way" : "one-way"}</span>
                </span>
                <span className={classes.number}>{plural(items, "item")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <AsTable
        label="Table of two-way and one-way"
        columns={["What", "Two-way", "One-way"]}
        rows={[
          { key: "said", name: "Contributions", cells: [answers, announcements] },
          { key: "items", name: "Items with channels", cells: [items_two_way, items_one_way] },
        ]}
      />
    </figure>
  );
}
