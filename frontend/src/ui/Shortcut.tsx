import { Kbd } from "@mantine/core";
import classes from "./Shortcut.module.css";

const isApple =
  typeof navigator !== "undefined" &&
  /mac|iphone|ipad/i.test(navigator.platform || navigator.userAgent);

const appleKeys: Record<string, string> = {
  Mod: "⌘",
  Shift: "⇧",
  Alt: "⌥",
  Ctrl: "⌃",
};

const keys: Record<string, string> = {
  Mod: "Ctrl",
  Enter: "↵",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "⌫",
  Escape: "Esc",
};

/** The keys of a shortcut as this machine names them: `Mod+Shift+Z` is ⌘⇧Z or Ctrl Shift Z. */
export function shortcutKeys(shortcut: string): string[] {
  return shortcut
    .split("+")
    .map((key) => (isApple ? appleKeys[key] : undefined) ?? keys[key] ?? key);
}

/** A shortcut, drawn as keys. */
export function Shortcut({ keys: shortcut }: { keys: string }) {
  return (
    <span className={classes.shortcut}>
      {shortcutKeys(shortcut).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
