import { useEffect, useRef, useState } from "react";
import { others } from "@/board/header/PeopleHere";
import { useLatest } from "@/board/useLatest";
import type { Peer } from "@/session";
import type { Session } from "../types";

/** The window in which the facilitator is on the board; null where they are not, or are oneself. */
export function leaderOf(
  session: Pick<Session, "facilitator"> | null,
  peers: readonly Peer[],
  me: string,
): Peer | null {
  const leader = session?.facilitator?.id;
  return others(peers, me).find(({ id }) => id === leader) ?? null;
}

/**
 * While the facilitator leads, everyone follows them; whoever looks elsewhere stays away until they
 * come back, or until it begins anew.
 */
export function useLed({
  led,
  leader,
  following,
  follow,
}: {
  /** Whether one is to follow now. */
  led: boolean;
  leader: Peer | null;
  following: Peer | null;
  follow(clientId: number | null): void;
}): {
  /** Whether one looks elsewhere though the facilitator leads. */
  away: boolean;
  comeBack(): void;
  /** Follow somebody, or nobody, by one's own choice. */
  choose(clientId: number | null): void;
} {
  const [away, setAway] = useState(false);
  const takeUp = useLatest(follow);
  const wasLed = useRef(false);
  const client = leader?.clientId ?? null;
  const withLeader = following !== null && following.id === leader?.id;

  useEffect(() => {
    if (led) {
      const begins = !wasLed.current;
      if (begins && away) setAway(false);
      if ((begins || !away) && client !== null && !withLeader) takeUp(client);
    } else if (wasLed.current && !away) {
      takeUp(null);
    }
    wasLed.current = led;
  });

  return {
    away: led && away,
    comeBack: () => {
      setAway(false);
      if (client !== null) follow(client);
    },
    choose: (clientId) => {
      if (led) setAway(clientId === null || clientId !== client);
      follow(clientId);
    },
  };
}
