"""Web push (RFC 8030, 8291, 8292): tells browsers that asked to be told, by their push service."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Final

import httpx
import structlog
from pydantic import AnyHttpUrl
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlmodel import col
from webpush import WebPush, WebPushSubscription
from webpush.types import WebPushKeys

from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import digest
from planhall.boards.access import boards_of
from planhall.database import Database, insert_into
from planhall.notifications.models import NotificationRow, PushRow, PushSubscriptionRow
from planhall.notifications.push_keys import vapid_key
from planhall.notifications.views import PushKeys
from planhall.public_addresses import Addresses, BadAddress, HostUnknown

LEASE: Final = timedelta(minutes=2)
FIRST_WAIT: Final = timedelta(seconds=30)
MOST_ATTEMPTS: Final = 6
SECONDS: Final = 15.0
AT_A_TIME: Final = 40
AT_ONCE: Final = 8
MOST_BROWSERS: Final = 20
KEPT_SECONDS: Final = 24 * 60 * 60
"""How long a push service keeps what a browser that is off has not got yet."""

logger = structlog.get_logger(__name__)


class Push:
    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        contact: str,
        *,
        to_private_hosts: bool = False,
    ) -> None:
        """``contact``: an email address by which push services reach who runs this."""
        self._database = database
        self._accounts = accounts
        self._contact = contact
        self._addresses = Addresses(allow_private=to_private_hosts, field="body.endpoint")

    def close(self) -> None:
        self._addresses.close()

    # -- who is told

    async def key(self) -> str:
        return (await vapid_key(self._database)).public_key

    async def subscribe(self, person: str, endpoint: str, keys: PushKeys) -> None:
        """Tell this browser from now on; of many browsers those that came last.

        Raises:
            BadAddress: no push service can be there.
        """
        self._addresses.url(endpoint)
        values = {
            "person_id": person,
            "endpoint": endpoint,
            "p256dh": keys.p256dh,
            "auth": keys.auth,
            "created_at": utc_now(),
        }
        async with self._database.session() as db:
            await db.execute(
                insert_into(db, PushSubscriptionRow)
                .values(endpoint_digest=digest(endpoint), **values)
                .on_conflict_do_update(index_elements=["endpoint_digest"], set_=values)
            )
            older = await db.scalars(
                select(col(PushSubscriptionRow.endpoint_digest))
                .where(col(PushSubscriptionRow.person_id) == person)
                .order_by(col(PushSubscriptionRow.created_at).desc())
                .offset(MOST_BROWSERS)
            )
            await db.execute(
                delete(PushSubscriptionRow).where(
                    col(PushSubscriptionRow.endpoint_digest).in_(list(older))
                )
            )

    async def unsubscribe(self, person: str, endpoint: str) -> None:
        """Tell this browser no more; nothing happens where it is not told."""
        async with self._database.session() as db:
            await db.execute(
                delete(PushSubscriptionRow).where(
                    col(PushSubscriptionRow.endpoint_digest) == digest(endpoint),
                    col(PushSubscriptionRow.person_id) == person,
                )
            )

    async def is_told(self, person: str) -> bool:
        async with self._database.session() as db:
            count = await db.scalar(
                select(func.count())
                .select_from(PushSubscriptionRow)
                .where(col(PushSubscriptionRow.person_id) == person)
            )
            return bool(count)

    # -- telling

    async def work(self, now: datetime) -> None:
        """Tell what is due, to some browsers at the same time."""
        taken = await self._claim(now)
        if not taken:
            return
        key = await vapid_key(self._database)
        pusher = WebPush(key.private_pem.encode(), key.public_pem.encode(), ttl=KEPT_SECONDS)
        turns = asyncio.Semaphore(AT_ONCE)
        async with (
            httpx.AsyncClient(timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
            asyncio.TaskGroup() as tasks,
        ):

            async def send(row: PushRow) -> None:
                async with turns:
                    try:
                        await self._tell(client, pusher, row, now)
                    except Exception:
                        logger.exception("a browser cannot be told")

            for row in taken:
                tasks.create_task(send(row))

    async def _claim(self, now: datetime) -> list[PushRow]:
        due = (
            select(col(PushRow.notification_id), col(PushRow.endpoint_digest))
            .where(col(PushRow.next_at) <= now)
            .order_by(col(PushRow.next_at))
            .limit(AT_A_TIME)
        )
        async with self._database.session() as db:
            keys = (await db.execute(due)).all()
        taken = []
        for notification, browser in keys:
            async with self._database.session() as db:
                found = await db.scalars(
                    update(PushRow)
                    .where(
                        col(PushRow.notification_id) == notification,
                        col(PushRow.endpoint_digest) == browser,
                        col(PushRow.next_at) <= now,
                    )
                    .values(next_at=now + LEASE, attempts=PushRow.attempts + 1)
                    .returning(PushRow)
                    .execution_options(synchronize_session=False)
                )
                taken += list(found)
        return taken

    async def _tell(
        self, client: httpx.AsyncClient, pusher: WebPush, row: PushRow, now: datetime
    ) -> None:
        async with self._database.session() as db:
            browser = await db.get(PushSubscriptionRow, row.endpoint_digest)
            one = await db.get(NotificationRow, row.notification_id)
            if browser is None or one is None:
                return
            seen = one.board_id is None or one.board_id in await boards_of(db, browser.person_id)
            profiles = await self._accounts.profiles(db, [one.by_id or ""])
        if one.person_id != browser.person_id or one.read_at is not None or not seen:
            await self._drop(row)
            return
        by = profiles.get(one.by_id or "")
        content = {
            "id": one.id,
            "kind": one.kind,
            "title": one.title if by is None else f"{by.name} {one.title}",
            "body": one.excerpt,
            "link": one.link,
        }
        try:
            status = await self._post(client, pusher, browser, json.dumps(content))
        except (HostUnknown, TimeoutError, httpx.HTTPError, OSError):
            # A name server that is out of reach knows no host: nothing follows for the browser.
            status = 0
        except BadAddress:
            status = 410
        if status in (404, 410):
            await self._forget(browser.endpoint_digest)
        elif 200 <= status < 300 or row.attempts >= MOST_ATTEMPTS or 400 <= status < 429:
            await self._drop(row)
        else:
            await self._again(row, now)

    async def _post(
        self, client: httpx.AsyncClient, pusher: WebPush, browser: PushSubscriptionRow, text: str
    ) -> int:
        """The push service's answer."""
        to = self._addresses.url(browser.endpoint)
        message = pusher.get(
            text,
            WebPushSubscription(
                endpoint=AnyHttpUrl(browser.endpoint),
                keys=WebPushKeys(auth=browser.auth, p256dh=browser.p256dh),
            ),
            subscriber=self._contact,
        )
        headers = {key: str(value) for key, value in message.headers.items()}
        async with asyncio.timeout(SECONDS):
            return await self._addresses.post(
                client, to, message.encrypted, {**headers, "Urgency": "normal"}
            )

    async def _forget(self, browser: str) -> None:
        async with self._database.session() as db:
            await db.execute(
                delete(PushSubscriptionRow).where(
                    col(PushSubscriptionRow.endpoint_digest) == browser
                )
            )

    async def _drop(self, row: PushRow) -> None:
        async with self._database.session() as db:
            await db.execute(delete(PushRow).where(*_is(row)))

    async def _again(self, row: PushRow, now: datetime) -> None:
        later = now + FIRST_WAIT * 4 ** (row.attempts - 1)
        async with self._database.session() as db:
            await db.execute(update(PushRow).where(*_is(row)).values(next_at=later))


def _is(row: PushRow) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        col(PushRow.notification_id) == row.notification_id,
        col(PushRow.endpoint_digest) == row.endpoint_digest,
    )
