import { useEffect, useRef } from "react";
import { useSession } from "@/session";
import { markSeen } from "./api";

const EVERY_MS = 60_000;
/** Who was away for longer is told what changed meanwhile. */
export const AWAY_MS = 5 * 60_000;

/**
 * Tells the service now and then, and on leaving, that one has seen what is on the board: so that
 * what one watched live does not come up again. Only while `watching`: the page shows, and nothing
 * that changed before waits to be looked at.
 */
export function useVisit({
  boardId,
  watching,
  onReturn,
}: {
  boardId: string;
  watching: boolean;
  /** One is back, in a page that was hidden or cut off for long. */
  onReturn(): void;
}): void {
  const session = useSession();
  const now = useRef({ watching, onReturn });
  useEffect(() => {
    now.current = { watching, onReturn };
  });
  const record = useRef<(leaving?: boolean) => void>(() => undefined);

  useEffect(() => {
    let unseen = true;
    let awaySince: number | null = null;
    const isOnline = () => {
      const { state } = session.connection.getSnapshot();
      return state === "saved" || state === "saving";
    };
    const note = () => {
      unseen = true;
    };
    record.current = (leaving = false) => {
      if (!unseen || !now.current.watching || awaySince !== null || !isOnline()) return;
      unseen = false;
      // What could not be told now is told in the next round.
      markSeen(boardId, { leaving }).catch(note);
    };
    const look = () => {
      const here = document.visibilityState === "visible" && isOnline();
      if (here === (awaySince === null)) return;
      if (!here) {
        awaySince = Date.now();
        return;
      }
      const long = awaySince !== null && Date.now() - awaySince > AWAY_MS;
      awaySince = null;
      if (long) now.current.onReturn();
    };
    const leave = () => record.current(true);
    const onVisibility = () => {
      if (document.visibilityState === "hidden") leave();
      look();
    };
    look();
    session.doc.on("update", note);
    const stop = session.connection.subscribe(look);
    const timer = setInterval(() => record.current(), EVERY_MS);
    document.addEventListener("visibilitychange", onVisibility);
    window.addEventListener("pagehide", leave);
    return () => {
      leave();
      record.current = () => undefined;
      session.doc.off("update", note);
      stop();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      window.removeEventListener("pagehide", leave);
    };
  }, [session, boardId]);

  useEffect(() => {
    if (watching) record.current();
  }, [watching]);
}
