"""The one task that stores: what all rooms have to store goes into one transaction at a time."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import structlog

from planhall.sync.log import Entry, Head, Snapshot, UpdateLog

FIRST_RETRY_SECONDS: Final = 0.1
LAST_RETRY_SECONDS: Final = 5.0
MAX_BATCH_BYTES: Final = 8 << 20
"""A transaction takes no more than this, so that one does not last for seconds."""
ENTRY_COST: Final = 200
"""What an entry costs in memory besides its update."""

logger = structlog.get_logger(__name__)


class _Job(NamedTuple):
    board: str
    entry: Entry | None
    """None: there is nothing to store, only something to say once all before it is stored."""
    stored: Callable[[], None] | None


class LogWriter:
    """Commits entries in the order in which they came, and says so to who waits for it.

    While the store cannot be reached, entries wait in memory and are tried again; nothing is
    dropped and nothing is said to be stored. `wait_for_room` holds new ones back when too much
    waits.
    """

    def __init__(
        self,
        log: UpdateLog,
        max_bytes: int,
        interval: float,
        on_shared: Callable[[str], None] = lambda _board: None,
    ) -> None:
        """``max_bytes``: how much may wait. ``interval``: seconds from one commit to the next.

        ``on_shared`` hears of boards to which another process writes too.
        """
        self._on_shared = on_shared
        self._log = log
        self._max_bytes = max_bytes
        self._interval = interval
        self._jobs: list[_Job] = []
        self._committing: list[_Job] = []
        self._bytes = 0
        self._waiting: dict[str, int] = defaultdict(int)
        """How many jobs of each board wait."""
        self._wake = asyncio.Event()
        self._is_woken = False
        """Whether `run` will look for what there is to store, soon or already."""
        self._not_before = 0.0
        """When the next commit may begin."""
        self._room = asyncio.Event()
        self._room.set()
        self._turn = asyncio.Lock()
        self._told: list[Callable[[], None]] | None = None
        """While it is being told what is stored: what follows when all of it is."""
        self.failing = False

    @property
    def full(self) -> bool:
        return self._bytes > self._max_bytes

    async def wait_for_room(self) -> None:
        """Until less waits than may."""
        await self._room.wait()

    def submit(self, entry: Entry, stored: Callable[[], None] | None = None) -> None:
        """Store this soon; ``stored`` is called after the commit."""
        self._bytes += len(entry.update) + ENTRY_COST
        if self._bytes > self._max_bytes:
            self._room.clear()
        self._enqueue(_Job(entry.board, entry, stored))

    def after_stored(self, board: str, stored: Callable[[], None]) -> None:
        """Call this once everything that the board has submitted so far is stored."""
        if self._waiting.get(board):
            self._enqueue(_Job(board, None, stored))
        else:
            stored()

    def once_told(self, follows: Callable[[], None]) -> None:
        """Call this when everyone has been told who waited for the same commit."""
        if self._told is not None:
            self._told.append(follows)
        else:
            asyncio.get_running_loop().call_soon(follows)

    async def stored(self, board: str) -> None:
        """Until everything that the board has submitted so far is stored."""
        if self._waiting.get(board):
            done = asyncio.Event()
            self.after_stored(board, done.set)
            await done.wait()

    async def all_stored(self) -> None:
        """Until nothing waits."""
        while self._jobs or self._committing:
            done = asyncio.Event()
            board = (self._jobs or self._committing)[-1].board
            self.after_stored(board, done.set)
            await done.wait()

    def unstored(self, board: str) -> list[Entry]:
        """The board's entries that wait, in order."""
        return [
            job.entry
            for job in (*self._committing, *self._jobs)
            if job.board == board and job.entry is not None
        ]

    def is_stored(self, board: str) -> bool:
        return not self._waiting.get(board)

    async def save_snapshot(self, snapshot: Snapshot) -> None:
        """Store a snapshot of updates that are stored."""
        async with self._turn:
            await self._log.save_snapshot(snapshot)

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        """See `UpdateLog.heads`."""
        return await self._log.heads(board, after, upto, limit)

    async def join(self, board: str, groups: Sequence[Sequence[int]]) -> None:
        """See `UpdateLog.join`."""
        async with self._turn:
            await self._log.join(board, groups)

    async def delete(self, board: str) -> None:
        """Forget a board, and what of it still waits."""
        async with self._turn:
            dropped = [job for job in (*self._committing, *self._jobs) if job.board == board]
            self._committing = [job for job in self._committing if job.board != board]
            self._jobs = [job for job in self._jobs if job.board != board]
            self._done(dropped)
            await self._log.delete(board)

    async def run(self) -> None:
        """Store what comes, for ever."""
        loop = asyncio.get_running_loop()
        while True:
            await self._wake.wait()
            self._wake.clear()
            self._not_before = loop.time() + self._interval
            await self._commit()
            self._is_woken = False
            if self._jobs:
                self._wake_when_due()

    async def _commit(self) -> None:
        self._committing = self._take()
        retry = FIRST_RETRY_SECONDS
        while True:
            try:
                async with self._turn:
                    # What a deletion took out meanwhile is not in there any more.
                    entries = [job.entry for job in self._committing if job.entry is not None]
                    if entries:
                        for board in await self._log.append(entries):
                            self._on_shared(board)
                    break
            except Exception:
                if not self.failing:
                    self.failing = True
                    logger.exception("the store fails; changes are kept in memory")
                await asyncio.sleep(retry)
                retry = min(retry * 2, LAST_RETRY_SECONDS)
        if self.failing:
            self.failing = False
            logger.info("the store is back")
        done, self._committing = self._committing, []
        self._done(done)

    def _enqueue(self, job: _Job) -> None:
        self._jobs.append(job)
        self._waiting[job.board] += 1
        if not self._is_woken:
            self._wake_when_due()

    def _wake_when_due(self) -> None:
        self._is_woken = True
        loop = asyncio.get_running_loop()
        pause = self._not_before - loop.time()
        if pause <= 0:
            self._wake.set()
        else:
            loop.call_later(pause, self._wake.set)

    def _take(self) -> list[_Job]:
        size = 0
        for taken, job in enumerate(self._jobs, 1):
            size += len(job.entry.update) if job.entry else 0
            if size > MAX_BATCH_BYTES:
                batch, self._jobs = self._jobs[:taken], self._jobs[taken:]
                return batch
        batch, self._jobs = self._jobs, []
        return batch

    def _done(self, jobs: list[_Job]) -> None:
        self._told = []
        for job in jobs:
            if job.entry is not None:
                self._bytes -= len(job.entry.update) + ENTRY_COST
            left = self._waiting[job.board] - 1
            if left:
                self._waiting[job.board] = left
            else:
                del self._waiting[job.board]
            if job.stored is not None:
                _tell(job.stored)
        told, self._told = self._told, None
        for follows in told:
            _tell(follows)
        if self._bytes <= self._max_bytes:
            self._room.set()


def _tell(somebody: Callable[[], None]) -> None:
    try:
        somebody()
    except Exception:
        # Whoever was to be told has a fault; storing goes on for everyone.
        logger.exception("somebody could not be told what is stored")
