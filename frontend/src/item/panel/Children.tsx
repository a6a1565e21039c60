import { IconPlus } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { addItem, childKind } from "@/plan/change";
import type { Item } from "@/plan/types";
import { useItem, useMayEdit, usePlan, useSession } from "@/session";
import { KindIcon, kindName, kindPlural } from "@/ui";
import { StatusMark, statusStyle } from "../menus/StatusMark";
import { MAX_TITLE_LENGTH } from "../title/TitleBinding";
import { statusName } from "../words";
import classes from "./Children.module.css";
import panelClasses from "./ItemPanel.module.css";

/** What stands below an item, and a line to add more. */
export function Children({ item, onOpen }: { item: Item; onOpen: (itemId: string) => void }) {
  const canEdit = useMayEdit(item.id);
  const { items } = usePlan();
  if (item.children.length === 0 && !canEdit) return null;
  const kinds = new Set(item.children.map((id) => items.get(id)?.kind ?? ""));
  if (kinds.size === 0) kinds.add(childKind(item.kind));
  const [kind] = kinds;
  const heading = kinds.size === 1 && kind ? kindPlural(kind) : "Below it";
  return (
    <div className={panelClasses.section}>
      <h3 className={panelClasses.heading}>{heading}</h3>
      {item.children.length > 0 && (
        <ul className={classes.list}>
          {item.children.map((id) => (
            <Child key={id} itemId={id} onOpen={onOpen} />
          ))}
        </ul>
      )}
      {canEdit && <NewChild item={item} />}
    </div>
  );
}

function Child({ itemId, onOpen }: { itemId: string; onOpen: (itemId: string) => void }) {
  const item = useItem(itemId);
  if (!item) return null;
  return (
    <li>
      <button type="button" className={classes.child} onClick={() => onOpen(itemId)}>
        <KindIcon kind={item.kind} size={15} label={kindName(item.kind)} />
        <span className={item.title ? classes.name : classes.untitled}>
          {item.title || "Untitled"}
        </span>
        <span
          className={classes.status}
          style={statusStyle(item.status)}
          role="img"
          aria-label={statusName(item.status)}
          title={statusName(item.status)}
        >
          <StatusMark status={item.status} />
        </span>
      </button>
    </li>
  );
}

function NewChild({ item }: { item: Item }) {
  const session = useSession();
  const [title, setTitle] = useState("");
  const inputRef = useRef<HTMLInputElement>(null);
  const last = useItem(item.children.at(-1) ?? null);
  // As its siblings are, if it has any: a plan's own habits go before ours.
  const kind = last?.kind ?? childKind(item.kind);
  const word = kindName(kind).toLowerCase();

  function add() {
    const text = title.trim();
    if (text === "") return;
    addItem(session.doc, { kind, parent: item.id, title: text, by: session.me.id });
    setTitle("");
  }

  function takeKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      add();
    } else if (event.key === "Escape" && title !== "") {
      event.stopPropagation();
      setTitle("");
    }
  }

  return (
    <div className={classes.fresh}>
      <IconPlus size={15} aria-hidden="true" />
      <input
        ref={inputRef}
        value={title}
        maxLength={MAX_TITLE_LENGTH}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onKeyDown={takeKey}
        onBlur={add}
        placeholder={`Add ${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`}
        aria-label={`New ${word} below this`}
        autoComplete="off"
      />
    </div>
  );
}
