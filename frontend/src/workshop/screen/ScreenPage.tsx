import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { isUnreachable, type Me, useBoard } from "@/api";
import { ProblemState } from "@/app/ErrorPages";
import { RequirePerson } from "@/app/RequirePerson";
import { Announcer } from "@/board/announce";
import { SessionProvider } from "@/session";
import { LinkButton, PageLoading } from "@/ui";
import { BigScreen } from "./BigScreen";
import classes from "./Screen.module.css";

const route = getRouteApi("/boards/$boardId/screen");

/** What a projector shows of the session on a board; for anyone who is on the board. */
export default function ScreenPage() {
  const { boardId } = route.useParams();
  return (
    <RequirePerson>{(me) => <Screen key={boardId} boardId={boardId} me={me} />}</RequirePerson>
  );
}

function Screen({ boardId, me }: { boardId: string; me: Me }) {
  const board = useBoard(boardId);
  const refused = board.isError && !isUnreachable(board.error);
  if (board.data && !refused) {
    const { id, name, color, guest } = me;
    return (
      <SessionProvider boardId={boardId} me={{ id, name, color, guest }} role={board.data.role}>
        <Announcer>
          <BigScreen board={board.data} />
        </Announcer>
      </SessionProvider>
    );
  }
  if (!board.isError) return <PageLoading />;
  return (
    <main className={classes.problem}>
      <ProblemState
        error={board.error}
        actions={
          refused ? (
            <LinkButton to="/" variant="default">
              Go to your boards
            </LinkButton>
          ) : (
            <Button loading={board.isFetching} onClick={() => void board.refetch()}>
              Try again
            </Button>
          )
        }
      />
    </main>
  );
}
