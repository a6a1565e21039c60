"""A guest who turns out to have an account: what either has seen, that account has seen."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit, Unconcerned, nothing_more
from planhall.history.models import SeenRow


class VisitsOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part."""

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        for seen in list(
            await session.scalars(select(SeenRow).where(col(SeenRow.person_id) == guest))
        ):
            own = await session.get(SeenRow, (seen.board_id, account))
            if own is None:
                session.add(
                    SeenRow(
                        board_id=seen.board_id,
                        person_id=account,
                        seq=seen.seq,
                        seen_at=seen.seen_at,
                    )
                )
            else:
                own.seq = max(own.seq, seen.seq)
                own.seen_at = max(own.seen_at, seen.seen_at)
            await session.delete(seen)
        await session.flush()
        return nothing_more
