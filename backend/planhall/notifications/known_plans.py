"""What was known of each plan's items, so that only what changed is news: who sees to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import plausible
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.boards.access import find_standing, holders, lock_boards
from planhall.boards.service import BoardService
from planhall.boards.views import one_line
from planhall.database import Database, insert_into
from planhall.notifications.models import KnownBoardRow, KnownItemRow
from planhall.notifications.telling import News, Telling
from planhall.plan.model import Plan
from planhall.plan.service import PlanService

SETTLED: Final = frozenset({"done", "dropped"})
REMEMBERED: Final = 256
TITLE_LENGTH: Final = 200
LOOKED_AT_ONCE: Final = 5
_ROWS_AT_ONCE: Final = 1000

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Known:
    title: str
    owner: str | None
    due: str | None
    settled: bool


class KnownPlans:
    """The ``PlanListener`` of this part."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        boards: BoardService,
        plans: PlanService,
        telling: Telling,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._boards = boards
        self._plans = plans
        self._telling = telling
        self._seen: dict[str, int] = {}
        self._unknown: list[str] | None = None

    async def plan_changed(self, board: str, plan: Plan, authors: frozenset[str]) -> None:
        await self.look(board, plan, authors, utc_now())

    async def look(self, board: str, plan: Plan, authors: frozenset[str], now: datetime) -> None:
        """Compare a plan with what was known, and tell those who were given something to do.

        The first look at a board tells nobody anything.
        """
        found = {
            item.id: _Known(
                one_line(item.title, TITLE_LENGTH),
                None if item.owner is None or not _is_id(item.owner.id) else item.owner.id,
                item.due,
                item.status in SETTLED,
            )
            for item in plan.items.values()
            if _is_id(item.id)
        }
        seen = hash(frozenset(found.items()))
        if self._seen.get(board) == seen:
            return
        async with self._database.session() as db:
            await lock_boards(db, [board])
            await self._compare(db, board, found, authors, now)
        self._seen.pop(board, None)
        self._seen[board] = seen
        while len(self._seen) > REMEMBERED:
            del self._seen[next(iter(self._seen))]

    async def look_at_unknown(self, now: datetime) -> None:
        """Look at some boards that were there before anybody looked, so that what is due is known.

        Each is tried once in the life of the process.
        """
        if self._unknown is None:
            boards = await self._boards.every_board()
            async with self._database.session() as db:
                known = set(await db.scalars(select(col(KnownBoardRow.board_id))))
            self._unknown = [board for board in boards if board not in known]
        for _ in range(min(LOOKED_AT_ONCE, len(self._unknown))):
            board = self._unknown.pop()
            try:
                await self.look(board, await self._plans.read(board), frozenset(), now)
            except Exception:
                logger.exception("a plan cannot be looked at", board=board)

    async def _compare(
        self,
        db: AsyncSession,
        board: str,
        found: Mapping[str, _Known],
        authors: frozenset[str],
        now: datetime,
    ) -> None:
        there = await find_standing(db, board, "")
        if there is None:
            return
        first = await _is_first(db, board)
        named = {one.owner for one in found.values() if one.owner is not None}
        profiles = await self._accounts.profiles_now(db, named | authors)
        ids = {id_: profile.id for id_, profile in profiles.items()}
        before = await _known(db, board)
        after = {
            id_: _Known(one.title, ids.get(one.owner or ""), one.due, one.settled)
            for id_, one in found.items()
        }
        await _keep(db, board, before, after, now)
        if first:
            return
        everyone = {one.person for one in (await holders(db, [there.board]))[board]}
        by = {ids[author] for author in authors if author in ids}
        news = []
        for id_, one in after.items():
            old = before.get(id_)
            if one.owner is None or one.settled or one.owner not in everyone:
                continue
            others = by - {one.owner}
            if (old is None or old.owner != one.owner) and others:
                news.append(_assigned(board, id_, one, others, now))
        await self._telling.tell(db, news, now)


def item_link(board: str, item: str) -> str:
    return f"/boards/{board}?item={quote(item, safe='')}"


def in_words(title: str) -> str:
    return f"“{title}”" if title else "an untitled item"


def _assigned(board: str, item: str, known: _Known, others: set[str], now: datetime) -> News:
    due = "" if known.due is None else f", due {known.due}"
    return News(
        person=known.owner or "",
        kind="assigned",
        # Nodes tell of a plan each at their own pace: the same on one day is told once.
        source=f"assigned:{board}:{item}:{now.date()}",
        at=now,
        by=next(iter(others)) if len(others) == 1 else None,
        board=board,
        title=f"put you in charge of {in_words(known.title)}{due}",
        link=item_link(board, item),
    )


def _is_id(text: str | None) -> bool:
    return text is not None and plausible(text)


async def _is_first(db: AsyncSession, board: str) -> bool:
    made = await db.execute(
        insert_into(db, KnownBoardRow)
        .values(board_id=board)
        .on_conflict_do_nothing()
        .returning(col(KnownBoardRow.board_id))
    )
    return made.first() is not None


async def _known(db: AsyncSession, board: str) -> dict[str, _Known]:
    rows = await db.execute(
        select(
            col(KnownItemRow.item_id),
            col(KnownItemRow.title),
            col(KnownItemRow.owner_id),
            col(KnownItemRow.due),
            col(KnownItemRow.settled),
        ).where(col(KnownItemRow.board_id) == board)
    )
    return {id_: _Known(title, owner, due, settled) for id_, title, owner, due, settled in rows}


async def _keep(
    db: AsyncSession,
    board: str,
    before: Mapping[str, _Known],
    after: Mapping[str, _Known],
    now: datetime,
) -> None:
    gone = [id_ for id_ in before if id_ not in after]
    for start in range(0, len(gone), _ROWS_AT_ONCE):
        await db.execute(
            delete(KnownItemRow)
            .where(
                col(KnownItemRow.board_id) == board,
                col(KnownItemRow.item_id).in_(gone[start : start + _ROWS_AT_ONCE]),
            )
            .execution_options(synchronize_session=False)
        )
    new, changed = [], []
    for id_, one in after.items():
        old = before.get(id_)
        if old == one:
            continue
        row = {
            "board_id": board,
            "item_id": id_,
            "title": one.title,
            "owner_id": one.owner,
            "due": one.due,
            "settled": one.settled,
        }
        if old is None:
            new.append({**row, "since": now})
        elif (old.owner, old.due) != (one.owner, one.due):
            changed.append({**row, "since": now})
        else:
            await db.execute(update(KnownItemRow), [row])
    for start in range(0, len(new), _ROWS_AT_ONCE):
        await db.execute(insert_into(db, KnownItemRow).values(new[start : start + _ROWS_AT_ONCE]))
    if changed:
        await db.execute(update(KnownItemRow), changed)
