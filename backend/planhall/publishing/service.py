"""Publishing as the rest of the service uses it."""

from limits.storage import MemoryStorage

from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.database import Database
from planhall.plan.service import PlanService
from planhall.plan.watcher import PlanWatcher
from planhall.publishing.calendars import Calendars, CalendarsOfPeople
from planhall.publishing.changes import ChangeKeeper
from planhall.publishing.page import Pages
from planhall.publishing.public import PublicPlans
from planhall.publishing.publications import Publications
from planhall.settings import Settings
from planhall.sync.log import PastLog
from planhall.workshops.service import WorkshopService


class PublishingService:
    """``publications`` for those on a board, ``public`` for everyone, ``calendars`` of people.

    ``visits`` and ``fetches`` bound how often one address reads public pages, and one calendar is
    read.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        accounts: AccountService,
        plans: PlanService,
        workshops: WorkshopService,
        log: PastLog,
        watcher: PlanWatcher,
    ) -> None:
        storage = MemoryStorage()
        changes = RateLimit(storage, "publishing", settings.publishing_limit)
        self.visits = RateLimit(storage, "public pages", settings.public_page_limit)
        self.fetches = RateLimit(storage, "calendars", settings.calendar_limit)
        self.publications = Publications(database, plans, settings.base_url, changes)
        self.public = PublicPlans(
            database, plans, workshops, log, Pages(settings.web_dir), settings.base_url
        )
        self.calendars = Calendars(
            database, accounts, plans, workshops, log, settings.base_url, changes
        )
        watcher.listen(ChangeKeeper(database))
        accounts.observe(CalendarsOfPeople())
