"""A guest who turns out to have an account: the webhooks that they made are that account's."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit, Unconcerned, nothing_more
from planhall.webhooks.models import WebhookRow


class WebhooksOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part."""

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        await session.execute(
            update(WebhookRow)
            .where(col(WebhookRow.made_by) == guest)
            .values(made_by=account)
            .execution_options(synchronize_session=False)
        )
        return nothing_more
