import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { explain, isUnreachable } from "@/api";
import { newId } from "@/plan/ids";
import { type ActivityPlace, useAddNote } from "../../api";
import type { NoteColor } from "../../types";
import { NoteOutbox, type WaitingNote } from "./NoteOutbox";

/** Notes that one writes in an activity, on their way to the server. */
export function useNoteOutbox(
  of: ActivityPlace,
  me: string,
): {
  waiting: readonly WaitingNote[];
  away: boolean;
  add(text: string, color: NoteColor): void;
  drop(id: string): void;
} {
  const { mutateAsync } = useAddNote(of);
  const latest = useRef(mutateAsync);
  useEffect(() => {
    latest.current = mutateAsync;
  });
  const key = `planhall-notes ${me} ${of.activity}`;
  const outbox = useMemo(
    () =>
      new NoteOutbox({
        send: ({ id, text, color }) => latest.current({ id, text, color }),
        refusal: (error) => {
          if (isUnreachable(error)) return null;
          const { title, detail } = explain(error);
          return detail || title;
        },
        storage: storage(),
        key,
        newId,
      }),
    [key],
  );
  useEffect(() => {
    outbox.flush();
    const again = () => outbox.flush();
    window.addEventListener("online", again);
    return () => {
      window.removeEventListener("online", again);
      outbox.stop();
    };
  }, [outbox]);
  const { waiting, away } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot);
  return useMemo(
    () => ({
      waiting,
      away,
      add: (text, color) => outbox.add(text, color),
      drop: (id) => outbox.drop(id),
    }),
    [waiting, away, outbox],
  );
}

/** Closed with the tab: what waits there is for nobody else who uses this browser. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
