import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { Board, Me } from "@/api";
import { useAnnounce } from "@/board/announce";
import type { BoardPlace } from "@/board/place";
import type { Peer } from "@/session";
import { useJoinSession, useSessions } from "../api/sessions";
import { Floating } from "../bar/floating";
import { type Bring, liveOf, useLiveSession, useWorkshopPush } from "../live";
import { currentActivity, type Session } from "../types";
import { ownBreakout } from "./breakouts";
import type { Present } from "./present";
import { leaderOf, useLed } from "./useLed";

const SessionBar = lazy(() => import("../bar/SessionBar"));
const FloatingReactions = lazy(() => import("../bar/FloatingReactions"));
const StagePanel = lazy(() => import("./StagePanel"));
const FacilitatorPanel = lazy(() => import("../facilitate/FacilitatorPanel"));

/** A screen on which the stage covers the plan. */
const COVERS = "(max-width: 62em)";

export interface LiveRoom {
  /** Over the plan and all beside it. */
  bar: ReactNode;
  /** Before the plan. */
  stage: ReactNode;
  /** After the plan. */
  panel: ReactNode;
  /** Over everything, in nobody's way. */
  over: ReactNode;
  /** Keys that work while a session is on. */
  keys: Readonly<Record<string, () => void>>;
  /** Follow somebody, or nobody, by one's own choice. */
  follow(clientId: number | null): void;
}

/**
 * The session that is on, around a board: its bar, the activity, the facilitator's panel, following
 * whoever leads. Nothing of it is there, nor loaded, while no session is on.
 */
export function useLiveRoom({
  board,
  me,
  view,
  at,
  peers,
  following,
  onFollow,
  onGo,
  onOpen,
}: {
  board: Board;
  me: Me;
  view: BoardPlace["view"];
  /** The item where one is, or that is open. */
  at: string | null;
  peers: readonly Peer[];
  following: Peer | null;
  onFollow(clientId: number | null): void;
  /** Look at a place of the plan. */
  onGo(place: BoardPlace): void;
  /** Open an item, and show where it is. */
  onOpen(item: string): void;
}): LiveRoom {
  const session = useLiveSession(board.id) ?? null;
  const announce = useAnnounce();
  const [floating] = useState(() => new Floating());
  const [stageOpen, setStageOpen] = useState(true);
  const [panelOpen, setPanelOpen] = useState(false);
  const hand = useRef<(() => void) | null>(null);
  const react = useRef<(() => void) | null>(null);

  const goTo = (item: string) => {
    if (matchMedia(COVERS).matches) setStageOpen(false);
    onOpen(item);
  };
  const bringTo = ({ by, view, item }: Bring) => {
    if (by === me.id) return;
    if (matchMedia(COVERS).matches) setStageOpen(false);
    onGo({ view, item });
    const who = session?.people.find(({ person }) => person.id === by)?.person.name;
    const words = `${who ?? "The facilitator"} brought everyone here`;
    notifications.show({ message: words });
    announce(words);
  };
  useWorkshopPush(board.id, {
    onReaction: ({ person, emoji }) => {
      if (person === me.id) return;
      const name = session?.people.find((one) => one.person.id === person)?.person.name;
      floating.add(emoji, name ?? "Somebody");
    },
    onBring: bringTo,
  });

  const facilitating = session !== null && session.facilitator?.id === me.id;
  const activity = currentActivity(session);
  useAttendance(session, me.id);
  useEnding(board.id, session);
  useBreakoutNews(session, me.id, goTo, () => setStageOpen(true));

  // Each activity is shown as it begins, also to those who hid the one before.
  const shown = useRef<string | null>(null);
  const now = activity?.id ?? null;
  const title = activity?.title ?? "";
  useEffect(() => {
    if (shown.current === now) return;
    if (shown.current !== null && now !== null) announce(`Now: ${title}`);
    shown.current = now;
    setStageOpen(true);
  }, [now, title, announce]);

  const led = useLed({
    led: session?.follow === true && !facilitating,
    leader: leaderOf(session, peers, me.id),
    following,
    follow: onFollow,
  });

  if (!session) {
    return { bar: null, stage: null, panel: null, over: null, keys: {}, follow: led.choose };
  }
  const present: Present = { session, activity, me, role: board.role, facilitating };
  return {
    bar: (
      <Suspense>
        <SessionBar
          {...present}
          floating={floating}
          stageOpen={stageOpen}
          onStage={setStageOpen}
          panelOpen={panelOpen}
          onPanel={setPanelOpen}
          onGoTo={goTo}
          awayFrom={led.away ? (session.facilitator?.name ?? null) : null}
          onComeBack={led.comeBack}
          handRef={hand}
          reactRef={react}
        />
      </Suspense>
    ),
    stage: activity && stageOpen && (
      <Suspense>
        <StagePanel {...present} activity={activity} onClose={() => setStageOpen(false)} />
      </Suspense>
    ),
    panel: facilitating && panelOpen && (
      <Suspense>
        <FacilitatorPanel
          {...present}
          board={board}
          place={{ view, item: at }}
          onGoTo={goTo}
          onClose={() => setPanelOpen(false)}
        />
      </Suspense>
    ),
    over: (
      <Suspense>
        <FloatingReactions floating={floating} />
      </Suspense>
    ),
    keys: {
      h: () => hand.current?.(),
      r: () => react.current?.(),
      s: () => activity && setStageOpen(!stageOpen),
    },
    follow: led.choose,
  };
}

