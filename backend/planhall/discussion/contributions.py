"""Who said something on a board, and whether it answered somebody; never what was said."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.boards.contributions import MAX_CONTRIBUTIONS, Contribution, Contributions, Kind
from planhall.discussion.models import CommentRow, ReactionRow, SuggestionRow, ThreadRow


async def contributions(
    db: AsyncSession, board: str, since: datetime, until: datetime
) -> Contributions:
    """Comments, reactions, suggestions, and what was decided of them, in a time."""
    comments = await _comments(db, board, until)
    reactions = await _reactions(db, board, since, until)
    suggestions = await _suggestions(db, board, until)
    return Contributions(
        [
            one
            for part in (comments, reactions, suggestions)
            for one in part.found
            if since <= one.at < until
        ],
        any(part.truncated for part in (comments, reactions, suggestions)),
    )


async def _comments(db: AsyncSession, board: str, until: datetime) -> Contributions:
    """Earlier ones too: they tell whom a later one answers."""
    rows = (
        await db.execute(
            select(
                col(CommentRow.thread_id),
                col(CommentRow.position),
                col(CommentRow.author_id),
                col(CommentRow.created_at),
                col(CommentRow.deleted),
                col(ThreadRow.item_id),
            )
            .join(ThreadRow, col(ThreadRow.id) == col(CommentRow.thread_id))
            .where(col(ThreadRow.board_id) == board, col(CommentRow.created_at) < until)
            .order_by(col(CommentRow.created_at).desc(), col(CommentRow.id))
            .limit(MAX_CONTRIBUTIONS)
        )
    ).all()
    found = []
    said_before: dict[str, set[str | None]] = {}
    for row in sorted(rows, key=lambda row: (row.thread_id, row.position)):
        authors = said_before.setdefault(row.thread_id, set())
        if not row.deleted:
            found.append(
                Contribution(
                    row.author_id,
                    Kind.COMMENT,
                    row.created_at,
                    answers=bool(authors - {row.author_id}),
                    about=row.item_id,
                )
            )
        authors.add(row.author_id)
    return Contributions(found, len(rows) == MAX_CONTRIBUTIONS)


async def _reactions(
    db: AsyncSession, board: str, since: datetime, until: datetime
) -> Contributions:
    rows = (
        await db.execute(
            select(
                col(ReactionRow.person_id),
                col(ReactionRow.created_at),
                col(CommentRow.author_id),
            )
            .join(CommentRow, col(CommentRow.id) == col(ReactionRow.comment_id))
            .join(ThreadRow, col(ThreadRow.id) == col(CommentRow.thread_id))
            .where(
                col(ThreadRow.board_id) == board,
                col(ReactionRow.created_at) >= since,
                col(ReactionRow.created_at) < until,
            )
            .order_by(col(ReactionRow.created_at).desc())
            .limit(MAX_CONTRIBUTIONS)
        )
    ).all()
    return Contributions(
        [
            Contribution(
                row.person_id,
                Kind.REACTION,
                row.created_at,
                answers=row.author_id != row.person_id,
            )
            for row in rows
        ],
        len(rows) == MAX_CONTRIBUTIONS,
    )


async def _suggestions(db: AsyncSession, board: str, until: datetime) -> Contributions:
    rows = (
        await db.execute(
            select(
                col(SuggestionRow.author_id),
                col(SuggestionRow.item_id),
                col(SuggestionRow.created_at),
                col(SuggestionRow.state),
                col(SuggestionRow.decided_by),
                col(SuggestionRow.decided_at),
            )
            .where(col(SuggestionRow.board_id) == board, col(SuggestionRow.created_at) < until)
            .order_by(col(SuggestionRow.created_at).desc())
            .limit(MAX_CONTRIBUTIONS)
        )
    ).all()
    found = []
    for row in rows:
        found.append(
            Contribution(row.author_id, Kind.SUGGESTION, row.created_at, about=row.item_id)
        )
        if row.state in ("accepted", "declined") and row.decided_at is not None:
            answers = row.decided_by != row.author_id
            found.append(
                Contribution(row.decided_by, Kind.VERDICT, row.decided_at, answers=answers)
            )
    return Contributions(found, len(rows) == MAX_CONTRIBUTIONS)
