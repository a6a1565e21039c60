"""A log that fails, is slow to say what became of a call, or takes the process with it."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from planhall.sync.log import Entry, Head, Snapshot, Stored, UpdateLog

T = TypeVar("T")


class CrashingLog:
    """Does what another log does, until it is unlucky.

    ``failing``: how likely a call is to fail; half of those that do have taken effect all the same,
    as when a connection breaks between a commit and its answer. ``dying``: how likely a call is to
    be the last thing that this process does, before or after it takes effect; from then on nothing
    is stored any more, and no call comes back before `bury`.
    """

    def __init__(self, log: UpdateLog, chance: random.Random, failing: float, dying: float) -> None:
        self._log = log
        self._chance = chance
        self._failing = failing
        self._dying = dying
        self.died = asyncio.Event()
        self._buried = asyncio.Event()
        self.failures = 0
        self.snapshots = 0
        self.joins = 0

    async def append(self, entries: Sequence[Entry]) -> frozenset[str]:
        return await self._luck(lambda: self._log.append(entries))

    async def load(self, board: str) -> Stored | None:
        return await self._luck(lambda: self._log.load(board))

    async def save_snapshot(self, snapshot: Snapshot) -> None:
        await self._luck(lambda: self._log.save_snapshot(snapshot))
        self.snapshots += 1

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        return await self._luck(lambda: self._log.heads(board, after, upto, limit))

    async def join(self, board: str, groups: Sequence[Sequence[int]]) -> None:
        await self._luck(lambda: self._log.join(board, groups))
        self.joins += 1

    async def delete(self, board: str) -> None:
        await self._luck(lambda: self._log.delete(board))

    def die(self) -> None:
        self.died.set()

    def bury(self) -> None:
        """Let what still waits end; it is too late to tell anybody."""
        self.die()
        self._buried.set()

    async def _luck(self, call: Callable[[], Awaitable[T]]) -> T:
        if self.died.is_set():
            await self._end()
        luck = self._chance.random()
        if luck < self._dying:
            if self._chance.random() < 0.5:
                await call()
            self.die()
            await self._end()
        if luck < self._dying + self._failing:
            self.failures += 1
            if self._chance.random() < 0.5:
                await call()
            raise OSError("the store is unlucky")
        return await call()

    async def _end(self) -> None:
        await self._buried.wait()
        raise OSError("the process has died")
