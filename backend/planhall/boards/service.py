"""The rules of boards: making, changing and deleting them, and what is known of their plans."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from pycrdt import Doc, Map
from sqlalchemy import delete, select
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import digest, new_token
from planhall.accounts.views import Person
from planhall.boards.access import NO_BOARD, lock_boards, require_standing
from planhall.boards.documents import Documents, Live
from planhall.boards.events import Events
from planhall.boards.invites import Invites
from planhall.boards.listing import SeenBoard, board_views, leaves_of, seen_boards
from planhall.boards.lock import BoardLock, Leave
from planhall.boards.models import BoardRoleRow, BoardRow, BoardTokenRow, VisitRow
from planhall.boards.observer import BoardsOfPeople
from planhall.boards.people import BoardPeople
from planhall.boards.roles import Role
from planhall.boards.views import (
    DESCRIPTION_LENGTH,
    TITLE_LENGTH,
    Board,
    BoardToken,
    one_line,
)
from planhall.boards.workspaces import Workspaces, require_member
from planhall.database import Database
from planhall.problems import NotFound
from planhall.settings import Settings

UNTITLED = "Untitled plan"


class BoardService:
    """Boards; with ``people``, ``invites`` and ``workspaces`` beside them, and ``events`` to hear.

    ``by`` is always somebody who was identified; each call checks what they may do.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        accounts: AccountService,
        documents: Documents,
        lock: BoardLock,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._documents = documents
        self._lock = lock
        self._live = Live(documents)
        self._token_lifetime = timedelta(hours=settings.board_token_hours)
        self.events = Events()
        self.workspaces = Workspaces(database, accounts, self._live, self.events)
        self.people = BoardPeople(database, accounts, self._live, self.events)
        self.invites = Invites(database, accounts, self._live, settings.base_url)
        accounts.observe(BoardsOfPeople(database, self._live))

    # -- reading

    async def access(self, board: str, person: str) -> Role:
        """The role that somebody has on a board.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        return await self.require_role(board, person, Role.VIEWER)

    async def require_role(self, board: str, person: str, minimum: Role) -> Role:
        """As ``access``, where the role must be at least ``minimum``.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Forbidden: the role is lower; the problem names the one that is needed.
        """
        async with self._database.session() as session:
            _, role = await require_standing(session, board, person, minimum)
            return role

    async def require_writing(self, board: str, person: str) -> Role:
        """As ``require_role`` for what changes the plan at large, which a lock forbids.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Forbidden: the role is lower than an editor's.
            BoardLocked: the board is locked for them; the problem names what is open.
        """
        async with self._database.session() as session:
            standing, role = await require_standing(session, board, person, Role.EDITOR)
        await self._lock.demand_whole(standing.board, role, person)
        return role

    async def require_leave(self, board: str, person: str) -> Leave:
        """What of the plan somebody may change now, where that is anything.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Forbidden: the role is lower than an editor's.
            BoardLocked: the board is locked for them, whole.
        """
        async with self._database.session() as session:
            standing, role = await require_standing(session, board, person, Role.EDITOR)
        leave = await self._lock.leave(standing.board, role, person)
        if not leave.can_write:
            await self._lock.demand_whole(standing.board, role, person)
        return leave

    async def require_member(self, workspace: str, person: str) -> None:
        """Whether somebody may make boards in a workspace.

        Raises:
            NotFound: there is no such workspace, or they are not a member of it.
        """
        async with self._database.session() as session:
            await require_member(session, workspace, person)

    async def board_view(self, board: str, person: str) -> Board:
        """The board as this person sees it.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._database.session() as session:
            seen = await seen_boards(session, person, board=board)
        if not seen:
            raise NotFound(NO_BOARD)
        return (await self._views(seen, person))[0]

    async def every_board(self) -> list[str]:
        """Ids of all boards there are."""
        async with self._database.session() as session:
            return list(await session.scalars(select(col(BoardRow.id)).order_by(BoardRow.id)))

    async def maker_of(self, board: str) -> Person | None:
        """Who made a board; None where there is no such board."""
        async with self._database.session() as session:
            row = await session.get(BoardRow, board)
            if row is None:
                return None
            return (await self._accounts.profiles(session, [row.created_by]))[row.created_by]

    async def boards_of(self, person: str, workspace: str | None = None) -> list[Board]:
        """Every board that the person has access to, archived ones too; last opened first.

        Raises:
            NotFound: they are not a member of the workspace that is asked for.
        """
        async with self._database.session() as session:
            if workspace is not None:
                await require_member(session, workspace, person)
            seen = await seen_boards(session, person, workspace=workspace)
        return await self._views(seen, person)

    async def _views(self, seen: Sequence[SeenBoard], person: str) -> list[Board]:
        leaves = await leaves_of(self._lock, person, seen)
        async with self._database.session() as session:
            return await board_views(session, self._accounts, seen, leaves)

    # -- changing

    async def create_board(
        self, workspace: str | None, title: str, by: Person, board_id: str | None = None
    ) -> BoardRow:
        """The row of a new board, which ``by`` owns. Its document is the caller's to make, before.

        A board without a workspace is its people's alone.

        Raises:
            NotFound: ``by`` is not a member of the workspace.
        """
        now = utc_now()
        row = BoardRow(
            id=board_id or new_id(),
            workspace_id=workspace,
            title=one_line(title, TITLE_LENGTH) or UNTITLED,
            created_by=by.id,
            created_at=now,
            updated_at=now,
        )
        async with self._database.session() as session:
            if workspace is not None:
                await require_member(session, workspace, by.id)
            session.add(row)
            await session.flush()
            session.add(
                BoardRoleRow(
                    board_id=row.id,
                    person_id=by.id,
                    role=Role.OWNER,
                    via="creator",
                    joined_at=now,
                )
            )
        return row

    async def change(
        self, board: str, by: Person, title: str | None = None, archived: bool | None = None
    ) -> Board:
        """Rename (editors may), archive or bring back (owners may).

        The title belongs to the plan: it is written into the document first, where everyone who
        has the board open sees it, and it is locked with the rest.

        Raises:
            BoardLocked: the board is locked, and ``by`` is none of those who facilitate it.
        """
        minimum = Role.OWNER if archived is not None else Role.EDITOR
        await self.require_role(board, by.id, minimum)
        if title is not None:
            await self.require_writing(board, by.id)
            await self._documents.edit(board, by.id, _titled(title))
        async with self._database.session() as session:
            # Asked for again: the board may be gone, or the role, since the document was changed.
            standing, _ = await require_standing(session, board, by.id, minimum)
            if title is not None and standing.board.title != title:
                standing.board.title = title
                standing.board.updated_at = utc_now()
            if archived is not None:
                standing.board.archived = archived
        await self._live.board_changed([board])
        return await self.board_view(board, by.id)

    async def set_lock(self, board: str, *, locked: bool, open_part: str | None = None) -> None:
        """Lock the board for all but those who facilitate it, whole or all but one item.

        It holds for everyone connected when this returns. Who may do that is the caller's to check,
        and that ``open_part`` is an item of the plan; without the lock it means nothing.

        Raises:
            NotFound: there is no such board.
        """
        async with self._database.session() as session:
            await lock_boards(session, [board])
            row = await session.get(BoardRow, board)
            if row is None:
                raise NotFound(NO_BOARD)
            row.locked = locked
            row.open_part = open_part if locked else None
        await self._live.lock_changed(board)

    async def locked_boards(self) -> list[str]:
        """Ids of all boards that are locked."""
        async with self._database.session() as session:
            return list(await session.scalars(select(col(BoardRow.id)).where(col(BoardRow.locked))))

    async def delete_board(self, board: str, by: Person | None = None) -> None:
        """Delete the board for good, with its document; ``by`` None is the service itself."""
        async with self._database.session() as session:
            if by is not None:
                await require_standing(session, board, by.id, Role.OWNER)
            await session.execute(delete(BoardRow).where(col(BoardRow.id) == board))
        # Rows first: a crash between leaves a log that nobody can reach, not a board without one.
        await self._documents.delete(board)

    async def opened(self, board: str, person: str) -> None:
        """Put the board first among somebody's recent ones."""
        async with self._database.session() as session:
            await lock_boards(session, [board])
            await require_standing(session, board, person)
            visit = await session.get(VisitRow, (board, person))
            if visit is None:
                session.add(VisitRow(board_id=board, person_id=person, opened_at=utc_now()))
            else:
                visit.opened_at = utc_now()

    async def set_summary(
        self, board: str, title: str, description: str, items: int, kinds: Mapping[str, int]
    ) -> None:
        """Keep what the document says of itself, for lists. A board that is gone stays so."""
        shown = one_line(title, TITLE_LENGTH)
        about = one_line(description, DESCRIPTION_LENGTH)
        async with self._database.session() as session:
            row = await session.get(BoardRow, board)
            if row is None:
                return
            in_sight = (row.title, row.description)
            row.title = shown or UNTITLED
            row.description = about
            row.items = items
            row.kinds = dict(kinds)
            row.updated_at = utc_now()
            told = in_sight != (row.title, row.description)
        if told:
            await self._live.board_changed([board])

    async def create_token(self, board: str, by: Person) -> BoardToken:
        """A secret with which a Yjs client of this person may come to this board.

        It gives nothing itself: what its holder may do is looked up whenever it is used.
        """
        now = utc_now()
        token = new_token()
        expires_at = now + self._token_lifetime
        async with self._database.session() as session:
            await require_standing(session, board, by.id)
            await session.execute(
                delete(BoardTokenRow).where(
                    col(BoardTokenRow.board_id) == board, col(BoardTokenRow.expires_at) <= now
                )
            )
            session.add(
                BoardTokenRow(
                    token_digest=digest(token),
                    board_id=board,
                    person_id=by.id,
                    created_at=now,
                    expires_at=expires_at,
                )
            )
        return BoardToken(token=token, expires_at=expires_at)


def _titled(title: str) -> Any:
    def change(document: Doc[Any]) -> None:
        meta = document.get("meta", type=Map)
        if meta.get("title") != title:
            meta["title"] = title

    return change
