"""What all of taking part has in common: which activity it is about, and who may do what in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import holders
from planhall.boards.events import Events
from planhall.boards.models import BoardRow
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.plan.service import PlanService
from planhall.problems import Conflict, Forbidden, NotFound
from planhall.workshops.documents import Documents
from planhall.workshops.models import ActivityRow, SessionRow
from planhall.workshops.running import require_live
from planhall.workshops.seats import NO_SESSION, Seat, may_take_part
from planhall.workshops.sessions import Sessions
from planhall.workshops.turns import take_turn
from planhall.workshops.views import ActivitySettings, Session

GATHERING: Final = frozenset({"brainstorm", "write", "checkin", "discuss"})
"""Kinds in which people write notes of their own, secret until they are revealed."""


class NotRevealed(Conflict):
    """The notes are still their authors' own."""

    code = "not-revealed"


class AlreadyRevealed(Conflict):
    """Everyone has seen the notes: they stay as they are."""

    code = "already-revealed"


class ActivityClosed(Conflict):
    """It was open for days, and is not any more."""

    code = "activity-closed"


class VoteClosed(Conflict):
    """The vote has its result: no ballot changes it any more."""

    code = "vote-closed"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What taking part works with."""

    database: Database
    accounts: AccountService
    plans: PlanService
    documents: Documents
    sessions: Sessions
    events: Events

    async def told(self, session: str, by: Person) -> Session:
        """The session after a change, of which everyone hears."""
        return await self.sessions.told(session, by)

    async def tell(self, board: str, message: Mapping[str, Any]) -> None:
        """Say to everyone on the board that something is there to be fetched."""
        await self.documents.notify(board, message)


async def lock_session(db: AsyncSession, session: str) -> SessionRow:
    """As ``lock_seat``, for more than one person.

    Raises:
        NotFound: there is no such session.
    """
    await take_turn(db, session)
    await db.execute(
        update(SessionRow)
        .where(col(SessionRow.id) == session)
        .values(revision=col(SessionRow.revision) + 1)
        .execution_options(synchronize_session=False)
    )
    row = await db.get(SessionRow, session, populate_existing=True)
    if row is None:
        raise NotFound(NO_SESSION)
    return row


async def find_activity(db: AsyncSession, session: str, activity: str) -> ActivityRow:
    """
    Raises:
        NotFound: there is no such activity on the session's agenda.
    """
    row = await db.scalar(
        select(ActivityRow)
        .where(col(ActivityRow.id) == activity, col(ActivityRow.session_id) == session)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound("There is no such activity on the agenda.")
    return row


def settings_of(row: ActivityRow) -> ActivitySettings:
    return ActivitySettings.model_validate(row.settings)


def require_gathering(row: ActivityRow) -> None:
    """
    Raises:
        Conflict: nobody writes notes in it.
    """
    if row.kind not in GATHERING:
        raise Conflict("Nobody writes notes in this activity.")


def require_begun(row: ActivityRow) -> None:
    """
    Raises:
        Conflict: it is still to come.
    """
    if row.begun_at is None:
        raise Conflict("This activity has not begun yet.")


def require_open(session: SessionRow, row: ActivityRow) -> None:
    """That people can put something in now: until it closes where it is open for days, and while
    the session is live where it is not.

    Raises:
        NotLive: the session has not begun yet, or has ended.
        ActivityClosed: it was open for days, and is not any more.
    """
    if row.closes_at is None:
        require_live(session)
    elif row.closed_at is not None or row.closes_at <= utc_now():
        raise ActivityClosed("This activity is closed, so what you sent came too late.")


def end_writing(row: ActivityRow, at: datetime) -> None:
    """Close an activity that was open for days, at its time or before."""
    row.closed_at = at
    row.closes_at = at if row.closes_at is None else min(row.closes_at, at)
    row.remind_at = None


async def able_to_take_part(db: AsyncSession, board: BoardRow) -> set[str]:
    """Ids of everyone whose role on the board lets them write notes and vote."""
    return {
        holder.person
        for holder in (await holders(db, [board]))[board.id]
        if may_take_part(holder.role)
    }


def require_revealed(row: ActivityRow) -> None:
    """
    Raises:
        NotRevealed: its notes are still their authors' own.
    """
    require_gathering(row)
    if row.revealed_at is None:
        raise NotRevealed("The notes are not revealed yet.")


def require_grouping(seat: Seat) -> None:
    """Who may change the plan may group its ideas, while the board is open.

    Raises:
        Forbidden: they may not.
    """
    if seat.facilitates or seat.role.reaches(Role.FACILITATOR):
        return
    if not seat.role.reaches(Role.EDITOR):
        raise Forbidden(
            f"A {seat.role} of this board does not group ideas.",
            needed_role=Role.EDITOR.value,
            role=seat.role.value,
        )
    if seat.session.lock != "open":
        raise Forbidden("The facilitator has locked this board.", role=seat.role.value)


def require_deciding(seat: Seat) -> None:
    """Who facilitates writes decisions down, and so does every facilitator of the board.

    Raises:
        Forbidden: they may not.
        Conflict: nothing of the session has begun.
    """
    if not seat.role.reaches(Role.FACILITATOR):
        seat.require_facilitating()
    if seat.session.started_at is None:
        raise Conflict("This session has not begun yet.")
