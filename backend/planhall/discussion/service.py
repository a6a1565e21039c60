"""Discussion as the rest of the service uses it."""

from limits.storage import MemoryStorage

from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.boards.service import BoardService
from planhall.database import Database
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
        accounts.observe(DiscussionOfPeople(accounts, documents))

    async def begin(self) -> None:
        """After a start: finish what a crash left half done. Never raises."""
        await self.suggestions.finish_all()
