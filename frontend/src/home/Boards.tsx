import { Button, TextInput } from "@mantine/core";
import { useHotkeys, useNetwork } from "@mantine/hooks";
import {
  IconArchive,
  IconFileImport,
  IconLayoutList,
  IconPlus,
  IconSearch,
  IconSearchOff,
  IconWifiOff,
  IconX,
} from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useDeferredValue, useId, useRef, useState } from "react";
import {
  type Board,
  explain,
  isUnreachable,
  type Me,
  useBoards,
  type useWorkspaces,
  type Workspace,
} from "@/api";
import { unreachable } from "@/api/problem";
import { ProblemState } from "@/app/ErrorPages";
import { CardSkeletons, EmptyState, Shortcut } from "@/ui";
import { BoardCard } from "./BoardCard";
import classes from "./Boards.module.css";
import { boardsOnHome } from "./boards";
import { DropTarget } from "./DropTarget";

const CreateDialog = lazy(() => import("./CreateDialog"));
const ImportDialog = lazy(() => import("./ImportDialog"));

export function Boards({
  me,
  workspace,
  workspaces,
  archived,
}: {
  me: Me;
  workspace: Workspace | null;
  workspaces: ReturnType<typeof useWorkspaces>;
  archived: boolean;
}) {
  const boards = useBoards();
  const { online } = useNetwork();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<"create" | "import" | null>(null);
  const [file, setFile] = useState<File | null>(null);
  useHotkeys([["/", () => search.current?.focus()]]);

  const shown = boardsOnHome(boards.data ?? [], {
    workspace: workspace?.id ?? null,
    workspaces: workspaces.data ?? [],
    archived,
    query: useDeferredValue(query),
  });
  const first = shown.own[0] ?? shown.shared[0];
  const total = shown.own.length + shown.shared.length;
  const mayCreate = workspace !== null;
  const loading = boards.isPending || workspaces.isPending;
  const failed =
    !boards.data && boards.isError
      ? boards
      : !workspaces.data && workspaces.isError
        ? workspaces
        : null;

  const importFile = (next: File | null) => {
    setFile(next);
    setDialog("import");
  };
  const retry = () => {
    void boards.refetch();
    void workspaces.refetch();
  };

  let content: ReactNode;
  if (failed) {
    content = (
      <ProblemState
        error={failed.error}
        actions={
          <Button loading={boards.isFetching} onClick={retry}>
            Try again
          </Button>
        }
      />
    );
  } else if (loading) {
    content = (
      <div className={classes.grid}>
        <CardSkeletons label="Loading your boards…" />
      </div>
    );
  } else if (total === 0) {
    content = (
      <NothingHere
        guest={me.guest}
        archived={archived}
        query={query}
        onClear={() => setQuery("")}
        onCreate={mayCreate ? () => setDialog("create") : undefined}
        onImport={mayCreate ? () => importFile(null) : undefined}
      />
    );
  } else {
    content = (
      <>
        {shown.own.length > 0 && (
          <BoardGrid
            boards={shown.own}
            label="In this workspace"
            heading={shown.shared.length > 0}
          />
        )}
        {shown.shared.length > 0 && (
          <BoardGrid boards={shown.shared} label="Shared with you" heading={!me.guest} />
        )}
      </>
    );
  }

  return (
    <>
      <div className={classes.head}>
        <h1 className={classes.title}>{archived ? "Archive" : "Boards"}</h1>
        <div className={classes.filters}>
          <TextInput
            ref={search}
            type="search"
            className={classes.search}
            aria-label="Search boards"
            placeholder="Search"
            leftSection={<IconSearch size={15} stroke={2} aria-hidden="true" />}
            rightSection={
              query === "" ? (
                <span className={classes.slash}>
                  <Shortcut keys="/" />
                </span>
              ) : null
            }
            rightSectionPointerEvents="none"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                setQuery("");
                event.currentTarget.blur();
              } else if (event.key === "Enter" && query.trim() !== "" && first) {
                void navigate({ to: "/boards/$boardId", params: { boardId: first.id } });
              }
            }}
          />
          {mayCreate && (
            <>
              <Button
                variant="default"
                className={classes.import}
                leftSection={<IconFileImport size={16} stroke={1.75} />}
                aria-label="Import a file"
                onClick={() => importFile(null)}
              >
                <span className={classes.wide}>Import</span>
              </Button>
              <Button
                leftSection={<IconPlus size={16} stroke={2.25} />}
                onClick={() => setDialog("create")}
              >
                New board
              </Button>
            </>
          )}
        </div>
      </div>

      {boards.data && (boards.isError || !online) && (
        <StaleNote
          error={boards.error ?? unreachable()}
          fetching={boards.isFetching}
          onRetry={retry}
        />
      )}
      {content}
      {!loading && !failed && (archived || shown.elsewhere > 0) && (
        <p className={classes.archive}>
          <Link
            to="/"
            search={(now) => ({ ...now, archived: archived ? undefined : true })}
            className={classes.archiveLink}
          >
            {archived ? (
              "Back to your boards"
            ) : (
              <>
                <IconArchive size={15} stroke={1.75} aria-hidden="true" />
                Archive
                <span className={classes.count}>{shown.elsewhere}</span>
              </>
            )}
          </Link>
        </p>
      )}

      {mayCreate && (
        <>
          <DropTarget onFile={importFile} disabled={dialog !== null} />
          <Suspense>
            {dialog === "create" && (
              <CreateDialog
                workspace={workspace}
                onClose={() => setDialog(null)}
                onImport={() => importFile(null)}
              />
            )}
            {dialog === "import" && (
              <ImportDialog workspace={workspace} file={file} onClose={() => setDialog(null)} />
            )}
          </Suspense>
        </>
      )}
    </>
  );
}

