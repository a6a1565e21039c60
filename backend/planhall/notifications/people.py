"""A guest who turns out to have an account: what they were told becomes that account's."""

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from planhall.accounts.observers import AfterCommit, Unconcerned, nothing_more
from planhall.notifications.models import (
    BoardNotificationsRow,
    KnownItemRow,
    NotificationRow,
    NotificationSettingsRow,
    PushSubscriptionRow,
    UnsubscribeLinkRow,
)


class NotificationsOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part. What the account chose itself stays."""

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        other = aliased(NotificationRow)
        told_already = exists().where(
            col(other.person_id) == account, col(other.source) == col(NotificationRow.source)
        )
        for change in (
            delete(NotificationRow).where(col(NotificationRow.person_id) == guest, told_already),
            update(NotificationRow)
            .where(col(NotificationRow.person_id) == guest)
            .values(person_id=account),
            update(NotificationRow)
            .where(col(NotificationRow.by_id) == guest)
            .values(by_id=account),
            update(KnownItemRow)
            .where(col(KnownItemRow.owner_id) == guest)
            .values(owner_id=account),
            update(PushSubscriptionRow)
            .where(col(PushSubscriptionRow.person_id) == guest)
            .values(person_id=account),
            delete(UnsubscribeLinkRow).where(col(UnsubscribeLinkRow.person_id) == guest),
        ):
            await session.execute(change.execution_options(synchronize_session=False))
        await _merge_choices(session, guest, account)
        await session.flush()
        return nothing_more


async def _merge_choices(session: AsyncSession, guest: str, account: str) -> None:
    of_guest = await session.get(NotificationSettingsRow, guest)
    if of_guest is not None:
        if await session.get(NotificationSettingsRow, account) is None:
            session.add(
                NotificationSettingsRow(
                    person_id=account, email=of_guest.email, time_zone=of_guest.time_zone
                )
            )
        await session.delete(of_guest)
    for row in list(
        await session.scalars(
            select(BoardNotificationsRow).where(col(BoardNotificationsRow.person_id) == guest)
        )
    ):
        if await session.get(BoardNotificationsRow, (row.board_id, account)) is None:
            session.add(
                BoardNotificationsRow(
                    board_id=row.board_id, person_id=account, level=row.level, email=row.email
                )
            )
        await session.delete(row)
