import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { colorFor, inkOn, isHexColor } from "@/ui";
import { type CaretBox, measureCarets } from "./measureCarets";
import classes from "./TitleCarets.module.css";

/** Where someone else is in a title, as UTF-16 indices. */
export interface TitleCaret {
  clientId: number;
  name: string;
  color: string;
  anchor: number;
  head: number;
}

const NAME_SHOWN_MS = 2600;

/**
 * Others' carets and selections over a text that `textRef` draws. They are measured, not put into
 * the text, so that it wraps and shapes as without them.
 */
export function TitleCarets({
  carets,
  text,
  textRef,
}: {
  carets: readonly TitleCaret[];
  text: string;
  textRef: RefObject<HTMLElement | null>;
}) {
  const [boxes, setBoxes] = useState<readonly CaretBox[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is laid out anew
  useLayoutEffect(() => {
    const element = textRef.current;
    if (!element) return;
    const measure = () => setBoxes(measureCarets(element, carets));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [carets, text, textRef]);

  return (
    <span className={classes.layer} aria-hidden="true">
      {carets.map((caret) => {
        const box = boxes.find(({ clientId }) => clientId === caret.clientId);
        return box && <OneCaret key={caret.clientId} caret={caret} box={box} />;
      })}
    </span>
  );
}

function OneCaret({ caret, box }: { caret: TitleCaret; box: CaretBox }) {
  const named = useShownFor(NAME_SHOWN_MS, `${caret.anchor}:${caret.head}`);
  const color = isHexColor(caret.color) ? caret.color : colorFor(caret.name);
  const style = { "--caret": color, "--caret-ink": inkOn(color) } as CSSProperties;
  return (
    <span style={style} data-caret-name={caret.name}>
      {box.selection.map((rect) => (
        <span key={`${rect.left}:${rect.top}`} className={classes.selection} style={rect} />
      ))}
      <span
        className={classes.caret}
        style={{ left: box.left, top: box.top, height: box.height }}
        data-named={named || undefined}
        data-end={box.nearEnd || undefined}
      >
        <span className={classes.flag}>{caret.name}</span>
      </span>
    </span>
  );
}

/** True from each change of `signature` on, for some milliseconds. */
function useShownFor(milliseconds: number, signature: string): boolean {
  const [hidden, setHidden] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setHidden(signature), milliseconds);
    return () => clearTimeout(timer);
  }, [signature, milliseconds]);
  return hidden !== signature;
}
