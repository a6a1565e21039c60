"""Boards as one person sees them, many at a time without asking for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.boards.access import effective_role, holders
from planhall.boards.lock import BoardLock, Leave
from planhall.boards.models import BoardRoleRow, BoardRow, MemberRow, VisitRow, WorkspaceRow
from planhall.boards.roles import Role
from planhall.boards.views import Board, WorkspaceRef

FACES = 5


@dataclass(frozen=True, slots=True)
class SeenBoard:
    """A board with what it is to one person."""

    row: BoardRow
    role: Role
    workspace: WorkspaceRef | None
    opened_at: datetime | None


async def seen_boards(
    session: AsyncSession,
    person: str,
    *,
    board: str | None = None,
    workspace: str | None = None,
) -> list[SeenBoard]:
    """The boards that the person has access to, last opened first; only some where asked for."""
    query = (
        select(
            BoardRow,
            col(BoardRoleRow.role),
            col(MemberRow.role),
            col(WorkspaceRow.name),
            col(VisitRow.opened_at),
        )
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
        .outerjoin(WorkspaceRow, col(WorkspaceRow.id) == col(BoardRow.workspace_id))
        .outerjoin(
            VisitRow,
            and_(col(VisitRow.board_id) == col(BoardRow.id), col(VisitRow.person_id) == person),
        )
        .where(or_(col(BoardRoleRow.role).is_not(None), col(MemberRow.role).is_not(None)))
    )
    if board is not None:
        query = query.where(col(BoardRow.id) == board)
    if workspace is not None:
        query = query.where(col(BoardRow.workspace_id) == workspace)
    seen: list[SeenBoard] = []
    for row, explicit, member, workspace_name, opened_at in await session.execute(query):
        role = effective_role(explicit, member)
        if role is None:
            continue
        # The workspace is its members' affair; others hold a board of it, and nothing more.
        inside = row.workspace_id is not None and member is not None
        home = WorkspaceRef(id=row.workspace_id, name=workspace_name) if inside else None
        seen.append(SeenBoard(row, role, home, opened_at))
    seen.sort(key=_recency, reverse=True)
    return seen


def _recency(seen: SeenBoard) -> tuple[bool, float, str]:
    moment = seen.opened_at or seen.row.updated_at
    return seen.opened_at is not None, moment.timestamp(), seen.row.id


async def leaves_of(lock: BoardLock, person: str, seen: Sequence[SeenBoard]) -> dict[str, Leave]:
    """What the person may write of each board."""
    return {one.row.id: await lock.leave(one.row, one.role, person) for one in seen}


async def board_views(
    session: AsyncSession,
    accounts: AccountService,
    seen: Sequence[SeenBoard],
    leaves: Mapping[str, Leave],
) -> list[Board]:
    """``leaves``: what one may write of each board (`leaves_of`)."""
    people = await holders(session, [one.row for one in seen])
    faces = {board: [holder.person for holder in all_[:FACES]] for board, all_ in people.items()}
    profiles = await accounts.profiles(session, {id_ for ids in faces.values() for id_ in ids})
    return [
        Board(
            id=one.row.id,
            title=one.row.title,
            description=one.row.description,
            workspace=one.workspace,
            role=one.role,
            archived=one.row.archived,
            locked=one.row.locked,
            open_part=one.row.open_part,
            can_write=leaves[one.row.id].can_write,
            within=leaves[one.row.id].within,
            created_at=one.row.created_at,
            updated_at=one.row.updated_at,
            opened_at=one.opened_at,
            people=[profiles[id_].person for id_ in faces[one.row.id] if id_ in profiles],
            people_count=len(people[one.row.id]),
            items=one.row.items,
            kinds=one.row.kinds,
        )
        for one in seen
    ]
