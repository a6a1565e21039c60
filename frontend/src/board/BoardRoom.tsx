import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type Board, keys, type Me, rememberWithin } from "@/api";
import { usePageTitle } from "@/app/usePageTitle";
import { CommentsSide, DiscussionProvider, SelectionBubble, useComments } from "@/discussion";
import { BoardNotificationsDialog } from "@/inbox";
import { Bin, ItemPanel, PlanDialog, useOwnerChoices } from "@/item";
import {
  isDiscussionNotice,
  isWorkshopNotice,
  useBoardNotices,
  usePeers,
  usePlan,
  useSession,
} from "@/session";
import { ShareDialog } from "@/share/ShareDialog";
import { SinceProvider, useSinceRoom } from "@/since";
import { Suggesting } from "@/suggest";
import { type AvatarPerson, EmptyState } from "@/ui";
import { useForDays } from "@/workshop/forDays/useForDays";
import { useLiveRoom } from "@/workshop/room/useLiveRoom";
import { Announcer } from "./announce";
import { Banners } from "./Banners";
import classes from "./BoardRoom.module.css";
import { PlanSkeleton } from "./BoardSkeleton";
import { Columns } from "./columns/Columns";
import { FilterBar } from "./FilterBar";
import { FollowFrame } from "./FollowFrame";
import { type Filter, isFiltering, matching, NO_FILTER } from "./filter";
import { useFollow, useTellOpen } from "./follow";
import { BoardHeader } from "./header/BoardHeader";
import { BoardMenu, type PlanSection } from "./header/BoardMenu";
import { Outline } from "./outline/Outline";
import { outlineRows } from "./outline/rows";
import { useCollapsed } from "./outline/useCollapsed";
import type { BoardPlace } from "./place";
import { usePeersByItem } from "./presence";
import { tellOfRejection } from "./rejected";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { SidePanel } from "./SidePanel";
import { useBoardKeys } from "./useBoardKeys";
import { useLatest } from "./useLatest";

export interface BoardRoomProps {
  board: Board;
  me: Me;
  view: BoardPlace["view"];
  itemId: string | null;
  threadId: string | null;
  reply: boolean;
  suggestionId: string | null;
  onNavigate(to: Partial<BoardPlace>): void;
}

/** An open board: its header, the plan in one of its views, and the item that is open. */
export function BoardRoom(props: BoardRoomProps) {
  return (
    <Announcer>
      <DiscussionProvider {...props}>
        <Suggesting
          suggestionId={props.suggestionId}
          onOpen={(item) => props.onNavigate({ item, suggestion: null })}
          onLeave={() => props.onNavigate({ suggestion: null })}
        >
          <SinceProvider>
            <Room {...props} />
          </SinceProvider>
        </Suggesting>
      </DiscussionProvider>
    </Announcer>
  );
}

type Dialog = "share" | "bin" | "shortcuts" | "notifications" | "webhooks" | PlanSection;

const WebhooksDialog = lazy(async () => ({
  default: (await import("@/webhooks")).WebhooksDialog,
}));

