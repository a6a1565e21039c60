import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconPencil, IconPlus, IconSelector, IconUsers } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Workspace } from "@/api";
import { MenuLink } from "@/ui";
import { WorkspaceDialog } from "./WorkspaceDialog";
import classes from "./WorkspaceSwitcher.module.css";

/** The workspace one is in, and the way to the others. */
export function WorkspaceSwitcher({
  workspaces,
  current,
}: {
  workspaces: readonly Workspace[];
  current: Workspace | null;
}) {
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"create" | "rename" | null>(null);
  return (
    <>
      <Menu position="bottom-start" width={264}>
        <Menu.Target>
          <UnstyledButton
            className={classes.button}
            aria-label={`Workspace: ${current?.name ?? "none"}`}
          >
            {current && <WorkspaceTile name={current.name} />}
            <span className={classes.name}>{current?.name ?? "Workspaces"}</span>
            <IconSelector size={14} stroke={2} aria-hidden="true" className={classes.chevron} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Workspaces</Menu.Label>
          {workspaces.map((workspace) => (
            <MenuLink
              key={workspace.id}
              to="/"
              search={{ workspace: workspace.id }}
              leftSection={<WorkspaceTile name={workspace.name} />}
              rightSection={
                workspace.id === current?.id ? (
                  <IconCheck size={16} stroke={2} aria-label="Current" />
                ) : null
              }
            >
              <span className={classes.itemName}>{workspace.name}</span>
            </MenuLink>
          ))}
          <Menu.Item
            leftSection={<IconPlus size={16} stroke={1.75} />}
            onClick={() => setDialog("create")}
          >
            New workspace…
          </Menu.Item>
          {current && (
            <>
              <Menu.Divider />
              <MenuLink
                to="/workspaces/$workspaceId"
                params={{ workspaceId: current.id }}
                leftSection={<IconUsers size={16} stroke={1.75} />}
              >
                Members
              </MenuLink>
              {current.role === "owner" && (
                <Menu.Item
                  leftSection={<IconPencil size={16} stroke={1.75} />}
                  onClick={() => setDialog("rename")}
                >
                  Rename…
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <WorkspaceDialog
        opened={dialog === "create"}
        onClose={() => setDialog(null)}
        onDone={(workspace) => void navigate({ to: "/", search: { workspace: workspace.id } })}
      />
      <WorkspaceDialog
        workspace={current ?? undefined}
        opened={dialog === "rename"}
        onClose={() => setDialog(null)}
      />
    </>
  );
}

/** A workspace's first letter on a tile. */
export function WorkspaceTile({ name }: { name: string }) {
  return (
    <span
      className={classes.tile}
      aria-hidden="true"
      data-letter={(Array.from(name.trim())[0] ?? "?").toLocaleUpperCase()}
    />
  );
}
