import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { type BoardSession, type Peer, usePeers, useSession } from "@/session";
import type { BoardPlace } from "./place";
import { useLatest } from "./useLatest";

/** Tell those who follow which item is open here, besides where one is. */
export function useTellOpen(session: BoardSession, open: string | null): void {
  useEffect(() => {
    session.awareness.setLocalStateField("open", open);
  }, [session, open]);
}

function openOf(session: BoardSession, clientId: number): string | null {
  const open: unknown = session.awareness.getStates().get(clientId)?.open;
  return typeof open === "string" ? open : null;
}

/**
 * Follow somebody: their view, their place and the item they have open become one's own, until they
 * leave or one stops. Whatever one does oneself stops it; see `FollowFrame`.
 */
export function useFollow({
  view,
  itemId,
  onNavigate,
  onReveal,
}: BoardPlaceNow & {
  onNavigate(to: Partial<BoardPlace>): void;
  onReveal(item: string): void;
}): { following: Peer | null; follow(clientId: number | null): void } {
  const session = useSession();
  const peers = usePeers();
  const [leader, setLeader] = useState<{ clientId: number; id: string; name: string } | null>(null);
  // A window that was reloaded is another client of the same person.
  const following =
    leader === null
      ? null
      : (peers.find(({ clientId }) => clientId === leader.clientId) ??
        peers.find(({ id }) => id === leader.id) ??
        null);

  const [open, setOpen] = useState<string | null>(null);
  const client = following?.clientId ?? null;
  useEffect(() => {
    if (client === null) return;
    const read = () => setOpen(openOf(session, client));
    read();
    session.awareness.on("change", read);
    return () => session.awareness.off("change", read);
  }, [session, client]);

  const go = useLatest(
    (to: { view: BoardPlace["view"]; open: string | null; item: string | null }) => {
      if (to.view !== view || to.open !== itemId) onNavigate({ view: to.view, item: to.open });
      const at = to.item ?? to.open;
      if (at !== null) onReveal(at);
    },
  );
  const theirView = following?.view;
  const theirItem = following?.item ?? null;
  useEffect(() => {
    if (theirView !== undefined) go({ view: theirView, open, item: theirItem });
  }, [theirView, theirItem, open, go]);

  const left = leader !== null && following === null ? leader.name : null;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (left === null) {
      told.current = null;
      return;
    }
    // A reload takes a moment.
    const timer = setTimeout(() => {
      if (told.current !== left) notifications.show({ message: `${left} left the board` });
      told.current = left;
      setLeader(null);
    }, 4000);
    return () => clearTimeout(timer);
  }, [left]);

  return {
    following,
    follow: (clientId) => {
      const peer = peers.find((one) => one.clientId === clientId);
      setOpen(peer ? openOf(session, peer.clientId) : null);
      setLeader(peer ? { clientId: peer.clientId, id: peer.id, name: peer.name } : null);
    },
  };
}

interface BoardPlaceNow {
  view: BoardPlace["view"];
  itemId: string | null;
}
