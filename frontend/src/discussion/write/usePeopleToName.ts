import { useMemo } from "react";
import { useBoardPeople } from "@/api";
import { usePeers, useSession } from "@/session";
import type { AvatarPerson } from "@/ui";

/** Whom one can name: who has access to the board, and who is here now. */
export function usePeopleToName(): readonly AvatarPerson[] {
  const { boardId } = useSession();
  const people = useBoardPeople(boardId).data;
  const peers = usePeers();
  return useMemo(() => {
    const found = new Map<string, AvatarPerson>();
    for (const { person } of people ?? []) found.set(person.id, person);
    for (const { id, name, color, guest } of peers) {
      if (!found.has(id)) found.set(id, { id, name, color, guest });
    }
    return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
  }, [people, peers]);
}
