import { Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconIndentDecrease,
  IconIndentIncrease,
  IconLayoutSidebarRightExpand,
  IconMessagePlus,
  IconPencil,
  IconPlus,
  IconSubtask,
  IconTrash,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useDiscussion } from "@/discussion";
import { childKind } from "@/plan/kinds";
import { KINDS, type Plan } from "@/plan/types";
import { useSession } from "@/session";
import { SuggestMenuItem } from "@/suggest";
import { KindIcon, kindName, Shortcut } from "@/ui";
import { aKind } from "../kindHints";
import classes from "./RowMenu.module.css";
import type { OutlineCommands } from "./useOutline";

const icon = { size: 16, stroke: 1.75 };

/** What one can do with a row. One menu serves all rows; it opens at the button that asked for it. */
export function RowMenu({
  menu,
  onClose,
  plan,
  commands,
}: {
  menu: { id: string; at: HTMLElement } | null;
  onClose(): void;
  plan: Plan;
  commands: OutlineCommands;
}) {
  const session = useSession();
  const discussion = useDiscussion();
  const item = menu && plan.items.get(menu.id);
  if (!menu || !item) return null;
  // The item that is open, while the rest is locked, stays where it is.
  const mayMove = session.mayMove(item.id);
  const box = menu.at.getBoundingClientRect();
  const act = (what: () => void) => () => {
    onClose();
    what();
  };
  return (
    <Menu
      opened
      onChange={(opened) => {
        if (!opened) onClose();
      }}
      position="bottom-end"
      width={236}
      withinPortal
      returnFocus={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="More"
          className={classes.anchor}
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${item.title || "Untitled"}`}>
        <Entry
          icon={<IconLayoutSidebarRightExpand {...icon} />}
          keys="O"
          onClick={act(() => commands.open(item.id))}
        >
          Open
        </Entry>
        <Entry
          icon={<IconPencil {...icon} />}
          keys="E"
          onClick={act(() => commands.edit(item.id, "end"))}
        >
          Edit the title
        </Entry>
        {discussion?.mayWrite && (
          <Entry
            icon={<IconMessagePlus {...icon} />}
            keys="Mod+Alt+M"
            onClick={act(() =>
              discussion.begin({ item: item.id, field: "item", anchor: null, quote: "" }),
            )}
          >
            Comment
          </Entry>
        )}
        <Menu.Divider />
        <Entry
          icon={<IconPlus {...icon} />}
          keys="Enter"
          disabled={!mayMove}
          onClick={act(() => commands.addAfter(item.id))}
        >
          Add {aKind(item.kind)} after
        </Entry>
        <Entry
          icon={<IconSubtask {...icon} />}
          keys="Shift+Enter"
          onClick={act(() => commands.addUnder(item.id))}
        >
          Add {aKind(childKind(item.kind))} below
        </Entry>
        <SuggestMenuItem itemId={item.id} />
        <Menu.Divider />
        {/* biome-ignore lint/a11y/useSemanticElements: a menu holds groups, and no fieldset */}
        <div className={classes.kinds} role="group" aria-label="Kind">
          {KINDS.map((kind, index) => (
            <Menu.Item
              key={kind}
              className={classes.kind}
              aria-label={kindName(kind)}
              title={`${kindName(kind)} (${index + 1})`}
              data-chosen={kind === item.kind || undefined}
              onClick={act(() => commands.retype(item.id, kind))}
            >
              <KindIcon kind={kind} />
            </Menu.Item>
          ))}
        </div>
        <Menu.Divider />
        <Entry
          icon={<IconArrowUp {...icon} />}
          keys="Alt+ArrowUp"
          disabled={!mayMove}
          onClick={act(() => commands.move(item.id, -1))}
        >
          Move up
        </Entry>
        <Entry
          icon={<IconArrowDown {...icon} />}
          keys="Alt+ArrowDown"
          disabled={!mayMove}
          onClick={act(() => commands.move(item.id, 1))}
        >
          Move down
        </Entry>
        <Entry
          icon={<IconIndentIncrease {...icon} />}
          keys="Tab"
          disabled={!mayMove}
          onClick={act(() => commands.indent(item.id))}
        >
          Indent
        </Entry>
        <Entry
          icon={<IconIndentDecrease {...icon} />}
          keys="Shift+Tab"
          disabled={item.parent === null || item.parent === session.within || !mayMove}
          onClick={act(() => commands.outdent(item.id))}
        >
          Outdent
        </Entry>
        <Menu.Divider />
        <Entry
          icon={<IconTrash {...icon} />}
          keys="Delete"
          color="red"
          disabled={!mayMove}
          onClick={act(() => commands.remove(item.id))}
        >
          {item.children.length > 0 ? "Delete with all below" : "Delete"}
        </Entry>
      </Menu.Dropdown>
    </Menu>
  );
}

function Entry({
  icon: left,
  keys,
  color,
  disabled,
  onClick,
  children,
}: {
  icon: ReactNode;
  keys: string;
  color?: string;
  disabled?: boolean;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <Menu.Item
      leftSection={left}
      rightSection={
        <span className={classes.keys}>
          <Shortcut keys={keys} />
        </span>
      }
      color={color}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}
