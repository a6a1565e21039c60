import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { Item, Plan } from "@/plan/types";
import type { BoardNotice } from "./notices";
import { useSessionContext } from "./SessionProvider";
import type { TitleCaret } from "./titleCarets";
import type { BoardSession, Connection, Peer, Readable, UndoState } from "./types";

function useReadable<T>({ subscribe, getSnapshot }: Readable<T>): T {
  return useSyncExternalStore(subscribe, getSnapshot);
}

/** The open board. */
export function useSession(): BoardSession {
  return useSessionContext().session;
}

/** The whole plan. For one item, `useItem` renders less often. */
export function usePlan(): Plan {
  return useReadable(useSessionContext().session.plan);
}

/** One live item; undefined where there is none. Renders again only when that item changed. */
export function useItem(id: string | null): Item | undefined {
  const { plan } = useSessionContext().session;
  return useSyncExternalStore(plan.subscribe, () =>
    id === null ? undefined : plan.getSnapshot().items.get(id),
  );
}

/** Whether one may change an item now. */
export function useMayEdit(id: string): boolean {
  const { session } = useSessionContext();
  return useSyncExternalStore(session.plan.subscribe, () => session.mayEdit(id));
}

/** Whether all is saved. */
export function useConnection(): Connection {
  return useReadable(useSessionContext().session.connection);
}

/** Who else is on the board. */
export function usePeers(): readonly Peer[] {
  return useReadable(useSessionContext().session.peers);
}

/** Whether there is something to undo or redo. */
export function useUndoState(): UndoState {
  return useReadable(useSessionContext().session.undo);
}

/** The others' carets in a title; renders again only when they changed. */
export function useTitleCarets(itemId: string): readonly TitleCaret[] {
  const { titleCarets } = useSessionContext().session;
  return useSyncExternalStore(titleCarets.subscribe, () => titleCarets.in(itemId));
}

/** Hears the server's notices about the board; the handler may be a new one with each render. */
export function useBoardNotices(handler: (notice: BoardNotice) => void): void {
  const { onNotice } = useSessionContext();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const hear = useCallback((notice: BoardNotice) => latest.current(notice), []);
  useEffect(() => onNotice(hear), [onNotice, hear]);
}
