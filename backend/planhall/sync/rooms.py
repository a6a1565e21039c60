"""Which boards are open: loaded for the first who comes, stored and let go after the last."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import structlog

from planhall.settings import Settings
from planhall.sync.access import BoardWatcher, Guard
from planhall.sync.compaction import Compaction
from planhall.sync.log import UpdateLog
from planhall.sync.nesting import deepest
from planhall.sync.room import Room, Tail
from planhall.sync.writer import LogWriter

SNAPSHOT_UPDATES: Final = 2000
"""A snapshot is due after so many updates; replaying as many takes some 30 ms."""
SNAPSHOT_BYTES: Final = 1 << 20
CLOSING_SNAPSHOT_UPDATES: Final = 100
"""The same for a board that nobody has open any more."""
CLOSING_SNAPSHOT_BYTES: Final = 32 << 10
SNAPSHOT_PAUSE_SECONDS: Final = 10.0
STORED_SECONDS: Final = 5.0
"""How long to wait for a room's changes to be stored before something else is done first."""
RELOAD_PAUSE_SECONDS: Final = 0.5
COMPACTION_DELAY_SECONDS: Final = 5.0
PAUSE_FOR_COMPACTION: Final = 2.0
"""For how many times as long as a step of it took a room does nothing of the kind."""
QUIET_SECONDS: Final = 2.0
"""A room without a change for this long has time for compaction, which holds others up a little."""
MAX_BACKLOG: Final = 50_000
"""With so many updates to look at, a log is compacted however busy its room is."""
ROUND_SECONDS: Final = 1.0
IDLE_SECONDS: Final = 60.0
"""How often a room of which nothing is to be done is looked at all the same."""

logger = structlog.get_logger(__name__)


class _Slot:
    """An open room and those who hold it open."""

    def __init__(self, room: Room, compaction: Compaction) -> None:
        self.room = room
        self.compaction = compaction
        self.next_compaction = 0.0
        self.holds = 0
        self.ready = asyncio.Event()
        self.whole = asyncio.Event()
        """Set while the document is what the log holds."""
        self.error: Exception | None = None
        self.shared = False
        """Another process has written to this board."""
        self.wake = asyncio.Event()


