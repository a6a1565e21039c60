"""Who may do what on a board: the one place where roles are looked up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import plausible
from planhall.accounts.personal_tokens import PREFIX
from planhall.accounts.scopes import Scope
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import TOKEN_LENGTH_MAX, digest
from planhall.boards.lock import BoardLock
from planhall.boards.models import (
    BoardRoleRow,
    BoardRow,
    BoardTokenRow,
    MemberRow,
    WorkspaceRow,
)
from planhall.boards.roles import Role, WorkspaceRole, demand
from planhall.boards.views import Via
from planhall.database import Database
from planhall.problems import Conflict, Forbidden, NotFound, NotSignedIn
from planhall.sync.access import Access, Credentials, Identity

NO_BOARD = "There is no such board, or you have no access to it."


class LastOwner(Conflict):
    code = "last-owner"


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's place on one board."""

    board: BoardRow
    role: Role | None
    explicit: BoardRoleRow | None
    """The role that the board itself gives them."""
    member: MemberRow | None
    """Their membership of the board's workspace."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has access to a board."""

    person: str
    role: Role
    via: Via
    joined_at: datetime


async def find_standing(session: AsyncSession, board: str, person: str) -> Standing | None:
    """None where there is no such board."""
    found = await session.execute(
        select(BoardRow, BoardRoleRow, MemberRow)
        .outerjoin(
            BoardRoleRow,
            and_(
                col(BoardRoleRow.board_id) == col(BoardRow.id),
                col(BoardRoleRow.person_id) == person,
            ),
        )
        .outerjoin(
            MemberRow,
            and_(
                col(MemberRow.workspace_id) == col(BoardRow.workspace_id),
                col(MemberRow.person_id) == person,
            ),
        )
        .where(col(BoardRow.id) == board)
    )
    row = found.one_or_none()
    if row is None:
        return None
    explicit = cast("BoardRoleRow | None", row[1])
    member = cast("MemberRow | None", row[2])
    role = effective_role(
        explicit.role if explicit is not None else None,
        member.role if member is not None else None,
    )
    return Standing(row[0], role, explicit, member)


def effective_role(explicit: str | None, member: str | None) -> Role | None:
    """The board's own word goes before the workspace's."""
    if explicit is not None:
        return Role(explicit)
    return None if member is None else WorkspaceRole(member).on_boards


async def require_standing(
    session: AsyncSession, board: str, person: str, minimum: Role = Role.VIEWER
) -> tuple[Standing, Role]:
    """Somebody's place on the board, and their role there.

    Raises:
        NotFound: there is no such board, or none that they may know of.
        Forbidden: they would need a higher role.
    """
    standing = await find_standing(session, board, person)
    if standing is None or standing.role is None:
        raise NotFound(NO_BOARD)
    return standing, demand(standing.role, minimum)


async def holders(session: AsyncSession, boards: Sequence[BoardRow]) -> dict[str, list[Holder]]:
    """Everyone who has access to each board, highest roles first, then who came first."""
    explicit: defaultdict[str, dict[str, Holder]] = defaultdict(dict)
    for row in await session.scalars(
        select(BoardRoleRow).where(col(BoardRoleRow.board_id).in_([board.id for board in boards]))
    ):
        explicit[row.board_id][row.person_id] = Holder(
            row.person_id, Role(row.role), cast("Via", row.via), row.joined_at
        )
    members: defaultdict[str, dict[str, Holder]] = defaultdict(dict)
    workspaces = {board.workspace_id for board in boards} - {None}
    for member in await session.scalars(
        select(MemberRow).where(col(MemberRow.workspace_id).in_(workspaces))
    ):
        members[member.workspace_id][member.person_id] = Holder(
            member.person_id,
            WorkspaceRole(member.role).on_boards,
            "workspace",
            member.joined_at,
        )
    return {
        board.id: sorted(
            ({**members.get(board.workspace_id or "", {}), **explicit[board.id]}).values(),
            key=lambda holder: (holder.role.rank, holder.joined_at, holder.person),
        )
        for board in boards
    }


async def boards_of(session: AsyncSession, person: str) -> list[str]:
    """Ids of every board that somebody has access to."""
    found = await session.scalars(
        select(col(BoardRow.id)).where(
            or_(
                exists().where(
                    col(BoardRoleRow.board_id) == col(BoardRow.id),
                    col(BoardRoleRow.person_id) == person,
                ),
                exists().where(
                    col(MemberRow.workspace_id) == col(BoardRow.workspace_id),
                    col(MemberRow.person_id) == person,
                ),
            )
        )
    )
    return list(found)


