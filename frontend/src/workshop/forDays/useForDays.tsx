import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Board, Me } from "@/api";
import { useSessions } from "../api/sessions";
import { mayTakePart, type Session } from "../types";
import { useServerNow } from "../useClock";
import { closedOn, openOn } from "./state";

const OpenStrips = lazy(() => import("./OpenStrips"));
const StagePanel = lazy(() => import("../room/StagePanel"));

const NONE: readonly Session[] = [];

/**
 * What is open for days on a board, around its plan: a strip for each activity, and the one that
 * somebody takes part in. Nothing of it is loaded while there is none.
 */
export function useForDays(
  board: Board,
  me: Pick<Me, "id">,
): { strip: ReactNode; stage: ReactNode } {
  // The live room fetches them and keeps them new.
  const sessions = useSessions(board.id, { enabled: false }).data ?? NONE;
  const now = useServerNow(15_000);
  const [shown, setShown] = useState<string | null>(null);
  const [dismissed, dismiss] = useDismissed(board.id);

  const open = openOn(sessions, now);
  const closed = closedOn(sessions, now, me.id).filter(
    ({ activity }) => !dismissed.includes(activity.id),
  );
  const session = sessions.find(({ activities }) => activities.some(({ id }) => id === shown));
  const activity = session?.activities.find(({ id }) => id === shown);
  const close = () => setShown(null);
  return {
    strip: open.length + closed.length > 0 && (
      <Suspense>
        <OpenStrips
          open={open}
          closed={closed}
          now={now}
          shown={shown}
          takesPart={mayTakePart(board.role)}
          onShow={(id) => setShown(shown === id ? null : id)}
          onDismiss={dismiss}
        />
      </Suspense>
    ),
    stage: session && activity && (
      <Suspense>
        <StagePanel
          alone
          session={session}
          activity={activity}
          me={me}
          role={board.role}
          facilitating={session.facilitator?.id === me.id}
          onClose={close}
        />
      </Suspense>
    ),
  };
}

/** Closed activities that one has seen enough of; kept in this browser. */
function useDismissed(board: string): [readonly string[], (id: string) => void] {
  const key = `planhall-closed-seen ${board}`;
  const [ids, setIds] = useState<readonly string[]>(() => read(key));
  return [
    ids,
    (id) => {
      const next = [...ids, id].slice(-50);
      setIds(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Then it is gone until the page is loaded anew.
      }
    },
  ];
}

function read(key: string): readonly string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(held) ? held.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
