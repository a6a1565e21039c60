import { Extension } from "@tiptap/core";
import { defaultSelectionBuilder, yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { colorFor, inkOn, isHexColor } from "@/ui/palette";
import classes from "./Carets.module.css";

const NAME_SHOWN_MS = 2600;
const NAME_ROOM_PX = 96;

interface User {
  name?: unknown;
  color?: unknown;
}

/**
 * Others' carets and selections in a body, each with a name that fades when it rests. It speaks
 * the same awareness `cursor` as Tiptap's CollaborationCaret, but does not touch `user`, which is
 * the server's to say, and does not trust what others send to be well formed.
 */
export const Carets = Extension.create<{ awareness: Awareness }>({
  name: "carets",
  priority: 999,
  addOptions() {
    return { awareness: undefined as unknown as Awareness };
  },
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    const drawn = new Map<number, DrawnCaret>();
    const plugin = yCursorPlugin(awareness, {
      awarenessStateFilter: (own: number, client: number, state: unknown) =>
        client !== own && client !== awareness.clientID && hasCaret(state),
      cursorBuilder: (user: User, client: number) => {
        drawn.get(client)?.forget();
        const caret = drawCaret(user);
        drawn.set(client, caret);
        return caret.element;
      },
      selectionBuilder: (user: User) => {
        const color = colorOf(user);
        return {
          ...defaultSelectionBuilder({ color }),
          style: `--caret: ${color}`,
          class: classes.selection,
        };
      },
    });
    const view = plugin.spec.view;
    plugin.spec.view = (editorView: unknown) => {
      const inner = view?.(editorView);
      const last = new Map<number, string>();
      const onChange = () => {
        for (const [client, state] of awareness.getStates()) {
          const now = JSON.stringify(state.cursor ?? null);
          if (last.get(client) !== now) drawn.get(client)?.showName();
          last.set(client, now);
        }
      };
      awareness.on("change", onChange);
      return {
        ...inner,
        destroy() {
          awareness.off("change", onChange);
          for (const caret of drawn.values()) caret.forget();
          inner?.destroy?.();
        },
      };
    };
    return [plugin];
  },
});

interface DrawnCaret {
  element: HTMLElement;
  showName(): void;
  forget(): void;
}

function drawCaret(user: User): DrawnCaret {
  const element = document.createElement("span");
  const color = colorOf(user);
  element.className = classes.caret ?? "";
  element.style.setProperty("--caret", color);
  element.style.setProperty("--caret-ink", inkOn(color));
  const name = typeof user.name === "string" ? user.name : "Someone";
  element.dataset.caretName = name;
  element.setAttribute("aria-hidden", "true");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showName = () => {
    element.dataset.named = "true";
    requestAnimationFrame(() => element.toggleAttribute("data-end", isNearEnd(element)));
    clearTimeout(timer);
    timer = setTimeout(() => delete element.dataset.named, NAME_SHOWN_MS);
  };
  showName();
  return { element, showName, forget: () => clearTimeout(timer) };
}

/** Whether a name that opens to the right would be cut off. */
function isNearEnd(element: HTMLElement): boolean {
  const text = element.closest(".ProseMirror");
  if (!text) return false;
  return element.getBoundingClientRect().left > text.getBoundingClientRect().right - NAME_ROOM_PX;
}

function colorOf(user: User): string {
  const { color, name } = user;
  return typeof color === "string" && isHexColor(color) ? color : colorFor(String(name ?? ""));
}

/** Whether a state holds a caret that may be resolved: anything else there would throw. */
export function hasCaret(state: unknown): boolean {
  const cursor = (state as { cursor?: unknown } | null)?.cursor as
    | { anchor?: unknown; head?: unknown }
    | null
    | undefined;
  return isPosition(cursor?.anchor) && isPosition(cursor?.head);
}

function isPosition(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { type, item, tname } = value as Record<string, unknown>;
  // A position in a root type is none in an item's body, and resolving one would define that root.
  if (tname !== undefined && tname !== null) return false;
  return isId(type) && isId(item) && (type ?? item ?? null) !== null;
}

function isId(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const { client, clock } = value as Record<string, unknown>;
  return isCount(client) && isCount(clock);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
