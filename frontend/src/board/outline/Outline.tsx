import { DndContext, DragOverlay } from "@dnd-kit/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useMemo, useRef } from "react";
import type { Plan } from "@/plan/types";
import { type Peer, useSession } from "@/session";
import type { AvatarPerson } from "@/ui";
import { DragGhost, NO_ANNOUNCEMENTS } from "../DragGhost";
import { besidePointer } from "../drag";
import { useWindow } from "../useWindow";
import { AddRow } from "./AddRow";
import { EmptyPlan } from "./EmptyPlan";
import classes from "./Outline.module.css";
import { OutlineRow, type RowSurroundings } from "./OutlineRow";
import { RowMenu } from "./RowMenu";
import { isWithin, type OutlineRows } from "./rows";
import { Statements } from "./Statements";
import { TouchBar } from "./TouchBar";
import { useOutline } from "./useOutline";
import { useOutlineDrag } from "./useOutlineDrag";

/** Plans up to this many lines are drawn whole, so that the browser finds and prints all of them. */
const WHOLE_UP_TO = 200;
const ROW_HEIGHT = 36;

export interface OutlineProps {
  plan: Plan;
  outline: OutlineRows;
  current: string | null;
  onCurrent(id: string | null): void;
  openId: string | null;
  onOpen(id: string): void;
  onAdded(id: string): void;
  fold(ids: readonly string[]): void;
  unfold(ids: readonly string[]): void;
  peersAt(item: string): readonly Peer[];
  people: readonly AvatarPerson[];
  filtering: boolean;
  /** An item to bring into view, anew with each new object. */
  reveal: { id: string; focus: boolean } | null;
}

/** The plan as a tree: statements on top, then goals with what is below them. */
export function Outline(props: OutlineProps) {
  const { plan, outline, current, peersAt, openId, people, filtering, reveal, unfold } = props;
  const session = useSession();
  const { canEdit, within } = session;
  const touch = useMediaQuery("(hover: none) and (pointer: coarse)") ?? false;
  const state = useOutline(props);
  const { treeRef, commands, editing, chosen, stop, focusRow } = state;
  const dragging = useOutlineDrag({ plan, outline, treeRef, targets: state.targets, focusRow });
  const { drag } = dragging;

  const revealed = useRef<object | null>(null);
  useEffect(() => {
    if (!reveal || revealed.current === reveal) return;
    const above: string[] = [];
    for (let at = plan.items.get(reveal.id)?.parent; at; at = plan.items.get(at)?.parent) {
      above.push(at);
    }
    unfold(above);
    const row = treeRef.current?.querySelector<HTMLElement>(
      `[data-item-id="${CSS.escape(reveal.id)}"]`,
    );
    if (!row) return;
    revealed.current = reveal;
    row.scrollIntoView({ block: "nearest" });
    if (reveal.focus) row.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (openId === null) return;
    // The panel takes room from the plan, and lays it out anew.
    treeRef.current
      ?.querySelector(`[data-item-id="${CSS.escape(openId)}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [openId, treeRef]);

  const surroundings: RowSurroundings = useMemo(
    () => ({ canEdit, within, stakeholders: plan.stakeholders, people, commands }),
    [canEdit, within, plan.stakeholders, people, commands],
  );
  const dropRow = drag?.target && "depth" in drag.target ? drag.target : null;
  const dropStatement = drag?.target && "side" in drag.target ? drag.target : null;
  const isDragged = (id: string) => drag?.ids.some((one) => isWithin(plan, id, one)) ?? false;

  const ids = useMemo(() => outline.rows.map(({ id }) => id), [outline]);
  const parts = useWindow({
    ids,
    pinned: (id) => id === stop || id === editing?.id || (drag?.ids.includes(id) ?? false),
    least: WHOLE_UP_TO,
    listRef: treeRef,
    scrollerOf: (list) => list.closest("[data-region='plan']"),
    attribute: "data-item-id",
    estimate: () => ROW_HEIGHT,
  });

  if (plan.items.size === 0) {
    return <EmptyPlan canEdit={canEdit} onAdd={(kind) => commands.addUnder(null, kind)} />;
  }
  return (
    <DndContext
      sensors={dragging.sensors}
      onDragStart={dragging.start}
      onDragMove={dragging.move}
      onDragEnd={dragging.end}
      onDragCancel={dragging.cancel}
      accessibility={NO_ANNOUNCEMENTS}
      autoScroll={{ threshold: { x: 0, y: 0.12 }, acceleration: 14 }}
    >
      <div className={classes.outline} data-dragging={drag ? true : undefined}>
        <div
          ref={treeRef}
          role="tree"
          aria-label={`Plan: ${plan.title || "outline"}`}
          aria-multiselectable="true"
          aria-description={canEdit ? "Tab and Shift Tab change the level, F6 leaves." : undefined}
          className={classes.tree}
          onKeyDown={drag ? undefined : state.onKeyDown}
        >
          <Statements
            plan={plan}
            rows={outline.statements}
            stop={stop}
            chosen={chosen}
            editing={editing}
            openId={openId}
            peersAt={peersAt}
            surroundings={surroundings}
            mayEdit={session.mayEdit}
            drop={dropStatement}
            isDragged={isDragged}
          />
          {dropRow?.under === null && <span className={classes.dropFirst} />}
          {parts.map((part) => {
            if ("space" in part) return <div key={part.key} style={{ height: part.space }} />;
            const row = outline.index.get(part.id);
            const item = plan.items.get(part.id);
            if (!row || !item) return null;
            return (
              <OutlineRow
                key={row.id}
                item={item}
                depth={row.depth}
                position={row.position}
                setSize={row.setSize}
                expandable={row.expandable}
                expanded={row.expanded}
                onPath={row.onPath}
                isCurrent={row.id === stop}
                isSelected={chosen.has(row.id)}
                mayEdit={session.mayEdit(row.id)}
                isChosen={chosen.size > 1 && chosen.has(row.id)}
                isOpen={row.id === openId}
                isDragged={isDragged(row.id)}
                editing={editing?.id === row.id ? editing.caret : null}
                dropDepth={dropRow?.under === row.id ? dropRow.depth : null}
                peers={peersAt(row.id)}
                surroundings={surroundings}
              />
            );
          })}
        </div>
        {filtering && outline.order.length === 0 && (
          <p className={classes.nothing}>Nothing in this plan fits the filter.</p>
        )}
        {canEdit && !filtering && (
          <AddRow plan={plan} outline={outline} onAdd={(kind) => commands.addUnder(null, kind)} />
        )}
      </div>
      {touch && stop !== null && current !== null && session.mayEdit(stop) && (
        <TouchBar
          item={plan.items.get(stop)}
          canIndent={(outline.index.get(stop)?.position ?? 1) > 1}
          commands={commands}
        />
      )}
      <RowMenu menu={state.menu} onClose={state.closeMenu} plan={plan} commands={commands} />
      <DragOverlay dropAnimation={null} modifiers={[besidePointer]}>
        {drag && !drag.byKeyboard ? <DragGhost plan={plan} ids={drag.ids} /> : null}
      </DragOverlay>
    </DndContext>
  );
}
