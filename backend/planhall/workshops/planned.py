"""When sessions are meant to begin, for calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.workshops.models import ActivityRow, SessionRow


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A session that has a time."""

    id: str
    board: str
    title: str
    state: str
    """``planned``, ``running`` or ``paused``."""
    starts_at: datetime
    minutes: float
    """What its agenda takes; 0 where no activity has a limit of time."""
    revision: int
    """Higher after each change of the session."""
    created_at: datetime


async def planned_sessions(db: AsyncSession, boards: Sequence[str]) -> list[PlannedSession]:
    """Those of these boards that have a time and have not ended, soonest first."""
    minutes = (
        select(func.coalesce(func.sum(col(ActivityRow.minutes)), 0.0))
        .where(col(ActivityRow.session_id) == col(SessionRow.id))
        .scalar_subquery()
    )
    found = await db.execute(
        select(SessionRow, minutes)
        .where(
            col(SessionRow.board_id).in_(boards),
            col(SessionRow.starts_at).is_not(None),
            col(SessionRow.state) != "ended",
        )
        .order_by(col(SessionRow.starts_at), col(SessionRow.id))
    )
    return [
        PlannedSession(
            id=row.id,
            board=row.board_id,
            title=row.title,
            state=row.state,
            starts_at=row.starts_at,
            minutes=planned,
            revision=row.revision,
            created_at=row.created_at,
        )
        for row, planned in found
        if row.starts_at is not None
    ]