function BoardGrid({
  boards,
  label,
  heading,
}: {
  boards: readonly Board[];
  label: string;
  /** Whether the label shows. */
  heading: boolean;
}) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={heading ? classes.heading : classes.hidden}>
        {label}
      </h2>
      <ul className={classes.grid}>
        {boards.map((board) => (
          <li key={board.id}>
            <BoardCard board={board} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is kept is shown, and that it may be old is said. */
function StaleNote({
  error,
  fetching,
  onRetry,
}: {
  error: unknown;
  fetching: boolean;
  onRetry: () => void;
}) {
  const away = isUnreachable(error);
  return (
    <div className={classes.stale} role="status">
      <IconWifiOff size={16} stroke={1.75} aria-hidden="true" />
      <span className={classes.staleText}>
        {away
          ? "Not connected. This is how your boards were last seen; those you opened here can be edited meanwhile."
          : `${explain(error).title}. This is how your boards were last seen.`}
      </span>
      <Button size="compact-sm" variant="default" loading={fetching} onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

function NothingHere({
  guest,
  archived,
  query,
  onClear,
  onCreate,
  onImport,
}: {
  guest: boolean;
  archived: boolean;
  query: string;
  onClear: () => void;
  onCreate?: () => void;
  onImport?: () => void;
}) {
  if (query.trim() !== "") {
    return (
      <EmptyState
        icon={<IconSearchOff size={22} stroke={1.75} />}
        title={`No board matches “${query.trim()}”`}
        actions={
          <Button variant="default" leftSection={<IconX size={15} />} onClick={onClear}>
            Clear the search
          </Button>
        }
      />
    );
  }
  if (archived) {
    return (
      <EmptyState icon={<IconArchive size={22} stroke={1.75} />} title="Nothing is archived">
        Archive a board to keep it out of the way. Nothing in it is lost.
      </EmptyState>
    );
  }
  if (guest || !onCreate) {
    return (
      <EmptyState icon={<IconLayoutList size={22} stroke={1.75} />} title="No boards yet">
        Open an invite link to join a board. It then stays here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconLayoutList size={22} stroke={1.75} />}
      title="Draw up your first plan"
      actions={
        <>
          <Button leftSection={<IconPlus size={16} stroke={2.25} />} onClick={onCreate}>
            New board
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} stroke={1.75} />}
            onClick={onImport}
          >
            Import a StratML file
          </Button>
        </>
      }
    >
      A board holds one plan: mission, goals, objectives, and the people they concern. Start from a
      template, and invite others with a link.
    </EmptyState>
  );
}
