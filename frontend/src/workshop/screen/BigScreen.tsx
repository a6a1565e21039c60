import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Board, keys } from "@/api";
import { usePageTitle } from "@/app/usePageTitle";
import { isDiscussionNotice, isWorkshopNotice, useBoardNotices, useConnection } from "@/session";
import { PageLoading } from "@/ui";
import { useSessions } from "../api";
import FloatingReactions from "../bar/FloatingReactions";
import { Floating } from "../bar/floating";
import { liveOf, useWorkshopPush } from "../live";
import { isLive, type Session } from "../types";
import { nameIn } from "./nameIn";
import { Rail } from "./Rail";
import classes from "./Screen.module.css";
import { ScreenHead } from "./ScreenHead";
import { ShowView } from "./ShowView";
import { shownOf, showOf } from "./show";
import { useAwake } from "./useAwake";

const ASK_AGAIN_MS = 30_000;

/** The whole of a projector's picture. It needs no hands: what is on shows by itself. */
export function BigScreen({ board }: { board: Board }) {
  const queries = useQueryClient();
  const sessions = useSessions(board.id, { everyMs: ASK_AGAIN_MS });
  const [floating] = useState(() => new Floating());
  const session = useShown(sessions.data);
  useWorkshopPush(board.id, {
    onReaction: ({ person, emoji }) => floating.add(emoji, session ? nameIn(session, person) : ""),
  });
  useBoardNotices((notice) => {
    if (!isWorkshopNotice(notice) && !isDiscussionNotice(notice)) {
      void queries.invalidateQueries({ queryKey: keys.board(board.id) });
    }
  });
  useAwake();
  usePageTitle(session?.title ?? board.title);

  if (!sessions.data) return <PageLoading label="Opening the screen" />;
  const show = showOf(session);
  const withRail = session !== null && isLive(session) && show.show !== "welcome";
  return (
    <div className={classes.screen} data-show={show.show}>
      <ScreenHead board={board} session={session} />
      <div className={classes.body}>
        <main className={classes.main}>
          <ShowView show={show} session={session} board={board} />
        </main>
        {withRail && <Rail session={session} show={show} />}
      </div>
      <Away />
      <FloatingReactions floating={floating} />
    </div>
  );
}

/** The session to show, as time goes by. */
function useShown(sessions: readonly Session[] | undefined): Session | null {
  const live = liveOf(sessions);
  const [seen, setSeen] = useState<string | null>(null);
  if (live && live.id !== seen) setSeen(live.id);
  return shownOf(sessions ?? [], seen);
}

/** A picture that stands still must say so. */
function Away() {
  const { state, reason } = useConnection();
  const [late, setLate] = useState(false);
  const away = state === "offline" || state === "refused";
  useEffect(() => {
    if (!away) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), 2500);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <div role="status">
      {late && (
        <p className={classes.away}>
          {state === "refused"
            ? (reason ?? "This screen may not see the board any more.")
            : "No connection: this may be old. It goes on by itself."}
        </p>
      )}
    </div>
  );
}
