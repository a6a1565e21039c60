import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconIndentDecrease,
  IconIndentIncrease,
  IconPlus,
  IconSubtask,
  type TablerIcon,
} from "@tabler/icons-react";
import { type CSSProperties, useEffect, useState } from "react";
import { childKind } from "@/plan/kinds";
import type { Item } from "@/plan/types";
import { aKind } from "../kindHints";
import classes from "./TouchBar.module.css";
import type { OutlineCommands } from "./useOutline";

/** For fingers: what the keyboard does to the row one is at, in a bar over the screen keyboard. */
export function TouchBar({
  item,
  canIndent,
  commands,
}: {
  item: Item | undefined;
  canIndent: boolean;
  commands: OutlineCommands;
}) {
  const keyboard = useKeyboardHeight();
  if (!item) return null;
  const { id } = item;
  return (
    <div
      className={classes.bar}
      style={{ "--keyboard": `${keyboard}px` } as CSSProperties}
      role="toolbar"
      aria-label="The chosen item"
      // The title that is edited keeps the focus, and so the screen keyboard stays.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Tool
        name="Outdent"
        Icon={IconIndentDecrease}
        disabled={item.parent === null}
        onPress={() => commands.outdent(id)}
      />
      <Tool
        name="Indent"
        Icon={IconIndentIncrease}
        disabled={!canIndent}
        onPress={() => commands.indent(id)}
      />
      <Tool name="Move up" Icon={IconArrowUp} onPress={() => commands.move(id, -1)} />
      <Tool name="Move down" Icon={IconArrowDown} onPress={() => commands.move(id, 1)} />
      <Tool
        name={`Add ${aKind(item.kind)} after`}
        Icon={IconPlus}
        onPress={() => commands.addAfter(id)}
      />
      <Tool
        name={`Add ${aKind(childKind(item.kind))} below`}
        Icon={IconSubtask}
        onPress={() => commands.addUnder(id)}
      />
      <Tool name="More" Icon={IconDots} onPress={(button) => commands.showMenu(id, button)} />
    </div>
  );
}

function Tool({
  name,
  Icon,
  disabled = false,
  onPress,
}: {
  name: string;
  Icon: TablerIcon;
  disabled?: boolean;
  onPress(button: HTMLElement): void;
}) {
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={name}
      disabled={disabled}
      onClick={(event) => onPress(event.currentTarget)}
    >
      <Icon size={20} stroke={1.75} aria-hidden="true" />
    </button>
  );
}

/** How much of the window the screen keyboard covers, in pixels. */
function useKeyboardHeight(): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = () =>
      setHeight(Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop));
    measure();
    viewport.addEventListener("resize", measure);
    viewport.addEventListener("scroll", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
      viewport.removeEventListener("scroll", measure);
    };
  }, []);
  return height;
}
