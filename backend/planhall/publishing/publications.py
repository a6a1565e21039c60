"""Publishing boards: who may, what is shown, and addresses that end at once."""

import asyncio
from html import escape

from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.ids import new_id
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import new_token
from planhall.accounts.views import Person
from planhall.boards.access import lock_boards, require_standing
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.plan.model import Plan
from planhall.plan.service import PlanService
from planhall.problems import Invalid
from planhall.publishing.changes import choice_of, digests, show_from_now
from planhall.publishing.models import PublicationRow
from planhall.publishing.shown import Choice, public_plan
from planhall.publishing.views import Publication, PublicationState, PublicationWish


class Publications:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self, database: Database, plans: PlanService, base_url: str, limit: RateLimit
    ) -> None:
        self._database = database
        self._plans = plans
        self._base_url = base_url
        self._limit = limit

    async def state(self, board: str, by: Person) -> PublicationState:
        """What of a board is published; told to everyone on it.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._database.session() as db:
            _, role = await require_standing(db, board, by.id, Role.VIEWER)
            row = await db.get(PublicationRow, board)
        owns = role.reaches(Role.OWNER)
        if row is None or row.ended_at is not None:
            former = self._url(row) if row is not None and owns else None
            return PublicationState(publication=None, may_publish=owns, former_url=former)
        view = await asyncio.to_thread(self._view, row, await self._plans.read(board))
        return PublicationState(publication=view, may_publish=owns, former_url=None)

    async def publish(self, board: str, by: Person, wish: PublicationWish) -> Publication:
        """Publish a board, or show something else of it at the same address.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Forbidden: only owners may.
            Invalid: there is no such item.
        """
        async with self._database.session() as db:
            await require_standing(db, board, by.id, Role.OWNER)
        self._limit.spend(by.id)
        plan = await self._plans.read(board)
        public = await asyncio.to_thread(
            public_plan, plan, Choice(wish.item, wish.owners, wish.drafts)
        )
        if public is None:
            raise Invalid("item: there is no such item in the plan.")
        shown = await asyncio.to_thread(digests, public)
        async with self._database.session() as db:
            await lock_boards(db, [board])
            await require_standing(db, board, by.id, Role.OWNER)
            row = await self._write(db, board, wish)
            await show_from_now(db, board, shown)
        return await asyncio.to_thread(self._view, row, plan)

    async def end(self, board: str, by: Person) -> None:
        """Make the address dead at once. Where nothing is published, nothing changes.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Forbidden: only owners may.
        """
        async with self._database.session() as db:
            await lock_boards(db, [board])
            await require_standing(db, board, by.id, Role.OWNER)
            row = await db.get(PublicationRow, board)
            if row is not None and row.ended_at is None:
                row.ended_at = utc_now()
                row.revision += 1

    async def _write(self, db: AsyncSession, board: str, wish: PublicationWish) -> PublicationRow:
        now = utc_now()
        row = await db.get(PublicationRow, board)
        if row is None:
            row = PublicationRow(
                board_id=board,
                token=new_token(),
                feed_id=new_id(),
                published_at=now,
                changed_at=now,
            )
            db.add(row)
        elif row.ended_at is not None:
            if wish.address == "new":
                row.token = new_token()
            row.published_at = now
            row.ended_at = None
        row.part = wish.item
        row.owners = wish.owners
        row.drafts = wish.drafts
        row.decisions = wish.decisions
        row.downloads = wish.downloads
        row.indexed = wish.indexed
        row.revision += 1
        row.changed_at = now
        await db.flush()
        return row

    def _url(self, row: PublicationRow) -> str:
        return f"{self._base_url}/p/{row.token}"

    def _view(self, row: PublicationRow, plan: Plan) -> Publication:
        url = self._url(row)
        public = public_plan(plan, choice_of(row))
        title = escape(" ".join(plan.title.split()) or "Untitled plan")
        return Publication(
            url=url,
            feed_url=f"{url}/feed.atom",
            embed_url=f"{url}/embed",
            embed_code=(
                f'<iframe src="{escape(url)}/embed" title="{title}" '
                'width="100%" height="480" style="border: 0" loading="lazy"></iframe>'
            ),
            item=row.part,
            owners=row.owners,
            drafts=row.drafts,
            decisions=row.decisions,
            downloads=row.downloads,
            indexed=row.indexed,
            shown=0 if public is None else len(public.items),
            items=len(plan.items),
            published_at=row.published_at,
        )
