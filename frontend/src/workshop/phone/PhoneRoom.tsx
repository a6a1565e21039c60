import { SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Board, keys, type Me } from "@/api";
import { ProblemState } from "@/app/ErrorPages";
import { usePageTitle } from "@/app/usePageTitle";
import { useAnnounce } from "@/board/announce";
import {
  isDiscussionNotice,
  isWorkshopNotice,
  useBoardNotices,
  useConnection,
  useSession,
} from "@/session";
import { LinkButton, PageLoading } from "@/ui";
import { useJoinSession, useSessions } from "../api";
import FloatingReactions from "../bar/FloatingReactions";
import { Floating } from "../bar/floating";
import { type Bring, useWorkshopPush } from "../live";
import { nameIn } from "../screen/nameIn";
import { ActivityStage } from "../stage";
import { isLive, type Session } from "../types";
import { BreakoutView } from "./BreakoutView";
import { Ended } from "./Ended";
import classes from "./Phone.module.css";
import { PhoneBar } from "./PhoneBar";
import { PhoneHead } from "./PhoneHead";
import { SpeakingFor } from "./SpeakingFor";
import { type Scene, sceneOf } from "./scene";
import { Waiting } from "./Waiting";

/** Pushes are the news; this is for the case that one got lost. */
const ASK_AGAIN_MS = 30_000;

/** Inside: one thing at a time, and what one may do at any time below it. */
export function PhoneRoom({ board, me, sessionId }: { board: Board; me: Me; sessionId: string }) {
  const sessions = useSessions(board.id, { everyMs: ASK_AGAIN_MS });
  const session = sessions.data?.find(({ id }) => id === sessionId);
  const [floating] = useState(() => new Floating());
  const { setLocation } = useBoardLocation();
  useWorkshopPush(board.id, {
    onReaction: ({ person, emoji }) => floating.add(emoji, session ? nameIn(session, person) : ""),
    onBring: (bring) => {
      setLocation(bring.item);
      showBring(bring, session, me.id);
    },
  });
  useRoleNews(board.id);
  useArrival(session);
  usePageTitle(session?.title);

  if (!session) {
    if (sessions.isError || sessions.data) {
      return (
        <main className={classes.notice}>
          <ProblemState
            error={sessions.error}
            actions={
              <LinkButton to="/boards/$boardId" params={{ boardId: board.id }} variant="default">
                Open the board
              </LinkButton>
            }
          />
        </main>
      );
    }
    return <PageLoading label="Opening the session" />;
  }
  const scene = sceneOf(session, me.id);
  if (scene.show === "ended") return <Ended board={board} session={session} />;
  return (
    <div className={classes.phone}>
      <PhoneHead session={session} scene={scene} />
      <main className={classes.main}>
        <SpeakingFor session={session} me={me.id} />
        <Now scene={scene} session={session} board={board} me={me} />
        <FloatingReactions floating={floating} />
      </main>
      <PhoneBar session={session} board={board} me={me} />
    </div>
  );
}

function Now({
  scene,
  session,
  board,
  me,
}: {
  scene: Scene;
  session: Session;
  board: Board;
  me: Me;
}) {
  const announce = useAnnounce();
  const title = nameOf(scene);
  useEffect(() => announce(`Now: ${title}`), [announce, title]);
  switch (scene.show) {
    case "waiting":
      return <Waiting session={session} next={scene.next} />;
    case "breakout":
      return (
        <Apart key={scene.breakout.id} scene={scene} session={session} board={board} me={me} />
      );
    case "activity":
      return (
        <ActivityStage
          session={session}
          activity={scene.activity}
          me={me}
          role={board.role}
          facilitating={session.facilitator?.id === me.id}
        />
      );
    default:
      return null;
  }
}

/** One's group, and beside it what everyone works on. */
function Apart({
  scene: { breakout, activity },
  session,
  board,
  me,
}: {
  scene: Extract<Scene, { show: "breakout" }>;
  session: Session;
  board: Board;
  me: Me;
}) {
  const [shown, setShown] = useState<"group" | "activity">("group");
  return (
    <div className={classes.apart}>
      {activity && (
        <SegmentedControl
          fullWidth
          size="md"
          className={classes.switch}
          aria-label="What to see"
          value={shown}
          onChange={(value) => setShown(value as "group" | "activity")}
          data={[
            { value: "group", label: "Your group" },
            { value: "activity", label: "Activity" },
          ]}
        />
      )}
      {shown === "activity" && activity ? (
        <ActivityStage
          session={session}
          activity={activity}
          me={me}
          role={board.role}
          facilitating={session.facilitator?.id === me.id}
        />
      ) : (
        <BreakoutView session={session} breakout={breakout} me={me.id} />
      )}
    </div>
  );
}

function nameOf(scene: Scene): string {
  switch (scene.show) {
    case "activity":
      return scene.activity.title;
    case "breakout":
      return `your group, ${scene.breakout.title}`;
    case "waiting":
      return "a pause";
    default:
      return "the end";
  }
}

/** Says that one is in the session; again once the service can be reached, if it could not. */
function useArrival(session: Session | undefined): void {
  const { mutate, isPending, isSuccess } = useJoinSession(session?.id ?? "");
  const { state } = useConnection();
  const online = state === "saved" || state === "saving";
  const live = session !== undefined && isLive(session);
  const tried = useRef("");
  const turn = live ? `${session.id} ${online}` : "";
  useEffect(() => {
    if (turn === "" || isPending || isSuccess || tried.current === turn) return;
    tried.current = turn;
    mutate({});
  }, [turn, isPending, isSuccess, mutate]);
}

/** One's role may change while one is here. */
function useRoleNews(board: string): void {
  const queries = useQueryClient();
  useBoardNotices((notice) => {
    if (isWorkshopNotice(notice) || isDiscussionNotice(notice)) return;
    void queries.invalidateQueries({ queryKey: keys.board(board) });
  });
  const { state } = useConnection();
  const refused = state === "refused";
  useEffect(() => {
    if (refused) void queries.invalidateQueries({ queryKey: keys.board(board) });
  }, [refused, queries, board]);
}

/** The others see on the board where one was brought to. */
function useBoardLocation() {
  const session = useSession();
  return { setLocation: (item: string | null) => session.setLocation({ item, view: "outline" }) };
}

function showBring({ by }: Bring, session: Session | undefined, me: string): void {
  if (by === me) return;
  const name = session?.people.find(({ person }) => person.id === by)?.person.name;
  notifications.show({
    id: "brought",
    message: `${name ?? "The facilitator"} shows everyone something on the board. Look at the screen.`,
  });
}
