import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { KINDS, type Kind, type Plan } from "@/plan/types";
import { useSession } from "@/session";
import { kindName } from "@/ui";
import { useAnnounce } from "../announce";
import * as edits from "../edits";
import { removeWithUndo } from "../removeWithUndo";
import { useFocusAfterEditing } from "../useFocusAfterEditing";
import { useLatest } from "../useLatest";
import { type OutlineRows, siblingsOf, topmost } from "./rows";
import { afterRemoval, range, walk } from "./walk";

export type TitleCaret = "start" | "end" | number;

type TitleKey = { value: string; start: number; end: number };

/** What rows and menus may ask for. The functions stay the same for the life of the outline. */
export interface OutlineCommands {
  /** Before anything in a row takes a click: with Shift or Ctrl it chooses rows. */
  pressRow(id: string, event: MouseEvent): void;
  clickRow(id: string): void;
  toggle(id: string): void;
  open(id: string): void;
  edit(id: string, caret: TitleCaret): void;
  endEdit(id: string): void;
  typeKey(id: string, event: KeyboardEvent<HTMLTextAreaElement>, at: TitleKey): void;
  addAfter(id: string): void;
  addUnder(id: string | null, kind?: Kind): void;
  move(id: string, by: -1 | 1): void;
  indent(id: string): void;
  outdent(id: string): void;
  retype(id: string, kind: Kind): void;
  remove(id: string): void;
  showMenu(id: string, at: HTMLElement): void;
}

export interface OutlineInput {
  plan: Plan;
  outline: OutlineRows;
  current: string | null;
  onCurrent(id: string | null): void;
  onOpen(id: string): void;
  /** An item that is new here, and to be shown whatever the filter says. */
  onAdded(id: string): void;
  fold(ids: readonly string[]): void;
  unfold(ids: readonly string[]): void;
}

