import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

/** What a place shows when nothing is in it yet: what it is for, and the way on. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
  tone = "neutral",
  titleOrder = 2,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  tone?: "neutral" | "danger";
  titleOrder?: 1 | 2 | 3;
}) {
  const Heading = `h${titleOrder}` as const;
  return (
    <div className={classes.root} data-tone={tone}>
      {icon && (
        <div className={classes.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <Heading className={classes.title}>{title}</Heading>
      {children && <div className={classes.text}>{children}</div>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
