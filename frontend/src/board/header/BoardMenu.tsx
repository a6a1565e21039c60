import { ActionIcon, Menu, useMantineColorScheme } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconBell,
  IconBroadcast,
  IconChartBar,
  IconDeviceDesktop,
  IconDots,
  IconFileInfo,
  IconFoldDown,
  IconFoldUp,
  IconHome,
  IconKeyboard,
  IconMoon,
  IconSun,
  IconTrash,
  IconUserPlus,
  IconUsersGroup,
  IconWebhook,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Board } from "@/api";
import { ExportMenuItems } from "@/share/ExportMenuItems";
import { SuggestionsMenuItem } from "@/suggest";
import { MenuLink } from "@/ui";
import classes from "./BoardMenu.module.css";

export type PlanSection = "about" | "stakeholders" | "channels";

const icon = { size: 16, stroke: 1.75 };

const schemes = [
  { value: "light", name: "Light", Icon: IconSun },
  { value: "dark", name: "Dark", Icon: IconMoon },
  { value: "auto", name: "System", Icon: IconDeviceDesktop },
] as const;

/** Everything about the board that is not about one item. */
export function BoardMenu({
  board,
  deleted,
  onPlan,
  onBin,
  onShare,
  onNotifications,
  onShortcuts,
  onWebhooks,
  onFoldAll,
  onUnfoldAll,
}: {
  board: Board;
  /** Number of items in the bin. */
  deleted: number;
  onPlan(section: PlanSection): void;
  onBin(): void;
  onShare(): void;
  onNotifications(): void;
  onShortcuts(): void;
  onWebhooks(): void;
  /** Absent where nothing can be folded. */
  onFoldAll?(): void;
  onUnfoldAll?(): void;
}) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // Not hidden by CSS: the menu gives the focus to its first entry, whether one sees it or not.
  const onPhone = useMediaQuery("(max-width: 48em)");
  const withKeys = useMediaQuery("(hover: hover)");
  return (
    <Menu position="bottom-end" width={252}>
      <Menu.Target>
        <ActionIcon size={32} aria-label="Board menu" title="More">
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onPhone && (
          <Menu.Item leftSection={<IconUserPlus {...icon} />} onClick={onShare}>
            Share
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconFileInfo {...icon} />} onClick={() => onPlan("about")}>
          Plan details
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUsersGroup {...icon} />}
          onClick={() => onPlan("stakeholders")}
        >
          Stakeholder groups
        </Menu.Item>
        <Menu.Item leftSection={<IconBroadcast {...icon} />} onClick={() => onPlan("channels")}>
          Channels
        </Menu.Item>
        <SuggestionsMenuItem />
        <MenuLink
          to="/boards/$boardId/participation"
          params={{ boardId: board.id }}
          leftSection={<IconChartBar {...icon} />}
        >
          Participation
        </MenuLink>
        <Menu.Item leftSection={<IconBell {...icon} />} onClick={onNotifications}>
          Notifications…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash {...icon} />}
          rightSection={deleted > 0 ? <span className={classes.number}>{deleted}</span> : null}
          onClick={onBin}
        >
          Bin
        </Menu.Item>
        {(onFoldAll || onUnfoldAll) && <Menu.Divider />}
        {onFoldAll && (
          <Menu.Item leftSection={<IconFoldUp {...icon} />} onClick={onFoldAll}>
            Fold everything
          </Menu.Item>
        )}
        {onUnfoldAll && (
          <Menu.Item leftSection={<IconFoldDown {...icon} />} onClick={onUnfoldAll}>
            Unfold everything
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>Export</Menu.Label>
        <ExportMenuItems board={board} />
        <Menu.Divider />
        {(board.role === "owner" || board.role === "facilitator") && (
          <Menu.Item leftSection={<IconWebhook {...icon} />} onClick={onWebhooks}>
            Webhooks
          </Menu.Item>
        )}
        {withKeys && (
          <Menu.Item
            leftSection={<IconKeyboard {...icon} />}
            rightSection={<kbd className={classes.key}>?</kbd>}
            onClick={onShortcuts}
          >
            Keyboard shortcuts
          </Menu.Item>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: a menu holds groups, and no fieldset */}
        <div className={classes.schemes} role="group" aria-label="Colour scheme">
          {schemes.map(({ value, name, Icon }) => (
            <Menu.Item
              key={value}
              aria-current={colorScheme === value ? "true" : undefined}
              className={classes.scheme}
              closeMenuOnClick={false}
              leftSection={<Icon {...icon} />}
              onClick={() => setColorScheme(value)}
            >
              {name}
            </Menu.Item>
          ))}
        </div>
        <Menu.Item component={Link} to="/" leftSection={<IconHome {...icon} />}>
          Your boards
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
