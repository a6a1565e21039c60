"""One look at something for everyone who asks at the same time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class OneForAll(Generic[T]):
    """Gives each caller what was looked up after they asked, and looks no more often than needed.

    Who asks while a look is under way shares the next one with everyone else who does: it sees
    what they changed before they asked.
    """

    def __init__(self, look: Callable[[str], Awaitable[T]]) -> None:
        self._look = look
        self._under_way: dict[str, asyncio.Task[T]] = {}
        self._next: dict[str, asyncio.Task[T]] = {}

    async def get(self, key: str) -> T:
        task = self._next.get(key)
        if task is None:
            before = self._under_way.get(key)
            task = self._next[key] = asyncio.create_task(self._after(before, key))
        return await asyncio.shield(task)

    async def _after(self, before: "asyncio.Task[T] | None", key: str) -> T:
        if before is not None:
            await asyncio.wait([before])
        task = self._under_way[key] = self._next.pop(key)
        try:
            return await self._look(key)
        finally:
            if self._under_way.get(key) is task:
                del self._under_way[key]
