import { Button } from "@mantine/core";
import { IconAlertTriangle, IconLock, IconMapOff, IconPlugConnectedX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { explain, isUnreachable, Problem, reportOpened, useBoard, useMe } from "@/api";
import { forgetTalkOf } from "@/discussion/kept";
import { SessionProvider } from "@/session";
import { EmptyState, LinkButton } from "@/ui";
import { BoardRoom } from "./BoardRoom";
import { BoardSkeleton } from "./BoardSkeleton";
import type { BoardPlace, BoardView } from "./place";
import classes from "./states.module.css";

export interface BoardPageProps {
  boardId: string;
  view: BoardView;
  /** The item that is open in the panel. */
  itemId: string | null;
  /** The thread of comments that is open. */
  threadId: string | null;
  /** Whether one comes to answer it. */
  reply: boolean;
  /** The suggestion at which their list is open. */
  suggestionId: string | null;
  /** Change the address; what is left out stays. */
  onNavigate(to: Partial<BoardPlace>): void;
}

/** One board: loads what the service knows of it, then opens its live document. */
export default function BoardPage({ boardId, view, onNavigate, ...place }: BoardPageProps) {
  const board = useBoard(boardId);
  const me = useMe();
  const queries = useQueryClient();

  const known = board.data !== undefined;
  useEffect(() => {
    // Only the order of one's recent boards depends on it.
    if (known) void reportOpened(queries, boardId).catch(() => undefined);
  }, [known, boardId, queries]);

  const person = me.data?.id;
  const gone = board.error instanceof Problem && [403, 404].includes(board.error.status);
  useEffect(() => {
    if (gone && person) forgetTalkOf(person, boardId);
  }, [gone, person, boardId]);

  // What this browser kept serves while the service is away, not where it refuses.
  const refused = board.isError && !isUnreachable(board.error);
  if (board.data && me.data && !refused) {
    const { id, name, color, guest } = me.data;
    return (
      <SessionProvider
        key={boardId}
        boardId={boardId}
        me={{ id, name, color, guest }}
        role={board.data.role}
        leave={{ canWrite: board.data.can_write, within: board.data.within }}
      >
        <BoardRoom board={board.data} me={me.data} view={view} {...place} onNavigate={onNavigate} />
      </SessionProvider>
    );
  }
  if (board.isError) {
    return <BoardProblem error={board.error} again={() => void board.refetch()} />;
  }
  if (me.data === null) {
    return (
      <Notice
        icon={<IconLock size={22} />}
        title="Sign in to open this board"
        actions={
          <LinkButton to="/sign-in" search={{ next: `/boards/${boardId}` }}>
            Sign in
          </LinkButton>
        }
      >
        If somebody sent you an invite link, open that instead: it needs no account.
      </Notice>
    );
  }
  if (me.isError) return <BoardProblem error={me.error} again={() => void me.refetch()} />;
  return <BoardSkeleton view={view} />;
}

function BoardProblem({ error, again }: { error: unknown; again(): void }) {
  const status = error instanceof Problem ? error.status : -1;
  const home = (
    <LinkButton to="/" variant="default">
      Go to your boards
    </LinkButton>
  );
  if (status === 404) {
    return (
      <Notice icon={<IconMapOff size={22} />} title="This board is not here" actions={home}>
        It may have been deleted, or the link is not complete.
      </Notice>
    );
  }
  if (status === 403) {
    return (
      <Notice icon={<IconLock size={22} />} title="You have no access to this board" actions={home}>
        Ask somebody who is on it for an invite link.
      </Notice>
    );
  }
  const { title, detail, retry } = explain(error);
  return (
    <Notice
      icon={
        isUnreachable(error) ? <IconPlugConnectedX size={22} /> : <IconAlertTriangle size={22} />
      }
      title={title}
      actions={
        <>
          {retry && <Button onClick={again}>Try again</Button>}
          {home}
        </>
      }
    >
      {detail}
    </Notice>
  );
}

/** A board that cannot be shown: why, and the way on. */
export function Notice({
  icon,
  title,
  actions,
  children,
}: {
  icon: ReactNode;
  title: string;
  actions: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className={classes.notice}>
      <EmptyState titleOrder={1} icon={icon} title={title} actions={actions}>
        {children}
      </EmptyState>
    </main>
  );
}
