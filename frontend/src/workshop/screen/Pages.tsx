import { type ReactNode, useEffect, useRef } from "react";
import classes from "./Pages.module.css";
import { nextTop } from "./pages";

/** How long one has to read what is shown. */
const STAY_MS = 14_000;

/**
 * What may be more than fits: nobody scrolls a projector, so it turns its pages by itself. Who does
 * scroll, points at it or has the focus in it has it to themselves meanwhile.
 */
export function Pages({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const timer = setInterval(() => {
      if (box.matches(":hover, :focus-within")) return;
      const top = nextTop({
        top: box.scrollTop,
        height: box.clientHeight,
        whole: box.scrollHeight,
      });
      if (top !== null) box.scrollTo({ top, behavior: "smooth" });
    }, STAY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys
    <section ref={ref} className={classes.pages} tabIndex={0} aria-label="What is shown">
      <div className={classes.inner}>{children}</div>
    </section>
  );
}
