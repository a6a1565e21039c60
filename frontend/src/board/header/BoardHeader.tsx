import { Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Board, Me } from "@/api";
import { CommentsButton } from "@/discussion";
import { Bell, useInboxNews } from "@/inbox";
import { type Peer, useSession } from "@/session";
import { SuggestionsButton } from "@/suggest";
import { LogoMark } from "@/ui";
import { SessionsButton } from "@/workshop/sessions";
import classes from "./BoardHeader.module.css";
import { BoardTitle } from "./BoardTitle";
import { PeopleHere } from "./PeopleHere";
import { SavedState } from "./SavedState";
import { UndoButtons } from "./UndoButtons";

/** The bar over a board. */
export function BoardHeader({
  board,
  me,
  canEdit,
  following,
  onFollow,
  onShare,
  menu,
}: {
  board: Board;
  me: Pick<Me, "id">;
  canEdit: boolean;
  following: Peer | null;
  onFollow(clientId: number | null): void;
  onShare(): void;
  menu: ReactNode;
}) {
  const { within } = useSession();
  useInboxNews();
  const mayWrite = canEdit || within !== null;
  return (
    <div className={classes.bar}>
      <Link to="/" className={classes.home} aria-label="Your boards" title="Your boards">
        <LogoMark size={26} />
      </Link>
      <span className={classes.slash} aria-hidden="true" />
      <BoardTitle board={board} canEdit={canEdit} />
      <SavedState />
      <div className={classes.tools}>
        {mayWrite && (
          <span className={classes.undo}>
            <UndoButtons />
          </span>
        )}
        <PeopleHere following={following} onFollow={onFollow} />
        <CommentsButton />
        <SessionsButton board={board} me={me} />
        <SuggestionsButton />
        <Button
          size="compact-md"
          className={classes.share}
          leftSection={<IconUserPlus size={15} />}
          onClick={onShare}
        >
          Share
        </Button>
        <Bell me={me.id} />
        {menu}
      </div>
    </div>
  );
}
