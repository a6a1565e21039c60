"""What people choose: how often mail comes, where they are, and how closely they follow a board."""

from sqlalchemy import select
from sqlmodel import col

from planhall.accounts.times import utc_now
from planhall.accounts.views import Me
from planhall.boards.access import lock_boards, require_standing
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.notifications.envelopes import Envelopes
from planhall.notifications.models import NotificationSettingsRow
from planhall.notifications.preferences import keep_at_large, keep_on_board, preferences_of
from planhall.notifications.push import Push
from planhall.notifications.views import (
    BoardNotifications,
    BoardNotificationsChange,
    NotificationSettings,
    NotificationSettingsChange,
)


class Choosing:
    def __init__(
        self,
        database: Database,
        envelopes: Envelopes,
        push: Push,
        *,
        mail_works: bool,
    ) -> None:
        self._database = database
        self._envelopes = envelopes
        self._push = push
        self._mail_works = mail_works

    async def at_large(self, me: Me) -> NotificationSettings:
        async with self._database.session() as db:
            preferences = await preferences_of(db, [me.id])
            zone = await db.scalar(
                select(col(NotificationSettingsRow.time_zone)).where(
                    col(NotificationSettingsRow.person_id) == me.id
                )
            )
        return NotificationSettings(
            email=preferences.of(me.id, None).at_large,
            time_zone=zone,
            push=await self._push.is_told(me.id),
            can_email=me.email is not None,
            mail_works=self._mail_works,
        )

    async def change_at_large(
        self, me: Me, change: NotificationSettingsChange
    ) -> NotificationSettings:
        """What waits to be mailed is then mailed as they want it now."""
        async with self._database.session() as db:
            await keep_at_large(db, me.id, email=change.email, zone=change.time_zone)
            await self._envelopes.put_anew(db, me.id, utc_now())
        return await self.at_large(me)

    async def on_board(self, me: Me, board: str) -> BoardNotifications:
        """
        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._database.session() as db:
            await require_standing(db, board, me.id, Role.VIEWER)
            mine = (await preferences_of(db, [me.id])).of(me.id, board)
        return BoardNotifications(level=mine.level, email=mine.on_board)

    async def change_on_board(
        self, me: Me, board: str, change: BoardNotificationsChange
    ) -> BoardNotifications:
        """
        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._database.session() as db:
            await lock_boards(db, [board])
            await require_standing(db, board, me.id, Role.VIEWER)
            await keep_on_board(db, me.id, board, level=change.level, email=change.email)
            await self._envelopes.put_anew(db, me.id, utc_now())
        return await self.on_board(me, board)
