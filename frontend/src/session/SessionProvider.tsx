import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type Draft, draftOf, lostFrom } from "./lost";
import type { BoardNotice } from "./notices";
import { type OpenSession, openSession } from "./openSession";
import type { BoardSession, Leave, Role } from "./types";

/** What the provider gives to its hooks: the session, and notices that outlive it. */
interface SessionContext {
  session: OpenSession;
  onNotice(listener: (notice: BoardNotice) => void): () => void;
}

const Context = createContext<SessionContext | null>(null);

export interface SessionProviderProps {
  boardId: string;
  me: BoardSession["me"];
  role: Role;
  /** What they may write now; all that their role lets them, unless given. */
  leave?: Leave;
  children: ReactNode;
}

/**
 * Opens a board for what is inside, and closes it when it goes. With another role or name the same
 * board goes on with another `BoardSession`; another board or person is opened anew.
 */
export function SessionProvider({ boardId, me, role, leave, children }: SessionProviderProps) {
  const [session, setSession] = useState<OpenSession | null>(null);
  const [round, setRound] = useState(0);
  const listeners = useRef(new Set<(notice: BoardNotice) => void>());
  const person = useRef({ me, role, leave });
  const draft = useRef<Draft | null>(null);

  // Before the browser paints, so that nothing blinks.
  useLayoutEffect(() => {
    person.current = { me, role, leave };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` opens the board anew.
  useLayoutEffect(() => {
    const tell = (notice: BoardNotice) => {
      for (const listener of [...listeners.current]) listener(notice);
    };
    const opened = openSession({
      boardId,
      ...person.current,
      onRejected: () => {
        draft.current = draftOf(opened);
        setRound((before) => before + 1);
      },
    });
    const stops = [opened.onNotice(tell)];
    const mine = draft.current;
    draft.current = null;
    if (mine) {
      // What is lost shows beside what the server has.
      stops.push(
        onceLoaded(opened, () => tell({ type: "rejected", lost: lostFrom(mine, opened) })),
      );
    }
    setSession(opened);
    return () => {
      for (const stop of stops) stop();
      opened.destroy();
      setSession((now) => (now?.doc === opened.doc ? null : now));
    };
  }, [boardId, me.id, round]);

  const { name, color, guest } = me;
  const canWrite = leave?.canWrite;
  const within = leave?.within ?? null;
  useLayoutEffect(() => {
    setSession((now) => {
      if (!now) return now;
      const next = canWrite === undefined ? undefined : { canWrite, within };
      const same =
        now.role === role &&
        now.leave?.canWrite === canWrite &&
        (now.leave?.within ?? null) === within &&
        now.me.name === name &&
        now.me.color === color &&
        now.me.guest === guest;
      if (same) return now;
      return now.as({ me: { id: now.me.id, name, color, guest }, role, leave: next });
    });
  }, [role, canWrite, within, name, color, guest]);

  const [onNotice] = useState(() => (listener: (notice: BoardNotice) => void) => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  });

  if (!session || session.boardId !== boardId) return null;
  return <Context value={{ session, onNotice }}>{children}</Context>;
}

export function useSessionContext(): SessionContext {
  const context = useContext(Context);
  if (!context) throw new Error("A board's hooks work inside its SessionProvider only.");
  return context;
}

/** Calls back when the server's state is there, or none is to be had. */
function onceLoaded({ connection }: OpenSession, then: () => void): () => void {
  const look = () => {
    const { state } = connection.getSnapshot();
    if (state === "connecting" || state === "offline") return;
    stop();
    then();
  };
  const stop = connection.subscribe(look);
  return stop;
}
