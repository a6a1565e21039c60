"""What boards ask of the sync core, and how changed rows reach those who have a board open."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from pycrdt import Doc

T = TypeVar("T")


class Documents(Protocol):
    """The calls of ``planhall.sync`` that boards use."""

    async def edit(self, board: str, author: str, change: Callable[[Doc[Any]], T]) -> T:
        """Change the live document in one transaction, committed when this returns."""
        ...

    async def delete(self, board: str) -> None:
        """Close the board's sockets and forget its log."""
        ...

    async def recheck(self, board: str, person: str | None = None) -> None:
        """Ask anew what those connected may do."""
        ...

    async def notify(self, board: str, message: Mapping[str, Any]) -> None:
        """Send a stateless message to everyone on the board."""
        ...


class Live:
    """Tells open boards that their rows changed. Called after the change committed."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    async def board_changed(self, boards: Iterable[str]) -> None:
        for board in boards:
            await self._documents.notify(board, {"type": "board"})

    async def lock_changed(self, board: str) -> None:
        """What everyone may write is different now."""
        await self._documents.recheck(board)
        await self.board_changed([board])

    async def people_changed(self, boards: Iterable[str], *people: str) -> None:
        """These people's roles or names changed; where they have none left they are closed."""
        for board in boards:
            for person in people:
                await self._documents.recheck(board, person)
            await self._documents.notify(board, {"type": "people"})

    async def access_doubtful(self, boards: Iterable[str], person: str) -> None:
        """A person's cookies or tokens ended, which nobody else needs to hear of."""
        for board in boards:
            await self._documents.recheck(board, person)
