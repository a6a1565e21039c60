import type { ReactNode } from "react";
import { ActivityIcon } from "../ActivityIcon";
import type { Activity } from "../types";
import { activityKindName } from "../words";
import classes from "./StageFrame.module.css";

/** An activity: what it is, what one is to do, and below it what the facilitator can do next. */
export function StageFrame({
  activity,
  tag,
  wide = false,
  children,
  foot,
}: {
  activity: Activity;
  /** How far it is: “Private”, “Revealed”, “Closed”. */
  tag?: ReactNode;
  /** Takes all the width there is. */
  wide?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className={classes.stage}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label="Activity">
        <div className={classes.inner} data-wide={wide || undefined}>
          <header className={classes.head}>
            <p className={classes.kind}>
              <ActivityIcon kind={activity.kind} />
              {activityKindName(activity.kind)}
              {tag && <span className={classes.tag}>{tag}</span>}
            </p>
            <h2 className={classes.title}>{activity.title}</h2>
            {activity.instructions !== "" && (
              <p className={classes.instructions}>{activity.instructions}</p>
            )}
          </header>
          {children}
        </div>
      </section>
      {foot && (
        <footer className={classes.foot}>
          <div className={classes.footInner}>{foot}</div>
        </footer>
      )}
    </div>
  );
}
