import { Link } from "@tanstack/react-router";
import type { Board } from "@/api";
import { roleCan, roleName } from "@/share/roles";
import { KindCounts, PersonAvatars, RelativeTime } from "@/ui";
import classes from "./BoardCard.module.css";
import { BoardMenu } from "./BoardMenu";

/** A board on the home page: what it is, what is in it, who is on it, when it last changed. */
export function BoardCard({ board }: { board: Board }) {
  return (
    <article className={classes.card} data-board-id={board.id}>
      <div className={classes.head}>
        <h3 className={classes.title}>
          <Link to="/boards/$boardId" params={{ boardId: board.id }} className={classes.link}>
            {board.title}
          </Link>
        </h3>
        <div className={classes.menu}>
          <BoardMenu board={board} />
        </div>
      </div>
      {board.description && <p className={classes.description}>{board.description}</p>}
      <div className={classes.kinds}>
        {board.items > 0 ? (
          <KindCounts counts={board.kinds ?? {}} />
        ) : (
          <span className={classes.empty}>Nothing in it yet</span>
        )}
      </div>
      <footer className={classes.foot}>
        <PersonAvatars people={board.people} total={board.people_count} max={4} size={22} />
        <span className={classes.meta}>
          {board.role !== "owner" && board.role !== "editor" && (
            <span className={classes.role} title={roleCan(board.role)}>
              {roleName(board.role)}
            </span>
          )}
          <RelativeTime at={board.updated_at} />
        </span>
      </footer>
    </article>
  );
}
