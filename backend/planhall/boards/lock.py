"""The board's lock: what somebody's role lets them write while it holds, whole or in part."""

from dataclasses import dataclass
from typing import Protocol

from planhall.boards.models import BoardRow
from planhall.boards.roles import Role
from planhall.problems import Forbidden


class BoardLocked(Forbidden):
    code = "board-locked"


class SessionFacilitators(Protocol):
    """Who leads a workshop: they write while the board is locked, whatever their role is."""

    async def facilitates(self, board: str, person: str) -> bool:
        """Whether somebody is the present facilitator of the board's running session."""
        ...


@dataclass(frozen=True, slots=True)
class Leave:
    """What of a plan somebody may change."""

    can_write: bool
    within: str | None = None
    """An item: they may change only that and what is below it."""


NOTHING = Leave(can_write=False)
EVERYTHING = Leave(can_write=True)


class BoardLock:
    """Says what somebody may write: what their role gives, less what the lock takes."""

    def __init__(self) -> None:
        self._facilitators: SessionFacilitators | None = None

    def ask(self, facilitators: SessionFacilitators) -> None:
        """Say who knows the facilitators of sessions. Until then there are none."""
        self._facilitators = facilitators

    async def leave(self, board: BoardRow, role: Role, person: str) -> Leave:
        """What somebody of this role may write now. Not to be awaited within a transaction."""
        if not role.can_write:
            return NOTHING
        if not board.locked or role.reaches(Role.FACILITATOR):
            return EVERYTHING
        if self._facilitators is not None and await self._facilitators.facilitates(
            board.id, person
        ):
            return EVERYTHING
        return NOTHING if board.open_part is None else Leave(True, board.open_part)

    async def demand_whole(self, board: BoardRow, role: Role, person: str) -> None:
        """Whether somebody may now change what belongs to no item, as the plan's title.

        Raises:
            BoardLocked: the lock keeps them from it; the problem names what is open.
        """
        if (await self.leave(board, role, person)) != EVERYTHING:
            raise BoardLocked(
                "The facilitator has locked this board."
                if board.open_part is None
                else "The facilitator has locked this board, but for one part.",
                open_part=board.open_part,
            )
