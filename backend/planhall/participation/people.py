"""A guest who turns out to have an account: whom either kept from being named is not named."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit, Unconcerned, nothing_more
from planhall.participation.models import ParticipationChoiceRow


class ChoicesOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part."""

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        for choice in list(
            await session.scalars(
                select(ParticipationChoiceRow).where(col(ParticipationChoiceRow.person_id) == guest)
            )
        ):
            own = await session.get(ParticipationChoiceRow, (choice.board_id, account))
            if own is None:
                session.add(
                    ParticipationChoiceRow(
                        board_id=choice.board_id, person_id=account, named=choice.named
                    )
                )
            else:
                own.named = own.named and choice.named
            await session.delete(choice)
        await session.flush()
        return nothing_more
