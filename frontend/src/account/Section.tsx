import { type ReactNode, useId } from "react";
import classes from "./Section.module.css";

/** A part of a settings page: what it is on the left, how to change it on the right. */
export function Section({
  anchor,
  title,
  text,
  children,
}: {
  /** What a link to it has after `#`. */
  anchor?: string;
  title: string;
  text?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section id={anchor} className={classes.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {text && <p className={classes.text}>{text}</p>}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
