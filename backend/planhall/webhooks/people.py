"""A guest who turns out to have an account: the webhooks that they made are that account's."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit
from planhall.accounts.views import Person
from planhall.webhooks.models import WebhookRow


class WebhooksOfPeople:
    """The ``AccountObserver`` of this part."""

    async def signed_up(self, session: AsyncSession, person: Person) -> None:
        return

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        await session.execute(
            update(WebhookRow)
            .where(col(WebhookRow.made_by) == guest)
            .values(made_by=account)
            .execution_options(synchronize_session=False)
        )
        return _nothing_more

    async def password_changed(self, session: AsyncSession, person: str) -> None:
        return

    async def person_changed(self, person: str) -> None:
        return

    async def sessions_ended(self, person: str) -> None:
        return


async def _nothing_more() -> None:
    return
