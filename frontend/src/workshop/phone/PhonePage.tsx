import { Button } from "@mantine/core";
import { IconMapOff, IconPlugConnectedX } from "@tabler/icons-react";
import { isUnreachable, type Me, useBoard } from "@/api";
import { ProblemState } from "@/app/ErrorPages";
import { Announcer } from "@/board/announce";
import { SessionProvider } from "@/session";
import { EmptyState, LinkButton, PageLoading } from "@/ui";
import classes from "./Phone.module.css";
import { PhoneRoom } from "./PhoneRoom";

/**
 * A session on a phone. It opens the board's live document too: the service's pushes come over its
 * socket, one's presence tells the others that one is there, and groups and breakouts name items
 * and stakeholder groups that only the document holds. It costs one small frame.
 */
export default function PhonePage({
  me,
  board: boardId,
  session: sessionId,
  onJoinAgain,
}: {
  me: Me;
  board: string;
  session: string;
  /** For somebody who is not on the board any more. */
  onJoinAgain(): void;
}) {
  const board = useBoard(boardId);
  const refused = board.isError && !isUnreachable(board.error);
  if (board.data && !refused) {
    const { id, name, color, guest } = me;
    return (
      <SessionProvider
        key={boardId}
        boardId={boardId}
        me={{ id, name, color, guest }}
        role={board.data.role}
      >
        <Announcer>
          <PhoneRoom board={board.data} me={me} sessionId={sessionId} />
        </Announcer>
      </SessionProvider>
    );
  }
  if (!board.isError) return <PageLoading />;
  return (
    <main className={classes.notice}>
      {refused ? (
        <EmptyState
          titleOrder={1}
          icon={<IconMapOff size={22} />}
          title="You are not in this session any more"
          actions={
            <>
              <Button size="md" onClick={onJoinAgain}>
                Join again
              </Button>
              <LinkButton to="/s" variant="default" size="md">
                Type another code
              </LinkButton>
            </>
          }
        >
          If that does not help, ask who runs the session to let you in.
        </EmptyState>
      ) : (
        <ProblemState
          error={board.error}
          actions={
            <Button
              leftSection={<IconPlugConnectedX size={16} />}
              loading={board.isFetching}
              onClick={() => void board.refetch()}
            >
              Try again
            </Button>
          }
        />
      )}
    </main>
  );
}
