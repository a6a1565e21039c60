import { useDraggable } from "@dnd-kit/core";
import { IconLock, IconPencil } from "@tabler/icons-react";
import { type CSSProperties, memo, useState } from "react";
import { CommentCount } from "@/discussion";
import { TitleField } from "@/item";
import type { Item, Stakeholder } from "@/plan/types";
import type { Peer } from "@/session";
import { ChangedDot } from "@/since";
import { SuggestionMark } from "@/suggest";
import { type AvatarPerson, colorFor, isHexColor, KindIcon, kindName, kindStyle } from "@/ui";
import { askFor } from "../kindHints";
import { hasMeta, LiveMeta, Meta } from "../Meta";
import { PeersHere } from "../PeersHere";
import classes from "./Card.module.css";
import type { ColumnCommands } from "./useColumns";

/** One item as a card. A press anywhere on it opens the item. */
export const Card = memo(function Card({
  item,
  parentKind,
  parentTitle,
  isCurrent,
  isOpen,
  isEditing,
  isDragged,
  canEdit,
  canMove,
  locked,
  peers,
  people,
  stakeholders,
  commands,
}: {
  item: Item;
  parentKind: string | null;
  parentTitle: string | null;
  isCurrent: boolean;
  isOpen: boolean;
  isEditing: boolean;
  isDragged: boolean;
  canEdit: boolean;
  canMove: boolean;
  /** Not in the part that is open, while the rest is locked. */
  locked: boolean;
  peers: readonly Peer[];
  people: readonly AvatarPerson[];
  stakeholders: readonly Stakeholder[];
  commands: ColumnCommands;
}) {
  const [hovered, setHovered] = useState(false);
  const { setNodeRef, listeners } = useDraggable({
    id: item.id,
    disabled: !canMove || isEditing,
  });
  const first = peers[0];
  const live = canEdit && hovered && !isDragged;
  const title = (
    <TitleField
      itemId={item.id}
      editing={isEditing}
      placeholder={isEditing ? askFor(item.kind) : "Untitled"}
      label={`Title of the ${kindName(item.kind).toLowerCase()}`}
      onDone={() => commands.endEdit(item.id)}
      onKeyDown={(event, at) => commands.typeKey(item.id, event, at)}
    />
  );
  return (
    <li
      ref={setNodeRef}
      className={classes.card}
      data-card-id={item.id}
      data-locked={locked || undefined}
      data-open={isOpen || undefined}
      data-editing={isEditing || undefined}
      data-dragged={isDragged || undefined}
      data-peers={peers.length > 0 || undefined}
      style={
        {
          "--peer": first && (isHexColor(first.color) ? first.color : colorFor(first.id)),
        } as CSSProperties
      }
      {...listeners}
      onPointerEnter={(event) => {
        if (event.pointerType === "mouse") setHovered(true);
      }}
      onPointerLeave={(event) => {
        if (!event.currentTarget.querySelector("button[aria-expanded='true']")) setHovered(false);
      }}
    >
      {parentTitle !== null && (
        <span className={classes.parent} style={kindStyle(parentKind ?? "")}>
          <KindIcon kind={parentKind ?? ""} size={12} />
          <span className={classes.parentTitle}>{parentTitle}</span>
        </span>
      )}
      {isEditing ? (
        <span className={classes.title}>{title}</span>
      ) : (
        <button
          type="button"
          data-drag
          tabIndex={isCurrent ? 0 : -1}
          className={classes.title}
          aria-label={`${kindName(item.kind)}: ${item.title || "Untitled"}${locked ? "; locked" : ""}`}
          onClick={() => commands.open(item.id)}
        >
          {title}
        </button>
      )}
      {canEdit && !isEditing && (
        <button
          type="button"
          tabIndex={-1}
          className={classes.edit}
          aria-label={`Edit the title of ${item.title || "Untitled"}`}
          title="Edit the title (E)"
          onClick={() => commands.edit(item.id)}
        >
          <IconPencil size={14} />
        </button>
      )}
      <ChangedDot itemId={item.id} corner />
      {locked && <IconLock className={classes.lock} size={13} stroke={1.75} aria-hidden="true" />}
      <span className={classes.peers}>
        <PeersHere peers={peers} />
      </span>
      <span className={classes.comments}>
        <CommentCount itemId={item.id} name={item.title || "Untitled"} />
      </span>
      {hasMeta(item) && (
        <span className={classes.meta} data-live={live || undefined}>
          {live && !isEditing ? (
            <LiveMeta item={item} people={people} />
          ) : (
            <Meta item={item} stakeholders={stakeholders} people={people} />
          )}
        </span>
      )}
      <SuggestionMark itemId={item.id} />
    </li>
  );
});
