import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { explain, isUnreachable, Problem } from "@/api";
import { rest } from "./api/rest";
import { takeAnswer } from "./api/threads";
import { keptName, storage } from "./kept";
import { Outbox, type Waiting } from "./Outbox";

const AWAY_MS = 2500;
/** Too many at once, or signed out in another window: it passes, but not soon. */
const LATER_MS = 20_000;

/** What one wrote on a board, on its way to the server. */
export function useOutbox(board: string, me: string): Outbox {
  const queries = useQueryClient();
  const outbox = useMemo(() => {
    const send = (waiting: Waiting) => {
      const { id, body } = waiting;
      if (waiting.kind === "reply") return rest.reply(waiting.thread, { id, body });
      const { comment, item, field, anchor, quote } = waiting;
      return rest.begin(board, { id, item, field, anchor, quote, comment: { id: comment, body } });
    };
    return new Outbox({
      send: (waiting) => takeAnswer(queries, board, () => send(waiting)),
      verdict: (error) => {
        if (isUnreachable(error)) return { againMs: AWAY_MS };
        if (error instanceof Problem && [401, 429].includes(error.status)) {
          const seconds = error.members.retry_after;
          return { againMs: typeof seconds === "number" ? seconds * 1000 : LATER_MS };
        }
        const { title, detail } = explain(error);
        return { refused: detail || title };
      },
      storage: storage(),
      name: keptName("outbox", me, board),
    });
  }, [queries, board, me]);

  useEffect(() => {
    outbox.flush();
    const again = () => outbox.flush();
    const reread = ({ key }: StorageEvent) => {
      if (key === keptName("outbox", me, board)) outbox.reread();
    };
    window.addEventListener("online", again);
    window.addEventListener("storage", reread);
    return () => {
      window.removeEventListener("online", again);
      window.removeEventListener("storage", reread);
      outbox.stop();
    };
  }, [outbox, board, me]);
  return outbox;
}
