import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { boardsQuery, meQuery, workspacesQuery } from "@/api";
import { PageLoading } from "@/ui";
import { NotFoundPage, RouteErrorPage } from "./ErrorPages";
import { boardSearch, homeSearch, signInSearch } from "./search";

interface Context {
  queries: QueryClient;
}

const rootRoute = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  validateSearch: homeSearch,
  loader: ({ context: { queries } }) => {
    // Ask for all at once; the page shows what is kept meanwhile.
    void queries.prefetchQuery(meQuery);
    if (queries.getQueryData(meQuery.queryKey)) {
      void queries.prefetchQuery(workspacesQuery);
      void queries.prefetchQuery(boardsQuery);
    }
  },
  component: lazyRouteComponent(() => import("@/home/HomePage")),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("@/account/SignInPage")),
});

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-up",
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import("@/account/SignUpPage")),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/account",
  component: lazyRouteComponent(() => import("@/account/AccountPage")),
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/inbox",
  component: lazyRouteComponent(() => import("@/inbox/InboxPage")),
});

const unsubscribeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/unsubscribe/$token",
  component: lazyRouteComponent(() => import("@/inbox/UnsubscribePage")),
});

const workspaceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/workspaces/$workspaceId",
  component: lazyRouteComponent(() => import("@/home/WorkspacePage")),
});

const boardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$boardId",
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import("./BoardRoute")),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/join/$token",
  component: lazyRouteComponent(() => import("@/share/JoinPage")),
});

const enterCodeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/s",
  component: lazyRouteComponent(() => import("@/workshop/join/EnterCodePage")),
});

const codeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/s/$code",
  component: lazyRouteComponent(() => import("@/workshop/join/CodePage")),
});

const screenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$boardId/screen",
  component: lazyRouteComponent(() => import("@/workshop/screen/ScreenPage")),
});

const recordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/$sessionId/record",
  component: lazyRouteComponent(() => import("@/workshop/record/RecordPage")),
});

const participationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/boards/$boardId/participation",
  component: lazyRouteComponent(() => import("@/participation/ParticipationPage")),
});

const sessionParticipationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sessions/$sessionId/participation",
  component: lazyRouteComponent(() => import("@/participation/SessionParticipationPage")),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  signInRoute,
  signUpRoute,
  accountRoute,
  inboxRoute,
  unsubscribeRoute,
  workspaceRoute,
  boardRoute,
  joinRoute,
  enterCodeRoute,
  codeRoute,
  screenRoute,
  recordRoute,
  participationRoute,
  sessionParticipationRoute,
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: RouteErrorPage,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
