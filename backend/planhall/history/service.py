"""What changed on a board since somebody was last there."""

import asyncio
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.contributions import MAX_CONTRIBUTIONS, Contribution, Contributions, Kind
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.history.models import SeenRow
from planhall.history.news import NOTHING_NEW, News, Past, news_by_anyone, news_by_others
from planhall.history.people import VisitsOfPeople
from planhall.history.views import Change, Since
from planhall.sync.log import Entry, PastLog

MAX_ENTRIES: Final = 20_000
"""Of more updates than this it is not asked who made them."""
PAGE: Final = 1_000
AT_ONCE: Final = 2
"""How many boards are replayed at a time: each takes memory, and a thread."""


class HistoryService:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        boards: BoardService,
        log: PastLog,
        max_entries: int = MAX_ENTRIES,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._boards = boards
        self._log = log
        self._max_entries = max_entries
        self._turns = asyncio.Semaphore(AT_ONCE)
        accounts.observe(VisitsOfPeople())

    async def since(self, board: str, by: Person) -> Since:
        """What others changed since ``by`` was last there; nothing at the first visit.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        await self._boards.require_role(board, by.id, Role.VIEWER)
        head = await self._log.head(board)
        async with self._database.session() as session:
            seen = await session.get(SeenRow, (board, by.id))
            mine = await self._accounts.selves(session, by.id)
        news = NOTHING_NEW if seen is None else await self._news(board, seen.seq, head, mine)
        people = await self._name(news)
        return Since(
            seen_at=None if seen is None else seen.seen_at,
            seq=head,
            people=people,
            items=news.items,
            plan=news.plan,
            truncated=news.truncated,
        )

    async def contributions(self, board: str, since: datetime, until: datetime) -> Contributions:
        """Who wrote in the plan in a time: in how many minutes of each quarter of an hour.

        Rights are the caller's to check.
        """
        stretches = await self._log.stretches(
            board, _milliseconds(since), _milliseconds(until), MAX_CONTRIBUTIONS
        )
        async with self._database.session() as session:
            now = await self._accounts.profiles_now(session, {one.author for one in stretches})
        return Contributions(
            [
                Contribution(
                    now[one.author].id if one.author in now else None,
                    Kind.PLAN,
                    datetime.fromtimestamp(one.at / 1000, UTC),
                    count=one.minutes,
                )
                for one in stretches
            ],
            len(stretches) == MAX_CONTRIBUTIONS,
        )

    async def mark_seen(self, board: str, by: Person, seq: int | None) -> None:
        """``by`` has seen the board with all updates up to this one, or to the last one there is.

        It never goes back.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        await self._boards.require_role(board, by.id, Role.VIEWER)
        head = await self._log.head(board)
        seq = head if seq is None else min(seq, head)
        if await self._raise(board, by.id, seq):
            return
        try:
            async with self._database.session() as session:
                session.add(SeenRow(board_id=board, person_id=by.id, seq=seq, seen_at=utc_now()))
        except IntegrityError:
            # Another window of theirs came first, or the board has just gone.
            await self._raise(board, by.id, seq)

    async def _raise(self, board: str, person: str, seq: int) -> bool:
        """Whether they have been on the board before."""
        own = (col(SeenRow.board_id) == board, col(SeenRow.person_id) == person)
        async with self._database.session() as session:
            raised = await session.execute(
                update(SeenRow)
                .where(*own, col(SeenRow.seq) <= seq)
                .values(seq=seq, seen_at=utc_now())
                .returning(col(SeenRow.seq))
                .execution_options(synchronize_session=False)
            )
            if raised.first() is not None:
                return True
            return await session.get(SeenRow, (board, person)) is not None

    async def _news(self, board: str, seen: int, head: int, mine: frozenset[str]) -> News:
        heads = await self._log.heads(board, seen, head, self._max_entries + 1)
        too_many = len(heads) > self._max_entries
        if not too_many and all(one.author in mine for one in heads):
            return NOTHING_NEW
        async with self._turns:
            past = await self._past(board, seen)
            if too_many:
                now = await self._past(board, head)
                return await asyncio.to_thread(news_by_anyone, past, now)
            later = await self._entries(board, seen, head)
            return await asyncio.to_thread(news_by_others, past, later, mine)

    async def _past(self, board: str, seq: int) -> Past:
        """The board as it was once this update was its last."""
        snapshot = await self._log.snapshot(board, seq)
        after = 0 if snapshot is None else snapshot.seq
        return Past(snapshot, await self._entries(board, after, seq))

    async def _entries(self, board: str, after: int, upto: int) -> list[Entry]:
        entries: list[Entry] = []
        while True:
            page = await self._log.entries(board, after, upto, PAGE)
            entries += page
            if len(page) < PAGE:
                return entries
            after = page[-1].seq

    async def _name(self, news: News) -> list[Person]:
        """Whoever the news is by; in it, accounts take the place of the guests they once were."""
        changes = [*news.plan, *(change for item in news.items for change in item.changes)]
        authors = {author for change in changes for author in change.people}
        async with self._database.session() as session:
            profiles = await self._accounts.profiles_now(session, authors)
        for change in changes:
            _rename(change, {author: one.id for author, one in profiles.items()})
        found = {one.id: one.person for one in profiles.values()}
        return sorted(found.values(), key=lambda person: (person.name.lower(), person.id))


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _rename(change: Change, ids: dict[str, str]) -> None:
    """Whom nobody knows any more is left out."""
    known = [ids[author] for author in change.people if author in ids]
    change.people = list(dict.fromkeys(known))
