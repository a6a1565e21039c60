import { Button } from "@mantine/core";
import { IconFileOff, IconLock } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type Me, Problem } from "@/api";
import { AppShell } from "@/app/AppShell";
import { ProblemState } from "@/app/ErrorPages";
import { RequirePerson } from "@/app/RequirePerson";
import { usePageTitle } from "@/app/usePageTitle";
import { CardSkeletons, EmptyState, LinkButton } from "@/ui";
import { useRecord } from "../api";
import type { SessionRecord } from "../types";
import { Record } from "./Record";
import classes from "./RecordPage.module.css";
import { RecordTools } from "./RecordTools";

const route = getRouteApi("/sessions/$sessionId/record");

/** What is left of a session. */
export default function RecordPage() {
  const { sessionId } = route.useParams();
  return <RequirePerson>{(me) => <Page key={sessionId} id={sessionId} me={me} />}</RequirePerson>;
}

function Page({ id, me }: { id: string; me: Me }) {
  const record = useRecord(id);
  usePageTitle(record.data ? `Record of ${record.data.title}` : "Record");
  return (
    <AppShell
      me={me}
      place={record.data && <ToBoard record={record.data} />}
      tools={record.data && <RecordTools record={record.data} />}
    >
      {record.data ? (
        <Record record={record.data} />
      ) : record.isError ? (
        <NoRecord
          error={record.error}
          again={() => void record.refetch()}
          asking={record.isFetching}
        />
      ) : (
        <div className={classes.loading}>
          <CardSkeletons count={3} label="Loading the record" />
        </div>
      )}
    </AppShell>
  );
}

function ToBoard({ record }: { record: SessionRecord }) {
  return (
    <Link to="/boards/$boardId" params={{ boardId: record.board }} className={classes.board}>
      {record.board_title}
    </Link>
  );
}

function NoRecord({ error, again, asking }: { error: unknown; again(): void; asking: boolean }) {
  const status = error instanceof Problem ? error.status : -1;
  const home = (
    <LinkButton to="/" variant="default">
      Go to your boards
    </LinkButton>
  );
  if (status === 403) {
    return (
      <EmptyState
        titleOrder={1}
        icon={<IconLock size={22} />}
        title="You may not read this record"
        actions={home}
      >
        It is for those who are on the board of the session.
      </EmptyState>
    );
  }
  if (status === 404) {
    return (
      <EmptyState
        titleOrder={1}
        icon={<IconFileOff size={22} />}
        title="There is no such record"
        actions={home}
      >
        The session may have been deleted, or you are not on its board.
      </EmptyState>
    );
  }
  return (
    <ProblemState
      error={error}
      actions={
        <Button loading={asking} onClick={again}>
          Try again
        </Button>
      }
    />
  );
}
