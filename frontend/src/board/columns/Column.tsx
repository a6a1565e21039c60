import { useDroppable } from "@dnd-kit/core";
import { IconPlus } from "@tabler/icons-react";
import { Fragment, useId, useRef } from "react";
import type { Kind, Plan } from "@/plan/types";
import type { Peer } from "@/session";
import { type AvatarPerson, KindIcon, kindPlural, kindStyle } from "@/ui";
import { aKind, kindHints } from "../kindHints";
import { useWindow } from "../useWindow";
import { Card } from "./Card";
import classes from "./Column.module.css";
import { columnName } from "./columnName";
import type { ColumnCommands } from "./useColumns";

const WHOLE_UP_TO = 60;
const CARD_HEIGHT = 92;
/** Between cards; `--space-2` in Column.module.css. */
const GAP = 8;

/** All items of one kind. */
export function Column({
  kind,
  cards,
  plan,
  canAdd,
  within,
  mayEdit,
  filtering,
  stop,
  openId,
  editing,
  dragged,
  slot,
  newParent,
  peersAt,
  people,
  commands,
}: {
  kind: string;
  cards: readonly string[];
  plan: Plan;
  canAdd: boolean;
  /** The item that, with what is below it, is all that one may write. */
  within: string | null;
  mayEdit(item: string): boolean;
  filtering: boolean;
  stop: string | null;
  openId: string | null;
  editing: string | null;
  dragged: string | null;
  /** Where the dragged card would go, counted without it. */
  slot: number | null;
  newParent: string | null;
  peersAt(item: string): readonly Peer[];
  people: readonly AvatarPerson[];
  commands: ColumnCommands;
}) {
  const headingId = useId();
  const { setNodeRef } = useDroppable({ id: kind });
  const listRef = useRef<HTMLUListElement>(null);
  const parts = useWindow({
    ids: cards,
    pinned: (id) => id === stop || id === editing || id === dragged,
    least: WHOLE_UP_TO,
    listRef,
    scrollerOf: (list) => list.parentElement,
    attribute: "data-card-id",
    estimate: () => CARD_HEIGHT,
    gap: GAP,
  });
  const hint = kind in kindHints ? kindHints[kind as Kind].is : null;
  const line = (
    <li className={classes.line} aria-hidden="true">
      {newParent !== null && (
        <span className={classes.parent}>
          below {plan.items.get(newParent)?.title || "Untitled"}
        </span>
      )}
    </li>
  );
  const others = cards.filter((id) => id !== dragged);
  return (
    <section
      className={classes.column}
      data-column={kind}
      data-over={slot !== null || undefined}
      aria-labelledby={headingId}
      style={kindStyle(kind)}
    >
      <header className={classes.head}>
        <KindIcon kind={kind} />
        <h2 id={headingId} className={classes.name}>
          {columnName(kind)}
        </h2>
        <span className={classes.count}>
          {cards.length}
          <span className={classes.hidden}>{cards.length === 1 ? " card" : " cards"}</span>
        </span>
        {canAdd && (
          <button
            type="button"
            className={classes.plus}
            aria-label={`Add ${aKind(kind)}`}
            title={`Add ${aKind(kind)}`}
            onClick={() => commands.add(kind)}
          >
            <IconPlus size={16} />
          </button>
        )}
      </header>
      <div ref={setNodeRef} className={classes.scroller}>
        <ul ref={listRef} className={classes.cards} aria-labelledby={headingId}>
          {parts.map((part) => {
            if ("space" in part) {
              return <li key={part.key} aria-hidden="true" style={{ height: part.space }} />;
            }
            const { id } = part;
            const item = plan.items.get(id);
            if (!item) return null;
            const parent = item.parent === null ? undefined : plan.items.get(item.parent);
            return (
              <Fragment key={id}>
                {slot !== null && others[slot] === id && line}
                <Card
                  item={item}
                  parentKind={parent?.kind ?? null}
                  parentTitle={parent ? parent.title || "Untitled" : null}
                  isCurrent={id === stop}
                  isOpen={id === openId}
                  isEditing={id === editing}
                  isDragged={id === dragged}
                  canEdit={mayEdit(id)}
                  canMove={mayEdit(id) && id !== within}
                  locked={within !== null && !mayEdit(id)}
                  peers={peersAt(id)}
                  people={people}
                  stakeholders={plan.stakeholders}
                  commands={commands}
                />
              </Fragment>
            );
          })}
          {slot !== null && slot >= others.length && line}
        </ul>
        {cards.length === 0 &&
          slot === null &&
          (filtering ? (
            <p className={classes.empty}>None fits the filter.</p>
          ) : (
            <p className={classes.empty}>{hint ?? `No ${kindPlural(kind).toLowerCase()} yet.`}</p>
          ))}
        {canAdd && (
          <button type="button" className={classes.add} onClick={() => commands.add(kind)}>
            <IconPlus size={15} aria-hidden="true" />
            Add {aKind(kind)}
          </button>
        )}
      </div>
    </section>
  );
}
