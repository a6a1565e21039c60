import type { Session } from "../types";

/** What somebody is called in a session; of who is not in it, nothing is known. */
export function nameIn({ people }: Pick<Session, "people">, id: string): string {
  return people.find(({ person }) => person.id === id)?.person.name ?? "Somebody";
}
