import {
  type HTMLAttributes,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useState,
} from "react";

export interface WidthRules {
  /** What the separator is called. */
  name: string;
  /** Under which name this browser keeps it. */
  storedAs: string;
  least: number;
  most: number;
  usual: number;
  /** On which side of the window the panel stands: its edge is on the other. */
  side: "left" | "right";
}

const KEY_STEP = 24;

/**
 * The width of a panel that people drag at its edge, kept in this browser; in pixels. `edge` goes
 * on the separator: it is dragged, moved with the arrow keys, and put back by a double click.
 */
export function useKeptWidth(rules: WidthRules) {
  const { storedAs, least, most, usual, side } = rules;
  const [width, setWidth] = useState(() => readWidth(rules));
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    try {
      localStorage.setItem(storedAs, String(width));
    } catch {
      // Storage is full or closed: the width holds until the page is left.
    }
  }, [storedAs, width]);

  function drag(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const far = window.innerWidth;
    handle.setPointerCapture(event.pointerId);
    setDragging(true);
    const move = ({ clientX }: globalThis.PointerEvent) =>
      setWidth(within(side === "left" ? clientX : far - clientX, rules));
    const end = () => {
      setDragging(false);
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("lostpointercapture", end);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end);
  }

  function step(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const wider = (event.key === "ArrowRight") === (side === "left");
    setWidth((now) => within(now + (wider ? KEY_STEP : -KEY_STEP), rules));
  }

  const edge = {
    role: "separator",
    "aria-label": rules.name,
    "aria-orientation": "vertical",
    "aria-valuenow": width,
    "aria-valuemin": least,
    "aria-valuemax": most,
    tabIndex: 0,
    onPointerDown: drag,
    onDoubleClick: () => setWidth(usual),
    onKeyDown: step,
  } satisfies HTMLAttributes<HTMLDivElement>;
  return { width, dragging, edge };
}

function within(width: number, { least, most }: WidthRules): number {
  return Math.round(Math.min(Math.max(width, least), most));
}

function readWidth(rules: WidthRules): number {
  try {
    const kept = Number(localStorage.getItem(rules.storedAs));
    return kept > 0 ? within(kept, rules) : rules.usual;
  } catch {
    return rules.usual;
  }
}
