"""Sends what waits in the outbox: at least once each, again after a failure, for a day."""

import asyncio
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.times import utc_now
from planhall.database import Database
from planhall.webhooks.models import ERROR_LENGTH, DeliveryRow, WebhookRow
from planhall.webhooks.outbox import board_heard_by
from planhall.webhooks.sending import Outcome, Sender
from planhall.webhooks.views import Pause

AT_ONCE: Final = 16
AT_ONCE_FOR_ONE: Final = 2
"""A receiver that is slow takes this many of those, and no more."""
LOOK_SECONDS: Final = 2.0
"""How often it is looked for what another process wrote, or is due again."""
LONGEST_WAIT: Final = timedelta(hours=6)
PAUSED_AFTER: Final = 30
"""So many tries in a row that failed, for no less than ``PAUSED_AFTER_TIME``, pause a webhook."""
PAUSED_AFTER_TIME: Final = timedelta(hours=1)
KEPT_FOR: Final = timedelta(days=3)
_GONE: Final = 410
_CLEAN_SECONDS: Final = 3600.0

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Message:
    id: str
    webhook: str
    url: str
    secrets: tuple[str, ...]
    body: bytes
    tries: int
    until: datetime


class Deliverer:
    """The loop that sends. Any number of processes may run one on the same database.

    Whoever sends a message moves the time at which it is due past the end of the try. A process
    that dies meanwhile leaves it due again then.
    """

    def __init__(
        self, database: Database, sender: Sender, seconds: float, retry_seconds: float
    ) -> None:
        """``seconds``: how long one try takes at most; ``retry_seconds``: the first wait."""
        self._database = database
        self._sender = sender
        self._lease = timedelta(seconds=3 * seconds)
        self._retry = timedelta(seconds=retry_seconds)
        self._look_seconds = min(LOOK_SECONDS, retry_seconds)
        self._wake = asyncio.Event()
        # Which webhook each message that is being sent is for.
        self._sending: dict[str, str] = {}

    def wake(self) -> None:
        """There is something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled. What is being sent then is left to whoever comes next."""
        left: list[str] = []
        try:
            async with asyncio.TaskGroup() as tasks:
                try:
                    await self._send_on(tasks)
                finally:
                    left = list(self._sending)
        finally:
            await self._release(left)

    async def _send_on(self, tasks: asyncio.TaskGroup) -> None:
        cleaned = -_CLEAN_SECONDS
        while True:
            self._wake.clear()
            claimed: dict[str, str] = {}
            try:
                claimed = await self._claim()
                if time.monotonic() - cleaned >= _CLEAN_SECONDS:
                    await self._forget_old()
                    cleaned = time.monotonic()
            except Exception:
                logger.exception("what waits for webhooks cannot be looked up")
            for message, webhook in claimed.items():
                self._sending[message] = webhook
                tasks.create_task(self._deliver(message), name=f"webhook {webhook}")
            if not claimed:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._look_seconds):
                        await self._wake.wait()

    async def _release(self, messages: list[str]) -> None:
        """Nobody sends these any more: let them be due now, not when their try would be over."""
        if not messages:
            return
        try:
            async with self._database.session() as session:
                await session.execute(
                    update(DeliveryRow)
                    .where(col(DeliveryRow.id).in_(messages), col(DeliveryRow.next_at).is_not(None))
                    .values(next_at=utc_now())
                )
        except Exception:
            logger.exception("messages of webhooks cannot be released")

    async def _claim(self) -> dict[str, str]:
        """Ids of some messages that are due and nobody else sends, and of their webhooks."""
        free = AT_ONCE - len(self._sending)
        if free <= 0:
            return {}
        now = utc_now()
        share = Counter(self._sending.values())
        full = [webhook for webhook, count in share.items() if count >= AT_ONCE_FOR_ONE]
        async with self._database.session() as session:
            due = await session.execute(
                select(col(DeliveryRow.id), col(DeliveryRow.webhook_id))
                .join(WebhookRow, col(WebhookRow.id) == col(DeliveryRow.webhook_id))
                .where(
                    col(DeliveryRow.next_at) <= now,
                    col(WebhookRow.paused).is_(None),
                    col(DeliveryRow.webhook_id).not_in(full),
                )
                .order_by(col(DeliveryRow.next_at))
                .limit(4 * AT_ONCE)
            )
        chosen: dict[str, str] = {}
        for message, webhook in due:
            if len(chosen) < free and share[webhook] < AT_ONCE_FOR_ONE:
                share[webhook] += 1
                chosen[message] = webhook
        if not chosen:
            return {}
        async with self._database.session() as session:
            claimed = await session.scalars(
                update(DeliveryRow)
                .where(col(DeliveryRow.id).in_(chosen), col(DeliveryRow.next_at) <= now)
                .values(next_at=utc_now() + self._lease)
                .returning(col(DeliveryRow.id))
                .execution_options(synchronize_session=False)
            )
            return {message: chosen[message] for message in claimed}

    async def _deliver(self, id_: str) -> None:
        try:
            message = await self._read(id_)
            if message is not None:
                outcome = await self._sender.send(
                    message.url, message.secrets, message.id, message.body
                )
                await self._keep(message, outcome)
        except Exception:
            # It is due again when its time for this try is over.
            logger.exception("a webhook's message cannot be sent", message=id_)
        finally:
            del self._sending[id_]
            self.wake()

    async def _read(self, id_: str) -> _Message | None:
        """What to send; None where there is nobody to send it to any more."""
        async with self._database.session() as session:
            row = await session.get(DeliveryRow, id_)
            hook = None if row is None else await session.get(WebhookRow, row.webhook_id)
            if row is None or hook is None:
                return None
            heard = await board_heard_by(session, hook) is not None
            secrets = [hook.secret]
            if hook.old_secret and hook.old_secret_until and hook.old_secret_until > utc_now():
                secrets.append(hook.old_secret)
        if not heard:
            async with self._database.session() as session:
                await _pause(session, hook.id, "role")
            return None
        body = row.payload.encode()
        return _Message(row.id, hook.id, hook.url, tuple(secrets), body, row.tries, row.until)

    async def _keep(self, message: _Message, outcome: Outcome) -> None:
        """Write down what became of it, and when it is tried again."""
        now = utc_now()
        next_at = None if outcome.arrived else now + self._wait(message.tries)
        if next_at is not None and next_at > message.until:
            next_at = None
        state = "delivered" if outcome.arrived else "failed" if next_at is None else "waiting"
        error = None if outcome.error is None else outcome.error[:ERROR_LENGTH]
        async with self._database.session() as session:
            # The webhook before its messages, as whoever changes or deletes it has it.
            if outcome.arrived:
                await _healthy(session, message.webhook)
            else:
                await _failed(session, message.webhook, outcome, now)
            await session.execute(
                update(DeliveryRow)
                .where(col(DeliveryRow.id) == message.id)
                .values(
                    state=state,
                    tries=message.tries + 1,
                    next_at=next_at,
                    tried_at=now,
                    status=outcome.status,
                    ms=outcome.ms,
                    error=error,
                )
                .execution_options(synchronize_session=False)
            )

    def _wait(self, tries: int) -> timedelta:
        """Three times as long after each try: with 5 seconds first, some ten tries in a day."""
        return min(self._retry * 3.0 ** min(tries, 12), LONGEST_WAIT)

    async def _forget_old(self) -> None:
        async with self._database.session() as session:
            await session.execute(
                delete(DeliveryRow).where(col(DeliveryRow.at) < utc_now() - KEPT_FOR)
            )


