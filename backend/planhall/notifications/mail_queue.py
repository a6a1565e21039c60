"""The mails that wait, of which each is taken by one node at a time.

``queued`` → ``claimed`` (a node has it: nothing was handed to the mail server yet) → ``sending``
(its text is on the way to the server) → ``sent``. A claim that runs out is queued again. What was
``sending`` when its node went away is ``unsure`` and never sent again: SMTP cannot tell whether
the server took it, and twice is worse than a reader who finds it in the inbox only. ``nothing``:
all of it was read before. ``failed``: the server refused it for good.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, delete, select, update
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.database import Database
from planhall.notifications.models import MailRow

LEASE: Final = timedelta(minutes=15)
"""Longer than any sending may take; see ``transports``."""
FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=2)
MOST_ATTEMPTS: Final = 40
"""With those waits: three days."""
KEEP_FOR: Final = timedelta(days=30)
_ERROR_LENGTH: Final = 500


class MailQueue:
    """``me`` is this node."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.me = new_id()

    async def claim(self, now: datetime) -> MailRow | None:
        """Take the mail that has waited longest past its time; None: none has."""
        async with self._database.session() as db:
            if await db.scalar(_due(now)) is None:
                return None
        async with self._database.session() as db:
            which = _due(now).with_for_update(skip_locked=True)
            taken = await db.scalars(
                update(MailRow)
                .where(col(MailRow.id) == which.scalar_subquery(), col(MailRow.state) == "queued")
                .values(
                    state="claimed",
                    open_key=None,
                    attempts=MailRow.attempts + 1,
                    claimed_by=self.me,
                    claimed_until=now + LEASE,
                )
                .returning(MailRow)
                .execution_options(synchronize_session=False)
            )
            return taken.one_or_none()

    async def about_to_send(self, mail: str) -> bool:
        """Say that the text goes out now; False: the claim was lost meanwhile."""
        return await self._move(mail, ("claimed",), "sending")

    async def done(self, mail: str) -> None:
        await self._move(mail, ("claimed", "sending"), "sent")

    async def nothing(self, mail: str) -> None:
        await self._move(mail, ("claimed",), "nothing")

    async def failed(self, mail: str, error: str) -> None:
        await self._move(mail, ("claimed", "sending"), "failed", error)

    async def unsure(self, mail: str, error: str) -> None:
        await self._move(mail, ("claimed", "sending"), "unsure", error)

    async def again(self, mail: MailRow, now: datetime, error: str) -> None:
        """Try again later: after half a minute at first, then ever more rarely, for three days."""
        if mail.attempts >= MOST_ATTEMPTS:
            await self.failed(mail.id, error)
            return
        wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 10), LONGEST_WAIT)
        await self._move(mail.id, ("claimed", "sending"), "queued", error, next_at=now + wait)

    async def tidy(self, now: datetime) -> None:
        """What nodes left that went away, and what is long past."""
        lost = col(MailRow.claimed_until) < now
        async with self._database.session() as db:
            for state, then in (("claimed", "queued"), ("sending", "unsure")):
                await db.execute(
                    update(MailRow)
                    .where(col(MailRow.state) == state, lost)
                    .values(state=then, claimed_by=None, claimed_until=None)
                    .execution_options(synchronize_session=False)
                )
            await db.execute(
                delete(MailRow)
                .where(
                    col(MailRow.state).not_in(("queued", "claimed", "sending")),
                    col(MailRow.next_at) < now - KEEP_FOR,
                )
                .execution_options(synchronize_session=False)
            )

    async def _move(
        self,
        mail: str,
        before: tuple[str, ...],
        after: str,
        error: str = "",
        next_at: datetime | None = None,
    ) -> bool:
        values: dict[str, Any] = {"state": after, "error": error[:_ERROR_LENGTH]}
        if after != "sending":
            values |= {"claimed_by": None, "claimed_until": None}
        if next_at is not None:
            values |= {"next_at": next_at}
        async with self._database.session() as db:
            moved = await db.execute(
                update(MailRow)
                .where(
                    col(MailRow.id) == mail,
                    col(MailRow.state).in_(before),
                    col(MailRow.claimed_by) == self.me,
                )
                .values(**values)
                .returning(col(MailRow.id))
                .execution_options(synchronize_session=False)
            )
            return moved.first() is not None


def _due(now: datetime) -> Select[str]:
    return (
        select(col(MailRow.id))
        .where(col(MailRow.state) == "queued", col(MailRow.next_at) <= now)
        .order_by(col(MailRow.next_at), col(MailRow.id))
        .limit(1)
    )
