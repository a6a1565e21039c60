"""Who is on a board, and with which role."""

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.accounts.views import Person
from planhall.boards.access import (
    Standing,
    find_standing,
    holders,
    keep_an_owner,
    lock_people_of,
    require_standing,
)
from planhall.boards.documents import Live
from planhall.boards.events import Events, RoleChanged
from planhall.boards.models import BoardRoleRow, BoardRow
from planhall.boards.roles import Role
from planhall.boards.views import BoardPerson
from planhall.database import Database
from planhall.problems import Conflict, NotFound


class MemberOfWorkspace(Conflict):
    code = "member-of-workspace"


class BoardPeople:
    """The people of boards."""

    def __init__(
        self, database: Database, accounts: AccountService, live: Live, events: Events
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._live = live
        self._events = events

    async def of(self, board: str, by: Person) -> list[BoardPerson]:
        """Everyone who has access. Emails are told to those who deal with people, not to guests."""
        async with self._database.session() as session:
            standing, role = await require_standing(session, board, by.id)
            return await self._views(session, standing, role, by)

    async def change_role(self, board: str, by: Person, person: str, role: Role) -> BoardPerson:
        """Give somebody who is on the board another role.

        Raises:
            NotFound: they are not on the board.
            LastOwner: the board would have no owner.
        """
        async with self._database.session() as session:
            await lock_people_of(session, board)
            _, own = await require_standing(session, board, by.id, Role.OWNER)
            theirs = await _on_board(session, board, person)
            if theirs.explicit is not None:
                theirs.explicit.role = role
            elif theirs.member is not None:
                session.add(
                    BoardRoleRow(
                        board_id=board,
                        person_id=person,
                        role=role,
                        via="workspace",
                        joined_at=theirs.member.joined_at,
                    )
                )
            await keep_an_owner(session, col(BoardRow.id) == board)
            standing, own = await require_standing(session, board, by.id)
            views = await self._views(session, standing, own, by)
            if theirs.role is not role:
                await self._events.tell(
                    session, RoleChanged(board=board, by=by.id, person=person, role=role.value)
                )
        await self._live.people_changed([board], person)
        return next(view for view in views if view.person.id == person)

    async def remove(self, board: str, by: Person, person: str) -> None:
        """Take somebody off the board, or leave it oneself.

        A member of the board's workspace is left with what the workspace gives.

        Raises:
            NotFound: they are not on the board.
            MemberOfWorkspace: they are on it as a member of the workspace only.
            LastOwner: the board would have no owner.
        """
        async with self._database.session() as session:
            await lock_people_of(session, board)
            minimum = Role.VIEWER if person == by.id else Role.OWNER
            await require_standing(session, board, by.id, minimum)
            theirs = await _on_board(session, board, person)
            if theirs.explicit is None:
                raise MemberOfWorkspace(
                    "Members of the workspace are on all of its boards. "
                    "Remove them from the workspace instead."
                )
            await session.delete(theirs.explicit)
            await keep_an_owner(session, col(BoardRow.id) == board)
        await self._live.people_changed([board], person)

    async def _views(
        self, session: AsyncSession, standing: Standing, role: Role, viewer: Person
    ) -> list[BoardPerson]:
        everyone = (await holders(session, [standing.board]))[standing.board.id]
        profiles = await self._accounts.profiles(session, [one.person for one in everyone])
        tell = role.reaches(Role.FACILITATOR) or standing.member is not None
        return [
            BoardPerson(
                person=profiles[one.person].person,
                role=one.role,
                joined_at=one.joined_at,
                via=one.via,
                email=profiles[one.person].email if tell or one.person == viewer.id else None,
            )
            for one in everyone
        ]


async def _on_board(session: AsyncSession, board: str, person: str) -> Standing:
    standing = await find_standing(session, board, person)
    if standing is None or standing.role is None:
        raise NotFound("There is nobody of that id on the board.")
    return standing