async def _healthy(session: AsyncSession, webhook: str) -> None:
    await session.execute(
        update(WebhookRow)
        .where(col(WebhookRow.id) == webhook, col(WebhookRow.failures) > 0)
        .values(failures=0, failing_since=None)
        .execution_options(synchronize_session=False)
    )


async def _failed(session: AsyncSession, webhook: str, outcome: Outcome, now: datetime) -> None:
    counted = await session.execute(
        update(WebhookRow)
        .where(col(WebhookRow.id) == webhook)
        .values(
            failures=col(WebhookRow.failures) + 1,
            failing_since=func.coalesce(col(WebhookRow.failing_since), now),
        )
        .returning(col(WebhookRow.failures), col(WebhookRow.failing_since))
        .execution_options(synchronize_session=False)
    )
    found = counted.one_or_none()
    if found is None:
        return
    failures, since = found
    long = since is not None and since <= now - PAUSED_AFTER_TIME
    if outcome.status == _GONE:
        await _pause(session, webhook, "gone")
    elif failures >= PAUSED_AFTER and long:
        await _pause(session, webhook, "failing")


async def _pause(session: AsyncSession, webhook: str, why: Pause) -> None:
    await session.execute(
        update(WebhookRow)
        .where(col(WebhookRow.id) == webhook, col(WebhookRow.paused).is_(None))
        .values(paused=why)
        .execution_options(synchronize_session=False)
    )
