"""Comments on a plan, in threads: saying, answering, changing and taking back one's own words."""

from typing import Any, Final

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import NO_BOARD, holders, require_standing
from planhall.boards.events import CommentAdded
from planhall.boards.roles import Role
from planhall.discussion.ground import Change, Ground, standing_there
from planhall.discussion.mentions import EVERYONE, mentioned, mentions_in, named
from planhall.discussion.models import CommentRow, ReactionRow, ThreadRow
from planhall.discussion.rich_text import plain_text
from planhall.discussion.thread_view import thread_view, threads_where
from planhall.discussion.views import CommentWish, Emoji, Thread, ThreadWish
from planhall.problems import Conflict, Forbidden, NotFound

THREADS_MOST: Final = 2000
"""Of one board."""
COMMENTS_MOST: Final = 200
"""Of one thread."""

NO_THREAD = "There is no such thread, or you have no access to its board."
NO_COMMENT = "There is no such comment, or you have no access to its board."
TAKEN = "There is another comment or thread of that id."
DELETED = "This comment is deleted."


class Threads:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def of(self, board: str, by: Person) -> list[Thread]:
        """Every thread of a board, the oldest first.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._ground.database.session() as db:
            await require_standing(db, board, by.id)
            return await threads_where(self._ground, db, col(ThreadRow.board_id) == board)

    async def start(self, board: str, by: Person, wish: ThreadWish) -> Thread:
        """Begin a thread. One that was sent before, with its id, is there once.

        Raises:
            Forbidden: they only look on.
            Conflict: the id is another one's, or there are too many threads.
        """
        body = await self._named(board, by, wish.comment.body, NO_BOARD)
        try:
            async with self._ground.changing(board) as change:
                db = change.db
                await require_standing(db, board, by.id, Role.COMMENTER)
                there = None if wish.id is None else await db.get(ThreadRow, wish.id)
                if there is not None:
                    if (there.board_id, there.created_by) != (board, by.id):
                        raise Conflict(TAKEN)
                    return await thread_view(self._ground, db, there.id)
                count = await db.scalar(
                    select(func.count())
                    .select_from(ThreadRow)
                    .where(col(ThreadRow.board_id) == board)
                )
                if (count or 0) >= THREADS_MOST:
                    raise Conflict(f"A board has at most {THREADS_MOST} threads.")
                row = ThreadRow(
                    id=wish.id or new_id(),
                    board_id=board,
                    item_id=wish.item,
                    field=wish.field,
                    anchor=None if wish.anchor is None else wish.anchor.model_dump(),
                    quote=wish.quote,
                    created_by=by.id,
                    created_at=utc_now(),
                )
                db.add(row)
                await db.flush()
                await _add(change, row, by, wish.comment, body)
                view = await thread_view(self._ground, db, row.id)
                change.tell_thread(view)
        except IntegrityError:
            raise Conflict(TAKEN) from None
        return view

    async def answer(self, thread: str, by: Person, wish: CommentWish) -> Thread:
        """Say something in a thread. What was sent before, with its id, is there once.

        Raises:
            NotFound: there is no such thread, or none that they may know of.
            Forbidden: they only look on.
            Conflict: the id is another comment's, or there are too many of them.
        """
        board = await self._board_of_thread(thread, by)
        body = await self._named(board, by, wish.body, NO_THREAD)
        try:
            async with self._ground.changing(board) as change:
                db = change.db
                await standing_there(db, board, by, Role.COMMENTER, NO_THREAD)
                row = await _thread(db, thread)
                there = None if wish.id is None else await db.get(CommentRow, wish.id)
                if there is not None:
                    if (there.thread_id, there.author_id) != (thread, by.id):
                        raise Conflict(TAKEN)
                    return await thread_view(self._ground, db, thread)
                count = await db.scalar(
                    select(func.count())
                    .select_from(CommentRow)
                    .where(col(CommentRow.thread_id) == thread)
                )
                if (count or 0) >= COMMENTS_MOST:
                    raise Conflict(f"A thread has at most {COMMENTS_MOST} comments.")
                await _add(change, row, by, wish, body)
                view = await thread_view(self._ground, db, thread)
                change.tell_thread(view)
        except IntegrityError:
            raise Conflict(TAKEN) from None
        return view

    async def change(self, comment: str, by: Person, body: dict[str, Any]) -> Thread:
        """Put other words in place of one's own.

        Raises:
            NotFound: there is no such comment, or none that they may know of.
            Forbidden: somebody else wrote it, or they only look on.
            Conflict: it is deleted.
        """
        board = await self._board_of_comment(comment, by)
        body = await self._named(board, by, body, NO_COMMENT)
        async with self._ground.changing(board) as change:
            _, role = await standing_there(change.db, board, by, Role.COMMENTER, NO_COMMENT)
            row = await _comment(change.db, comment)
            if row.author_id != by.id:
                raise Forbidden("Only who wrote a comment may change it.", role=role.value)
            if row.deleted:
                raise Conflict(DELETED)
            if row.body != body:
                row.body, row.mentions = body, mentions_in(body)
                row.edited_at = utc_now()
            return await self._told(change, row.thread_id)

    async def remove(self, comment: str, by: Person) -> None:
        """Take back a comment: with the thread where no words are left in that, without a
        trace where none follow, and else all but its place.

        Raises:
            NotFound: there is no such comment, or none that they may know of.
            Forbidden: somebody else wrote it, and they do not facilitate the board.
        """
        board = await self._board_of_comment(comment, by)
        async with self._ground.changing(board) as change:
            db = change.db
            _, role = await standing_there(db, board, by, Role.COMMENTER, NO_COMMENT)
            row = await _comment(db, comment)
            if row.author_id != by.id and not role.reaches(Role.FACILITATOR):
                raise Forbidden(
                    "Only who wrote a comment, or a facilitator, may delete it.",
                    needed_role=Role.FACILITATOR.value,
                    role=role.value,
                )
            thread = row.thread_id
            row.deleted, row.body, row.mentions = True, None, []
            await db.execute(
                delete(ReactionRow)
                .where(col(ReactionRow.comment_id) == comment)
                .execution_options(synchronize_session=False)
            )
            await db.flush()
            if await _drop_what_nobody_answered(db, thread):
                await self._told(change, thread)
            else:
                change.tell_removed(thread)

    async def react(self, comment: str, by: Person, emoji: Emoji, *, on: bool) -> Thread:
        """Put an emoji on a comment, or take one's own off; to do it again changes nothing.

        Raises:
            NotFound: there is no such comment, or none that they may know of.
            Forbidden: they only look on.
            Conflict: the comment is deleted.
        """
        board = await self._board_of_comment(comment, by)
        async with self._ground.changing(board) as change:
            db = change.db
            await standing_there(db, board, by, Role.COMMENTER, NO_COMMENT)
            row = await _comment(db, comment)
            if row.deleted:
                raise Conflict(DELETED)
            there = await db.get(ReactionRow, (comment, by.id, emoji))
            if on and there is None:
                db.add(
                    ReactionRow(
                        comment_id=comment, person_id=by.id, emoji=emoji, created_at=utc_now()
                    )
                )
            elif not on and there is not None:
                await db.delete(there)
            return await self._told(change, row.thread_id)

    async def resolve(self, thread: str, by: Person, *, resolved: bool) -> Thread:
        """Say that a thread is settled, or that it is not; to say it again changes nothing.

        Raises:
            NotFound: there is no such thread, or none that they may know of.
            Forbidden: they only look on.
        """
        board = await self._board_of_thread(thread, by)
        async with self._ground.changing(board) as change:
            await standing_there(change.db, board, by, Role.COMMENTER, NO_THREAD)
            row = await _thread(change.db, thread)
            if resolved and row.resolved_at is None:
                row.resolved_by, row.resolved_at = by.id, utc_now()
            elif not resolved:
                row.resolved_by = row.resolved_at = None
            return await self._told(change, thread)

    # -- within

    async def _told(self, change: Change, thread: str) -> Thread:
        """The thread after a change, of which everyone hears."""
        view = await thread_view(self._ground, change.db, thread)
        change.tell_thread(view)
        return view

    async def _named(
        self, board: str, by: Person, body: dict[str, Any], missing: str
    ) -> dict[str, Any]:
        """What somebody says, with the names of those whom it mentions."""
        wanted = mentioned(body)
        if not wanted:
            return body
        async with self._ground.database.session() as db:
            standing, _ = await standing_there(db, board, by, Role.COMMENTER, missing)
            everyone = {one.person for one in (await holders(db, [standing.board]))[board]}
            people = {id_ for kind, id_ in wanted if kind == "person"} & everyone
            profiles = await self._ground.accounts.profiles(db, people)
        names = {("person", id_): profile.name for id_, profile in profiles.items()}
        names["group", EVERYONE] = EVERYONE
        if any(kind == "group" and id_ != EVERYONE for kind, id_ in wanted):
            plan = await self._ground.plans.read(board)
            names.update((("group", group.id), group.name) for group in plan.stakeholders)
        return named(body, names)

    async def _board_of_thread(self, thread: str, by: Person) -> str:
        async with self._ground.database.session() as db:
            row = await _thread(db, thread)
            await standing_there(db, row.board_id, by, Role.COMMENTER, NO_THREAD)
            return row.board_id

    async def _board_of_comment(self, comment: str, by: Person) -> str:
        async with self._ground.database.session() as db:
            row = await _comment(db, comment)
            board = (await db.get_one(ThreadRow, row.thread_id)).board_id
            await standing_there(db, board, by, Role.COMMENTER, NO_COMMENT)
            return board


async def _thread(db: AsyncSession, thread: str) -> ThreadRow:
    row = await db.get(ThreadRow, thread)
    if row is None:
        raise NotFound(NO_THREAD)
    return row


async def _comment(db: AsyncSession, comment: str) -> CommentRow:
    row = await db.get(CommentRow, comment)
    if row is None:
        raise NotFound(NO_COMMENT)
    return row


async def _add(
    change: Change, thread: ThreadRow, by: Person, wish: CommentWish, body: dict[str, Any]
) -> None:
    db = change.db
    before = list(
        await db.execute(
            select(col(CommentRow.position), col(CommentRow.author_id)).where(
                col(CommentRow.thread_id) == thread.id
            )
        )
    )
    row = CommentRow(
        id=wish.id or new_id(),
        thread_id=thread.id,
        position=max((position for position, _ in before), default=-1) + 1,
        author_id=by.id,
        body=body,
        mentions=mentions_in(body),
        created_at=utc_now(),
    )
    db.add(row)
    await db.flush()
    await change.happened(
        CommentAdded(
            at=row.created_at,
            board=thread.board_id,
            by=by.id,
            thread=thread.id,
            comment=row.id,
            item=thread.item_id,
            text=plain_text(body),
            mentions=tuple((one["kind"], one["id"]) for one in row.mentions),
            said_before=frozenset(author for _, author in before if author is not None),
        )
    )


async def _drop_what_nobody_answered(db: AsyncSession, thread: str) -> bool:
    """Let go of deleted comments that no words follow; False: nothing is left of the thread."""
    rows = list(
        await db.scalars(
            select(CommentRow)
            .where(col(CommentRow.thread_id) == thread)
            .order_by(col(CommentRow.position))
        )
    )
    while rows and rows[-1].deleted:
        await db.delete(rows.pop())
    await db.flush()
    if not rows:
        await db.execute(
            delete(ThreadRow)
            .where(col(ThreadRow.id) == thread)
            .execution_options(synchronize_session=False)
        )
    return bool(rows)
