"""What discussion asks of the sync core."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from pycrdt import Doc

T = TypeVar("T")


class Documents(Protocol):
    """The calls of ``planhall.sync`` that discussion uses."""

    async def edit(self, board: str, author: str, change: Callable[[Doc[Any]], T]) -> T:
        """Change the live document in one transaction, committed when this returns."""
        ...

    async def notify(self, board: str, message: Mapping[str, Any]) -> None:
        """Send a stateless message to everyone on the board."""
        ...
