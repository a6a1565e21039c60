"""Sessions as people see them, and how everyone hears of what changed."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.accounts.views import Person
from planhall.boards.access import require_standing
from planhall.database import Database
from planhall.problems import NotFound
from planhall.workshops.documents import Documents
from planhall.workshops.models import SessionRow
from planhall.workshops.one_for_all import OneForAll
from planhall.workshops.push import SessionPush
from planhall.workshops.seats import NO_SESSION, find_seat
from planhall.workshops.session_view import session_views
from planhall.workshops.views import Session


class Sessions:
    """Reads and tells. ``by`` is always somebody who was identified."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        documents: Documents,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._documents = documents
        self._public = OneForAll(self._look)
        self.push = SessionPush(documents, self.public_view)

    # -- reading

    async def of(self, board: str, by: Person) -> list[Session]:
        """Every session of a board, newest first.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._database.session() as db:
            await require_standing(db, board, by.id)
            rows = list(
                await db.scalars(
                    select(SessionRow)
                    .where(col(SessionRow.board_id) == board)
                    .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
                )
            )
            own = [row for row in rows if row.facilitator_id == by.id]
            told = {view.id: view for view in await self._views(db, own, by.id)}
        for row in rows:
            if row.id not in told:
                shared = await self._public.get(row.id)
                if shared is not None:
                    told[row.id] = shared
        return [told[row.id] for row in rows if row.id in told]

    async def view(self, session: str, by: Person) -> Session:
        """One session as this person sees it.

        Raises:
            NotFound: there is no such session, or none that they may know of.
        """
        async with self._database.session() as db:
            seat = await find_seat(db, session, by.id)
            if seat.session.facilitator_id == by.id:
                return (await self._views(db, [seat.session], by.id))[0]
        shared = await self._public.get(session)
        if shared is None:
            raise NotFound(NO_SESSION)
        return shared

    async def public_view(self, session: str) -> Session | None:
        """One session as everyone on its board may see it; None where it is gone."""
        return await self._public.get(session)

    async def _look(self, session: str) -> Session | None:
        async with self._database.session() as db:
            row = await db.get(SessionRow, session)
            return None if row is None else (await self._views(db, [row], None))[0]

    async def live(self) -> dict[str, str]:
        """Ids of the sessions that people are in now, and their boards."""
        async with self._database.session() as db:
            found = await db.execute(
                select(col(SessionRow.id), col(SessionRow.board_id)).where(
                    col(SessionRow.live_on).is_not(None)
                )
            )
            return dict(found.all())

    async def facilitates(self, board: str, person: str) -> bool:
        """Whether somebody facilitates what is live on this board: what `boards` asks for."""
        async with self._database.session() as db:
            facilitator = await db.scalar(
                select(col(SessionRow.facilitator_id)).where(col(SessionRow.live_on) == board)
            )
            return facilitator is not None and facilitator == person

    # -- after a change

    async def told(self, session: str, by: Person) -> Session:
        """The session after a change, of which everyone hears."""
        self.push.changed(session)
        return await self.view(session, by)

    async def _views(
        self, db: AsyncSession, rows: list[SessionRow], to: str | None
    ) -> list[Session]:
        return await session_views(db, self._accounts, self._documents.present, rows, to)