function Room({ board, me, view, itemId, onNavigate }: BoardRoomProps) {
  usePageTitle(board.title || "Board");
  const session = useSession();
  const plan = usePlan();
  const peers = usePeers();
  const phase = usePhase();
  const queries = useQueryClient();
  const comments = useComments();
  const searchRef = useRef<HTMLInputElement>(null);
  const [current, setCurrent] = useState<string | null>(itemId);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [pinned, setPinned] = useState<ReadonlySet<string>>(new Set());
  const [reveal, setReveal] = useState<{ id: string; focus: boolean } | null>(() =>
    itemId === null ? null : { id: itemId, focus: false },
  );
  const { collapsed, fold, unfold } = useCollapsed(board.id);
  const peersAt = usePeersByItem(peers, session.me.id);
  const people = useSamePeople(useOwnerChoices());

  const fitting = useMemo(() => matching(plan, filter), [plan, filter]);
  // What one adds while a filter is on is to be seen, whatever it says.
  const matches = useMemo(
    () => fitting && new Set([...fitting, ...[...pinned].filter((id) => plan.items.has(id))]),
    [fitting, pinned, plan],
  );
  const outline = useMemo(() => outlineRows(plan, collapsed, matches), [plan, collapsed, matches]);

  const here = itemId ?? current;
  const at = here !== null && plan.items.has(here) ? here : null;
  useEffect(() => session.setLocation({ item: at, view }), [session, at, view]);
  useTellOpen(session, itemId);

  const open = useLatest((id: string) => {
    setCurrent(id);
    onNavigate({ item: id });
  });
  const show = useLatest((id: string) => {
    setCurrent(id);
    setReveal({ id, focus: false });
  });
  const openFromPanel = (id: string) => {
    open(id);
    setReveal({ id, focus: false });
  };
  const closePanel = useLatest(() => {
    if (itemId !== null) setReveal({ id: itemId, focus: true });
    onNavigate({ item: null });
  });

  const { following, follow } = useFollow({ view, itemId, onNavigate, onReveal: show });
  const live = useLiveRoom({
    board,
    me,
    view,
    at,
    peers,
    following,
    onFollow: follow,
    onGo: (place) => {
      onNavigate({ view: place.view });
      if (place.item !== null) show(place.item);
    },
    onOpen: openFromPanel,
  });

  const forDays = useForDays(board, me);
  const stage = forDays.stage || live.stage;

  const since = useSinceRoom({
    boardId: board.id,
    online: phase === "online",
    onShow: (id) => {
      // What changed is to be seen, whatever the filter says.
      if (matches && !matches.has(id)) setFilter(NO_FILTER);
      show(id);
    },
  });

  useBoardNotices((notice) => {
    if (isWorkshopNotice(notice) || isDiscussionNotice(notice)) return;
    const { type } = notice;
    if (type === "rejected") tellOfRejection(notice.lost);
    if (type === "access") rememberWithin(queries, board.id, notice.within);
    void queries.invalidateQueries({ queryKey: keys.board(board.id) });
    if (type === "removed") void queries.invalidateQueries({ queryKey: keys.boards });
  });
  const refused = phase === "refused";
  useEffect(() => {
    // The service says why; where it is access, the page shows that in place of the board.
    if (refused) void queries.invalidateQueries({ queryKey: keys.board(board.id) });
  }, [refused, queries, board.id]);

  const wasAway = useRef(false);
  useEffect(() => {
    // Nobody told this window meanwhile that the board was locked, or opened again.
    if (phase === "online" && wasAway.current) {
      void queries.invalidateQueries({ queryKey: keys.board(board.id) });
    }
    if (phase !== "connecting") wasAway.current = phase === "offline";
  }, [phase, queries, board.id]);

  const mayWrite = session.canEdit || session.within !== null;
  useBoardKeys({
    undo: session.undo,
    canEdit: mayWrite,
    onFind: () => searchRef.current?.focus(),
    onSwitchView: () => onNavigate({ view: view === "outline" ? "columns" : "outline" }),
    onShortcuts: () => setDialog("shortcuts"),
    onEscape: itemId === null ? null : closePanel,
    more: { ...live.keys, ...since.keys, c: comments.toggle },
  });

  const known = phase === "online" || plan.items.size > 0 || plan.title !== "";
  const shared = {
    plan,
    current,
    onCurrent: setCurrent,
    openId: itemId,
    onOpen: open,
    onAdded: (id: string) => {
      if (isFiltering(filter)) setPinned((now) => new Set([...now, id]));
    },
    peersAt,
    people,
    reveal,
  };
  const foldAll = () =>
    fold([...plan.items.values()].flatMap(({ id, children }) => (children.length > 0 ? [id] : [])));
  const close = () => setDialog(null);
  // Beside an activity it belongs to the plan alone.
  const beside = Boolean(stage || live.panel);
  const filterBar = (
    <FilterBar
      view={view}
      onView={(next) => onNavigate({ view: next })}
      plan={plan}
      people={people}
      filter={filter}
      onFilter={(next) => {
        setFilter(next);
        setPinned(new Set());
      }}
      found={fitting === null ? null : fitting.size}
      searchRef={searchRef}
    />
  );
  return (
    <div className={classes.room}>
      <header data-region="header" className={classes.header}>
        <BoardHeader
          board={board}
          me={me}
          canEdit={session.canEdit}
          following={following}
          onFollow={live.follow}
          onShare={() => setDialog("share")}
          menu={
            <BoardMenu
              board={board}
              deleted={plan.deleted.length}
              onPlan={setDialog}
              onBin={() => setDialog("bin")}
              onShare={() => setDialog("share")}
              onNotifications={() => setDialog("notifications")}
              onShortcuts={() => setDialog("shortcuts")}
              onWebhooks={() => setDialog("webhooks")}
              onFoldAll={view === "outline" ? foldAll : undefined}
              onUnfoldAll={view === "outline" ? () => unfold([...collapsed]) : undefined}
            />
          }
        />
        <Banners onShow={show} />
        {since.banner}
        {forDays.strip}
        {live.bar}
        {!beside && <div className={classes.filter}>{filterBar}</div>}
      </header>
      <div
        className={classes.body}
        data-beside={beside || undefined}
        data-live={live.bar ? true : undefined}
      >
        {stage}
        <div className={classes.plan}>
          {beside && <div data-region="filter">{filterBar}</div>}
          <div className={classes.views}>
            <main className={classes.view} data-view={view} data-region="plan">
              {!known ? (
                phase === "offline" ? (
                  <EmptyState title="This board is not kept in this browser">
                    It shows as soon as there is a connection.
                  </EmptyState>
                ) : (
                  <PlanSkeleton view={view} />
                )
              ) : view === "columns" ? (
                <Columns {...shared} matches={matches} />
              ) : (
                <Outline
                  {...shared}
                  outline={outline}
                  fold={fold}
                  unfold={unfold}
                  filtering={fitting !== null}
                />
              )}
            </main>
            {itemId !== null && known && (
              <SidePanel>
                <ItemPanel itemId={itemId} onClose={closePanel} onOpen={openFromPanel} />
              </SidePanel>
            )}
            {since.panel}
            <CommentsSide onShow={show} />
          </div>
        </div>
        {live.panel}
      </div>
      {following && <FollowFrame peer={following} onStop={() => live.follow(null)} />}
      {live.over}
      <SelectionBubble />
      <ShareDialog board={board} plan={plan} opened={dialog === "share"} onClose={close} />
      <BoardNotificationsDialog board={board} opened={dialog === "notifications"} onClose={close} />
      <Bin opened={dialog === "bin"} onClose={close} />
      <ShortcutsDialog opened={dialog === "shortcuts"} onClose={close} />
      {dialog === "webhooks" && (
        <Suspense>
          <WebhooksDialog board={board} opened onClose={close} />
        </Suspense>
      )}
      <PlanDialog
        opened={dialog === "about" || dialog === "stakeholders" || dialog === "channels"}
        section={dialog === "stakeholders" || dialog === "channels" ? dialog : "about"}
        onClose={close}
      />
    </div>
  );
}

/** How far the connection is; that it saves is no news for the plan. */
function usePhase(): "connecting" | "online" | "offline" | "refused" {
  const { connection } = useSession();
  return useSyncExternalStore(connection.subscribe, () => {
    const { state } = connection.getSnapshot();
    return state === "saved" || state === "saving" ? "online" : state;
  });
}

/** The same list for as long as nobody in it looks different, so that rows need not be drawn anew. */
function useSamePeople(people: readonly AvatarPerson[]): readonly AvatarPerson[] {
  const signature = JSON.stringify(
    people.map(({ id, name, color, guest }) => [id, name, color, guest]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the people
  return useMemo(() => people, [signature]);
}
