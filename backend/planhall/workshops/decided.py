"""What workshops of a board decided, for those who tell of it elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.workshops.models import DecisionRow, SessionRow


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, without who took it and who thought otherwise."""

    id: str
    item: str
    """The item of the plan that it is about, or that it became."""
    title: str
    what: str
    at: datetime


async def decided_on(db: AsyncSession, board: str, limit: int) -> list[Decided]:
    """The newest decisions of a board that are in its plan, newest first."""
    rows = await db.scalars(
        select(DecisionRow)
        .join(SessionRow, col(SessionRow.id) == col(DecisionRow.session_id))
        .where(col(SessionRow.board_id) == board, col(DecisionRow.item_id).is_not(None))
        .order_by(col(DecisionRow.at).desc(), col(DecisionRow.id))
        .limit(limit)
    )
    return [
        Decided(id=row.id, item=row.item_id, title=row.title, what=row.what, at=row.at)
        for row in rows
        if row.item_id is not None
    ]
