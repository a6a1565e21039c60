import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useId,
  useRef,
  useState,
} from "react";
import { choose } from "./ballot";
import classes from "./GridBallot.module.css";
import {
  type GridPlace,
  gridPlaceOf,
  inGrid,
  LEAST,
  MIDDLE,
  MOST,
  percent,
  placeAt,
  spread,
} from "./grid";
import type { BallotProps } from "./options";
import { Quadrants } from "./Quadrants";

/**
 * Each option placed by its impact and effort: dragged or pressed into place on the grid, moved with
 * the arrow keys, or set with two sliders.
 */
export function GridBallot({ options, choices, readOnly, onEdit }: BallotProps) {
  const name = useId();
  const planeRef = useRef<HTMLDivElement>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const dragged = useRef<string | null>(null);
  const firstLeft = options.find(({ id }) => !gridPlaceOf(choices[id]))?.id;
  const apart = spread(options.map(({ id }) => gridPlaceOf(choices[id])));
  const current = picked ?? firstLeft ?? options[0]?.id ?? null;

  const put = (id: string, place: GridPlace | null) => {
    if (!readOnly) onEdit((now) => choose(now, id, place));
  };
  const pointed = (event: PointerEvent): GridPlace | null => {
    const box = planeRef.current?.getBoundingClientRect();
    return box ? placeAt(box, event.clientX, event.clientY) : null;
  };

  function press(event: PointerEvent<HTMLDivElement>) {
    if (readOnly || event.button !== 0) return;
    const marker = event.target instanceof Element && event.target.closest("[data-marker]");
    const id = marker instanceof HTMLElement ? (marker.dataset.marker ?? null) : current;
    if (id === null) return;
    setPicked(id);
    dragged.current = id;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (!marker) put(id, pointed(event));
  }

  function move(event: PointerEvent<HTMLDivElement>) {
    if (dragged.current !== null) put(dragged.current, pointed(event));
  }

  function end() {
    const done = dragged.current;
    dragged.current = null;
    if (done === null) return;
    // On to the next one that has no place yet; with all placed, stay.
    const next = options.find(({ id }) => id !== done && !gridPlaceOf(choices[id]));
    if (next) setPicked(next.id);
  }

  function takeKey(event: KeyboardEvent, id: string) {
    const by = {
      ArrowUp: { impact: 1, effort: 0 },
      ArrowDown: { impact: -1, effort: 0 },
      ArrowRight: { impact: 0, effort: 1 },
      ArrowLeft: { impact: 0, effort: -1 },
    }[event.key];
    const place = gridPlaceOf(choices[id]);
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      put(id, null);
    } else if (by && place) {
      event.preventDefault();
      put(id, inGrid({ impact: place.impact + by.impact, effort: place.effort + by.effort }));
    }
  }

  return (
    <div className={classes.ballot}>
      <div
        ref={planeRef}
        className={classes.plane}
        data-live={!readOnly || undefined}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={() => {
          dragged.current = null;
        }}
      >
        <Quadrants />
        {options.map(({ id, title }, index) => {
          const place = gridPlaceOf(choices[id]);
          if (!place) return null;
          return (
            <button
              key={id}
              type="button"
              data-marker={id}
              className={classes.marker}
              data-picked={id === current || undefined}
              style={
                {
                  left: percent(place.effort),
                  bottom: percent(place.impact),
                  "--apart": apart[index],
                } as CSSProperties
              }
              title={title}
              aria-label={`${title}: ${placeWords(place)}. Arrow keys move it`}
              disabled={readOnly}
              onFocus={() => setPicked(id)}
              onKeyDown={(event) => takeKey(event, id)}
            >
              {index + 1}
            </button>
          );
        })}
      </div>
      <ul className={classes.list}>
        {options.map(({ id, title }, index) => {
          const place = gridPlaceOf(choices[id]);
          const isPicked = id === current && !readOnly;
          const at = place ?? MIDDLE;
          return (
            <li key={id} className={classes.option} data-picked={isPicked || undefined}>
              <div className={classes.row}>
                <button
                  type="button"
                  className={classes.pick}
                  aria-expanded={isPicked}
                  disabled={readOnly}
                  onClick={() => setPicked(id)}
                >
                  <span className={classes.number} data-placed={place !== null || undefined}>
                    {index + 1}
                  </span>
                  <span className={classes.title}>{title}</span>
                  <span className={classes.words}>
                    {place ? `Impact ${place.impact} · Effort ${place.effort}` : "No place yet"}
                  </span>
                </button>
                {place && !readOnly && (
                  <ActionIcon
                    size={32}
                    aria-label={`Take ${title} off the grid`}
                    onClick={() => put(id, null)}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                )}
              </div>
              {isPicked && (
                <div className={classes.sliders}>
                  {(["impact", "effort"] as const).map((side) => (
                    <label key={side} htmlFor={`${name}-${id}-${side}`}>
                      <span>{side === "impact" ? "Impact" : "Effort"}</span>
                      <input
                        id={`${name}-${id}-${side}`}
                        type="range"
                        min={LEAST}
                        max={MOST}
                        value={at[side]}
                        data-unset={place === null || undefined}
                        aria-valuetext={place ? `${at[side]} of ${MOST}` : "not set"}
                        onChange={(event) =>
                          put(id, { ...at, [side]: Number(event.currentTarget.value) })
                        }
                      />
                    </label>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** “Impact 4, effort 2”, each of 5. */
function placeWords({ impact, effort }: GridPlace): string {
  return `impact ${impact}, effort ${effort}, of ${MOST}`;
}
