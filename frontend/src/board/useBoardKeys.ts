import { useEffect } from "react";
import type { Undo } from "@/session";
import { useLatest } from "./useLatest";

const POPUPS = ".mantine-Modal-content, .mantine-Popover-dropdown, .mantine-Menu-dropdown";
const FIELDS = "input, textarea, select, [contenteditable='true']";
const TABBABLE =
  "[role='treeitem'][tabindex='0'], [data-drag][tabindex='0'], button:not([tabindex='-1']), a[href], textarea, input";

/** Keys that work wherever one is on the board. */
export function useBoardKeys({
  undo,
  canEdit,
  onFind,
  onSwitchView,
  onShortcuts,
  onEscape,
  more,
}: {
  undo: Undo;
  canEdit: boolean;
  onFind(): void;
  onSwitchView(): void;
  onShortcuts(): void;
  /** Null where there is nothing to leave. */
  onEscape: (() => void) | null;
  /** Other letters, and what they do now. */
  more: Readonly<Record<string, () => void>>;
}): void {
  const press = useLatest((event: KeyboardEvent, popup: boolean) => {
    if (event.defaultPrevented || event.isComposing || popup) return;
    const { target } = event;
    const inField = target instanceof Element && target.closest(FIELDS) !== null;
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const take = (act: () => void) => {
      event.preventDefault();
      act();
    };
    if (event.key === "F6") return take(() => toNextRegion(event.shiftKey ? -1 : 1));
    if (inField) return;
    if (mod && !event.altKey && canEdit && (key === "z" || key === "y")) {
      return take(() => (key === "y" || event.shiftKey ? undo.redo() : undo.undo()));
    }
    if (event.key === "Escape" && onEscape) return take(onEscape);
    if (mod || event.altKey) return;
    if (event.key === "?") return take(onShortcuts);
    if (event.key === "/") return take(onFind);
    if (key === "v") return take(onSwitchView);
    const act = event.shiftKey ? undefined : more[key];
    if (act) take(act);
  });

  useEffect(() => {
    // A popup closes with Escape before the key comes here; so look before anyone else does.
    let popup = false;
    const look = () => {
      popup = document.querySelector(POPUPS) !== null;
    };
    const listen = (event: KeyboardEvent) => press(event, popup);
    window.addEventListener("keydown", look, { capture: true });
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", look, { capture: true });
      window.removeEventListener("keydown", listen);
    };
  }, [press]);
}

/** Header, plan and open item, one after the other. */
function toNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  for (let i = 1; i <= regions.length; i++) {
    const region = regions[(at + step * i + regions.length * 2) % regions.length];
    const first = region?.querySelector<HTMLElement>(TABBABLE);
    if (first) {
      first.focus();
      return;
    }
  }
}
