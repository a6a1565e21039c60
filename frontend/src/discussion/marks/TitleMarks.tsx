import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { measureRange, type Rect } from "@/item/title/measureCarets";
import { titleText } from "@/plan/change";
import { useSession } from "@/session";
import { rangeOf, wordsIn } from "../anchors";
import { useMarks } from "../context";
import classes from "./Marks.module.css";

interface Box {
  thread: string;
  active: boolean;
  rects: readonly Rect[];
}

/** The words of a title that threads are about, marked under it. They are measured, as carets are. */
export function TitleMarks(props: {
  itemId: string;
  text: string;
  textRef: RefObject<HTMLElement | null>;
}) {
  const marks = useMarks(props.itemId, "title");
  return marks.length > 0 && <Drawn {...props} marks={marks} />;
}

function Drawn({
  itemId,
  text,
  textRef,
  marks,
}: {
  itemId: string;
  text: string;
  textRef: RefObject<HTMLElement | null>;
  marks: ReturnType<typeof useMarks>;
}) {
  const { doc } = useSession();
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another text they stand elsewhere
  const ranges = useMemo(() => {
    const title = titleText(doc, itemId);
    if (!title) return [];
    const words = wordsIn(title);
    return marks.flatMap(({ thread, anchor, quote, active }) => {
      const range = rangeOf(words, anchor, quote);
      return range ? [{ thread, active, ...range }] : [];
    });
  }, [doc, itemId, marks, text]);

  useLayoutEffect(() => {
    const element = textRef.current;
    if (!element) return;
    const measure = () =>
      setBoxes(
        ranges.map(({ thread, active, from, to }) => ({
          thread,
          active,
          rects: measureRange(element, from, to),
        })),
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ranges, textRef]);

  const active = ranges.find((range) => range.active)?.thread;
  useEffect(() => {
    const panel = active && textRef.current?.closest("[data-item-panel]");
    if (panel) textRef.current?.scrollIntoView({ block: "nearest" });
  }, [active, textRef]);

  return (
    <span className={classes.layer} aria-hidden="true">
      {boxes.flatMap(({ thread, active, rects }) =>
        rects.map((rect) => (
          <span
            key={`${thread} ${rect.left}:${rect.top}`}
            className={classes.box}
            data-mark={thread}
            data-active={active || undefined}
            style={rect}
          />
        )),
      )}
    </span>
  );
}
