"""Keeps the board's lock as its live session wants it, whatever happened between."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.problems import NotFound
from planhall.workshops.models import SessionRow


@dataclass(frozen=True, slots=True)
class _Wanted:
    locked: bool = False
    open_part: str | None = None


class SessionLock:
    """Sessions say what they want, boards hold it: two transactions, between which one may end."""

    def __init__(self, database: Database, boards: BoardService) -> None:
        self._database = database
        self._boards = boards

    async def match(self, board: str) -> None:
        """Lock or open the board as its live session wants it; without one it is open."""
        try:
            while True:
                wanted = await self._wanted(board)
                await self._boards.set_lock(board, locked=wanted.locked, open_part=wanted.open_part)
                if await self._wanted(board) == wanted:
                    return
        except NotFound:
            return  # the board was deleted meanwhile

    async def match_all(self) -> None:
        """After a start: a crash may have come between a session's change and its board's."""
        async with self._database.session() as db:
            live = await db.scalars(
                select(col(SessionRow.board_id)).where(
                    col(SessionRow.live_on).is_not(None), col(SessionRow.lock) != "open"
                )
            )
            boards = set(live)
        for board in sorted(boards | set(await self._boards.locked_boards())):
            await self.match(board)

    async def _wanted(self, board: str) -> _Wanted:
        async with self._database.session() as db:
            row = await db.scalar(select(SessionRow).where(col(SessionRow.live_on) == board))
            if row is None or row.lock == "open":
                return _Wanted()
            return _Wanted(True, row.open_part if row.lock == "part" else None)
