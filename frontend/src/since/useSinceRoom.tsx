import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { telling } from "@/app/telling";
import { useAnnounce } from "@/board/announce";
import { useLatest } from "@/board/useLatest";
import { useSession } from "@/session";
import { markSeen, useSince } from "./api";
import { useMarks } from "./marks";
import { SinceBanner } from "./SinceBanner";
import {
  allVisited,
  type Group,
  groupsOf,
  hasNews,
  type Order,
  placeOf,
  type Step,
  stepFrom,
} from "./steps";
import type { Since } from "./types";
import { useVisit } from "./useVisit";

const SincePanel = lazy(() => import("./SincePanel"));

const NO_ITEMS: ReadonlySet<string> = new Set();
const NO_GROUPS: readonly Group[] = [];
const PLAN_STOP = "[role='treeitem'][tabindex='0'], [data-card-id] [tabindex='0']";

export interface SinceRoom {
  /** Over the plan: that something changed. */
  banner: ReactNode;
  /** Beside the plan: what changed. */
  panel: ReactNode;
  /** Keys that work while the panel is open. */
  keys: Readonly<Record<string, () => void>>;
}

/** What others changed on this board since one was last here, until one has seen it. */
export function useSinceRoom({
  boardId,
  online,
  onShow,
}: {
  boardId: string;
  /** Whether the board is as the service has it. */
  online: boolean;
  /** Bring an item into view. */
  onShow(item: string): void;
}): SinceRoom {
  const session = useSession();
  const marks = useMarks();
  const announce = useAnnounce();
  const { data, isSuccess, isFetching, refetch } = useSince(boardId, useOnce(online));
  const [seen, setSeen] = useState<Since | null>(null);
  const [opened, setOpened] = useState(false);
  const [order, setOrder] = useState<Order>("item");
  const [at, setAt] = useState<string | null>(null);
  const visited = useRef<{ of: Since | null; items: Set<string | null> }>({
    of: null,
    items: new Set(),
  });
  const bannerRef = useRef<HTMLButtonElement>(null);

  const news = data && hasNews(data) ? data : null;
  const isSeen = news === null || news === seen;
  const groups = useMemo(() => (news ? groupsOf(news, order) : NO_GROUPS), [news, order]);
  const steps = useMemo(() => groups.flatMap((group) => group.steps), [groups]);
  const current = opened ? (steps.find(({ key }) => key === at) ?? null) : null;

  useVisit({
    boardId,
    watching: isSuccess && !isFetching && isSeen,
    onReturn: () => void refetch(),
  });

  const changed = useMemo(
    () => (news && !isSeen ? new Set(news.items.map(({ item }) => item)) : NO_ITEMS),
    [news, isSeen],
  );
  const now = current?.item?.item ?? null;
  useEffect(() => marks.set(changed, now), [marks, changed, now]);
  useEffect(() => () => marks.set(NO_ITEMS, null), [marks]);

  const finish = useLatest(async () => {
    if (!news || isSeen) return;
    setSeen(news);
    const done = await telling(markSeen(boardId), { failed: "It could not be marked as seen" });
    if (!done) setSeen((held) => (held === news ? null : held));
  });
  const go = useLatest((step: Step) => {
    if (!news) return;
    setAt(step.key);
    const place = placeOf(step, (item) => session.plan.getSnapshot().items.has(item));
    if (place !== null) onShow(place);
    if (visited.current.of !== news) visited.current = { of: news, items: new Set() };
    visited.current.items.add(step.item?.item ?? null);
    if (allVisited(news, visited.current.items)) void finish();
  });
  const move = useLatest((by: 1 | -1) => {
    const step = stepFrom(steps, at, by);
    if (!step) return;
    go(step);
    announce(`${steps.indexOf(step) + 1} of ${steps.length}: ${step.item?.title || "The plan"}`);
  });
  const close = useLatest(() => {
    setOpened(false);
    setAt(null);
    // The focus was in the panel, and would be lost with it.
    requestAnimationFrame(() =>
      (bannerRef.current ?? document.querySelector<HTMLElement>(PLAN_STOP))?.focus(),
    );
  });

  return {
    banner: news && !isSeen && !opened && (
      <SinceBanner
        since={news}
        showRef={bannerRef}
        onShow={() => setOpened(true)}
        onSeen={() => void finish()}
      />
    ),
    panel: news && opened && (
      <Suspense>
        <SincePanel
          since={news}
          groups={groups}
          order={order}
          onOrder={setOrder}
          at={at}
          position={current ? steps.indexOf(current) + 1 : 0}
          count={steps.length}
          isSeen={isSeen}
          onStep={go}
          onMove={move}
          onSeen={() => void finish()}
          onClose={close}
        />
      </Suspense>
    ),
    keys: news && opened ? { n: () => move(1), p: () => move(-1) } : {},
  };
}

/** True from the first time that it was. */
function useOnce(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return was || now;
}
