import { Menu } from "@mantine/core";
import { IconBook2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ActivityIcon } from "../ActivityIcon";
import { ACTIVITY_KINDS, type ActivityKind } from "../types";
import { activityKindHint, activityKindName } from "../words";
import classes from "./Agenda.module.css";

/** What can be put into an agenda: each kind of activity, or all steps of a recipe. */
export function AddActivityMenu({
  target,
  onAdd,
  onRecipe,
}: {
  /** The button that opens it. */
  target: ReactNode;
  onAdd(kind: ActivityKind): void;
  onRecipe(): void;
}) {
  return (
    <Menu position="bottom-start" width={296}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown className={classes.addMenu}>
        <Menu.Item
          leftSection={<IconBook2 size={16} stroke={1.75} aria-hidden="true" />}
          onClick={onRecipe}
        >
          From a recipe…
        </Menu.Item>
        <Menu.Divider />
        {ACTIVITY_KINDS.map((kind) => (
          <Menu.Item
            key={kind}
            leftSection={<ActivityIcon kind={kind} />}
            onClick={() => onAdd(kind)}
          >
            <span className={classes.addName}>{activityKindName(kind)}</span>
            <span className={classes.addHint}>{activityKindHint(kind)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
