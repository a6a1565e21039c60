"""The rules of webhooks."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from types import TracebackType
from typing import Final, Self, cast

from limits.storage import MemoryStorage
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import Standing, lock_boards, require_standing
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.plan.watcher import PlanWatcher
from planhall.problems import Conflict, NotFound
from planhall.public_addresses import Addresses
from planhall.settings import Settings
from planhall.webhooks.delivering import Deliverer
from planhall.webhooks.models import DeliveryRow, WebhookRow
from planhall.webhooks.outbox import TRIED_FOR, Outbox
from planhall.webhooks.people import WebhooksOfPeople
from planhall.webhooks.sending import Sender
from planhall.webhooks.signing import new_secret
from planhall.webhooks.views import (
    Delivery,
    DeliveryState,
    EventType,
    Pause,
    Webhook,
    WebhookChange,
    WebhookMade,
    WebhookWish,
)

MOST: Final = 20
"""Webhooks of one board."""
LISTED: Final = 50
OLD_SECRET_FOR: Final = timedelta(hours=24)
LOOK_UP_SECONDS: Final = 5.0
NO_WEBHOOK: Final = "There is no such webhook."
NO_DELIVERY: Final = "There is no such delivery, or not any more."


class WebhookPaused(Conflict):
    code = "webhook-paused"


class WebhookService:
    """Webhooks of boards, for their owners and facilitators. Use it as an async context manager.

    ``by`` is always somebody who was identified; each call checks what they may do.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        accounts: AccountService,
        boards: BoardService,
        watcher: PlanWatcher,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._addresses = Addresses(allow_private=settings.webhook_allow_private, field="body.url")
        self._sender = Sender(self._addresses, settings.webhook_seconds)
        self.deliverer = Deliverer(
            database, self._sender, settings.webhook_seconds, settings.webhook_retry_seconds
        )
        self._outbox = Outbox(database, accounts, settings.base_url, self.deliverer.wake)
        self._asked = RateLimit(MemoryStorage(), "webhook", settings.webhook_limit)
        boards.events.listen(self._outbox)
        watcher.listen(self._outbox)
        accounts.observe(WebhooksOfPeople())
        self._tasks = asyncio.TaskGroup()
        self._running: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._sender.__aenter__()
        await self._tasks.__aenter__()
        self._running = self._tasks.create_task(self.deliverer.run(), name="webhooks")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._running is not None:
            self._running.cancel()
        await self._tasks.__aexit__(kind, error, traceback)
        await self._sender.__aexit__(kind, error, traceback)

    async def of(self, board: str, by: Person) -> list[Webhook]:
        """Every webhook of a board, the oldest first.

        Raises:
            NotFound, Forbidden: as for every call here: owners and facilitators of the board only.
        """
        async with self._database.session() as session:
            await require_standing(session, board, by.id, Role.FACILITATOR)
            rows = await session.scalars(
                select(WebhookRow)
                .where(col(WebhookRow.board_id) == board)
                .order_by(col(WebhookRow.made_at), col(WebhookRow.id))
            )
            return [await self._view(session, row) for row in rows]

    async def add(self, board: str, by: Person, wish: WebhookWish) -> WebhookMade:
        """Raises:
        BadAddress: it is not one on the public internet.
        Conflict: the board has as many as one may have.
        TooMany: of this person.
        """
        async with self._database.session() as session:
            await require_standing(session, board, by.id, Role.FACILITATOR)
        self._asked.spend(by.id)
        url = await self._checked(wish.url)
        async with self._database.session() as session:
            await lock_boards(session, [board])
            await require_standing(session, board, by.id, Role.FACILITATOR)
            own = col(WebhookRow.board_id) == board
            if (await session.scalar(select(func.count()).where(own)) or 0) >= MOST:
                raise Conflict(f"This board has {MOST} webhooks already.")
            row = WebhookRow(
                id=new_id(),
                board_id=board,
                url=url,
                events=_in_order(wish.events),
                secret=new_secret(),
                made_by=by.id,
                made_at=utc_now(),
            )
            session.add(row)
            await session.flush()
            return await self._made(session, row)

    async def change(self, webhook: str, by: Person, change: WebhookChange) -> Webhook:
        """Who gives it another address, or has it go on, is who it is made by from then on.

        Raises:
            BadAddress, TooMany: as ``add``.
        """
        url = None
        if change.url is not None:
            async with self._mine(webhook, by, change=False):
                self._asked.spend(by.id)
            url = await self._checked(change.url)
        async with self._mine(webhook, by) as (session, row, _):
            if change.events is not None:
                row.events = _in_order(change.events)
            if url is not None and url != row.url:
                row.url, row.made_by = url, by.id
            if change.paused and row.paused is None:
                row.paused = "by-hand"
            elif change.paused is False and row.paused is not None:
                row.paused, row.made_by = None, by.id
                row.failures, row.failing_since = 0, None
            view = await self._view(session, row)
        self.deliverer.wake()
        return view

    async def remove(self, webhook: str, by: Person) -> None:
        """With all that waits for it."""
        async with self._mine(webhook, by) as (session, row, _):
            await session.delete(row)

    async def rotate(self, webhook: str, by: Person) -> WebhookMade:
        """Another secret. For a day messages are signed with the one before too."""
        async with self._mine(webhook, by) as (session, row, _):
            row.old_secret, row.old_secret_until = row.secret, utc_now() + OLD_SECRET_FOR
            row.secret = new_secret()
            return await self._made(session, row)

    async def ping(self, webhook: str, by: Person) -> Delivery:
        """Send a message that only shows that messages come.

        Raises:
            WebhookPaused: nothing is sent.
            TooMany: of this person.
        """
        async with self._mine(webhook, by) as (session, row, standing):
            self._asked.spend(by.id)
            _must_run(row)
            id_ = await self._outbox.ping(session, row, standing.board, by.id)
            await session.flush()
            return _delivery(await session.get_one(DeliveryRow, id_))

    async def deliveries(self, webhook: str, by: Person) -> list[Delivery]:
        """The last of its messages, the newest first."""
        async with self._mine(webhook, by, change=False) as (session, row, _):
            return await _last(session, row.id, LISTED)

    async def again(self, delivery: str, by: Person) -> Delivery:
        """Send a message once more, with the id that it had.

        Raises:
            Conflict: it waits to be sent.
            WebhookPaused: nothing is sent.
            TooMany: of this person.
        """
        async with self._database.session() as session:
            found = await session.get(DeliveryRow, delivery)
        if found is None:
            raise NotFound(NO_DELIVERY)
        async with self._mine(found.webhook_id, by, NO_DELIVERY) as (session, hook, _):
            self._asked.spend(by.id)
            _must_run(hook)
            row = await session.get(DeliveryRow, delivery)
            if row is None:
                raise NotFound(NO_DELIVERY)
            if row.state == "waiting":
                raise Conflict("It waits to be sent.")
            now = utc_now()
            row.state, row.tries, row.next_at, row.until = "waiting", 0, now, now + TRIED_FOR
            view = _delivery(row)
        self.deliverer.wake()
        return view

    @asynccontextmanager
    async def _mine(
        self, webhook: str, by: Person, missing: str = NO_WEBHOOK, *, change: bool = True
    ) -> AsyncIterator[tuple[AsyncSession, WebhookRow, Standing]]:
        """A webhook that somebody may change, and their place on its board."""
        async with self._database.session() as session:
            if change:
                # A write before all else, for SQLite; it also keeps others out meanwhile.
                await session.execute(
                    update(WebhookRow)
                    .where(col(WebhookRow.id) == webhook)
                    .values(id=webhook)
                    .execution_options(synchronize_session=False)
                )
            row = await session.get(WebhookRow, webhook)
            if row is None:
                raise NotFound(missing)
            try:
                standing, _ = await require_standing(session, row.board_id, by.id, Role.FACILITATOR)
            except NotFound:
                raise NotFound(missing) from None
            yield session, row, standing

    async def _checked(self, url: str) -> str:
        parsed = self._addresses.url(url)
        await self._addresses.resolve_within(parsed, LOOK_UP_SECONDS)
        return str(parsed)

    async def _made(self, session: AsyncSession, row: WebhookRow) -> WebhookMade:
        view = await self._view(session, row)
        return WebhookMade(**view.model_dump(), secret=row.secret)

    async def _view(self, session: AsyncSession, row: WebhookRow) -> Webhook:
        profile = (await self._accounts.profiles(session, [row.made_by]))[row.made_by]
        last = await _last(session, row.id, 1)
        return Webhook(
            id=row.id,
            url=row.url,
            events=[EventType(one) for one in row.events],
            by=profile.person,
            made_at=row.made_at,
            paused=cast("Pause | None", row.paused),
            failures=row.failures,
            last=last[0] if last else None,
        )


async def _last(session: AsyncSession, webhook: str, count: int) -> list[Delivery]:
    rows = await session.scalars(
        select(DeliveryRow)
        .where(col(DeliveryRow.webhook_id) == webhook)
        .order_by(col(DeliveryRow.at).desc(), col(DeliveryRow.id))
        .limit(count)
    )
    return [_delivery(row) for row in rows]


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        type=row.type,
        at=row.at,
        state=cast("DeliveryState", row.state),
        tries=row.tries,
        next_at=row.next_at,
        tried_at=row.tried_at,
        status=row.status,
        ms=row.ms,
        error=row.error,
    )


def _in_order(events: Sequence[EventType]) -> list[str]:
    return [one.value for one in EventType if one in events]


def _must_run(row: WebhookRow) -> None:
    if row.paused is not None:
        raise WebhookPaused("This webhook is paused. Let it go on first.")
