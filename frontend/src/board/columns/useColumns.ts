import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { KINDS, type Kind, type Plan } from "@/plan/types";
import { useSession } from "@/session";
import { kindName } from "@/ui";
import { useAnnounce } from "../announce";
import * as edits from "../edits";
import { isWithin } from "../outline/rows";
import { removeWithUndo } from "../removeWithUndo";
import { useFocusAfterEditing } from "../useFocusAfterEditing";
import { useLatest } from "../useLatest";
import { type ColumnCards, cardBeside, type Direction } from "./columns";

export interface ColumnCommands {
  open(id: string): void;
  edit(id: string): void;
  endEdit(id: string): void;
  typeKey(id: string, event: KeyboardEvent<HTMLTextAreaElement>, at: { value: string }): void;
  focus(id: string): void;
  add(kind: string, after?: string): void;
}

const directions: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The state of the columns that only this person sees, and what one can do in them. */
export function useColumns({
  plan,
  columns,
  current,
  onCurrent,
  onOpen,
  onAdded,
}: {
  plan: Plan;
  columns: readonly ColumnCards[];
  current: string | null;
  onCurrent(id: string | null): void;
  onOpen(id: string): void;
  onAdded(id: string): void;
}) {
  const session = useSession();
  const announce = useAnnounce();
  const { mayEdit } = session;
  const boardRef = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const wantsFocus = useRef(false);

  const shown = useMemo(() => new Set(columns.flatMap(({ cards }) => cards)), [columns]);
  const stop =
    current !== null && shown.has(current)
      ? current
      : (columns.find(({ cards }) => cards.length > 0)?.cards[0] ?? null);
  const shownEditing = editing !== null && mayEdit(editing) && shown.has(editing) ? editing : null;

  const handleOf = (id: string) =>
    boardRef.current?.querySelector<HTMLElement>(
      `[data-card-id="${CSS.escape(id)}"] [data-drag]`,
    ) ?? null;

  useLayoutEffect(() => {
    if (!wantsFocus.current || stop === null || shownEditing) return;
    wantsFocus.current = false;
    const handle = handleOf(stop);
    handle?.focus({ preventScroll: true });
    handle?.closest("[data-card-id]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const edited = useRef<string | null>(null);
  useFocusAfterEditing(
    shownEditing !== null,
    () => edited.current !== null && handleOf(edited.current),
  );
  useEffect(() => {
    if (shownEditing) {
      edited.current = shownEditing;
      boardRef.current
        ?.querySelector(`[data-card-id="${CSS.escape(shownEditing)}"]`)
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });

  function focus(id: string) {
    onCurrent(id);
    wantsFocus.current = true;
  }

  function edit(id: string) {
    if (!mayEdit(id)) return;
    onCurrent(id);
    setEditing(id);
  }

  function remove(id: string) {
    if (!session.mayMove(id)) return;
    const next =
      cardBeside(columns, id, "down") ??
      cardBeside(columns, id, "up") ??
      cardBeside(columns, id, "right") ??
      cardBeside(columns, id, "left");
    removeWithUndo(session, [id], focus);
    announce("Deleted");
    setEditing(null);
    // What hangs below the card went with it.
    if (next !== null && !isWithin(plan, next, id)) focus(next);
  }

  function add(kind: string, after?: string) {
    const cards = columns.find((column) => column.kind === kind)?.cards ?? [];
    const last = after ?? cards.findLast(session.mayMove);
    const id =
      last !== undefined && plan.items.has(last) && session.mayMove(last)
        ? edits.addAfter(session, last)
        : edits.addUnder(session, null, kind as Kind);
    onAdded(id);
    edit(id);
  }

  const commands: ColumnCommands = {
    open: useLatest((id) => {
      onCurrent(id);
      onOpen(id);
    }),
    edit: useLatest(edit),
    endEdit: useLatest((id) => setEditing((now) => (now === id ? null : now))),
    focus: useLatest(focus),
    add: useLatest(add),
    typeKey: useLatest((id, event, at) => {
      if (event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey) {
          setEditing(null);
          onOpen(id);
        } else if (at.value === "") {
          setEditing(null);
        } else {
          const kind = plan.items.get(id)?.kind;
          if (event.shiftKey || kind === undefined) setEditing(null);
          else add(kind, id);
        }
      } else if (event.key === "Backspace" && at.value === "" && !event.repeat) {
        event.preventDefault();
        event.stopPropagation();
        remove(id);
      }
    }),
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || stop === null) return;
    if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-drag]")) return;
    const id = stop;
    const take = (act: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    const direction = directions[event.key];
    if (direction && !event.altKey && !event.ctrlKey && !event.metaKey) {
      return take(() => {
        const next = cardBeside(columns, id, direction);
        if (next !== null) focus(next);
      });
    }
    if (direction && event.altKey && mayEdit(id)) {
      return take(() => {
        if (direction === "up" || direction === "down") {
          const item = plan.items.get(id);
          const among = columns.find(({ cards }) => cards.includes(id))?.cards ?? [];
          const siblings = among.filter((one) => plan.items.get(one)?.parent === item?.parent);
          if (edits.shift(session, siblings, [id], direction === "up" ? -1 : 1)) {
            announce(direction === "up" ? "Moved up" : "Moved down");
          }
        } else {
          const at = KINDS.indexOf(plan.items.get(id)?.kind as Kind);
          const kind = KINDS[at + (direction === "left" ? -1 : 1)];
          if (at < 0 || !kind) return;
          edits.retype(session, [id], kind);
          announce(`Now ${kindName(kind).toLowerCase()}`);
        }
        wantsFocus.current = true;
      });
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "o") return take(() => commands.open(id));
    if (!mayEdit(id)) return;
    if (event.key === "F2" || event.key === "e") return take(() => edit(id));
    if (event.key === "Delete" || event.key === "Backspace") return take(() => remove(id));
    const kind = /^[1-8]$/.test(event.key) ? KINDS[Number(event.key) - 1] : undefined;
    if (kind) {
      take(() => {
        edits.retype(session, [id], kind);
        announce(`Now ${kindName(kind).toLowerCase()}`);
        wantsFocus.current = true;
      });
    }
  }

  return {
    boardRef,
    stop,
    editing: shownEditing,
    // biome-ignore lint/correctness/useExhaustiveDependencies: each of them stays the same
    commands: useMemo(() => commands, []),
    onKeyDown,
  };
}