# -- rules over several rows: whoever changes one of them holds the lock meanwhile


async def lock_workspace(session: AsyncSession, workspace: str) -> None:
    """Let no other transaction change the workspace's members until this one ends.

    An update that changes nothing, since SQLite knows no ``SELECT … FOR UPDATE``.
    """
    await session.execute(
        update(WorkspaceRow)
        .where(col(WorkspaceRow.id) == workspace)
        .values(id=col(WorkspaceRow.id))
        .execution_options(synchronize_session=False)
    )


async def lock_boards(session: AsyncSession, boards: Iterable[str]) -> None:
    """Let no other transaction change these boards' people until this one ends."""
    await session.execute(
        update(BoardRow)
        .where(col(BoardRow.id).in_(sorted(boards)))
        .values(id=col(BoardRow.id))
        .execution_options(synchronize_session=False)
    )


async def lock_people_of(session: AsyncSession, board: str) -> None:
    """Lock all that decides who owns the board: its workspace first, then the board itself."""
    workspace = await session.scalar(
        select(col(BoardRow.workspace_id)).where(col(BoardRow.id) == board)
    )
    if workspace is not None:
        await lock_workspace(session, workspace)
    await lock_boards(session, [board])


async def keep_an_owner(session: AsyncSession, which: ColumnElement[bool]) -> None:
    """Check, before a transaction commits, that each of these boards still has an owner.

    Raises:
        LastOwner: one would have none.
    """
    own_row = exists().where(
        col(BoardRoleRow.board_id) == col(BoardRow.id), col(BoardRoleRow.role) == Role.OWNER
    )
    overruled = exists().where(
        col(BoardRoleRow.board_id) == col(BoardRow.id),
        col(BoardRoleRow.person_id) == col(MemberRow.person_id),
    )
    by_workspace = exists().where(
        col(MemberRow.workspace_id) == col(BoardRow.workspace_id),
        col(MemberRow.role) == WorkspaceRole.OWNER,
        ~overruled.correlate(BoardRow, MemberRow),
    )
    await session.flush()
    title = await session.scalar(
        select(col(BoardRow.title)).where(which, ~own_row, ~by_workspace).limit(1)
    )
    if title is not None:
        raise LastOwner(f"“{title}” would be left without an owner. Make someone else one first.")


# -- what the sync core asks


class BoardAuthorizer:
    """Answers ``planhall.sync``: the holder of a token or of a session, with today's role.

    The token is one for this board, or a personal one, which only writes if its scopes do.
    """

    def __init__(self, database: Database, accounts: AccountService, lock: BoardLock) -> None:
        self._database = database
        self._accounts = accounts
        self._lock = lock

    async def authorize(self, board: str, credentials: Credentials) -> Access:
        if not plausible(board):
            raise NotFound("There is no such board.")
        writes = True
        if credentials.token and credentials.token.startswith(PREFIX):
            holder = await self._accounts.tokens.holder(credentials.token)
            person = None if holder is None else holder.person
            writes = holder is not None and Scope.WRITE in holder.scopes
        elif credentials.token:
            person = await self._holder_of(board, credentials.token)
        else:
            me = await self._accounts.who(credentials.session)
            person = None if me is None else me.id
        if person is None:
            raise NotSignedIn("Sign in, or show a token that is still good.")
        async with self._database.session() as session:
            standing = await find_standing(session, board, person)
            if standing is None:
                raise NotFound("There is no such board.")
            if standing.role is None:
                raise Forbidden("You have no access to this board.")
            profile = (await self._accounts.profiles(session, [person]))[person]
        identity = Identity(profile.id, profile.name, profile.color, profile.guest)
        leave = await self._lock.leave(standing.board, standing.role, person)
        return Access(identity, standing.role.value, leave.can_write and writes, leave.within)

    async def _holder_of(self, board: str, token: str) -> str | None:
        if len(token) > TOKEN_LENGTH_MAX:
            return None
        async with self._database.session() as session:
            return await session.scalar(
                select(col(BoardTokenRow.person_id)).where(
                    col(BoardTokenRow.token_digest) == digest(token),
                    col(BoardTokenRow.board_id) == board,
                    col(BoardTokenRow.expires_at) > utc_now(),
                )
            )
