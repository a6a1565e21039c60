import { useCreateWorkspace, useRenameWorkspace, type Workspace } from "@/api";
import { NameDialog } from "./NameDialog";

/** Make a workspace, or rename the one given. */
export function WorkspaceDialog({
  workspace,
  opened,
  onClose,
  onDone,
}: {
  workspace?: Workspace;
  opened: boolean;
  onClose: () => void;
  onDone?: (workspace: Workspace) => void;
}) {
  const create = useCreateWorkspace();
  const rename = useRenameWorkspace();
  return (
    <NameDialog
      opened={opened}
      onClose={onClose}
      title={workspace ? "Rename the workspace" : "New workspace"}
      label="Name"
      placeholder="Such as your organisation or team"
      initial={workspace?.name ?? ""}
      action={workspace ? "Rename" : "Create"}
      save={async (name) => {
        onDone?.(
          workspace
            ? await rename.mutateAsync({ id: workspace.id, name })
            : await create.mutateAsync(name),
        );
      }}
    />
  );
}
