import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Me } from "@/api";
import { AppShell } from "@/app/AppShell";
import { preloadBoardPage } from "@/app/preload";
import { RequirePerson } from "@/app/RequirePerson";
import { usePageTitle } from "@/app/usePageTitle";
import { Boards } from "./Boards";
import { useWorkspace } from "./useWorkspace";
import { WorkspaceSwitcher } from "./WorkspaceSwitcher";

const route = getRouteApi("/");

export default function HomePage() {
  return <RequirePerson>{(me) => <Home key={me.id} me={me} />}</RequirePerson>;
}

function Home({ me }: { me: Me }) {
  const { workspace: asked, archived } = route.useSearch();
  const { workspace, workspaces } = useWorkspace(asked);
  usePageTitle(workspace?.name ?? "Boards");
  useEffect(preloadBoardPage, []);
  return (
    <AppShell
      me={me}
      place={
        workspaces.data &&
        !(me.guest && workspaces.data.length === 0) && (
          <WorkspaceSwitcher workspaces={workspaces.data} current={workspace} />
        )
      }
    >
      <Boards me={me} workspace={workspace} workspaces={workspaces} archived={archived ?? false} />
    </AppShell>
  );
}
