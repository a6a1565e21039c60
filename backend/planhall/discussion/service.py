"""Discussion as the rest of the service uses it."""

from datetime import datetime

from limits.storage import MemoryStorage

from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.boards.contributions import Contributions
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.discussion.contributions import contributions
from planhall.discussion.documents import Documents
from planhall.discussion.ground import Ground
from planhall.discussion.people import DiscussionOfPeople
from planhall.discussion.suggestions import Suggestions
from planhall.discussion.threads import Threads
from planhall.plan.service import PlanService
from planhall.settings import Settings


class DiscussionService:
    """Comments and suggestions."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        accounts: AccountService,
        boards: BoardService,
        plans: PlanService,
        documents: Documents,
    ) -> None:
        ground = Ground(database, accounts, boards, plans, documents)
        self.threads = Threads(ground)
        self.suggestions = Suggestions(ground)
        self.speaking = RateLimit(MemoryStorage(), "speaking", settings.speaking_limit)
        self._database = database
        accounts.observe(DiscussionOfPeople(accounts, documents))

    async def begin(self) -> None:
        """After a start: finish what a crash left half done. Never raises."""
        await self.suggestions.finish_all()

    async def contributions(self, board: str, since: datetime, until: datetime) -> Contributions:
        """Who said something in a time. Rights are the caller's to check."""
        async with self._database.session() as db:
            return await contributions(db, board, since, until)
