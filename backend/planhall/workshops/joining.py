"""Short codes: from what somebody typed to the session that it leads to."""

from sqlalchemy import select
from sqlmodel import col

from planhall.accounts.views import Person
from planhall.boards.access import find_standing
from planhall.boards.models import BoardRow
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.problems import NotFound
from planhall.workshops import codes
from planhall.workshops.models import SessionRow
from planhall.workshops.views import JoinTarget


class Joining:
    """Where codes lead. They are short: whoever asks must be kept from trying them all."""

    def __init__(self, database: Database, boards: BoardService) -> None:
        self._database = database
        self._boards = boards

    async def target(self, text: str, me: Person | None) -> JoinTarget:
        """What a code leads to, and the link to follow first for those who are not on the board.

        Raises:
            NotFound: no live session has this code.
        """
        code = codes.typed(text)
        async with self._database.session() as db:
            row = (
                None
                if code is None
                else await db.scalar(select(SessionRow).where(col(SessionRow.code) == code))
            )
            if row is None:
                raise NotFound("No session has this code now. Look at the screen again.")
            board = await db.get_one(BoardRow, row.board_id)
            standing = None if me is None else await find_standing(db, board.id, me.id)
            on_it = standing is not None and standing.role is not None
            path = None
            if not on_it and row.invite_id is not None:
                path = await self._boards.invites.path_of_link(db, row.invite_id)
            if not on_it and path is None:
                raise NotFound("The link of this session was revoked. Ask who facilitates it.")
            return JoinTarget(
                board=board.id,
                board_title=board.title,
                session=row.id,
                session_title=row.title,
                invite_path=path,
            )
