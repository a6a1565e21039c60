import classes from "./ChangedDot.module.css";
import { useMark } from "./marks";

const WORDS = "Changed since you were here";

/**
 * Within the row or card of an item: that it changed, and that one is at it in the list of changes.
 * `corner`: where there is no line to stand in.
 */
export function ChangedDot({ itemId, corner = false }: { itemId: string; corner?: boolean }) {
  const { mark, changed } = useMark(itemId);
  return (
    <>
      {mark === "now" && <span className={classes.now} data-since-now aria-hidden="true" />}
      {changed && (
        <span
          role="img"
          className={classes.dot}
          data-since-dot
          data-corner={corner || undefined}
          aria-label={WORDS}
          title={WORDS}
        />
      )}
    </>
  );
}
