"""Invitations by email: a link for each address, and the mail that brings it."""

from datetime import datetime, timedelta
from typing import Final

from limits.storage import MemoryStorage

from planhall.accounts.ids import new_id
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.service import AccountService
from planhall.accounts.views import Person
from planhall.boards.access import find_standing, lock_boards
from planhall.boards.invites import require_giving
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.notifications.models import MailRow
from planhall.notifications.preferences import preferences_of
from planhall.notifications.telling import News, Telling
from planhall.notifications.unsubscribing import wants_no_mail

GOOD_FOR: Final = timedelta(days=14)
_LABEL_LENGTH: Final = 80


class Invitations:
    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        boards: BoardService,
        telling: Telling,
        limit: str,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._boards = boards
        self._telling = telling
        self._limit = RateLimit(MemoryStorage(), "invitation", limit)

    async def send(
        self,
        board: str,
        by: Person,
        emails: list[str],
        role: Role,
        message: str,
        now: datetime,
    ) -> int:
        """Invite each address to a role; returns how many were: who has it already is not.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Forbidden: it is a higher role than they may give.
            TooMany: they have invited too many lately.
        """
        async with self._database.session() as db:
            await require_giving(db, board, by, role)
        accounts = {email: await self._accounts.account_with(email) for email in emails}
        for _ in accounts:
            self._limit.spend(by.id)
        sent = 0
        async with self._database.session() as db:
            await lock_boards(db, [board])
            title = (await require_giving(db, board, by, role)).board.title
            for email, account in accounts.items():
                if account is not None:
                    theirs = await find_standing(db, board, account.id)
                    if theirs is not None and theirs.role and theirs.role.reaches(role):
                        continue
                label = email[:_LABEL_LENGTH]
                link = await self._boards.invites.open_link(db, board, role, by.id, label, GOOD_FOR)
                path = await self._boards.invites.path_of_link(db, link) or ""
                sent += 1
                if account is not None:
                    invitation = News(
                        person=account.id,
                        kind="invitation",
                        source=f"invite:{link}",
                        at=now,
                        by=by.id,
                        board=None,
                        title=f"invited you to “{title}” as {role}",
                        link=path,
                        excerpt=message,
                    )
                    await self._telling.tell(db, [invitation], now, mail=False)
                    preferences = await preferences_of(db, [account.id])
                    if preferences.of(account.id, None).at_large == "none":
                        continue
                elif await wants_no_mail(db, email):
                    continue
                content = {
                    "by": by.name,
                    "board": title,
                    "role": role.value,
                    "message": message,
                    "link": path,
                }
                db.add(
                    MailRow(
                        id=new_id(),
                        kind="invitation",
                        person_id=None if account is None else account.id,
                        address=email,
                        content=content,
                        created_at=now,
                        next_at=now,
                    )
                )
        return sent
