import { useDraggable } from "@dnd-kit/core";
import { IconDots, IconLayoutSidebarRightExpand, IconLock, IconPlus } from "@tabler/icons-react";
import { type CSSProperties, memo, type ReactNode, useState } from "react";
import { CommentCount } from "@/discussion";
import { TitleField } from "@/item";
import type { Item, Kind, Plan } from "@/plan/types";
import type { Peer } from "@/session";
import { ChangedDot } from "@/since";
import { SuggestionMark, SuggestRowButton } from "@/suggest";
import { colorFor, isHexColor, KindIcon, kindName, kindPlural, kindStyle } from "@/ui";
import { askFor } from "../kindHints";
import { PeersHere } from "../PeersHere";
import type { RowSurroundings } from "./OutlineRow";
import { type Row, STATEMENT_KINDS } from "./rows";
import classes from "./Statements.module.css";
import type { TitleCaret } from "./useOutline";

/** What the plan stands for, above the tree: mission and vision as sentences, values side by side. */
export function Statements({
  plan,
  rows,
  stop,
  chosen,
  editing,
  openId,
  peersAt,
  surroundings,
  mayEdit,
  drop,
  isDragged,
}: {
  plan: Plan;
  rows: readonly Row[];
  stop: string | null;
  chosen: ReadonlySet<string>;
  editing: { id: string; caret: TitleCaret } | null;
  openId: string | null;
  peersAt(item: string): readonly Peer[];
  surroundings: RowSurroundings;
  mayEdit(item: string): boolean;
  drop: { id: string; side: "before" | "after" } | null;
  isDragged(id: string): boolean;
}) {
  const { canEdit, commands } = surroundings;
  if (rows.length === 0) return null;
  const kindAt = (row: Row) => plan.items.get(row.id)?.kind;
  return (
    <div className={classes.band}>
      {STATEMENT_KINDS.map((kind) => {
        const ofKind = rows.filter((row) => kindAt(row) === kind);
        if (ofKind.length === 0) return null;
        return (
          <div key={kind} className={classes.section} data-kind={kind} style={kindStyle(kind)}>
            <div className={classes.label} aria-hidden="true">
              <KindIcon kind={kind} size={14} />
              {ofKind.length > 1 ? kindPlural(kind) : kindName(kind)}
            </div>
            <div className={kind === "value" ? classes.values : classes.sentences}>
              {ofKind.map((row) => {
                const item = plan.items.get(row.id);
                if (!item) return null;
                return (
                  <Statement
                    key={row.id}
                    item={item}
                    position={row.position}
                    setSize={row.setSize}
                    mayEdit={mayEdit(row.id)}
                    isCurrent={row.id === stop}
                    isSelected={chosen.has(row.id)}
                    isOpen={row.id === openId}
                    isDragged={isDragged(row.id)}
                    editing={editing?.id === row.id ? editing.caret : null}
                    drop={drop?.id === row.id ? drop.side : null}
                    peers={peersAt(row.id)}
                    surroundings={surroundings}
                  />
                );
              })}
              {kind === "value" && canEdit && (
                <AddStatement label="Add a value" onAdd={() => commands.addUnder(null, kind)}>
                  <IconPlus size={14} aria-hidden="true" />
                </AddStatement>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}

/** Statements that the plan does not have yet, as invitations. */
export function missingStatements(plan: Plan, rows: readonly Row[]): Kind[] {
  const there = new Set<string | undefined>(rows.map(({ id }) => plan.items.get(id)?.kind));
  for (const id of plan.roots) there.add(plan.items.get(id)?.kind);
  return STATEMENT_KINDS.filter((kind) => !there.has(kind));
}

function AddStatement({
  label,
  onAdd,
  children,
}: {
  label: string;
  onAdd(): void;
  children: ReactNode;
}) {
  return (
    // A tree holds nothing but its items; the keyboard adds with Enter.
    <span className={classes.addHolder} role="none">
      <span
        className={classes.add}
        title={label}
        aria-hidden="true"
        onPointerDown={(event) => event.preventDefault()}
        onClick={onAdd}
      >
        {children}
      </span>
    </span>
  );
}

const Statement = memo(function Statement({
  item,
  position,
  setSize,
  isCurrent,
  isSelected,
  isOpen,
  isDragged,
  editing,
  drop,
  peers,
  mayEdit: canEdit,
  surroundings: { within, commands },
}: {
  item: Item;
  position: number;
  setSize: number;
  mayEdit: boolean;
  isCurrent: boolean;
  isSelected: boolean;
  isOpen: boolean;
  isDragged: boolean;
  editing: TitleCaret | null;
  drop: "before" | "after" | null;
  peers: readonly Peer[];
  surroundings: RowSurroundings;
}) {
  const [hovered, setHovered] = useState(false);
  const locked = within !== null && !canEdit;
  const { setNodeRef, listeners } = useDraggable({
    id: item.id,
    disabled: !canEdit || item.id === within,
  });
  const first = peers[0];
  const flows = item.kind === "value";
  const name = item.title || "Untitled";
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      ref={setNodeRef}
      role="treeitem"
      data-item-id={item.id}
      data-kind={item.kind}
      data-flow={flows || undefined}
      data-current={isCurrent || undefined}
      data-open={isOpen || undefined}
      data-dragged={isDragged || undefined}
      data-drop={drop ?? undefined}
      data-peers={peers.length > 0 || undefined}
      data-editing={editing !== null || undefined}
      aria-level={1}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-selected={isSelected}
      aria-label={`${kindName(item.kind)}: ${name}${locked ? "; locked" : ""}`}
      tabIndex={isCurrent ? 0 : -1}
      className={classes.statement}
      style={
        {
          "--peer": first && (isHexColor(first.color) ? first.color : colorFor(first.id)),
        } as CSSProperties
      }
      {...listeners}
      onClickCapture={(event) => commands.pressRow(item.id, event)}
      onClick={(event) => {
        const { target, currentTarget } = event;
        if (target instanceof Element && currentTarget.contains(target)) {
          if (!target.closest("button, textarea")) commands.clickRow(item.id);
        }
      }}
      onDoubleClick={() => {
        if (editing === null) commands.open(item.id);
      }}
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") setHovered(true);
      }}
      onPointerLeave={() => setHovered(false)}
    >
      <TitleField
        itemId={item.id}
        className={classes.title}
        editing={editing !== null}
        initialCaret={editing ?? "end"}
        placeholder={editing !== null ? askFor(item.kind) : `Untitled ${kindName(item.kind)}`}
        label={kindName(item.kind)}
        onEdit={canEdit ? (caret) => commands.edit(item.id, caret) : undefined}
        onDone={() => commands.endEdit(item.id)}
        onKeyDown={(event, at) => commands.typeKey(item.id, event, at)}
      />
      <ChangedDot itemId={item.id} />
      <SuggestionMark itemId={item.id} />
      {locked && <IconLock className={classes.lock} size={13} stroke={1.75} aria-hidden="true" />}
      <CommentCount itemId={item.id} name={name} />
      <PeersHere peers={peers} />
      {(hovered || isCurrent) && editing === null && (
        <span className={classes.buttons}>
          {!canEdit && <SuggestRowButton itemId={item.id} />}
          <button
            type="button"
            tabIndex={-1}
            className={classes.button}
            aria-label={`Open ${name}`}
            title="Open (O)"
            onClick={() => commands.open(item.id)}
          >
            <IconLayoutSidebarRightExpand size={16} />
          </button>
          {canEdit && (
            <button
              type="button"
              tabIndex={-1}
              className={classes.button}
              aria-label={`More for ${name}`}
              aria-haspopup="menu"
              title="More"
              onClick={(event) => commands.showMenu(item.id, event.currentTarget)}
            >
              <IconDots size={16} />
            </button>
          )}
        </span>
      )}
    </div>
  );
});
