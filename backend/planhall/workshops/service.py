"""Workshops as the rest of the service uses them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Final, Self

import structlog
from limits.storage import MemoryStorage
from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.boards.contributions import Attended, Contributions
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.plan.service import PlanService
from planhall.settings import Settings
from planhall.workshops.attending import Attending
from planhall.workshops.board_lock import SessionLock
from planhall.workshops.contributions import attendance, contributions
from planhall.workshops.decided import Decided, decided_on
from planhall.workshops.documents import Documents
from planhall.workshops.joining import Joining
from planhall.workshops.leading import Leading
from planhall.workshops.own_recipes import Recipes
from planhall.workshops.people import WorkshopsOfPeople
from planhall.workshops.planned import PlannedSession, planned_sessions
from planhall.workshops.preparing import Preparing
from planhall.workshops.sessions import Sessions
from planhall.workshops.taking_part import Surroundings
from planhall.workshops.taking_part_service import TakingPart

PRESENCE_SECONDS: Final = 1.0
"""How often it is looked who of a live session has the board open."""

logger = structlog.get_logger(__name__)


class WorkshopService:
    """Sessions and what belongs to them. Use it as an async context manager."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        accounts: AccountService,
        boards: BoardService,
        plans: PlanService,
        documents: Documents,
    ) -> None:
        self._database = database
        self._documents = documents
        self.sessions = Sessions(database, accounts, documents)
        self.preparing = Preparing(database, self.sessions)
        self.leading = Leading(database, boards, plans, documents, self.sessions)
        self.attending = Attending(database, documents, self.sessions)
        self.taking_part = TakingPart(
            Surroundings(database, accounts, plans, documents, self.sessions, boards.events)
        )
        self.leading.when_begun(self.taking_part.options.begun)
        self.recipes = Recipes(database)
        self.joining = Joining(database, boards)
        self._lock = SessionLock(database, boards)
        tries = MemoryStorage()
        self.join_tries = RateLimit(tries, "join", settings.join_limit)
        self.reactions = RateLimit(tries, "reaction", settings.reaction_limit)
        accounts.observe(WorkshopsOfPeople(self.sessions.push))
        self._tasks = asyncio.TaskGroup()
        self._running: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        await self._lock.match_all()
        await self.taking_part.writing.finish_all()
        await self._tasks.__aenter__()
        self._running = [
            self._tasks.create_task(self.sessions.push.run(), name="session push"),
            self._tasks.create_task(self._watch_presence(), name="session presence"),
            self._tasks.create_task(self.taking_part.for_days.run(), name="closing times"),
        ]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for task in self._running:
            task.cancel()
        await self._tasks.__aexit__(kind, error, traceback)

    async def planned(self, db: AsyncSession, boards: Sequence[str]) -> list[PlannedSession]:
        """The sessions of these boards that have a planned time and have not ended, soonest
        first. Who may know of them is the caller's to see to."""
        return await planned_sessions(db, boards)

    async def contributions(
        self, board: str, since: datetime, until: datetime, session: str | None = None
    ) -> Contributions:
        """Who took part in sessions in a time. Rights are the caller's to check."""
        async with self._database.session() as db:
            return await contributions(db, board, since, until, session)

    async def attendance(self, board: str, session: str | None = None) -> list[Attended]:
        """Who came to the board's sessions, or to one. Rights are the caller's to check."""
        async with self._database.session() as db:
            return await attendance(db, board, session)

    async def decided(self, db: AsyncSession, board: str, limit: int) -> list[Decided]:
        """The newest decisions of a board that are in its plan. Who may know of them is the
        caller's to see to."""
        return await decided_on(db, board, limit)

    async def _watch_presence(self) -> None:
        """Tell everyone when somebody of a live session comes or goes."""
        seen: dict[str, frozenset[str]] = {}
        while True:
            await asyncio.sleep(PRESENCE_SECONDS)
            try:
                live = await self.sessions.live()
            except Exception:
                logger.exception("the live sessions cannot be looked up")
                continue
            here = {session: self._documents.present(board) for session, board in live.items()}
            for session, people in here.items():
                if people != seen.get(session):
                    self.sessions.push.changed(session)
            seen = here
