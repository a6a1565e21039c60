import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { Children, type ReactNode } from "react";
import type { Member } from "@/api";
import classes from "@/share/RoleMenu.module.css";

const roles = [
  {
    value: "owner",
    name: "Owner",
    can: "Can manage the workspace, its members and all its boards",
  },
  { value: "member", name: "Member", can: "Can make boards and edit all boards of the workspace" },
] as const;

/** The role of a member of a workspace, and what else may be done with them. */
export function MemberRoleMenu({
  name,
  role,
  mayChange,
  lastOwner,
  onChange,
  children,
}: {
  name: string;
  role: Member["role"];
  mayChange: boolean;
  lastOwner: boolean;
  onChange: (role: Member["role"]) => void;
  children?: ReactNode;
}) {
  const current = roles.find(({ value }) => value === role);
  const hasMore = Children.toArray(children).length > 0;
  if (!mayChange && !hasMore) return <span className={classes.plain}>{current?.name}</span>;
  return (
    <Menu position="bottom-end" width={272}>
      <Menu.Target>
        <UnstyledButton
          className={classes.button}
          aria-label={`Role of ${name}: ${current?.name ?? role}`}
        >
          {current?.name}
          <IconChevronDown size={14} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && lastOwner && (
          <p className={classes.reason}>
            A workspace always keeps an owner. Make somebody else one first.
          </p>
        )}
        {mayChange &&
          roles.map((one) => (
            <Menu.Item
              key={one.value}
              disabled={lastOwner && one.value !== role}
              aria-current={one.value === role || undefined}
              data-autofocus={one.value === role || undefined}
              rightSection={
                one.value === role ? <IconCheck size={16} stroke={2} aria-label="Chosen" /> : null
              }
              onClick={() => one.value !== role && onChange(one.value)}
            >
              <span className={classes.name}>{one.name}</span>
              <span className={classes.can}>{one.can}</span>
            </Menu.Item>
          ))}
        {mayChange && hasMore && <Menu.Divider />}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
