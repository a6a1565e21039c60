"""Which mail tells of a notification, and when that is sent.

A mail that waits has an ``open_key``; what comes for the same person and time goes into it, until
it is taken to be sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.service import AccountService
from planhall.database import insert_into
from planhall.notifications.models import MailRow, NotificationRow
from planhall.notifications.preferences import Preference, preferences_of
from planhall.notifications.schedule import next_monday, next_morning


@dataclass(frozen=True, slots=True)
class Told:
    """A notification that is in somebody's inbox."""

    id: str
    person: str
    board: str | None


@dataclass(frozen=True, slots=True)
class _Envelope:
    key: str
    kind: str
    person: str
    next_at: datetime


class Envelopes:
    def __init__(self, accounts: AccountService, wait: timedelta) -> None:
        """``wait``: for how long an instant mail takes more in."""
        self._accounts = accounts
        self._wait = wait

    async def put(self, db: AsyncSession, told: Sequence[Told], now: datetime) -> None:
        """Put each into the mail in which its reader wants it, if in any."""
        readers = {one.person for one in told}
        profiles = await self._accounts.profiles(db, readers)
        preferences = await preferences_of(db, readers)
        places: dict[str, _Envelope] = {}
        for one in told:
            profile = profiles.get(one.person)
            if profile is None or profile.email is None:
                continue
            envelope = self._envelope(one, preferences.of(one.person, one.board), now)
            if envelope is not None:
                places[one.id] = envelope
        mails = await _open(db, places.values(), now)
        if places:
            await db.execute(
                update(NotificationRow),
                [{"id": id_, "mail_id": mails[place.key]} for id_, place in places.items()],
            )

    async def put_anew(self, db: AsyncSession, person: str, now: datetime) -> None:
        """Put what waits for somebody where they want it now. It is the transaction's first."""
        dropped = await db.scalars(
            update(MailRow)
            .where(
                col(MailRow.person_id) == person,
                col(MailRow.state) == "queued",
                col(MailRow.kind) != "invitation",
            )
            .values(state="dropped", open_key=None)
            .returning(col(MailRow.id))
            .execution_options(synchronize_session=False)
        )
        found = await db.execute(
            update(NotificationRow)
            .where(
                col(NotificationRow.mail_id).in_(list(dropped)),
                col(NotificationRow.read_at).is_(None),
            )
            .values(mail_id=None)
            .returning(col(NotificationRow.id), col(NotificationRow.board_id))
            .execution_options(synchronize_session=False)
        )
        await self.put(db, [Told(id_, person, board) for id_, board in found.all()], now)

    def _envelope(self, one: Told, wanted: Preference, now: datetime) -> _Envelope | None:
        match wanted.email:
            case "instant":
                key = f"instant:{one.person}:{one.board or ''}"
                return _Envelope(key, "instant", one.person, now + self._wait)
            case "daily":
                at = next_morning(now, wanted.zone)
                return _Envelope(f"daily:{one.person}", "digest", one.person, at)
            case "weekly":
                at = next_monday(now, wanted.zone)
                return _Envelope(f"weekly:{one.person}", "digest", one.person, at)
            case _:
                return None


async def _open(db: AsyncSession, envelopes: Iterable[_Envelope], now: datetime) -> dict[str, str]:
    """The id of the mail of each key. Nobody takes one away before this transaction ends."""
    by_key = {one.key: one for one in envelopes}
    if not by_key:
        return {}
    insert = insert_into(db, MailRow).values(
        [
            {
                "id": new_id(),
                "kind": one.kind,
                "person_id": one.person,
                "open_key": one.key,
                "content": {},
                "state": "queued",
                "attempts": 0,
                "created_at": now,
                "next_at": one.next_at,
                "error": "",
            }
            for _, one in sorted(by_key.items())
        ]
    )
    found = await db.execute(
        insert.on_conflict_do_update(
            index_elements=["open_key"], set_={"open_key": insert.excluded.open_key}
        ).returning(col(MailRow.open_key), col(MailRow.id))
    )
    return {row[0]: row[1] for row in found}
