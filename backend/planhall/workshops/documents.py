"""What workshops ask of the sync core."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from pycrdt import Doc

T = TypeVar("T")


class Documents(Protocol):
    """The calls of ``planhall.sync`` that workshops use."""

    async def edit(self, board: str, author: str, change: Callable[[Doc[Any]], T]) -> T:
        """Change the live document in one transaction, committed when this returns."""
        ...

    async def state(self, board: str) -> bytes:
        """The whole document as one update."""
        ...

    async def recheck(self, board: str, person: str | None = None) -> None:
        """Ask anew what those connected may do."""
        ...

    async def notify(self, board: str, message: Mapping[str, Any], *, newest: bool = False) -> None:
        """Send a stateless message to everyone on the board."""
        ...

    def present(self, board: str) -> frozenset[str]:
        """Ids of the people who have a board open."""
        ...
