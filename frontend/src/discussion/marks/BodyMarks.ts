import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type * as Y from "yjs";
import { positionsOf, rangeAt, rangeOf, wordsIn } from "../anchors";
import type { Mark } from "../Talk";
import classes from "./Marks.module.css";
import type { Offer } from "./offers";

export interface BodyMarksOptions {
  item: string;
  fragment: Y.XmlFragment;
  marks: { getSnapshot(): readonly Mark[]; subscribe(listener: () => void): () => void };
  /** Somebody pressed marked words. */
  onOpen(thread: string): void;
  /** Words are selected, or none any more. */
  onSelect(offer: Offer | null): void;
}

interface Drawn {
  thread: string;
  active: boolean;
  from: number;
  to: number;
}

const key = new PluginKey<DecorationSet>("commentMarks");

/**
 * Marks the words of a body that threads are about. They are decorations: nothing is written into
 * the document. After each change they are found anew by their anchors, before the browser paints.
 */
export const BodyMarks = Extension.create<BodyMarksOptions>({
  name: "commentMarks",
  addOptions() {
    return {} as BodyMarksOptions;
  },
  addProseMirrorPlugins() {
    const { options } = this;
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, before) =>
            transaction.getMeta(key) ?? before.map(transaction.mapping, transaction.doc),
        },
        props: {
          decorations: (state) => key.getState(state),
          handleClick: (_view, _position, event) => {
            const words = event.target instanceof Element && event.target.closest("[data-mark]");
            // The caret goes there all the same.
            const thread = words ? words.getAttribute("data-mark") : null;
            if (thread) options.onOpen(thread);
            return false;
          },
        },
        view: (view) => follow(view, options),
      }),
    ];
  },
});

function follow(view: EditorView, { item, fragment, marks, onSelect }: BodyMarksOptions) {
  let closed = false;
  let waiting = false;
  let seen: string | null = null;

  const draw = () => {
    waiting = false;
    if (closed) return;
    const drawn = drawnIn(view, fragment, marks.getSnapshot());
    const now = JSON.stringify(drawn);
    if (now !== JSON.stringify(shownIn(view))) {
      const decorations = drawn.map(({ from, to, thread, active }) =>
        Decoration.inline(
          from,
          to,
          {
            class: classes.words ?? "",
            "data-mark": thread,
            ...(active ? { "data-active": "" } : {}),
          },
          { thread, active },
        ),
      );
      const set = DecorationSet.create(view.state.doc, decorations);
      view.dispatch(view.state.tr.setMeta(key, set).setMeta("addToHistory", false));
    }
    const active = drawn.find((one) => one.active)?.thread ?? null;
    if (active !== null && active !== seen) {
      view.dom.querySelector(`[data-mark][data-active]`)?.scrollIntoView({ block: "nearest" });
    }
    seen = active;
  };
  const schedule = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(draw);
  };

  // Not only by the editor's own state: of a selection that leaves a text one can only read, it does
  // not hear.
  const select = () => {
    if (!closed) onSelect(isSelected(view) ? offerIn(view, item, fragment) : null);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const selectSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(select);
  };

  schedule();
  document.addEventListener("selectionchange", selectSoon);
  const unsubscribe = marks.subscribe(schedule);
  return {
    update: (_view: EditorView, before: EditorView["state"]) => {
      if (before.doc === view.state.doc) return;
      schedule();
      selectSoon();
    },
    destroy: () => {
      closed = true;
      clearTimeout(timer);
      document.removeEventListener("selectionchange", selectSoon);
      unsubscribe();
      onSelect(null);
    },
  };
}

function isSelected({ dom }: EditorView): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && dom.contains(selection.anchorNode);
}

function drawnIn(view: EditorView, fragment: Y.XmlFragment, marks: readonly Mark[]): Drawn[] {
  if (marks.length === 0) return [];
  const words = wordsIn(fragment);
  const end = view.state.doc.content.size;
  return marks
    .flatMap(({ thread, anchor, quote, active }) => {
      const range = rangeOf(words, anchor, quote);
      const positions = range && positionsOf(words, range);
      if (!positions || positions.to > end) return [];
      return [{ thread, active, ...positions }];
    })
    .sort((one, other) => one.from - other.from || one.to - other.to);
}

function shownIn({ state }: EditorView): Drawn[] {
  const shown = key.getState(state)?.find() ?? [];
  return shown
    .map(({ from, to, spec }) => ({ thread: spec.thread, active: spec.active, from, to }))
    .sort((one, other) => one.from - other.from || one.to - other.to);
}

function offerIn(view: EditorView, item: string, fragment: Y.XmlFragment): Offer | null {
  const { selection } = view.state;
  if (selection.empty) return null;
  const { from, to } = selection;
  const words = wordsIn(fragment);
  const range = rangeAt(words, from, to);
  if (!range) return null;
  return {
    item,
    field: "body",
    root: () => fragment,
    range,
    box: () => {
      const start = view.coordsAtPos(from);
      const end = view.coordsAtPos(to, -1);
      const oneLine = start.top === end.top;
      return {
        left: oneLine ? (start.left + end.left) / 2 : end.left,
        top: start.top,
        bottom: end.bottom,
      };
    },
  };
}
