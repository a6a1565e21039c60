"""What anyone reads who has a plan's address. Ended or unknown, every address is the same: none."""

import asyncio
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from weakref import WeakValueDictionary

from sqlalchemy import select
from sqlmodel import col

from planhall.accounts.ids import plausible
from planhall.database import Database
from planhall.plan.model import Plan
from planhall.plan.service import ExportedFile, Format, PlanService
from planhall.problems import NotFound
from planhall.publishing.changes import changes_of, choice_of
from planhall.publishing.feed import ENTRIES, write_feed
from planhall.publishing.models import PublicationRow
from planhall.publishing.page import Links, Pages
from planhall.publishing.shown import public_plan
from planhall.sync.log import PastLog
from planhall.workshops.service import WorkshopService

NOTHING_THERE: Final = "There is nothing at this address."
KEPT_PLANS: Final = 32
AT_ONCE: Final = 2
"""How many plans are read at a time: each takes memory, and a thread."""


@dataclass(frozen=True, slots=True)
class Published:
    """A publication as it is now."""

    row: PublicationRow
    head: int
    """The number of the last update of the board."""
    at: datetime
    """When that, or the publication, last changed."""

    def tag(self, *more: str) -> str:
        """An ETag: another one as soon as anything is another."""
        row = self.row
        parts = (row.feed_id, row.token, str(row.revision), str(self.head), *more)
        return tag_of("|".join(parts).encode())


def tag_of(content: bytes) -> str:
    """The ETag of what is this."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


@dataclass(slots=True)
class _Kept:
    """A public plan, and what was written of it."""

    key: tuple[int, int]
    plan: Plan | None
    written: dict[str, bytes] = field(default_factory=dict)


class PublicPlans:
    """Public plans by their tokens."""

    def __init__(
        self,
        database: Database,
        plans: PlanService,
        workshops: WorkshopService,
        log: PastLog,
        pages: Pages,
        base_url: str,
    ) -> None:
        self._database = database
        self._plans = plans
        self._workshops = workshops
        self._log = log
        self._base_url = base_url
        self.pages = pages
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def find(self, token: str) -> Published:
        """What is published at an address; does not read the plan.

        Raises:
            NotFound: nothing, or not any more.
        """
        if not plausible(token):
            raise NotFound(NOTHING_THERE)
        async with self._database.session() as db:
            row = await db.scalar(
                select(PublicationRow).where(
                    col(PublicationRow.token) == token, col(PublicationRow.ended_at).is_(None)
                )
            )
        if row is None:
            raise NotFound(NOTHING_THERE)
        head = await self._log.head(row.board_id)
        at = row.changed_at
        for last in await self._log.heads(row.board_id, head - 1, head, 1):
            at = max(at, datetime.fromtimestamp(last.at / 1000, UTC))
        return Published(row, head, at)

    async def page(self, published: Published) -> bytes:
        return await self._written(published, "page")

    async def embed(self, published: Published) -> bytes:
        return await self._written(published, "embed")

    async def feed(self, published: Published) -> bytes:
        """The newest changes. What changed shows here some seconds after it does on the page.

        Raises:
            NotFound: what was to be shown is not there any more.
        """
        row = published.row
        plan = (await self._plan(published))[1]
        async with self._database.session() as db:
            changes = await changes_of(db, row.board_id)
            decisions = (
                await self._workshops.decided(db, row.board_id, ENTRIES) if row.decisions else []
            )
        return await asyncio.to_thread(
            write_feed,
            plan,
            self._links(row),
            row.feed_id,
            row.published_at,
            changes,
            decisions,
        )

    async def download(self, published: Published, format_: Format) -> ExportedFile:
        """The plan as a file, made of nothing but what the page shows.

        Raises:
            NotFound: this is not offered.
        """
        if not published.row.downloads:
            raise NotFound(NOTHING_THERE)
        plan = (await self._plan(published))[1]
        async with self._at_once:
            return await asyncio.to_thread(self._plans.write, plan, format_)

    async def _written(self, published: Published, what: str) -> bytes:
        kept, plan = await self._plan(published)
        if what not in kept.written:
            row = published.row
            write = self.pages.whole if what == "page" else self.pages.small
            async with self._at_once:
                kept.written[what] = await asyncio.to_thread(
                    write, plan, published.at, self._links(row), indexed=row.indexed
                )
        return kept.written[what]

    async def _plan(self, published: Published) -> tuple[_Kept, Plan]:
        """Read once for all who ask for the same."""
        board = published.row.board_id
        key = (published.row.revision, published.head)
        turn = self._turns.setdefault(board, asyncio.Lock())
        async with turn:
            kept = self._kept.get(board)
            if kept is None or kept.key != key:
                async with self._at_once:
                    plan = await self._plans.read(board)
                    public = await asyncio.to_thread(public_plan, plan, choice_of(published.row))
                kept = self._kept[board] = _Kept(key, public)
                while len(self._kept) > KEPT_PLANS:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(board)
        if kept.plan is None:
            raise NotFound(NOTHING_THERE)
        return kept, kept.plan

    def _links(self, row: PublicationRow) -> Links:
        page = f"{self._base_url}/p/{row.token}"
        return Links(
            page=page,
            feed=f"{page}/feed.atom",
            stratml=f"{page}/plan.stratml.xml" if row.downloads else None,
            markdown=f"{page}/plan.md" if row.downloads else None,
        )