/** Whoever has the board open while a session is on takes part in it. */
function useAttendance(session: Session | null, me: string): void {
  const id = session?.id ?? null;
  const { mutate } = useJoinSession(id ?? "");
  const there = session?.people.some(({ person }) => person.id === me) ?? true;
  const revision = session?.revision;
  const joined = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what failed is tried again with the next news
  useEffect(() => {
    if (id === null || there || joined.current === id) return;
    joined.current = id;
    mutate(
      {},
      {
        onError: () => {
          joined.current = null;
        },
      },
    );
  }, [id, there, revision, mutate]);
}

/** Says that the session is over, and where its record is. */
function useEnding(board: string, live: Session | null): void {
  const navigate = useNavigate();
  const sessions = useSessions(board, { enabled: false }).data;
  const was = useRef<string | null>(null);
  const id = live?.id ?? null;
  const ended =
    was.current !== null &&
    liveOf(sessions) === null &&
    sessions?.find((one) => one.id === was.current && one.state === "ended");
  useEffect(() => {
    if (ended) {
      was.current = null;
      notifications.show({
        autoClose: 20_000,
        title: "The session has ended",
        message: (
          <Button
            onClick={() =>
              void navigate({ to: "/sessions/$sessionId/record", params: { sessionId: ended.id } })
            }
            size="compact-sm"
            variant="light"
            mt={6}
          >
            See its record
          </Button>
        ),
      });
    }
    if (id !== null) was.current = id;
  }, [id, ended, navigate]);
}

/** Brings one to the part of one's breakout as it begins, and back to everyone as it ends. */
function useBreakoutNews(
  session: Session | null,
  me: string,
  onGoTo: (item: string) => void,
  onBack: () => void,
): void {
  const announce = useAnnounce();
  const own = session && ownBreakout(session, me);
  const id = own?.id ?? null;
  const was = useRef<string | null>(null);
  useEffect(() => {
    const before = was.current;
    was.current = id;
    if (id === before) return;
    if (own) {
      announce(`Now in the breakout ${own.title}.`);
      if (own.part !== null) onGoTo(own.part);
    } else if (session) {
      notifications.show({ title: "Welcome back", message: "Everyone is together again." });
      announce("The breakouts are over. Everyone is together again.");
      onBack();
    }
  });
}
