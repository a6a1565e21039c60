import { useEffect } from "react";
import { useWorkspaces, type Workspace } from "@/api";
import { chooseWorkspace } from "./boards";

const KEY = "planhall-workspace";

/** The workspace that home shows, remembered for the next visit. */
export function useWorkspace(asked: string | undefined): {
  workspace: Workspace | null;
  workspaces: ReturnType<typeof useWorkspaces>;
} {
  const workspaces = useWorkspaces();
  const workspace = chooseWorkspace(workspaces.data ?? [], asked, last());
  const id = workspace?.id;
  useEffect(() => {
    if (id) remember(id);
  }, [id]);
  return { workspace, workspaces };
}

function last(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(KEY, id);
  } catch {
    // Storage is closed: the first workspace is shown next time.
  }
}