/** The state of an outline that only this person sees, and everything one can do in it. */
export function useOutline(input: OutlineInput) {
  const { plan, outline, current, onCurrent, onOpen, onAdded, fold, unfold } = input;
  const session = useSession();
  const announce = useAnnounce();
  const { mayEdit } = session;
  const treeRef = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<{ id: string; caret: TitleCaret } | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<{ id: string; at: HTMLElement } | null>(null);
  const anchor = useRef<string | null>(null);
  const wantsFocus = useRef(false);

  // The tree has one tab stop, also before one was in it and after one's item went away.
  const stop =
    current !== null && outline.index.has(current) ? current : (outline.order[0] ?? null);
  const shownEditing =
    editing && outline.index.has(editing.id) && mayEdit(editing.id) ? editing : null;
  const chosen = useMemo(() => {
    const live = new Set([...selected].filter((id) => outline.index.has(id)));
    if (live.size === 0 && current !== null) live.add(current);
    return live;
  }, [selected, current, outline]);

  const rowOf = (id: string) =>
    treeRef.current?.querySelector<HTMLElement>(`[data-item-id="${CSS.escape(id)}"]`) ?? null;

  useLayoutEffect(() => {
    // A title that is edited has the focus; the wish does not wait for its end.
    if (shownEditing) wantsFocus.current = false;
    if (!wantsFocus.current || stop === null) return;
    wantsFocus.current = false;
    const row = rowOf(stop);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  });

  useFocusAfterEditing(shownEditing !== null, () => stop !== null && rowOf(stop));
  useEffect(() => {
    if (shownEditing) rowOf(shownEditing.id)?.scrollIntoView({ block: "nearest" });
  });

  function go(id: string) {
    setSelected(new Set());
    anchor.current = id;
    onCurrent(id);
    wantsFocus.current = true;
  }

  function extendTo(id: string) {
    const from = anchor.current ?? current ?? id;
    anchor.current = from;
    setSelected(new Set(range(outline.order, from, id)));
    onCurrent(id);
    wantsFocus.current = true;
  }

  function edit(id: string, caret: TitleCaret) {
    if (!mayEdit(id)) return;
    setSelected(new Set());
    anchor.current = id;
    onCurrent(id);
    setEditing({ id, caret });
  }

  function added(id: string) {
    onAdded(id);
    edit(id, "end");
  }

  /** The chosen rows, if the given one is among them; else it alone. */
  const targets = (id: string) =>
    chosen.size > 1 && chosen.has(id) ? topmost(plan, outline.order, chosen) : [id];

  function siblings(ids: readonly string[]) {
    const first = ids[0];
    return first === undefined ? [] : siblingsOf(outline, plan, first);
  }

  function keepFocus(id: string) {
    if (editing?.id !== id) wantsFocus.current = true;
  }

  const commands: OutlineCommands = {
    pressRow: useLatest((id, event) => {
      if (event.shiftKey || event.ctrlKey || event.metaKey) {
        if (event.target instanceof Element && event.target.closest("button, textarea")) return;
        event.stopPropagation();
        event.preventDefault();
        if (event.shiftKey) return extendTo(id);
        const next = new Set(chosen);
        if (next.has(id) && next.size > 1) next.delete(id);
        else next.add(id);
        setSelected(next);
        anchor.current = id;
        onCurrent(id);
        wantsFocus.current = true;
        return;
      }
      // With a finger, the first tap chooses a row and the second one writes in it.
      const { nativeEvent } = event;
      const byTouch = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === "touch";
      if (byTouch && mayEdit(id) && current !== id && event.target instanceof Element) {
        if (event.target.closest("button, textarea")) return;
        event.stopPropagation();
        go(id);
      }
    }),
    clickRow: useLatest((id) => {
      if (!mayEdit(id)) {
        onCurrent(id);
        onOpen(id);
      } else if (editing?.id !== id) go(id);
    }),
    toggle: useLatest((id) => {
      const row = outline.index.get(id);
      if (!row?.expandable) return;
      if (row.expanded) fold([id]);
      else unfold([id]);
    }),
    open: useLatest((id) => {
      onCurrent(id);
      onOpen(id);
    }),
    edit: useLatest(edit),
    endEdit: useLatest((id) => setEditing((now) => (now?.id === id ? null : now))),
    typeKey: useLatest(typeKey),
    addAfter: useLatest((id) => added(edits.addAfter(session, id))),
    addUnder: useLatest((id, kind) => {
      if (id !== null) unfold([id]);
      added(edits.addUnder(session, id, kind));
    }),
    move: useLatest((id, by) => {
      const ids = targets(id);
      if (edits.shift(session, siblings(ids), ids, by)) {
        announce(by < 0 ? "Moved up" : "Moved down");
        keepFocus(id);
      }
    }),
    indent: useLatest((id) => {
      const ids = targets(id);
      const parent = edits.indent(session, siblings(ids), ids);
      if (parent === null) return;
      unfold([parent]);
      announce(`Moved below ${plan.items.get(parent)?.title || "Untitled"}`);
      keepFocus(id);
    }),
    outdent: useLatest((id) => {
      if (!edits.outdent(session, targets(id))) return;
      announce("Moved one level up");
      keepFocus(id);
    }),
    retype: useLatest((id, kind) => {
      edits.retype(session, targets(id), kind);
      announce(`Now ${kindName(kind).toLowerCase()}`);
      keepFocus(id);
    }),
    remove: useLatest((id) => removeAll(id, false)),
    showMenu: useLatest((id, at) => {
      onCurrent(id);
      setMenu({ id, at });
    }),
  };

  function removeAll(id: string, thenEditBefore: boolean) {
    const ids = targets(id).filter(session.mayMove);
    if (ids.length === 0) return;
    const gone = new Set(
      outline.order.filter((one) => {
        let at: string | null = one;
        while (at !== null && !ids.includes(at)) at = plan.items.get(at)?.parent ?? null;
        return at !== null;
      }),
    );
    const at = outline.order.indexOf(id);
    const before = outline.order[at - 1];
    const next =
      thenEditBefore && before !== undefined ? before : afterRemoval(outline.order, gone, id);
    removeWithUndo(session, ids, (one) => go(one));
    announce(ids.length > 1 ? `Deleted ${ids.length} items` : "Deleted");
    setEditing(null);
    if (next === null) onCurrent(null);
    else if (thenEditBefore) edit(next, "end");
    else go(next);
  }

  /** A key in a title that is edited. */
  function typeKey(id: string, event: KeyboardEvent<HTMLTextAreaElement>, at: TitleKey) {
    const mod = event.ctrlKey || event.metaKey;
    const empty = at.value === "";
    const take = (act: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const beside = (by: -1 | 1) => outline.order[outline.order.indexOf(id) + by];
    const editBeside = (by: -1 | 1, caret: TitleCaret) => {
      const other = beside(by);
      if (other !== undefined) take(() => edit(other, caret));
    };
    const row = outline.index.get(id);
    switch (event.key) {
      case "Enter":
        if (mod) return take(() => commands.open(id));
        if (event.shiftKey) return take(() => commands.addUnder(id));
        if (empty && row && row.depth > 0 && !row.expandable) {
          return take(() => commands.outdent(id));
        }
        if (empty) return take(() => setEditing(null));
        if (at.start === 0 && at.end === 0) {
          return take(() => onAdded(edits.addBefore(session, id)));
        }
        return take(() => commands.addAfter(id));
      case "Tab":
        if (mod || event.altKey) return;
        return take(() => (event.shiftKey ? commands.outdent(id) : commands.indent(id)));
      case "Backspace":
        if (empty && !event.repeat) return take(() => removeAll(id, true));
        return;
      case "ArrowUp":
      case "ArrowDown": {
        const by = event.key === "ArrowUp" ? -1 : 1;
        if (event.altKey || (mod && event.shiftKey)) return take(() => commands.move(id, by));
        if (mod || event.shiftKey) return;
        const edge = by < 0 ? at.start === 0 : at.end === at.value.length;
        if (at.start === at.end && (edge || !isWrapped(event.currentTarget))) {
          editBeside(by, at.start);
        }
        return;
      }
      case "ArrowLeft":
        if (!mod && !event.shiftKey && !event.altKey && at.start === 0 && at.end === 0) {
          editBeside(-1, "end");
        }
        return;
      case "ArrowRight":
        if (!mod && !event.shiftKey && !event.altKey && at.start === at.value.length) {
          editBeside(1, "start");
        }
        return;
    }
  }

  /** A key while a row has the focus. */
  function treeKey(event: KeyboardEvent) {
    if (event.defaultPrevented || !(event.target instanceof HTMLElement)) return;
    // Not the row last chosen: a screen reader may move the focus without a word.
    const id = event.target.dataset.itemId;
    if (event.target.getAttribute("role") !== "treeitem" || id === undefined) return;
    const mod = event.ctrlKey || event.metaKey;
    const take = (act: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const vertical = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (vertical && mayEdit(id) && (event.altKey || (mod && event.shiftKey))) {
      return take(() => commands.move(id, event.key === "ArrowUp" ? -1 : 1));
    }
    if (/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key) && !mod && !event.altKey) {
      const next = walk(outline, id, event.key);
      event.preventDefault();
      if (!next) return;
      if ("fold" in next) fold([next.fold]);
      else if ("unfold" in next) unfold([next.unfold]);
      else if (event.shiftKey) extendTo(next.to);
      else go(next.to);
      return;
    }
    if (event.key === "Enter" && mod) return take(() => commands.open(id));
    if (event.key === "a" && mod) {
      return take(() => {
        anchor.current = outline.order[0] ?? null;
        setSelected(new Set(outline.order));
      });
    }
    if (event.key === "Escape" && chosen.size > 1) return take(() => go(id));
    if (mod || event.altKey) return;
    if (event.key === "o") return take(() => commands.open(id));
    if (event.key === " ") return take(() => commands.toggle(id));
    if (!mayEdit(id)) {
      if (event.key === "Enter") take(() => commands.open(id));
      return;
    }
    switch (event.key) {
      case "Enter":
        return take(() => (event.shiftKey ? commands.addUnder(id) : commands.addAfter(id)));
      case "Tab":
        return take(() => (event.shiftKey ? commands.outdent(id) : commands.indent(id)));
      case "F2":
      case "e":
        return take(() => edit(id, "end"));
      case "Delete":
      case "Backspace":
        return take(() => commands.remove(id));
    }
    const kind = /^[1-8]$/.test(event.key) ? KINDS[Number(event.key) - 1] : undefined;
    if (kind) take(() => commands.retype(id, kind));
  }

  return {
    treeRef,
    stop,
    chosen,
    editing: shownEditing,
    menu,
    closeMenu: () => setMenu(null),
    // biome-ignore lint/correctness/useExhaustiveDependencies: each of them stays the same
    commands: useMemo(() => commands, []),
    targets,
    onKeyDown: treeKey,
    focusRow: go,
  };
}

/** Whether a title takes more than one line. */
function isWrapped(input: HTMLTextAreaElement): boolean {
  const line = Number.parseFloat(getComputedStyle(input).lineHeight);
  return Number.isFinite(line) && input.scrollHeight > line * 1.5;
}
