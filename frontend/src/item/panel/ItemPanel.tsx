import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconListDetails, IconLock, IconTrash, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useBoardPeople } from "@/api";
import { ItemComments } from "@/discussion";
import { restoreItem } from "@/plan/change";
import type { Item } from "@/plan/types";
import { useItem, useMayEdit, usePeers, usePlan, useSession } from "@/session";
import { ItemSuggestions, SuggestButton, SuggestHere, SuggestMenuItem } from "@/suggest";
import { EmptyState, kindName, kindStyle, PersonAvatars } from "@/ui";
import { Body } from "../body/Body";
import { agoText } from "../days";
import { deleteWithUndo } from "../deleteWithUndo";
import { Measures } from "../measures/Measures";
import { KindMenu } from "../menus/KindMenu";
import { PlanDialog } from "../plan/LazyPlanDialog";
import { TitleField } from "../title/TitleField";
import { Children } from "./Children";
import { Created } from "./Created";
import classes from "./ItemPanel.module.css";
import { Path } from "./Path";
import { Properties } from "./Properties";

export interface ItemPanelProps {
  itemId: string;
  onClose: () => void;
  /** Show another item: a parent or a child of this one. */
  onOpen: (itemId: string) => void;
}

/** All of one item. Fills what it is put into. */
export function ItemPanel({ itemId, onClose, onOpen }: ItemPanelProps) {
  const item = useItem(itemId);
  return item ? (
    <Panel key={itemId} item={item} onClose={onClose} onOpen={onOpen} />
  ) : (
    <Gone itemId={itemId} onClose={onClose} />
  );
}

function Panel({
  item,
  onClose,
  onOpen,
}: {
  item: Item;
  onClose: () => void;
  onOpen: (itemId: string) => void;
}) {
  const session = useSession();
  const canEdit = useMayEdit(item.id);
  const [managing, setManaging] = useState(false);
  const name = item.title.trim() || "Untitled";
  return (
    <section
      className={classes.panel}
      style={kindStyle(item.kind)}
      aria-label={`${kindName(item.kind)}: ${name}`}
      data-item-panel={item.id}
    >
      <header className={classes.header}>
        <KindMenu itemId={item.id} />
        <span className={classes.space} />
        <PeopleHere itemId={item.id} />
        {session.locked && !canEdit && (
          <span className={classes.locked}>
            <IconLock size={13} aria-hidden="true" />
            Locked
          </span>
        )}
        <ItemComments itemId={item.id} />
        {canEdit && session.mayMove(item.id) && <More item={item} onClose={onClose} />}
        <SuggestButton itemId={item.id} />
        <ActionIcon size="md" aria-label="Close" onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <div className={classes.scroll}>
        <Path item={item} onOpen={onOpen} />
        <Title item={item} />
        <SuggestHere itemId={item.id} kind="title" />
        <Properties itemId={item.id} onManageChannels={() => setManaging(true)} />
        <ItemSuggestions itemId={item.id} />
        <div className={classes.section}>
          <Body itemId={item.id} />
          <SuggestHere itemId={item.id} kind="body" />
        </div>
        {(item.kind === "objective" || item.measures.length > 0) && (
          <div className={classes.section}>
            <h3 className={classes.heading}>Measures</h3>
            <Measures itemId={item.id} />
          </div>
        )}
        <Children item={item} onOpen={onOpen} />
        <SuggestHere itemId={item.id} kind="new" />
        {item.kind !== "objective" && item.measures.length === 0 && canEdit && (
          <div className={classes.section}>
            <Measures itemId={item.id} />
          </div>
        )}
        <Created item={item} />
      </div>
      <PlanDialog opened={managing} section="channels" onClose={() => setManaging(false)} />
    </section>
  );
}

function Title({ item }: { item: Item }) {
  const canEdit = useMayEdit(item.id);
  return (
    <h2 className={classes.title} data-edit={canEdit || undefined}>
      <TitleField
        itemId={item.id}
        editing={canEdit}
        autoFocus={false}
        placeholder="Untitled"
        label="Title"
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            event.currentTarget.blur();
          }
        }}
      />
    </h2>
  );
}

function PeopleHere({ itemId }: { itemId: string }) {
  const here = usePeers().filter(({ item }) => item === itemId);
  const people = [...new Map(here.map((peer) => [peer.id, peer])).values()];
  if (people.length === 0) return null;
  return (
    <span className={classes.people}>
      <PersonAvatars people={people} size={22} />
    </span>
  );
}

function More({ item, onClose }: { item: Item; onClose: () => void }) {
  const session = useSession();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon size="md" aria-label="More">
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <SuggestMenuItem itemId={item.id} />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={() => {
            onClose();
            deleteWithUndo(session, item.id);
          }}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** An item that is in the bin, or that there is none of. */
function Gone({ itemId, onClose }: { itemId: string; onClose: () => void }) {
  const session = useSession();
  const mayRestore = useMayEdit(itemId);
  const deleted = usePlan().deleted.find(({ id }) => id === itemId);
  const closeRef = useRef<HTMLButtonElement>(null);
  const people = useBoardPeople(session.boardId).data;
  const who =
    deleted?.by === session.me.id
      ? "You"
      : (people?.find(({ person }) => person.id === deleted?.by)?.person.name ?? "Someone");
  useEffect(() => {
    // What had the focus may have gone with the item; whoever writes elsewhere writes on.
    if (document.activeElement === document.body) closeRef.current?.focus({ preventScroll: true });
  }, []);
  return (
    <section className={classes.panel} aria-label="Item">
      <header className={classes.header}>
        <span className={classes.space} />
        <ActionIcon ref={closeRef} size="md" aria-label="Close" onClick={onClose}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <EmptyState
        icon={<IconListDetails size={22} />}
        title={deleted ? "This item is in the bin" : "There is no such item"}
        actions={
          deleted &&
          mayRestore && (
            <button
              type="button"
              className={classes.restore}
              onClick={() => restoreItem(session.doc, itemId)}
            >
              Restore it
            </button>
          )
        }
      >
        {deleted
          ? `${who} deleted “${deleted.title.trim() || "Untitled"}” ${agoText(deleted.at)}.`
          : "The link may be from another board."}
      </EmptyState>
    </section>
  );
}
