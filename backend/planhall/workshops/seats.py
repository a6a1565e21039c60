"""Who somebody is in a session, and what that lets them do."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.boards.access import require_standing
from planhall.boards.roles import Role
from planhall.problems import Forbidden, NotFound
from planhall.workshops.models import SessionRow
from planhall.workshops.turns import take_turn

NO_SESSION = "There is no such session, or you have no access to its board."


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a session."""

    session: SessionRow
    person: str
    role: Role
    """Theirs on the board."""

    @property
    def facilitates(self) -> bool:
        return self.session.facilitator_id == self.person and self.takes_part

    @property
    def takes_part(self) -> bool:
        """Whether they write notes, vote, and raise a hand."""
        return may_take_part(self.role)

    def require_facilitating(self) -> None:
        """
        Raises:
            Forbidden: somebody else facilitates.
        """
        if not self.facilitates:
            raise Forbidden("Only who facilitates this session may do that.", role=self.role.value)

    def require_preparing(self) -> None:
        """As ``require_facilitating``; a session that is planned, every facilitator may prepare.

        Raises:
            Forbidden: they may not.
        """
        if not (self.session.state == "planned" and self.role.reaches(Role.FACILITATOR)):
            self.require_facilitating()

    def require_taking_part(self) -> None:
        """
        Raises:
            Forbidden: they only look on.
        """
        if not self.takes_part:
            raise Forbidden(
                f"A {self.role} of this board looks on, and does not take part.",
                needed_role=Role.COMMENTER.value,
                role=self.role.value,
            )


def may_take_part(role: Role) -> bool:
    return role is not Role.VIEWER


async def find_seat(db: AsyncSession, session: str, person: str) -> Seat:
    """
    Raises:
        NotFound: there is no such session, or none that they may know of.
    """
    return await _seat(db, await db.get(SessionRow, session), person)


async def lock_seat(db: AsyncSession, session: str, person: str) -> Seat:
    """As ``find_seat``, and no other transaction changes the session until this one ends.

    The session is a revision further then. To be called before anything else in the transaction:
    SQLite lets nobody write who has read what others have changed since.
    """
    await take_turn(db, session)
    await db.execute(
        update(SessionRow)
        .where(col(SessionRow.id) == session)
        .values(revision=col(SessionRow.revision) + 1)
        .execution_options(synchronize_session=False)
    )
    row = await db.get(SessionRow, session, populate_existing=True)
    return await _seat(db, row, person)


async def _seat(db: AsyncSession, row: SessionRow | None, person: str) -> Seat:
    if row is None:
        raise NotFound(NO_SESSION)
    try:
        _, role = await require_standing(db, row.board_id, person)
    except NotFound:
        raise NotFound(NO_SESSION) from None
    return Seat(row, person, role)
