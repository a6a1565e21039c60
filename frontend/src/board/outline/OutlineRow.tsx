import { useDraggable } from "@dnd-kit/core";
import {
  IconChevronRight,
  IconDots,
  IconLayoutSidebarRightExpand,
  IconLock,
  IconPlus,
} from "@tabler/icons-react";
import { type CSSProperties, type MouseEvent, memo, useState } from "react";
import { CommentCount, openComments, useOpenThreads } from "@/discussion";
import { KindMenu, TitleField } from "@/item";
import { childKind } from "@/plan/kinds";
import type { Item, Stakeholder } from "@/plan/types";
import type { Peer } from "@/session";
import { ChangedDot } from "@/since";
import { SuggestionMark, SuggestRowButton } from "@/suggest";
import { type AvatarPerson, colorFor, isHexColor, KindIcon, kindName, kindStyle } from "@/ui";
import { aKind, askFor } from "../kindHints";
import { LiveMeta, Meta } from "../Meta";
import { PeersHere } from "../PeersHere";
import classes from "./OutlineRow.module.css";
import { rowLabel } from "./rowLabel";
import type { OutlineCommands, TitleCaret } from "./useOutline";

/** What all rows share; the same object as long as nothing in it changes. */
export interface RowSurroundings {
  /** Whether one may write all of the plan. */
  canEdit: boolean;
  /**
   * The item that, with what is below it, is all that one may write. (Where all is locked the banner
   * says so; a mark on each line would say no more.)
   */
  within: string | null;
  stakeholders: readonly Stakeholder[];
  people: readonly AvatarPerson[];
  commands: OutlineCommands;
}

export interface OutlineRowProps {
  item: Item;
  depth: number;
  position: number;
  setSize: number;
  expandable: boolean;
  expanded: boolean;
  onPath: boolean;
  /** The row that has, or gets, the focus of the tree. */
  isCurrent: boolean;
  isSelected: boolean;
  mayEdit: boolean;
  /** One of several that are chosen. */
  isChosen: boolean;
  isOpen: boolean;
  isDragged: boolean;
  /** Where the caret goes, while the title is edited. */
  editing: TitleCaret | null;
  /** The level of the drop line under the row, if it is there. */
  dropDepth: number | null;
  peers: readonly Peer[];
  surroundings: RowSurroundings;
}

/** One item as a line of the outline. */
export const OutlineRow = memo(function OutlineRow(props: OutlineRowProps) {
  const { item, depth, peers, surroundings, editing, isDragged, dropDepth } = props;
  const { within, commands } = surroundings;
  const { mayEdit: canEdit } = props;
  const locked = within !== null && !canEdit;
  const [hovered, setHovered] = useState(false);
  const { setNodeRef, listeners } = useDraggable({
    id: item.id,
    disabled: !canEdit || item.id === within,
  });
  const threads = useOpenThreads(item.id);
  const said = `${rowLabel(item, surroundings.stakeholders, peers, locked)}${threads > 0 ? `; ${openComments(threads)}` : ""}`;
  const first = peers[0];
  const isEditing = editing !== null;
  const isLive = canEdit && hovered && !isDragged;

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      ref={setNodeRef}
      role="treeitem"
      data-item-id={item.id}
      data-kind={item.kind}
      data-depth={depth}
      data-current={props.isCurrent || undefined}
      data-chosen={props.isChosen || undefined}
      data-locked={locked || undefined}
      data-open={props.isOpen || undefined}
      data-path={props.onPath || undefined}
      data-dragged={isDragged || undefined}
      data-peers={peers.length > 0 || undefined}
      data-editing={isEditing || undefined}
      aria-level={depth + 1}
      aria-posinset={props.position}
      aria-setsize={props.setSize}
      aria-expanded={props.expandable ? props.expanded : undefined}
      aria-selected={props.isSelected}
      aria-label={isLive ? undefined : said}
      tabIndex={props.isCurrent ? 0 : -1}
      className={classes.row}
      style={
        {
          ...kindStyle(item.kind),
          "--depth": depth,
          "--peer": first && (isHexColor(first.color) ? first.color : colorFor(first.id)),
        } as CSSProperties
      }
      {...listeners}
      onClickCapture={(event) => commands.pressRow(item.id, event)}
      onClick={(event) => {
        if (isOnRow(event)) commands.clickRow(item.id);
      }}
      onDoubleClick={(event) => {
        if (isOnRow(event) && !isEditing) commands.open(item.id);
      }}
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") setHovered(true);
      }}
      onPointerLeave={(event) => {
        // An open menu of the row stays, also while the pointer is on its way to it.
        if (!event.currentTarget.querySelector("button[aria-expanded='true']")) setHovered(false);
      }}
    >
      <RowBody
        item={item}
        depth={depth}
        expandable={props.expandable}
        expanded={props.expanded}
        editing={editing}
        live={isLive}
        mayEdit={canEdit}
        isCurrent={props.isCurrent}
        peers={peers}
        surroundings={surroundings}
      />
      {dropDepth !== null && (
        <span className={classes.drop} style={{ "--drop": dropDepth } as CSSProperties} />
      )}
    </div>
  );
});

