"""Sends the mails that are due, one after the other."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from typing import Final

import structlog
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.boards.access import boards_of, find_standing
from planhall.database import Database
from planhall.notifications.letters import Entry, Letters
from planhall.notifications.mail_queue import MailQueue
from planhall.notifications.models import MailRow, NotificationRow
from planhall.notifications.preferences import preferences_of
from planhall.notifications.transports import NotNow, Refused, Transport, Unsure
from planhall.notifications.unsubscribing import ends_for, ends_for_address, wants_no_mail

AT_A_TIME: Final = 50
MOST_ENTRIES: Final = 100

logger = structlog.get_logger(__name__)


class Post:
    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        queue: MailQueue,
        letters: Letters,
        transport: Transport,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._queue = queue
        self._letters = letters
        self._transport = transport

    async def work(self, now: datetime) -> None:
        """Send what is due. Where the mail server is out of reach, the rest waits for its turn."""
        for _ in range(AT_A_TIME):
            mail = await self._queue.claim(now)
            if mail is None or not await self._send(mail, now):
                return

    async def _send(self, mail: MailRow, now: datetime) -> bool:
        """False: it is no use to go on just now."""
        try:
            found = await self._written(mail)
        except Exception as error:
            logger.exception("a mail cannot be written", mail=mail.id)
            await self._queue.again(mail, now, f"{type(error).__name__}")
            return True
        if found is None:
            await self._queue.nothing(mail.id)
            return True
        to, message = found
        try:
            if await self._transport.send(
                mail.id, message, to, lambda: self._queue.about_to_send(mail.id)
            ):
                await self._queue.done(mail.id)
        except Refused as error:
            logger.warning("a mail was refused", mail=mail.id, error=str(error))
            await self._queue.failed(mail.id, str(error))
        except Unsure as error:
            logger.warning("a mail may have been sent or not", mail=mail.id, error=str(error))
            await self._queue.unsure(mail.id, str(error))
            return False
        except (NotNow, OSError) as error:
            logger.warning("mail cannot be sent now", mail=mail.id, error=str(error))
            await self._queue.again(mail, now, str(error))
            return False
        return True

    async def _written(self, mail: MailRow) -> tuple[str, EmailMessage] | None:
        """The mail, to whom; None: there is nothing to tell, or nobody to tell it to."""
        async with self._database.session() as db:
            # A write before all reading, for SQLite.
            await db.execute(
                update(MailRow)
                .where(col(MailRow.id) == mail.id)
                .values(error="")
                .execution_options(synchronize_session=False)
            )
            if mail.kind == "invitation":
                return await self._invitation(db, mail)
            person = mail.person_id or ""
            profile = (await self._accounts.profiles(db, [person])).get(person)
            if profile is None or profile.email is None:
                return None
            entries = await self._entries(db, mail.id, person)
            if not entries:
                return None
            boards = {one.row.board_id for one in entries}
            board = boards.pop() if len(boards) == 1 and mail.kind == "instant" else None
            ends = await ends_for(db, person, board)
            return profile.email, self._letters.of(mail.id, profile.email, mail.kind, entries, ends)

    async def _invitation(self, db: AsyncSession, mail: MailRow) -> tuple[str, EmailMessage] | None:
        address = mail.address or ""
        if mail.person_id is None:
            if await wants_no_mail(db, address):
                return None
            ends = await ends_for_address(db, address)
        else:
            ends = await ends_for(db, mail.person_id, None)
        return address, self._letters.invitation(mail.id, address, mail.content, ends)

    async def _entries(self, db: AsyncSession, mail: str, person: str) -> Sequence[Entry]:
        """What is unread still, of boards that they may see still and want mail of."""
        rows = list(
            await db.scalars(
                select(NotificationRow)
                .where(col(NotificationRow.mail_id) == mail, col(NotificationRow.read_at).is_(None))
                .order_by(col(NotificationRow.at).desc(), col(NotificationRow.id))
                .limit(MOST_ENTRIES)
            )
        )
        mine = set(await boards_of(db, person))
        preferences = await preferences_of(db, [person])
        wanted = [
            row
            for row in reversed(rows)
            if (row.board_id is None or row.board_id in mine)
            and preferences.of(person, row.board_id).email != "none"
        ]
        profiles = await self._accounts.profiles(
            db, {row.by_id for row in wanted if row.by_id is not None}
        )
        titles: dict[str, str] = {}
        for board in {row.board_id for row in wanted if row.board_id is not None}:
            there = await find_standing(db, board, "")
            titles[board] = "" if there is None else there.board.title
        return [
            Entry(
                row,
                profiles[row.by_id].name if row.by_id in profiles else None,
                None if row.board_id is None else titles[row.board_id],
            )
            for row in wanted
        ]
