import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Board, Me } from "@/api";
import { useLatest } from "@/board/useLatest";
import { newId } from "@/plan/ids";
import { useConnection, useSession } from "@/session";
import { knownThreads, useThreadChanges, useThreadPush, useThreads } from "./api/threads";
import {
  type Discussion,
  DiscussionContext,
  PanelContext,
  type PanelState,
  type Wish,
} from "./context";
import { Drafts } from "./Drafts";
import { keptName, storage } from "./kept";
import { type ShownThread, withWaiting } from "./shown";
import { Talk } from "./Talk";
import { useOutbox } from "./useOutbox";

/** Where the sheet covers the item. */
export const SMALL = "(max-width: 48em)";

/** The comments of a board, for all that is shown of it. */
export function DiscussionProvider({
  board,
  me,
  threadId,
  reply,
  itemId,
  onNavigate: navigate,
  children,
}: {
  board: Board;
  me: Me;
  threadId: string | null;
  /** Whether one comes to answer the thread. */
  reply: boolean;
  itemId: string | null;
  onNavigate(to: { thread?: string | null; item?: string | null }): void;
  children: ReactNode;
}) {
  const queries = useQueryClient();
  const { role } = useSession();
  const { id: meId, name, color, guest } = me;
  const person = useMemo(() => ({ id: meId, name, color, guest }), [meId, name, color, guest]);
  const query = useThreads(board.id, meId);
  useThreadPush(board.id);
  const changes = useThreadChanges(board.id, person);
  const outbox = useOutbox(board.id, meId);
  const drafts = useMemo(
    () => new Drafts(storage(), keptName("drafts", meId, board.id)),
    [meId, board.id],
  );
  const [talk] = useState(() => new Talk());
  const [opened, setOpened] = useState(threadId !== null);
  const [wish, setWish] = useState<Wish | null>(() =>
    threadId ? { thread: threadId, reply } : null,
  );

  const { data } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new data is a reason to look
  useLayoutEffect(() => {
    // Not from the query's own data: what was sent is in the cache before the outbox lets it go.
    const look = () => {
      const { waiting } = outbox.getSnapshot();
      talk.show(withWaiting(knownThreads(queries, board.id), waiting, board.id, person));
    };
    look();
    return outbox.subscribe(look);
  }, [outbox, queries, board.id, person, talk, data]);
  useLayoutEffect(() => talk.activate(threadId), [talk, threadId]);

  // Back from being away: what waits goes before its next try.
  const { state } = useConnection();
  const online = state === "saved" || state === "saving";
  useEffect(() => {
    if (online) outbox.flush();
  }, [online, outbox]);
  useEffect(() => {
    const flush = () => drafts.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      flush();
      window.removeEventListener("pagehide", flush);
    };
  }, [drafts]);

  // What was opened here is in the address by our own doing; any other thread in it came by a link.
  const opening = useRef(threadId);
  const onNavigate = useLatest((to: { thread?: string | null; item?: string | null }) => {
    if (to.thread !== undefined) opening.current = to.thread;
    navigate(to);
  });
  // Who comes by a link to a thread sees what it is about, too.
  const arriving = useRef(threadId !== null && itemId === null);
  useEffect(() => {
    if (opening.current === threadId) return;
    opening.current = threadId;
    if (threadId === null) return;
    setOpened(true);
    setWish({ thread: threadId, reply });
    arriving.current = itemId === null;
  }, [threadId, reply, itemId]);
  const about = data?.find(({ id }) => id === threadId)?.item ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread may be about the same
  useEffect(() => {
    if (!arriving.current || about === null) return;
    arriving.current = false;
    if (!matchMedia(SMALL).matches) onNavigate({ item: about });
  }, [about, threadId, onNavigate]);

  const open = useLatest((next: Wish = {}) => {
    setOpened(true);
    setWish(next);
    const thread = talk.threads().find(({ id }) => id === next.thread);
    if (!thread) {
      if (threadId !== null) onNavigate({ thread: null });
    } else if (thread.item === null || matchMedia(SMALL).matches) onNavigate({ thread: thread.id });
    else onNavigate({ thread: thread.id, item: thread.item });
  });
  const close = useLatest(() => {
    setOpened(false);
    setWish(null);
    if (threadId !== null) onNavigate({ thread: null });
  });
  const show = useLatest((thread: ShownThread) => {
    if (thread.item === null || !matchMedia(SMALL).matches) return open({ thread: thread.id });
    // The sheet makes room for the item; the words stay marked.
    setOpened(false);
    onNavigate({ thread: thread.id, item: thread.item });
  });
  const toggle = useLatest(() => (opened ? close() : open()));

  const mayWrite = role !== "viewer";
  const discussion = useMemo<Discussion>(
    () => ({
      board: board.id,
      me: person,
      role,
      mayWrite,
      talk,
      drafts,
      outbox,
      changes,
      open,
      show,
      close,
      toggle,
      begin: (place) => {
        drafts.begin(newId(), place);
        open({ item: place.item });
      },
      send: (what, body) => {
        const at = new Date().toISOString();
        if ("thread" in what) {
          outbox.add({ kind: "reply", id: newId(), thread: what.thread, body, at });
        } else {
          outbox.add({ kind: "thread", id: newId(), comment: newId(), ...what.place, body, at });
        }
      },
    }),
    [board.id, person, role, mayWrite, talk, drafts, outbox, changes, open, show, close, toggle],
  );
  const { isError, error, refetch } = query;
  const panel = useMemo<PanelState>(
    () => ({
      opened,
      active: threadId,
      wish,
      status: data ? "ready" : isError ? "error" : "loading",
      error,
      retry: () => void refetch(),
    }),
    [opened, threadId, wish, data, isError, error, refetch],
  );
  return (
    <DiscussionContext value={discussion}>
      <PanelContext value={panel}>{children}</PanelContext>
    </DiscussionContext>
  );
}
