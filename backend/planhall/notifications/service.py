"""Notifications as the rest of the service uses them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from types import TracebackType
from typing import Final, Self

import structlog

from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.notifications.choosing import Choosing
from planhall.notifications.dues import Dues
from planhall.notifications.envelopes import Envelopes
from planhall.notifications.fan_out import FanOut
from planhall.notifications.inbox import Inboxes
from planhall.notifications.invitations import Invitations
from planhall.notifications.known_plans import KnownPlans
from planhall.notifications.letters import Letters
from planhall.notifications.mail_queue import MailQueue
from planhall.notifications.noting import Noting
from planhall.notifications.people import NotificationsOfPeople
from planhall.notifications.post import Post
from planhall.notifications.push import Push
from planhall.notifications.telling import Telling
from planhall.notifications.transports import transport_of
from planhall.notifications.unsubscribing import Unsubscribing
from planhall.plan.service import PlanService
from planhall.plan.watcher import PlanWatcher
from planhall.settings import Settings

LOOK_SECONDS: Final = 1.0
"""How often it is looked whether there is something to tell or to send."""
MINUTE_SECONDS: Final = 60.0
ENDING_SECONDS: Final = 5.0
"""How long what is being sent may take to end when the service does."""

logger = structlog.get_logger(__name__)


class NotificationService:
    """Who is told of what, and how. Use it as an async context manager."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        accounts: AccountService,
        boards: BoardService,
        plans: PlanService,
        watcher: PlanWatcher,
    ) -> None:
        envelopes = Envelopes(accounts, timedelta(seconds=settings.mail_wait_seconds))
        telling = Telling(envelopes)
        letters = Letters(settings)
        self.fan_out = FanOut(database, accounts, plans, telling)
        self.plans = KnownPlans(database, accounts, boards, plans, telling)
        self.dues = Dues(database, telling)
        self.mails = MailQueue(database)
        self.post = Post(database, accounts, self.mails, letters, transport_of(settings))
        self.push = Push(
            database, accounts, letters.sender, to_private_hosts=settings.push_to_private_hosts
        )
        self.inboxes = Inboxes(database, accounts)
        self.choosing = Choosing(
            database, envelopes, self.push, mail_works=bool(settings.smtp_host)
        )
        self.unsubscribing = Unsubscribing(database, accounts)
        self.invitations = Invitations(
            database, accounts, boards, telling, settings.invitation_limit
        )
        boards.events.listen(Noting())
        watcher.listen(self.plans)
        accounts.observe(NotificationsOfPeople())
        self._ending = asyncio.Event()
        self._tasks = asyncio.TaskGroup()
        self._running: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        await self._tasks.__aenter__()
        self._running = [
            self._tasks.create_task(self._keep_on(act, seconds), name=name)
            for name, act, seconds in (
                ("inboxes", self.fan_out.work, LOOK_SECONDS),
                ("mail", self.post.work, LOOK_SECONDS),
                ("web push", self.push.work, LOOK_SECONDS),
                ("plans to look at", self.plans.look_at_unknown, LOOK_SECONDS),
                ("what is due", self.dues.work, MINUTE_SECONDS),
                ("mail left behind", self.mails.tidy, MINUTE_SECONDS),
                ("old notifications", self.inboxes.tidy, 60 * MINUTE_SECONDS),
            )
        ]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # A mail whose text is on its way is let end: nobody could tell whether it was taken.
        self._ending.set()
        await asyncio.wait(self._running, timeout=ENDING_SECONDS)
        for task in self._running:
            task.cancel()
        await self._tasks.__aexit__(kind, error, traceback)
        self.push.close()

    async def _keep_on(self, act: Callable[[datetime], Awaitable[None]], seconds: float) -> None:
        """Do it again and again; where the database fails, later again."""
        while not self._ending.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._ending.wait()
                    return
            try:
                await act(utc_now())
            except Exception:
                logger.exception("notifications cannot go on just now")
