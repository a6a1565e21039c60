"""Turning participation off: for a board, and one's own name."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.views import Person
from planhall.boards.access import lock_boards, require_standing
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.participation.models import ParticipationChoiceRow, ParticipationSettingRow
from planhall.participation.views import BoardSetting, OwnSetting


async def is_on(db: AsyncSession, board: str) -> bool:
    row = await db.get(ParticipationSettingRow, board)
    return row is None or row.enabled


async def unnamed_on(db: AsyncSession, board: str) -> frozenset[str]:
    """Ids of those who are not to be named."""
    return frozenset(
        await db.scalars(
            select(col(ParticipationChoiceRow.person_id)).where(
                col(ParticipationChoiceRow.board_id) == board,
                ~col(ParticipationChoiceRow.named),
            )
        )
    )


class ParticipationSettings:
    """``by`` is always somebody who was identified; each call checks what they may do.

    Raises, each of them:
        NotFound: there is no such board, or none that they may know of.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_board(self, board: str, by: Person) -> BoardSetting:
        async with self._database.session() as db:
            await require_standing(db, board, by.id)
            return BoardSetting(on=await is_on(db, board))

    async def turn(self, board: str, by: Person, wish: BoardSetting) -> BoardSetting:
        """Turn it on or off for everyone.

        Raises:
            Forbidden: they do not own the board.
        """
        async with self._database.session() as db:
            # A write before all else, as SQLite wants it; and two who come at once take turns.
            await lock_boards(db, [board])
            await require_standing(db, board, by.id, Role.OWNER)
            row = await db.get(ParticipationSettingRow, board)
            if row is None:
                db.add(ParticipationSettingRow(board_id=board, enabled=wish.on))
            else:
                row.enabled = wish.on
        return wish

    async def of_person(self, board: str, by: Person) -> OwnSetting:
        async with self._database.session() as db:
            await require_standing(db, board, by.id)
            row = await db.get(ParticipationChoiceRow, (board, by.id))
            return OwnSetting(named=row is None or row.named)

    async def name_me(self, board: str, by: Person, wish: OwnSetting) -> OwnSetting:
        """Be named to those who facilitate and own the board, or not."""
        async with self._database.session() as db:
            await lock_boards(db, [board])
            await require_standing(db, board, by.id)
            row = await db.get(ParticipationChoiceRow, (board, by.id))
            if row is None:
                db.add(ParticipationChoiceRow(board_id=board, person_id=by.id, named=wish.named))
            else:
                row.named = wish.named
        return wish
