"""Workspaces and their members."""

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import LastOwner, keep_an_owner, lock_boards, lock_workspace
from planhall.boards.documents import Live
from planhall.boards.events import Events, MemberAdded
from planhall.boards.models import BoardRoleRow, BoardRow, MemberRow, WorkspaceRow
from planhall.boards.roles import WorkspaceRole
from planhall.boards.views import Member, Workspace
from planhall.database import Database
from planhall.problems import Conflict, Forbidden, NotFound

NO_WORKSPACE = "There is no such workspace, or you are not a member of it."


class Workspaces:
    """Workspaces, of which guests know nothing: they hold single boards."""

    def __init__(
        self, database: Database, accounts: AccountService, live: Live, events: Events
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._live = live
        self._events = events

    async def of(self, person: Person) -> list[Workspace]:
        """Those that somebody is a member of, in the order in which they came to them."""
        async with self._database.session() as session:
            found = await session.scalars(
                select(MemberRow)
                .where(col(MemberRow.person_id) == person.id)
                .order_by(col(MemberRow.joined_at), col(MemberRow.workspace_id))
            )
            return await _views(session, list(found))

    async def create(self, name: str, by: Person) -> Workspace:
        """Make a workspace that ``by`` owns.

        Raises:
            Forbidden: ``by`` is a guest.
        """
        if by.guest:
            raise Forbidden("Sign up to have a workspace.")
        async with self._database.session() as session:
            member = await add_workspace(session, name, by)
            return (await _views(session, [member]))[0]

    async def rename(self, workspace: str, by: Person, name: str) -> Workspace:
        async with self._database.session() as session:
            member = await require_member(session, workspace, by.id, WorkspaceRole.OWNER)
            row = await session.get_one(WorkspaceRow, workspace)
            row.name = name
            view = (await _views(session, [member]))[0]
            boards = await _boards_in(session, workspace)
        await self._live.board_changed(boards)
        return view.model_copy(update={"name": name})

    async def members(self, workspace: str, by: Person) -> list[Member]:
        """Who came first is first."""
        async with self._database.session() as session:
            await require_member(session, workspace, by.id)
            found = await session.scalars(
                select(MemberRow)
                .where(col(MemberRow.workspace_id) == workspace)
                .order_by(col(MemberRow.joined_at), col(MemberRow.person_id))
            )
            rows = list(found)
            profiles = await self._accounts.profiles(session, [row.person_id for row in rows])
            return [_member(row, profiles[row.person_id].person) for row in rows]

    async def add_by_email(self, workspace: str, by: Person, email: str) -> Member:
        """Make whoever has the account with this email a member.

        Raises:
            NotFound: nobody has an account with it.
        """
        async with self._database.session() as session:
            await require_member(session, workspace, by.id, WorkspaceRole.OWNER)
        person = await self._accounts.account_with(email)
        if person is None:
            raise NotFound(
                f"Nobody has an account with {email} yet. Ask them to sign up first, "
                "or share a board with them by a link."
            )
        return await self.add_member(workspace, person.person, by=by)

    async def add_member(
        self,
        workspace: str,
        person: Person,
        role: WorkspaceRole = WorkspaceRole.MEMBER,
        by: Person | None = None,
    ) -> Member:
        """Make somebody with an account a member; one who is a member already stays as they are.

        ``by`` None is the service itself.

        Raises:
            Conflict: they are a guest.
        """
        if person.guest:
            raise Conflict("A guest cannot be a member of a workspace.")
        async with self._database.session() as session:
            await lock_workspace(session, workspace)
            row = await session.get(MemberRow, (workspace, person.id))
            if row is None:
                row = MemberRow(
                    workspace_id=workspace, person_id=person.id, role=role, joined_at=utc_now()
                )
                session.add(row)
                await session.flush()
                added = MemberAdded(
                    by=None if by is None else by.id, workspace=workspace, person=person.id
                )
                await self._events.tell(session, added)
            boards = await _boards_in(session, workspace)
        await self._live.people_changed(boards, person.id)
        return _member(row, person)

    async def change_member(
        self, workspace: str, by: Person, person: str, role: WorkspaceRole
    ) -> Member:
        """Give a member another role.

        Raises:
            LastOwner: the workspace, or one of its boards, would have no owner.
        """
        async with self._database.session() as session:
            await lock_workspace(session, workspace)
            await require_member(session, workspace, by.id, WorkspaceRole.OWNER)
            row = await _member_row(session, workspace, person)
            row.role = role
            await _keep_owners(session, workspace)
            profile = (await self._accounts.profiles(session, [person]))[person].person
            boards = await _boards_in(session, workspace)
        await self._live.people_changed(boards, person)
        return _member(row, profile)

    async def remove_member(self, workspace: str, by: Person, person: str) -> None:
        """Remove a member, or leave oneself, with all roles on the workspace's boards.

        Boards to which they were invited by a link of its own stay theirs.

        Raises:
            LastOwner: the workspace, or one of its boards, would have no owner.
        """
        async with self._database.session() as session:
            await lock_workspace(session, workspace)
            needed = WorkspaceRole.MEMBER if person == by.id else WorkspaceRole.OWNER
            await require_member(session, workspace, by.id, needed)
            row = await _member_row(session, workspace, person)
            boards = await _boards_in(session, workspace)
            await lock_boards(session, boards)
            await session.delete(row)
            await session.execute(
                delete(BoardRoleRow).where(
                    col(BoardRoleRow.board_id).in_(
                        select(col(BoardRow.id)).where(col(BoardRow.workspace_id) == workspace)
                    ),
                    col(BoardRoleRow.person_id) == person,
                    col(BoardRoleRow.via) != "invite",
                )
            )
            await _keep_owners(session, workspace)
        await self._live.people_changed(boards, person)


async def add_workspace(session: AsyncSession, name: str, owner: Person) -> MemberRow:
    now = utc_now()
    row = WorkspaceRow(id=new_id(), name=name, created_by=owner.id, created_at=now)
    session.add(row)
    await session.flush()
    member = MemberRow(
        workspace_id=row.id, person_id=owner.id, role=WorkspaceRole.OWNER, joined_at=now
    )
    session.add(member)
    await session.flush()
    return member


async def require_member(
    session: AsyncSession,
    workspace: str,
    person: str,
    minimum: WorkspaceRole = WorkspaceRole.MEMBER,
) -> MemberRow:
    """Somebody's membership.

    Raises:
        NotFound: there is no such workspace, or they are not a member of it.
        Forbidden: they would have to own it.
    """
    row = await session.get(MemberRow, (workspace, person))
    if row is None:
        raise NotFound(NO_WORKSPACE)
    if minimum is WorkspaceRole.OWNER and row.role != WorkspaceRole.OWNER:
        raise Forbidden(
            "Only an owner of the workspace may do that.", needed_role="owner", role=row.role
        )
    return row


async def name_of_workspace(session: AsyncSession, workspace: str, person: str) -> str | None:
    """What a workspace is called; None where the person is not a member of it any more."""
    if await session.get(MemberRow, (workspace, person)) is None:
        return None
    row = await session.get(WorkspaceRow, workspace)
    return None if row is None else row.name


async def _member_row(session: AsyncSession, workspace: str, person: str) -> MemberRow:
    row = await session.get(MemberRow, (workspace, person))
    if row is None:
        raise NotFound("There is nobody of that id in the workspace.")
    return row


async def _keep_owners(session: AsyncSession, workspace: str) -> None:
    await session.flush()
    owners = await session.scalar(
        select(func.count())
        .select_from(MemberRow)
        .where(col(MemberRow.workspace_id) == workspace, col(MemberRow.role) == WorkspaceRole.OWNER)
    )
    if not owners:
        raise LastOwner("A workspace needs an owner. Make someone else one first.")
    await keep_an_owner(session, col(BoardRow.workspace_id) == workspace)


async def _boards_in(session: AsyncSession, workspace: str) -> list[str]:
    return list(
        await session.scalars(
            select(col(BoardRow.id)).where(col(BoardRow.workspace_id) == workspace)
        )
    )


async def _views(session: AsyncSession, memberships: list[MemberRow]) -> list[Workspace]:
    ids = [row.workspace_id for row in memberships]
    names = {
        row.id: row.name
        for row in await session.scalars(select(WorkspaceRow).where(col(WorkspaceRow.id).in_(ids)))
    }
    members = await session.execute(
        select(col(MemberRow.workspace_id), func.count())
        .where(col(MemberRow.workspace_id).in_(ids))
        .group_by(col(MemberRow.workspace_id))
    )
    boards = await session.execute(
        select(col(BoardRow.workspace_id), func.count())
        .where(col(BoardRow.workspace_id).in_(ids), ~col(BoardRow.archived))
        .group_by(col(BoardRow.workspace_id))
    )
    members_of = dict(members.all())
    boards_of = dict(boards.all())
    return [
        Workspace(
            id=row.workspace_id,
            name=names[row.workspace_id],
            role=WorkspaceRole(row.role),
            members=members_of.get(row.workspace_id, 0),
            boards=boards_of.get(row.workspace_id, 0),
        )
        for row in memberships
    ]


def _member(row: MemberRow, person: Person) -> Member:
    return Member(person=person, role=WorkspaceRole(row.role), joined_at=row.joined_at)
