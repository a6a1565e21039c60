"""One socket and what is open over it."""

import asyncio
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

import structlog
from starlette.websockets import WebSocket

from planhall.problems import Problem
from planhall.sync.access import Access, Credentials
from planhall.sync.closing import CloseCode, CloseSocket, close_code
from planhall.sync.direct_link import open_link
from planhall.sync.encoding import Malformed
from planhall.sync.limits import Allowance
from planhall.sync.link import Frame, Work
from planhall.sync.member import Member
from planhall.sync.room import Origin, Room
from planhall.sync.yprotocol import Kind

if TYPE_CHECKING:
    from planhall.sync.service import Sync

logger = structlog.get_logger(__name__)


class Connection(ABC):
    """A socket from accepting to closing; each framing says what its messages mean."""

    always_answers: ClassVar[bool]
    """Whether a client of this framing answers a ping, so that silence means it is gone."""

    def __init__(self, sync: "Sync", socket: WebSocket, session: str | None) -> None:
        """``session``: the session cookie of the handshake."""
        self.sync = sync
        self.socket = socket
        self.session = session
        self.link = open_link(socket, sync.settings.slow_reader_bytes)
        self.largest = sync.settings.max_frame_bytes
        loop = asyncio.get_running_loop()
        self._time = loop.time
        self._writer = sync.writer
        self.opened = self.heard = loop.time()
        self._sent = 0
        self._sent_at = self._pinged_at = self.opened
        self.ended = asyncio.Event()
        self.authenticated = False
        self.person: str | None = None
        self._allowance = Allowance(
            sync.settings.messages_per_second, sync.settings.message_burst, self.opened
        )

    @abstractmethod
    def ping(self) -> None:
        """Let the client hear something."""

    @abstractmethod
    def first(self) -> Work | None:
        """What has to be awaited before the first message, which may raise as `hear` does."""

    @abstractmethod
    def hear(self, data: bytes) -> Work | None:
        """Deal with one message; what comes back has to be awaited before the next.

        Raises:
            Malformed: it is none of this framing.
            CloseSocket: it ends the connection.
            Problem: the same.
        """

    @abstractmethod
    def members(self) -> list[tuple[Member, Room]]:
        """Everything that is open over this socket."""

    async def run(self) -> None:
        """Talk with the client until one of both closes."""
        await self.link.run(self)

    def close(self, code: CloseCode, reason: str) -> None:
        self.link.close(code, reason)

    def keep(self, now: float) -> None:
        """Every few seconds: close if the client is gone, ping it if either side was silent.

        A client of this framing pings nobody by itself, and one who only reads may hear much and
        say nothing: it counts as gone only when it left a ping unanswered.
        """
        settings = self.sync.settings
        if self.link.closing:
            return
        if not self.authenticated:
            if now - self.opened > settings.authentication_seconds:
                self.close(CloseCode.TIMEOUT, "no authentication in time")
                return
        elif self._writer.full:
            # We may be the one who does not listen: see `take`.
            self.heard = now
        elif self.always_answers and now - self.heard > settings.idle_seconds:
            self.close(CloseCode.TIMEOUT, "nothing heard in time")
            return
        sent = self.link.sent + sum(room.audience.writes_to(one) for one, room in self.members())
        if sent != self._sent:
            self._sent = sent
            self._sent_at = now
        silent_since = min(self._sent_at, max(self.heard, self._pinged_at))
        if now - silent_since >= settings.ping_seconds:
            self._sent_at = self._pinged_at = now
            self.ping()

    def end(self) -> None:
        """Leave every room."""
        for member, room in self.members():
            room.leave(member)
            self.sync.rooms.release(room)

    async def admit(self, board: str, credentials: Credentials) -> tuple[Access, Room]:
        """Who this is and what they may do, and the board's room, held open for them.

        Raises:
            Problem: they are nobody, or may not, or there is no such board.
            CloseSocket: they have too many connections, or we cannot serve them now.
        """
        try:
            while True:
                epoch = self.sync.access_epoch
                access = await self.sync.authorizer.authorize(board, credentials)
                room = await self.sync.rooms.acquire(board)
                if epoch == self.sync.access_epoch:
                    break
                # Somebody's rights changed meanwhile, perhaps these.
                self.sync.rooms.release(room)
        except Problem:
            raise
        except Exception:
            logger.exception("nobody can be let in", board=board)
            raise CloseSocket(CloseCode.TRY_LATER, "the board cannot be opened now") from None
        try:
            self._count_person(access.identity.id)
        except CloseSocket:
            self.sync.rooms.release(room)
            raise
        self.authenticated = True
        return access, room

    def dispatch(self, member: Member, room: Room, kind: Kind, body: bytes) -> None:
        """Hand a message about an open document to its room."""
        if kind is Kind.UPDATE:
            room.hear_update(member, body, Origin.CHANGE)
        elif kind is Kind.AWARENESS:
            room.hear_awareness(member, body)
        elif kind is Kind.STEP_1:
            room.hear_step_1(member, body)
        elif kind is Kind.STEP_2:
            room.hear_update(member, body, Origin.HANDSHAKE)
        elif kind is Kind.QUERY_AWARENESS:
            room.hear_awareness_query(member)

    # -- what the link says: see `planhall.sync.link.Listener`

    def begin(self) -> Work | None:
        first = self.first()
        return None if first is None else self._await(first)

    def take(self, data: bytes | None) -> Work | None:
        if self.sync.closing:
            # Not taken and not acknowledged: the client sends it again when it is back.
            return None
        self.heard = now = self._time()
        try:
            if data is None:
                raise Malformed("a text frame")  # noqa: TRY301
            if len(data) > self.largest:
                raise self._too_large()  # noqa: TRY301
            if not self._allowance.take(now):
                raise _too_many()  # noqa: TRY301
            if self._writer.full:
                return self._await(self._hear_when_there_is_room(data))
            work = self.hear(data)
        except Exception as error:
            self._fail(error)
            return None
        return None if work is None else self._await(work)

    def charge(self) -> None:
        self.heard = now = self._time()
        if not self._allowance.take(now):
            self._fail(_too_many())

    def oversized(self) -> None:
        self._fail(self._too_large())

    def stalled(self) -> None:
        for member, room in self.members():
            room.stalled(member)

    def drained(self) -> None:
        for member, room in self.members():
            if self.link.congested:
                break
            room.drained(member)

    async def _await(self, work: Work) -> None:
        try:
            await work
        except Exception as error:
            self._fail(error)

    async def _hear_when_there_is_room(self, data: bytes) -> None:
        # The client keeps what is not acknowledged; the network tells it to wait.
        await self._writer.wait_for_room()
        work = self.hear(data)
        if work is not None:
            await work

    def _fail(self, error: Exception) -> None:
        match error:
            case Malformed():
                self.close(CloseCode.MALFORMED, str(error))
            case CloseSocket():
                self.close(error.code, error.reason)
            case Problem():
                self.close(close_code(error), error.code)
            case _:
                logger.error("a connection failed", exc_info=error)
                self.close(CloseCode.FAULT, "something went wrong here")

    def _too_large(self) -> CloseSocket:
        return CloseSocket(CloseCode.FRAME_TOO_LARGE, f"more than {self.largest} bytes")

    def _count_person(self, person: str) -> None:
        if self.person is None:
            self.sync.people.enter(person)
            self.person = person

    def send(self, payload: bytes) -> None:
        """Send something that is about no document."""
        if not self.link.congested:
            self.link.send(Frame(payload))


def _too_many() -> CloseSocket:
    return CloseSocket(CloseCode.TOO_MANY, "too many messages")
