"""People's inboxes: what they were told, and what of it they have read."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.boards.access import boards_of, find_standing
from planhall.database import Database
from planhall.notifications.models import NotificationRow
from planhall.notifications.views import BoardRef, Inbox, Notification
from planhall.problems import Invalid

KEEP_FOR: Final = timedelta(days=365)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Inboxes:
    def __init__(self, database: Database, accounts: AccountService) -> None:
        self._database = database
        self._accounts = accounts

    async def page(self, person: str, *, unread: bool, before: str | None, limit: int) -> Inbox:
        """What somebody was told, newest first; of boards that they may see still.

        Raises:
            Invalid: ``before`` is not what an earlier page said comes next.
        """
        async with self._database.session() as db:
            mine = await _of(db, person)
            which = [*mine]
            if unread:
                which.append(col(NotificationRow.read_at).is_(None))
            if before is not None:
                which.append(_older_than(before))
            rows = list(
                await db.scalars(
                    select(NotificationRow)
                    .where(*which)
                    .order_by(col(NotificationRow.at).desc(), col(NotificationRow.id).desc())
                    .limit(limit + 1)
                )
            )
            more = len(rows) > limit
            rows = rows[:limit]
            return Inbox(
                notifications=await self._views(db, rows),
                unread=await _count(db, mine),
                next=_cursor(rows[-1]) if more else None,
            )

    async def unread(self, person: str) -> int:
        async with self._database.session() as db:
            return await _count(db, await _of(db, person))

    async def mark(self, person: str, ids: Sequence[str], *, read: bool) -> int:
        """Some have been read, or are to be read again; ids of others' are let pass."""
        state = col(NotificationRow.read_at)
        which = [
            col(NotificationRow.id).in_(ids),
            state.is_(None) if read else state.is_not(None),
        ]
        return await self._mark(person, which, read=read)

    async def mark_all(self, person: str, board: str | None) -> int:
        which: list[ColumnElement[bool]] = [col(NotificationRow.read_at).is_(None)]
        if board is not None:
            which.append(col(NotificationRow.board_id) == board)
        return await self._mark(person, which, read=True)

    async def tidy(self, now: datetime) -> None:
        """What is older than a year goes."""
        async with self._database.session() as db:
            await db.execute(
                delete(NotificationRow)
                .where(col(NotificationRow.at) < now - KEEP_FOR)
                .execution_options(synchronize_session=False)
            )

    async def _mark(self, person: str, which: Sequence[ColumnElement[bool]], *, read: bool) -> int:
        """How many are unread then."""
        async with self._database.session() as db:
            await db.execute(
                update(NotificationRow)
                .where(col(NotificationRow.person_id) == person, *which)
                .values(read_at=utc_now() if read else None)
                .execution_options(synchronize_session=False)
            )
            return await _count(db, await _of(db, person))

    async def _views(self, db: AsyncSession, rows: Sequence[NotificationRow]) -> list[Notification]:
        people = {row.by_id for row in rows if row.by_id is not None}
        profiles = await self._accounts.profiles(db, people)
        boards: dict[str, BoardRef] = {}
        for board in {row.board_id for row in rows if row.board_id is not None}:
            there = await find_standing(db, board, "")
            if there is not None:
                boards[board] = BoardRef(id=board, title=there.board.title)
        views = []
        for row in rows:
            by = profiles.get(row.by_id or "")
            view: dict[str, Any] = {
                "id": row.id,
                "kind": row.kind,
                "board": boards.get(row.board_id or ""),
                "by": None if by is None else by.person,
                "at": row.at,
                "read_at": row.read_at,
                "title": row.title,
                "excerpt": row.excerpt,
                "link": row.link,
            }
            views.append(Notification(**view))
        return views


async def _of(db: AsyncSession, person: str) -> list[ColumnElement[bool]]:
    """What is theirs, without what is of boards that they may not see any more."""
    board = col(NotificationRow.board_id)
    return [
        col(NotificationRow.person_id) == person,
        or_(board.is_(None), board.in_(await boards_of(db, person))),
    ]


async def _count(db: AsyncSession, mine: Sequence[ColumnElement[bool]]) -> int:
    count = await db.scalar(
        select(func.count())
        .select_from(NotificationRow)
        .where(*mine, col(NotificationRow.read_at).is_(None))
    )
    return count or 0


def _cursor(row: NotificationRow) -> str:
    return f"{(row.at - _EPOCH) // _MICROSECOND}-{row.id}"


def _older_than(cursor: str) -> ColumnElement[bool]:
    moment, _, id_ = cursor.partition("-")
    try:
        at = _EPOCH + int(moment[:20]) * _MICROSECOND
    except (ValueError, OverflowError):
        wrong = "This is no place in the inbox."
        raise Invalid(wrong, errors=[{"at": "query.before", "message": wrong}]) from None
    return or_(
        col(NotificationRow.at) < at,
        and_(col(NotificationRow.at) == at, col(NotificationRow.id) < id_),
    )
