"""Threads as everyone on the board sees them."""

from collections import defaultdict
from typing import Final, get_args

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.discussion.ground import Ground, People
from planhall.discussion.models import CommentRow, ReactionRow, ThreadRow
from planhall.discussion.views import Comment, Emoji, Mention, Reaction, Resolved, Thread

EMOJI: Final[tuple[str, ...]] = get_args(Emoji)
"""In the order in which they are shown."""


async def threads_where(
    ground: Ground, db: AsyncSession, which: ColumnElement[bool]
) -> list[Thread]:
    """Threads with all that was said in them, the oldest first."""
    await db.flush()
    threads = list(
        await db.scalars(
            select(ThreadRow).where(which).order_by(col(ThreadRow.created_at), col(ThreadRow.id))
        )
    )
    comments: defaultdict[str, list[CommentRow]] = defaultdict(list)
    for comment in await db.scalars(
        select(CommentRow)
        .join(ThreadRow, col(ThreadRow.id) == col(CommentRow.thread_id))
        .where(which)
        .order_by(col(CommentRow.position))
    ):
        comments[comment.thread_id].append(comment)
    reactions: defaultdict[str, list[ReactionRow]] = defaultdict(list)
    for reaction in await db.scalars(
        select(ReactionRow)
        .join(CommentRow, col(CommentRow.id) == col(ReactionRow.comment_id))
        .join(ThreadRow, col(ThreadRow.id) == col(CommentRow.thread_id))
        .where(which)
        .order_by(col(ReactionRow.created_at), col(ReactionRow.person_id))
    ):
        reactions[reaction.comment_id].append(reaction)
    people = await ground.people(
        db,
        {row.resolved_by for row in threads}
        | {row.author_id for rows in comments.values() for row in rows}
        | {row.person_id for rows in reactions.values() for row in rows},
    )
    return [
        _thread(
            row,
            [_comment(comment, reactions[comment.id], people) for comment in comments[row.id]],
            people,
        )
        for row in threads
    ]


async def thread_view(ground: Ground, db: AsyncSession, thread: str) -> Thread:
    [view] = await threads_where(ground, db, col(ThreadRow.id) == thread)
    return view


def _thread(row: ThreadRow, comments: list[Comment], people: People) -> Thread:
    resolved = None
    if row.resolved_at is not None:
        resolved = Resolved(by=people[row.resolved_by], at=row.resolved_at)
    return Thread.model_validate(
        {
            "id": row.id,
            "board": row.board_id,
            "item": row.item_id,
            "field": row.field,
            "anchor": row.anchor,
            "quote": row.quote,
            "created_at": row.created_at,
            "resolved": resolved,
            "comments": comments,
        }
    )


def _comment(row: CommentRow, reactions: list[ReactionRow], people: People) -> Comment:
    by_emoji = {
        emoji: [people[reaction.person_id] for reaction in reactions if reaction.emoji == emoji]
        for emoji in EMOJI
    }
    return Comment(
        id=row.id,
        thread=row.thread_id,
        author=people[row.author_id],
        body=row.body,
        mentions=[Mention.model_validate(mention) for mention in row.mentions],
        reactions=[
            Reaction.model_validate({"emoji": emoji, "people": those})
            for emoji, those in by_emoji.items()
            if those
        ],
        created_at=row.created_at,
        edited_at=row.edited_at,
        deleted=row.deleted,
    )
