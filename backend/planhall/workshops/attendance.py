"""Who came to a session, and whose hand is up."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.times import utc_now
from planhall.database import insert_into
from planhall.workshops.models import AttendanceRow, SessionRow


async def attend(db: AsyncSession, session: str, person: str) -> None:
    """Write down that somebody came, once, however often they come and however many at a time."""
    await db.execute(
        insert_into(db, AttendanceRow)
        .values(session_id=session, person_id=person, joined_at=utc_now(), hands=0)
        .on_conflict_do_nothing()
    )


async def attendance_of(db: AsyncSession, session: str, person: str) -> AttendanceRow:
    """Somebody's row, made where there is none."""
    await attend(db, session, person)
    return await db.get_one(AttendanceRow, (session, person), populate_existing=True)


async def people_of(db: AsyncSession, session: str) -> set[str]:
    """Ids of everyone who came."""
    return set(
        await db.scalars(
            select(col(AttendanceRow.person_id)).where(col(AttendanceRow.session_id) == session)
        )
    )


async def speakers_on(db: AsyncSession, board: str, groups: Collection[str]) -> dict[str, set[str]]:
    """By stakeholder group: who said in some session of the board that they speak for it."""
    if not groups:
        return {}
    speakers: dict[str, set[str]] = {}
    for group, person in await db.execute(
        select(col(AttendanceRow.stakeholder), col(AttendanceRow.person_id))
        .join(SessionRow, col(SessionRow.id) == col(AttendanceRow.session_id))
        .where(col(SessionRow.board_id) == board, col(AttendanceRow.stakeholder).in_(groups))
    ):
        speakers.setdefault(group or "", set()).add(person)
    return speakers


def set_hand(row: AttendanceRow, up: bool, now: int) -> None:
    """Who raises a hand that is up keeps the place in the order."""
    if not up:
        row.hand_up_at = None
    elif row.hand_up_at is None:
        row.hand_up_at = now
        row.hands += 1


async def lower_all_hands(db: AsyncSession, session: str) -> None:
    await db.execute(
        update(AttendanceRow)
        .where(col(AttendanceRow.session_id) == session)
        .values(hand_up_at=None)
        .execution_options(synchronize_session=False)
    )
