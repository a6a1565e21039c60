import type { QueryClient } from "@tanstack/react-query";
import type { Session } from "../types";
import { workshopKeys } from "./keys";

/**
 * The newer of two copies of a session. What only some are told (how often each took part) is taken
 * from the other where this one, which was told to all, does not say it.
 */
export function newer(held: Session | undefined, came: Session): Session {
  if (!held || held === came) return came;
  const older =
    came.revision < held.revision || (came.revision === held.revision && came.now < held.now);
  return older ? withSpoke(held, came) : withSpoke(came, held);
}

function withSpoke(session: Session, other: Session): Session {
  const said = new Map(other.people.map(({ person, spoke }) => [person.id, spoke]));
  const lacks = session.people.some(({ person, spoke }) => !spoke && said.get(person.id));
  if (!lacks) return session;
  return {
    ...session,
    people: session.people.map((one) => ({
      ...one,
      spoke: one.spoke ?? said.get(one.person.id) ?? null,
    })),
  };
}

/** A list of sessions with one as it came, where it is newer; a new one first. */
export function withSession(sessions: readonly Session[] | undefined, came: Session): Session[] {
  const held = sessions?.find(({ id }) => id === came.id);
  if (!sessions || !held) return [came, ...(sessions ?? [])];
  const next = newer(held, came);
  return next === held
    ? (sessions as Session[])
    : sessions.map((one) => (one === held ? next : one));
}

/** An answer with every session in it as new as what is already known. */
export function notOlder(held: readonly Session[] | undefined, came: Session[]): Session[] {
  return came.map((session) => {
    const known = held?.find(({ id }) => id === session.id);
    return known ? newer(known, session) : session;
  });
}

/** Put a session, as an answer or a push told it, wherever it is shown. */
export function rememberSession(queries: QueryClient, came: Session): void {
  queries.setQueryData<Session[]>(
    workshopKeys.sessions(came.board),
    (sessions) =>
      // Without a list there is nothing to put it in yet: the list comes with its first fetch.
      sessions && withSession(sessions, came),
  );
  queries.setQueryData<Session>(workshopKeys.session(came.id), (held) => newer(held, came));
}

export function forgetSession(queries: QueryClient, session: Session): void {
  queries.removeQueries({ queryKey: workshopKeys.session(session.id) });
  queries.setQueryData<Session[]>(workshopKeys.sessions(session.board), (sessions) =>
    sessions?.filter(({ id }) => id !== session.id),
  );
}
