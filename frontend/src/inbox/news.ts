import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type BoardNotice, useBoardNotices } from "@/session";
import { askForCount } from "./api";

/** Much said at once is asked about once; and inboxes are filled a moment after boards are told. */
const AT_MOST_EVERY_MS = 2_000;

/** Tells whether what happened on a board may have put something into one's inbox. */
export function newsReader(): (notice: BoardNotice) => boolean {
  // A session is told of several times a second: that it began or ended is the news of it.
  const states = new Map<unknown, unknown>();
  return (notice) => {
    if (notice.type === "thread" || notice.type === "suggestion" || notice.type === "decision") {
      return true;
    }
    if (notice.type !== "session") return false;
    const { id, state } = (notice.message.session ?? {}) as { id?: unknown; state?: unknown };
    if (id === undefined || states.get(id) === state) return false;
    states.set(id, state);
    return true;
  };
}

/** Runs at once, and once more at the end of the time in which it was called. */
export function atMostEvery(milliseconds: number, run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const rest = () => {
    timer = undefined;
    if (!again) return;
    again = false;
    begin();
  };
  const begin = () => {
    run();
    timer = setTimeout(rest, milliseconds);
  };
  return {
    call: () => {
      if (timer === undefined) begin();
      again = true;
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  };
}

/** Asks for the count as soon as something happens on the open board. */
export function useInboxNews(): void {
  const queries = useQueryClient();
  const [read] = useState(newsReader);
  const [ask] = useState(() => atMostEvery(AT_MOST_EVERY_MS, () => askForCount(queries)));
  useEffect(() => ask.stop, [ask]);
  useBoardNotices((notice) => {
    if (read(notice)) ask.call();
  });
}