class Rooms:
    """Opens rooms, keeps their snapshots and the watcher up to date, and closes them.

    Each open room has one task, which does all of its waiting.
    """

    def __init__(
        self,
        settings: Settings,
        log: UpdateLog,
        writer: LogWriter,
        watcher: BoardWatcher,
        tasks: asyncio.TaskGroup,
        guard: Guard,
    ) -> None:
        self._settings = settings
        self._log = log
        self._writer = writer
        self._watcher = watcher
        self._tasks = tasks
        self._guard = guard
        self._slots: dict[str, _Slot] = {}
        self._closing = False

    def open_rooms(self) -> list[Room]:
        return [slot.room for slot in self._slots.values() if slot.ready.is_set()]

    def get(self, board: str) -> Room | None:
        """The room of a board, if it is open."""
        slot = self._slots.get(board)
        return slot.room if slot is not None and slot.ready.is_set() else None

    async def acquire(self, board: str) -> Room:
        """The open room of a board, which stays open until `release`.

        Everyone who asks while it is being loaded gets the same one.

        Raises:
            Exception: whatever the log raised.
        """
        slot = self._slots.get(board)
        if slot is None:
            slot = self._make_slot(board)
        slot.holds += 1
        try:
            await slot.ready.wait()
        except BaseException:
            self._let_go(slot)
            raise
        if slot.error is not None:
            raise slot.error
        return slot.room

    def release(self, room: Room) -> None:
        slot = self._slots.get(room.board)
        if slot is not None and slot.room is room:
            self._let_go(slot)

    @asynccontextmanager
    async def hold(self, board: str) -> AsyncIterator[Room]:
        """The open room of a board, with a document that is what the log holds."""
        room = await self.acquire(board)
        try:
            slot = self._slots.get(board)
            if slot is not None and slot.room is room:
                await slot.whole.wait()
            yield room
        finally:
            self.release(room)

    def forget(self, board: str) -> None:
        """Drop the room of a board that is deleted, without storing anything."""
        slot = self._slots.pop(board, None)
        if slot is not None:
            slot.room.dispose()
            slot.whole.set()
            slot.wake.set()

    def note_shared(self, board: str) -> None:
        """Another process has written to a board."""
        slot = self._slots.get(board)
        if slot is not None:
            slot.shared = True
            slot.wake.set()

    async def close_all(self) -> None:
        """Tell the watcher, take due snapshots, and let every room go."""
        self._closing = True
        for slot in tuple(self._slots.values()):
            room = slot.room
            if slot.ready.is_set() and not room.is_spoiled:
                room.flush()
                await self._watch(room)
                if _snapshot_due(room.tail, closing=True):
                    await self._save_snapshot(slot)
            self._slots.pop(room.board, None)
            room.dispose()
            slot.whole.set()
            slot.wake.set()

    def _make_slot(self, board: str) -> _Slot:
        def on_spoiled() -> None:
            slot.whole.clear()
            slot.wake.set()

        room = Room(board, self._settings, self._writer, on_spoiled, self._guard)
        slot = _Slot(room, Compaction(board, self._writer))
        slot.room.on_doubt = slot.room.on_changed = slot.wake.set
        self._slots[board] = slot
        self._tasks.create_task(self._live(slot), name=f"room {board}")
        return slot

    def _let_go(self, slot: _Slot) -> None:
        slot.holds -= 1
        if not slot.holds:
            slot.wake.set()

    async def _live(self, slot: _Slot) -> None:
        """All that one room waits for, from loading to letting go."""
        room = slot.room
        try:
            unstored = self._writer.unstored(room.board)
            stored = await self._log.load(room.board)
            room.load(stored, unstored)
        except Exception as error:
            logger.exception("a board cannot be loaded", board=room.board)
            slot.error = error
            if self._slots.get(room.board) is slot:
                del self._slots[room.board]
            room.dispose()
            slot.ready.set()
            return
        slot.ready.set()
        slot.whole.set()
        if stored is not None:
            # What was left of it; the first to come have the way free.
            slot.compaction.note_snapshot(stored.snapshot_seq)
            slot.next_compaction = asyncio.get_running_loop().time() + COMPACTION_DELAY_SECONDS
        await self._maintain(slot)

    async def _maintain(self, slot: _Slot) -> None:
        room = slot.room
        loop = asyncio.get_running_loop()
        next_watch = next_snapshot = 0.0
        empty_since: float | None = None
        while not room.closed:
            await _wait(slot.wake, _pause(slot, loop.time(), next_watch))
            slot.wake.clear()
            if room.closed or self._closing:
                return
            try:
                if room.is_spoiled:
                    await self._reload(slot)
                if slot.shared:
                    slot.shared = False
                    await self._absorb(room)
                now = loop.time()
                if room.changed_by and next_watch <= now:
                    if next_watch and await self._is_stored(room):
                        await self._watch(room)
                        next_watch = 0.0
                    elif not next_watch:
                        next_watch = now + self._settings.watch_seconds
                if _snapshot_due(room.tail) and next_snapshot <= now:
                    next_snapshot = now + SNAPSHOT_PAUSE_SECONDS
                    if await self._is_stored(room):
                        await self._save_snapshot(slot)
                await self._measure(room)
                await self._compact(slot)
                if slot.holds:
                    empty_since = None
                elif empty_since is None:
                    empty_since = loop.time()
                if empty_since is not None:
                    left = self._settings.linger_seconds - (loop.time() - empty_since)
                    if left <= 0 and await self._let_room_go(slot):
                        return
                    if 0 < left < ROUND_SECONDS:
                        await _wait(slot.wake, left)
                        slot.wake.set()
            except Exception:
                # What failed is tried again in the next round.
                logger.exception("a round of a room failed", board=room.board)
                await asyncio.sleep(RELOAD_PAUSE_SECONDS)
                slot.wake.set()

    async def _let_room_go(self, slot: _Slot) -> bool:
        room = slot.room
        room.flush()
        if room.is_spoiled or not await self._is_stored(room):
            return False
        if room.changed_by:
            await self._watch(room)
        if _snapshot_due(room.tail, closing=True):
            await self._save_snapshot(slot)
        if slot.holds or room.changed_by or not self._writer.is_stored(room.board):
            return False
        if self._slots.get(room.board) is slot:
            del self._slots[room.board]
        room.dispose()
        return True

    async def _reload(self, slot: _Slot) -> None:
        room = slot.room
        unstored = self._writer.unstored(room.board)
        stored = await self._log.load(room.board)
        if room.closed:
            return
        room.replace(stored, unstored)
        if not room.is_spoiled:
            slot.whole.set()

    async def _absorb(self, room: Room) -> None:
        stored = await self._log.load(room.board)
        if stored is not None:
            room.absorb(stored)

    async def _measure(self, room: Room) -> None:
        """Look how deep the document's types nest, if that has become unsure."""
        document = room.document
        if document.must_be_measured and not room.is_spoiled:
            unsure = document.nesting.unsure
            depth = await asyncio.to_thread(deepest, document.whole())
            if document is room.document and not room.is_spoiled:
                room.measured(depth, unsure)

    async def _is_stored(self, room: Room) -> bool:
        if self._writer.is_stored(room.board):
            return True
        try:
            async with asyncio.timeout(STORED_SECONDS):
                await self._writer.stored(room.board)
        except TimeoutError:
            return False
        return True

    async def _watch(self, room: Room) -> None:
        authors, room.changed_by = frozenset(room.changed_by), set()
        if not authors or room.is_spoiled:
            return
        try:
            await self._watcher.board_changed(room.board, room.document.doc, authors)
        except Exception:
            logger.exception("the watcher failed", board=room.board)

    async def _compact(self, slot: _Slot) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        if slot.compaction.is_due and slot.next_compaction <= started:
            quiet_in = QUIET_SECONDS - slot.room.quiet_seconds()
            if quiet_in > 0 and slot.compaction.backlog < MAX_BACKLOG:
                slot.next_compaction = started + quiet_in
                return
            await slot.compaction.step()
            now = loop.time()
            slot.next_compaction = now + PAUSE_FOR_COMPACTION * (now - started)

    async def _save_snapshot(self, slot: _Slot) -> None:
        room = slot.room
        tail = room.tail
        snapshot = room.snapshot()
        try:
            await self._writer.save_snapshot(snapshot)
        except Exception:
            logger.exception("a snapshot cannot be stored", board=room.board)
            room.tail = Tail(tail.updates + room.tail.updates, tail.size + room.tail.size)
        else:
            slot.compaction.note_snapshot(snapshot.seq)


def _snapshot_due(tail: Tail, *, closing: bool = False) -> bool:
    if closing:
        return tail.updates >= CLOSING_SNAPSHOT_UPDATES or tail.size >= CLOSING_SNAPSHOT_BYTES
    return tail.updates >= SNAPSHOT_UPDATES or tail.size >= SNAPSHOT_BYTES


def _pause(slot: _Slot, now: float, next_watch: float) -> float:
    """How long a room may be left alone, if nothing wakes its task."""
    room = slot.room
    if not slot.holds or room.is_spoiled or _snapshot_due(room.tail):
        pause = ROUND_SECONDS
    elif room.changed_by:
        pause = max(ROUND_SECONDS, next_watch - now)
    else:
        pause = IDLE_SECONDS
    if slot.compaction.is_due:
        return min(pause, max(0.0, slot.next_compaction - now))
    return pause


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
