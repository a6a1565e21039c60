"""The sync core as the rest of the service uses it."""

import asyncio
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import structlog
from pycrdt import Doc

from planhall.problems import NotFound, NotSignedIn, Problem
from planhall.settings import Settings
from planhall.sync import hocuspocus
from planhall.sync.access import Authorizer, BoardWatcher, Guard
from planhall.sync.closing import CloseCode, CloseSocket, close_code
from planhall.sync.connection import Connection
from planhall.sync.document import Spoiled
from planhall.sync.limits import Admission
from planhall.sync.link import Frame
from planhall.sync.log import Entry, UpdateLog
from planhall.sync.member import Member
from planhall.sync.room import Room, now_ms
from planhall.sync.rooms import Rooms
from planhall.sync.update_scan import scan
from planhall.sync.writer import LogWriter

T = TypeVar("T")

SAVE_SECONDS: Final = 30.0
"""How long an edit waits for the store."""
SHUTDOWN_SECONDS: Final = 10.0
"""How long a shutdown waits for the store, and then for sockets to close."""
ROUND_SECONDS: Final = 2.5

logger = structlog.get_logger(__name__)


class NotSaved(Problem):
    """A change was made and is kept, but the store does not answer."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "not-saved"


class Sync:
    """Live documents: rooms, their sockets and their log. Use it as an async context manager."""

    def __init__(
        self,
        settings: Settings,
        log: UpdateLog,
        authorizer: Authorizer,
        watcher: BoardWatcher,
        guard: Guard,
    ) -> None:
        self.settings = settings
        self.authorizer = authorizer
        self.closing = False
        self.access_epoch = 0
        """Grows when somebody's rights may have changed."""
        self.addresses = Admission(settings.max_sockets_per_address, "address")
        self.people = Admission(settings.max_sockets_per_person, "person")
        self.connections: set[Connection] = set()
        self._log = log
        self._watcher = watcher
        self._guard = guard
        self._tasks = asyncio.TaskGroup()
        self._running: list[asyncio.Task[None]] = []
        self.writer: LogWriter
        self.rooms: Rooms

    async def __aenter__(self) -> Self:
        await self._tasks.__aenter__()
        self.writer = LogWriter(
            self._log,
            self.settings.max_unsaved_bytes,
            self.settings.commit_interval_ms / 1000,
            self._note_shared,
        )
        self.rooms = Rooms(
            self.settings, self._log, self.writer, self._watcher, self._tasks, self._guard
        )
        self._running = [
            self._tasks.create_task(self.writer.run(), name="log writer"),
            self._tasks.create_task(self._keep(), name="connection keeper"),
        ]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await self.close()
        finally:
            for task in self._running:
                task.cancel()
            await self._tasks.__aexit__(kind, error, traceback)

    # -- what other parts ask

    async def create(self, board: str, update: bytes, author: str) -> None:
        """Store the first state of a new board; it is committed when this returns.

        Raises:
            Malformed: it is no update that every client could take.
            NotSaved: the store does not answer; it is still tried.
        """
        scan(update)
        stored = asyncio.Event()
        self.writer.submit(Entry(board, 1, author, now_ms(), update), stored.set)
        await self._until_saved(stored)

    async def state(self, board: str) -> bytes:
        """The whole document as one update.

        Raises:
            NotFound: nothing is stored of such a board.
        """
        async with self.rooms.hold(board) as room:
            _must_exist(room)
            room.flush()
            return room.document.whole()

    async def edit(self, board: str, author: str, change: Callable[[Doc[Any]], T]) -> T:
        """Run ``change`` in one transaction on the live document.

        Committed and sent out when this returns; what ``change`` raises comes out of here, and
        then nothing has changed.

        Raises:
            NotFound: nothing is stored of such a board.
            NotSaved: the change is made and sent out, but the store does not answer.
        """
        stored = asyncio.Event()
        while True:
            async with self.rooms.hold(board) as room:
                _must_exist(room)
                try:
                    result = room.edit(author, change, stored.set)
                except Spoiled as spoiled:
                    cause = spoiled.__cause__
                    if cause is None:
                        continue
                    if isinstance(cause, Exception):
                        raise cause from None
                    raise RuntimeError(f"the document failed: {cause}") from cause
                await self._until_saved(stored)
                return result

    async def delete(self, board: str) -> None:
        """Close the board's sockets (4404) and forget its log."""
        self.access_epoch += 1
        room = self.rooms.get(board)
        if room is not None:
            for member in tuple(room.members):
                member.link.close(CloseCode.NOT_FOUND, "the board was deleted")
        self.rooms.forget(board)
        await self.writer.delete(board)

    async def recheck(self, board: str, person: str | None = None) -> None:
        """Ask the authorizer anew for everyone connected to a board, or for one person."""
        self.access_epoch += 1
        room = self.rooms.get(board)
        if room is None:
            return
        for member in tuple(room.members):
            if person is None or member.person == person:
                await self._recheck_member(room, member)

    async def notify(self, board: str, message: Mapping[str, Any], *, newest: bool = False) -> None:
        """Send a stateless message to everyone on a board, in the framing that has them.

        ``newest``: it says what its ``type`` said before anew, so of those that wait for a slow
        reader only the last one counts.
        """
        room = self.rooms.get(board)
        if room is not None:
            room.notify(message, newest=newest)

    def present(self, board: str) -> frozenset[str]:
        """Ids of the people who have a board open."""
        room = self.rooms.get(board)
        return frozenset() if room is None else frozenset(one.person for one in room.members)

    async def close(self) -> None:
        """Store everything, then close every socket with 1001. Nothing is taken in any more."""
        if self.closing:
            return
        self.closing = True
        for room in self.rooms.open_rooms():
            room.flush()
        try:
            async with asyncio.timeout(SHUTDOWN_SECONDS):
                await self.writer.all_stored()
        except TimeoutError:
            logger.warning("the store does not answer: what nobody saw as saved stays unsaved")
        for room in self.rooms.open_rooms():
            room.send_owed()
        for connection in tuple(self.connections):
            connection.close(CloseCode.GOING_AWAY, "the server is going away")
        await self.rooms.close_all()
        try:
            async with asyncio.timeout(SHUTDOWN_SECONDS):
                for connection in tuple(self.connections):
                    await connection.ended.wait()
        except TimeoutError:
            logger.warning("sockets do not close", count=len(self.connections))

    # -- connections

    async def serve(self, connection: Connection, address: str) -> None:
        """Talk with a client whose handshake was accepted, until it or we close."""
        try:
            self.addresses.enter(address)
        except CloseSocket as refusal:
            connection.close(refusal.code, refusal.reason)
            await connection.run()
            return
        self.connections.add(connection)
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)
            connection.end()
            connection.ended.set()
            self.addresses.leave(address)
            if connection.person is not None:
                self.people.leave(connection.person)

    def _note_shared(self, board: str) -> None:
        self.rooms.note_shared(board)

    async def _recheck_member(self, room: Room, member: Member) -> None:
        try:
            access = await self.authorizer.authorize(room.board, member.credentials)
        except Problem as problem:
            if not isinstance(problem, NotSignedIn):
                notice = Frame(member.prefix + hocuspocus.stateless('{"type": "removed"}'))
                member.notify(notice, "removed")
            member.link.close(close_code(problem), problem.code)
            return
        except Exception:
            logger.exception("somebody's access cannot be looked up", board=room.board)
            return
        if access == member.access or member not in room.members:
            return
        room.change_access(member, access)

    async def _keep(self) -> None:
        """Close who is silent, ping whom we were silent to, look rights up anew."""
        loop = asyncio.get_running_loop()
        next_recheck = loop.time() + self.settings.reauthorize_seconds
        while True:
            await asyncio.sleep(min(ROUND_SECONDS, self.settings.ping_seconds / 2))
            now = loop.time()
            for connection in tuple(self.connections):
                connection.keep(now)
            if now >= next_recheck:
                next_recheck = now + self.settings.reauthorize_seconds
                for room in self.rooms.open_rooms():
                    for member in tuple(room.members):
                        await self._recheck_member(room, member)

    async def _until_saved(self, stored: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(SAVE_SECONDS):
                await stored.wait()
        except TimeoutError:
            raise NotSaved("The change is kept, but it could not be stored yet.") from None


def _must_exist(room: Room) -> None:
    if room.is_empty or room.closed:
        raise NotFound("There is no such board.")
