import { useMemo } from "react";
import { useBoardPeople } from "@/api";
import { usePeers, useSession } from "@/session";
import type { AvatarPerson } from "@/ui";

/** Whom one may name as an owner: oneself, who has access to the board, and who is here now. */
export function useOwnerChoices(): readonly AvatarPerson[] {
  const session = useSession();
  const people = useBoardPeople(session.boardId).data;
  const peers = usePeers();
  return useMemo(() => {
    const found = new Map<string, AvatarPerson>([[session.me.id, session.me]]);
    for (const { person } of people ?? []) if (!found.has(person.id)) found.set(person.id, person);
    for (const peer of peers) {
      if (!found.has(peer.id)) {
        const { id, name, color, guest } = peer;
        found.set(id, { id, name, color, guest });
      }
    }
    return [...found.values()];
  }, [session, people, peers]);
}
