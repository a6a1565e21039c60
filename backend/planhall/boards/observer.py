"""What becomes of boards when something happens to a person."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit
from planhall.accounts.views import Person
from planhall.boards.access import boards_of, lock_boards
from planhall.boards.documents import Live
from planhall.boards.invites import give_role
from planhall.boards.models import BoardRoleRow, BoardTokenRow, InviteRow, VisitRow
from planhall.boards.roles import Role
from planhall.boards.workspaces import add_workspace
from planhall.database import Database

_NAME_IN_WORKSPACE = 60


class BoardsOfPeople:
    """The ``AccountObserver`` of this part."""

    def __init__(self, database: Database, live: Live) -> None:
        self._database = database
        self._live = live

    async def signed_up(self, session: AsyncSession, person: Person) -> None:
        """Everyone with an account starts with a workspace of their own."""
        await add_workspace(
            session, f"{person.name[:_NAME_IN_WORKSPACE].rstrip()}’s workspace", person
        )

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        """The account gets the guest's roles, where they are higher, and recent boards."""
        held = list(
            await session.scalars(select(BoardRoleRow).where(col(BoardRoleRow.person_id) == guest))
        )
        boards = [row.board_id for row in held]
        await lock_boards(session, boards)
        for row in held:
            await give_role(session, row.board_id, account, Role(row.role), row.joined_at)
            await session.delete(row)
        await _merge_visits(session, guest, account)
        await session.execute(delete(BoardTokenRow).where(col(BoardTokenRow.person_id) == guest))
        await session.execute(
            update(InviteRow).where(col(InviteRow.created_by) == guest).values(created_by=account)
        )

        async def tell() -> None:
            await self._live.people_changed(boards, guest, account)

        return tell

    async def password_changed(self, session: AsyncSession, person: str) -> None:
        await session.execute(delete(BoardTokenRow).where(col(BoardTokenRow.person_id) == person))

    async def person_changed(self, person: str) -> None:
        await self._live.people_changed(await self._boards(person), person)

    async def sessions_ended(self, person: str) -> None:
        await self._live.access_doubtful(await self._boards(person), person)

    async def _boards(self, person: str) -> list[str]:
        async with self._database.session() as session:
            return await boards_of(session, person)


async def _merge_visits(session: AsyncSession, guest: str, account: str) -> None:
    for visit in list(
        await session.scalars(select(VisitRow).where(col(VisitRow.person_id) == guest))
    ):
        own = await session.get(VisitRow, (visit.board_id, account))
        if own is None:
            session.add(
                VisitRow(board_id=visit.board_id, person_id=account, opened_at=visit.opened_at)
            )
        elif own.opened_at < visit.opened_at:
            own.opened_at = visit.opened_at
        await session.delete(visit)
