import { DndContext, DragOverlay } from "@dnd-kit/core";
import { useEffect, useMemo, useRef } from "react";
import type { Plan } from "@/plan/types";
import { type Peer, useSession } from "@/session";
import type { AvatarPerson } from "@/ui";
import { DragGhost, NO_ANNOUNCEMENTS } from "../DragGhost";
import { besidePointer } from "../drag";
import { Column } from "./Column";
import classes from "./Columns.module.css";
import { columnsOf } from "./columns";
import { useColumns } from "./useColumns";
import { columnUnderPointer, useColumnsDrag } from "./useColumnsDrag";

export interface ColumnsProps {
  plan: Plan;
  matches: ReadonlySet<string> | null;
  current: string | null;
  onCurrent(id: string | null): void;
  openId: string | null;
  onOpen(id: string): void;
  onAdded(id: string): void;
  peersAt(item: string): readonly Peer[];
  people: readonly AvatarPerson[];
  reveal: { id: string; focus: boolean } | null;
}

/** The plan as a board: a column for each kind. */
export function Columns({
  plan,
  matches,
  current,
  onCurrent,
  openId,
  onOpen,
  onAdded,
  peersAt,
  people,
  reveal,
}: ColumnsProps) {
  const session = useSession();
  const columns = useMemo(() => columnsOf(plan, matches), [plan, matches]);
  const state = useColumns({ plan, columns, current, onCurrent, onOpen, onAdded });
  const { boardRef, commands } = state;
  const dragging = useColumnsDrag({ plan, columns, boardRef, focusCard: commands.focus });
  const { drag } = dragging;

  const revealed = useRef<object | null>(null);
  useEffect(() => {
    if (!reveal || revealed.current === reveal) return;
    const card = boardRef.current?.querySelector<HTMLElement>(
      `[data-card-id="${CSS.escape(reveal.id)}"]`,
    );
    if (!card) return;
    revealed.current = reveal;
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (reveal.focus)
      card.querySelector<HTMLElement>("[data-drag]")?.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (openId === null) return;
    // The panel takes room from the plan, and lays it out anew.
    boardRef.current
      ?.querySelector(`[data-card-id="${CSS.escape(openId)}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [openId, boardRef]);

  const newParent = dragging.newParent();
  return (
    <DndContext
      sensors={dragging.sensors}
      collisionDetection={columnUnderPointer}
      onDragStart={dragging.start}
      onDragMove={dragging.move}
      onDragEnd={dragging.end}
      onDragCancel={dragging.cancel}
      accessibility={NO_ANNOUNCEMENTS}
      autoScroll={{ threshold: { x: 0.12, y: 0.14 }, acceleration: 14 }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up to it from the cards */}
      <div
        ref={boardRef}
        className={classes.board}
        data-dragging={drag ? true : undefined}
        onKeyDown={drag ? undefined : state.onKeyDown}
      >
        {columns.map(({ kind, cards }) => (
          <Column
            key={kind}
            kind={kind}
            cards={cards}
            plan={plan}
            canAdd={session.canEdit || session.within !== null}
            within={session.within}
            mayEdit={session.mayEdit}
            filtering={matches !== null}
            stop={state.stop}
            openId={openId}
            editing={state.editing}
            dragged={drag?.id ?? null}
            slot={drag?.slot?.kind === kind ? drag.slot.index : null}
            newParent={drag?.slot?.kind === kind ? newParent : null}
            peersAt={peersAt}
            people={people}
            commands={commands}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null} modifiers={[besidePointer]}>
        {drag && !drag.byKeyboard ? <DragGhost plan={plan} ids={[drag.id]} /> : null}
      </DragOverlay>
    </DndContext>
  );
}
