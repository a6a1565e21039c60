import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Role } from "@/api";
import classes from "./RoleMenu.module.css";
import { roleCan, roleName } from "./roles";

/** A role as a button; behind it the roles on offer, each with what it may do. */
export function RoleMenu({
  value,
  roles,
  onChange,
  label,
  disabledReason,
  children,
}: {
  value: Role;
  roles: readonly Role[];
  onChange: (role: Role) => void;
  /** What is chosen, for those who do not see it. */
  label: string;
  /** Why the role cannot be changed now. */
  disabledReason?: string | null;
  /** Further menu items, below the roles. */
  children?: ReactNode;
}) {
  return (
    <Menu position="bottom-end" width={272} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`${label}: ${roleName(value)}`}>
          {roleName(value)}
          <IconChevronDown size={14} stroke={2} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {disabledReason && <p className={classes.reason}>{disabledReason}</p>}
        {roles.map((role) => (
          <Menu.Item
            key={role}
            disabled={Boolean(disabledReason) && role !== value}
            aria-current={role === value || undefined}
            data-autofocus={role === value || undefined}
            rightSection={
              role === value ? <IconCheck size={16} stroke={2} aria-label="Chosen" /> : null
            }
            onClick={() => role !== value && onChange(role)}
          >
            <span className={classes.name}>{roleName(role)}</span>
            <span className={classes.can}>{roleCan(role)}</span>
          </Menu.Item>
        ))}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