/** Not on a control in the row, nor in a popup of it. */
function isOnRow(event: MouseEvent): boolean {
  const { target, currentTarget } = event;
  return (
    target instanceof Element &&
    currentTarget.contains(target) &&
    target.closest("button, a, input, textarea") === null
  );
}

const RowBody = memo(function RowBody({
  item,
  depth,
  expandable,
  expanded,
  editing,
  live,
  isCurrent,
  peers,
  mayEdit: canEdit,
  surroundings: { within, stakeholders, people, commands },
}: Pick<
  OutlineRowProps,
  | "item"
  | "depth"
  | "expandable"
  | "expanded"
  | "editing"
  | "isCurrent"
  | "mayEdit"
  | "peers"
  | "surroundings"
> & { live: boolean }) {
  const name = item.title || "Untitled";
  const below = aKind(childKind(item.kind));
  const same = aKind(item.kind);
  return (
    <>
      <span className={classes.guides} aria-hidden="true" />
      {expandable ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.fold}
          aria-label={expanded ? `Fold ${name}` : `Unfold ${name}`}
          onClick={() => commands.toggle(item.id)}
        >
          <IconChevronRight size={14} stroke={2.25} data-expanded={expanded || undefined} />
        </button>
      ) : (
        <span className={classes.fold} aria-hidden="true" />
      )}
      <span className={classes.kind}>
        {live ? <KindMenu itemId={item.id} compact /> : <KindIcon kind={item.kind} />}
      </span>
      <span className={classes.main}>
        <span className={classes.title}>
          <TitleField
            itemId={item.id}
            editing={editing !== null}
            initialCaret={editing ?? "end"}
            placeholder={editing !== null ? askFor(item.kind) : "Untitled"}
            label={`Title of the ${kindName(item.kind).toLowerCase()}`}
            onEdit={canEdit ? (caret) => commands.edit(item.id, caret) : undefined}
            onDone={() => commands.endEdit(item.id)}
            onKeyDown={(event, at) => commands.typeKey(item.id, event, at)}
          />
          {within !== null && !canEdit && (
            <IconLock className={classes.lock} size={13} stroke={1.75} aria-hidden="true" />
          )}
          <ChangedDot itemId={item.id} />
          <CommentCount itemId={item.id} name={name} />
          {!expanded && item.children.length > 0 && (
            <span
              className={classes.below}
              data-count={item.children.length}
              title={`${item.children.length} below`}
            />
          )}
          <SuggestionMark itemId={item.id} />
        </span>
        {/* Said in the label of the row. */}{" "}
        <span
          aria-hidden="true"
          className={classes.beside}
          data-under={live && editing === null ? true : undefined}
        >
          <PeersHere peers={peers} />
          <Meta item={item} stakeholders={stakeholders} people={people} />
        </span>
      </span>
      <span
        className={classes.actions}
        data-live={live || undefined}
        data-current={isCurrent || undefined}
      >
        {live && editing === null && (
          <span className={classes.menus}>
            <PeersHere peers={peers} />
            <LiveMeta item={item} people={people} />
          </span>
        )}
        <span className={classes.buttons}>
          {!canEdit && <SuggestRowButton itemId={item.id} />}
          {live && (
            <button
              type="button"
              tabIndex={-1}
              className={classes.button}
              aria-label={`Add ${below} below`}
              title={`Add ${below} below`}
              onClick={() => commands.addUnder(item.id)}
            >
              <IconPlus size={16} />
            </button>
          )}
          <button
            type="button"
            tabIndex={-1}
            className={classes.button}
            data-always
            aria-label={`Open ${name}`}
            title="Open (O)"
            onClick={() => commands.open(item.id)}
          >
            <IconLayoutSidebarRightExpand size={16} />
          </button>
          {canEdit && (live || isCurrent) && (
            <button
              type="button"
              tabIndex={-1}
              className={classes.button}
              aria-label={`More for ${name}`}
              title="More"
              aria-haspopup="menu"
              onClick={(event) => commands.showMenu(item.id, event.currentTarget)}
            >
              <IconDots size={16} />
            </button>
          )}
        </span>
      </span>
      {canEdit && live && item.id !== within && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.between}
          style={{ "--depth": depth } as CSSProperties}
          aria-label={`Add ${same} after ${name}`}
          title={`Add ${same} here`}
          onClick={() => commands.addAfter(item.id)}
        >
          <IconPlus size={12} stroke={2.5} />
        </button>
      )}
    </>
  );
});
