import type { Editor } from "@tiptap/react";
import { useEffect, useId, useMemo, useState } from "react";
import { useLatest } from "@/board/useLatest";
import { usePlan } from "@/session";
import { useComments } from "../context";
import { type Candidate, candidatesOf, mentionBefore, search } from "../mentions";
import { usePeopleToName } from "./usePeopleToName";

/** Naming somebody while one writes: what is offered, and the keys that choose of it. */
export function useMentions(editor: Editor | null) {
  const { me } = useComments();
  const people = usePeopleToName();
  const { stakeholders } = usePlan();
  const listId = useId();
  const [typed, setTyped] = useState<{ query: string; length: number } | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [active, setActive] = useState(0);

  const candidates = useMemo(
    () => candidatesOf(people, stakeholders, me.id),
    [people, stakeholders, me.id],
  );
  const found = useMemo(() => (typed ? search(candidates, typed.query) : []), [candidates, typed]);
  const shown = typed && typed.query !== dismissed ? found : [];
  const at = Math.min(active, shown.length - 1);

  useEffect(() => {
    if (!editor) return;
    const look = () => {
      const { selection } = editor.state;
      const { $from, empty } = selection;
      const before = $from.parent.textBetween(0, $from.parentOffset, "\n", "\ufffc");
      const next =
        empty && editor.isFocused && !editor.isActive("code") ? mentionBefore(before) : null;
      setTyped((now) => (now?.query === next?.query ? now : next));
      if (!next) setDismissed(null);
    };
    const leave = () => setTyped(null);
    editor.on("transaction", look);
    editor.on("blur", leave);
    return () => {
      editor.off("transaction", look);
      editor.off("blur", leave);
    };
  }, [editor]);

  // The field itself stays a text field: it only names what is chosen in the list beside it.
  const activeId = shown.length > 0 ? `${listId}-${at}` : null;
  const opened = shown.length > 0;
  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    const field = editor.view.dom;
    field.toggleAttribute("data-naming", opened);
    if (opened && activeId) {
      field.setAttribute("aria-controls", listId);
      field.setAttribute("aria-activedescendant", activeId);
    } else {
      field.removeAttribute("aria-controls");
      field.removeAttribute("aria-activedescendant");
    }
  }, [editor, opened, activeId, listId]);

  const choose = useLatest((candidate: Candidate) => {
    if (!editor || !typed) return;
    const { kind, id, label } = candidate;
    const to = editor.state.selection.from;
    editor
      .chain()
      .focus()
      .insertContentAt({ from: to - typed.length, to }, [
        { type: "mention", attrs: { kind, id, label } },
        { type: "text", text: " " },
      ])
      .run();
    setTyped(null);
  });

  /** Whether the key was for the list. */
  const takeKey = useLatest((event: KeyboardEvent): boolean => {
    if (shown.length === 0 || event.isComposing) return false;
    const chosen = shown[at];
    if (event.key === "ArrowDown") setActive((at + 1) % shown.length);
    else if (event.key === "ArrowUp") setActive((at - 1 + shown.length) % shown.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && chosen) {
      if (event.ctrlKey || event.metaKey) return false;
      choose(chosen);
      setActive(0);
    } else if (event.key === "Escape") setDismissed(typed?.query ?? null);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  });

  return { listId, shown, at, setActive, choose, takeKey };
}
