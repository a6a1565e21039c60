"""Calendar addresses of people, and what is at them: only what they may see at that moment."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import plausible
from planhall.accounts.observers import AfterCommit, Unconcerned, nothing_more
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import new_token
from planhall.accounts.views import Person
from planhall.boards.listing import SeenBoard, seen_boards
from planhall.database import Database
from planhall.plan.model import Item, Plan
from planhall.plan.service import PlanService
from planhall.problems import NotFound
from planhall.publishing.calendar_entries import DueItem, SessionTime
from planhall.publishing.models import CalendarRow
from planhall.publishing.views import CalendarAddress, CalendarState
from planhall.sync.log import PastLog
from planhall.workshops.service import WorkshopService

MAX_BOARDS: Final = 100
"""The boards last opened; others are not in a calendar."""
KEPT_BOARDS: Final = 500
AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class _Due:
    head: int
    items: tuple[Item, ...]
    """Without their bodies."""
    at: datetime


class Calendars:
    """``by`` is always somebody who was identified."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        plans: PlanService,
        workshops: WorkshopService,
        log: PastLog,
        base_url: str,
        limit: RateLimit,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._plans = plans
        self._workshops = workshops
        self._log = log
        self._base_url = base_url
        self._limit = limit
        self._due: OrderedDict[str, _Due] = OrderedDict()
        self._at_once = asyncio.Semaphore(AT_ONCE)

    # -- addresses

    async def state(self, by: Person) -> CalendarState:
        async with self._database.session() as db:
            row = await db.get(CalendarRow, by.id)
        return CalendarState(calendar=None if row is None else self._view(row))

    async def renew(self, by: Person, *, mine: bool) -> CalendarAddress:
        """A new address; the one before it, if any, is dead at once."""
        self._limit.spend(by.id)
        values: dict[str, Any] = {"token": new_token(), "mine": mine, "made_at": utc_now()}
        row = await self._update(by.id, values)
        if row is None:
            row = CalendarRow(person_id=by.id, **values)
            try:
                async with self._database.session() as db:
                    db.add(row)
            except IntegrityError:  # another window of theirs came first
                row = await self._update(by.id, values) or row
        return self._view(row)

    async def change(self, by: Person, *, mine: bool) -> CalendarAddress:
        """Show something else at the same address.

        Raises:
            NotFound: there is none.
        """
        self._limit.spend(by.id)
        row = await self._update(by.id, {"mine": mine})
        if row is None:
            raise NotFound("You have no calendar address.")
        return self._view(row)

    async def _update(self, person: str, values: Mapping[str, Any]) -> CalendarRow | None:
        async with self._database.session() as db:
            changed = await db.scalars(
                update(CalendarRow)
                .where(col(CalendarRow.person_id) == person)
                .values(**values)
                .returning(CalendarRow)
                .execution_options(synchronize_session=False, populate_existing=True)
            )
            return changed.first()

    async def end(self, by: Person) -> None:
        async with self._database.session() as db:
            await _forget(db, by.id)

    # -- what is there

    async def find(self, token: str) -> CalendarRow:
        """
        Raises:
            NotFound: nobody has this address, or not any more.
        """
        if not plausible(token):
            raise NotFound("There is no calendar at this address.")
        async with self._database.session() as db:
            row = await db.scalar(select(CalendarRow).where(col(CalendarRow.token) == token))
        if row is None:
            raise NotFound("There is no calendar at this address.")
        return row

    async def read(self, row: CalendarRow) -> tuple[bytes, str]:
        """The calendar (RFC 5545), and an ETag of what it says."""
        async with self._database.session() as db:
            seen = await seen_boards(db, row.person_id)
            mine = await self._accounts.selves(db, row.person_id)
            boards = {one.row.id: one for one in seen if not one.row.archived}
            sessions = await self._workshops.planned(db, list(boards))
        times = [
            SessionTime(
                session=one,
                board=boards[one.board].row.title,
                url=f"{self._base_url}/boards/{one.board}",
            )
            for one in sessions
        ]
        due: list[DueItem] = []
        for board in list(boards.values())[:MAX_BOARDS]:
            known = await self._due_on(board)
            due += [
                self._due_item(board, item, known)
                for item in known.items
                if not row.mine or (item.owner is not None and item.owner.id in mine)
            ]
        return await asyncio.to_thread(_write, times, due, utc_now())

    async def _due_on(self, board: SeenBoard) -> _Due:
        id_ = board.row.id
        head = await self._log.head(id_)
        known = self._due.get(id_)
        if known is None or known.head != head:
            at = board.row.updated_at
            for last in await self._log.heads(id_, head - 1, head, 1):
                at = datetime.fromtimestamp(last.at / 1000, UTC)
            async with self._at_once:
                items = await self._read(id_)
            known = self._due[id_] = _Due(head, items, at)
            while len(self._due) > KEPT_BOARDS:
                self._due.popitem(last=False)
        self._due.move_to_end(id_)
        return known

    async def _read(self, board: str) -> tuple[Item, ...]:
        try:
            plan = await self._plans.read(board)
        except NotFound:  # it has just been deleted
            return ()
        return await asyncio.to_thread(_with_due_day, plan)

    def _due_item(self, board: SeenBoard, item: Item, known: _Due) -> DueItem:
        return DueItem(
            board=board.row.id,
            board_title=board.row.title,
            item=item,
            url=f"{self._base_url}/boards/{board.row.id}?item={quote(item.id, safe='')}",
            sequence=known.head,
            changed_at=known.at,
        )

    def _view(self, row: CalendarRow) -> CalendarAddress:
        url = f"{self._base_url}/calendar/{row.token}.ics"
        return CalendarAddress(url=url, mine=row.mine, made_at=row.made_at)


def _with_due_day(plan: Plan) -> tuple[Item, ...]:
    """What is still to be done by a day."""
    return tuple(
        Item(
            id=item.id,
            kind=item.kind,
            title=item.title,
            status=item.status,
            owner=item.owner,
            due=item.due,
        )
        for item in plan.walk()
        if item.due is not None and item.status not in {"done", "dropped"}
    )


async def _forget(db: AsyncSession, person: str) -> None:
    await db.execute(
        delete(CalendarRow)
        .where(col(CalendarRow.person_id) == person)
        .execution_options(synchronize_session=False)
    )


def _write(
    times: Sequence[SessionTime], due: Sequence[DueItem], now: datetime
) -> tuple[bytes, str]:
    # What it takes to write one would hold up every start, and only some have a calendar.
    from planhall.publishing.ics import write_calendar

    return write_calendar(times, due, now)


class CalendarsOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part: a secret address is its person's."""

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        """The account keeps its own address; one that has none gets the guest's."""
        theirs: Sequence[CalendarRow] = list(
            await session.scalars(select(CalendarRow).where(col(CalendarRow.person_id) == guest))
        )
        own = await session.get(CalendarRow, account)
        for row in theirs:
            await session.delete(row)
            await session.flush()
            if own is None:
                session.add(
                    CalendarRow(
                        person_id=account, token=row.token, mine=row.mine, made_at=row.made_at
                    )
                )
        await session.flush()
        return nothing_more

    async def password_changed(self, session: AsyncSession, person: str) -> None:
        await _forget(session, person)
