"""Clients on bare sockets: some decode what they get, the others count it.

A counting client never looks inside a frame once it has joined: it reads what is there, steps from
header to header, and counts the stamps in the bytes. That costs a few microseconds for each read,
however many frames it holds, so that hundreds of them leave the generator's core mostly idle.
"""

import errno
import select
import socket
from collections import deque
from enum import IntEnum
from time import perf_counter
from typing import Any, Final

from pycrdt import Doc

from .content import CURSOR, MARK, STAMP
from .wire import (
    CLOSE,
    EMPTY_STATE_VECTOR,
    EMPTY_UPDATE,
    PING,
    PING_MESSAGE,
    PONG,
    PONG_FRAME,
    Framing,
    Kind,
    client_frame,
    handshake,
    read_var_bytes,
    read_var_uint,
)

BUFFER_BYTES: Final = 1 << 18
PEEK_BYTES: Final = 160
"""How much of a message a joining client looks at; a first step in full, of others the head."""

READ: Final = select.EPOLLIN
READ_WRITE: Final = select.EPOLLIN | select.EPOLLOUT


class Phase(IntEnum):
    CONNECTING = 0
    UPGRADING = 1
    JOINING = 2
    READY = 3
    CLOSED = 4


class Room:
    """One document on the server, and when each of its changes was sent."""

    def __init__(self, name: str, framing: Framing, path: str) -> None:
        self.name = name
        self.framing = framing
        self.path = path
        self.sent: dict[int, list[float]] = {}
        self.cursors_sent: dict[int, list[float]] = {}


class Client:
    """A client that counts frames, bytes and changes.

    Args:
        person: which person of the room this is; their own changes are not counted as deliveries.
        presence: what it shows of itself on joining, a whole frame; nothing if empty.
        holds: the update that it offers to a server that asks for its state.
        state_vector: what it says it has already.
    """

    def __init__(
        self,
        room: Room,
        person: int = 0,
        presence: bytes = b"",
        holds: bytes = EMPTY_UPDATE,
        state_vector: bytes = EMPTY_STATE_VECTOR,
    ) -> None:
        self.room = room
        self.person = person
        self.phase = Phase.CONNECTING
        self.trouble = ""
        self.frames = self.bytes = self.stamps = 0
        self.acknowledged = 0
        self.began = self.ready_at = self.last_stamp_at = 0.0
        self._presence = presence
        self._holds = holds
        self._state_vector = state_vector
        self._answer = room.framing.step_2(holds)
        self._outbox: deque[bytes | memoryview] = deque()
        self._pending = b""
        self._skip = 0
        self._ready_after_skip = False
        self._split_mark = False
        self.socket: socket.socket
        self.poll: select.epoll

    # Connecting

    def connect(self, address: tuple[str, int], poll: select.epoll) -> None:
        self.poll = poll
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began = perf_counter()
        refused = self.socket.connect_ex(address)
        if refused not in (0, errno.EINPROGRESS):
            self._end(f"not connected: {errno.errorcode.get(refused, refused)}")
            return
        poll.register(self.socket.fileno(), READ_WRITE)

    def handle(self, events: int, buffer: bytearray, view: memoryview) -> None:
        """React to what the poll said. Never raises for what the server did."""
        if self.phase is Phase.CONNECTING:
            self._connected()
        elif events & select.EPOLLOUT:
            self._flush()
        if events & ~select.EPOLLOUT and self.phase is not Phase.CLOSED:
            self._read(buffer, view)

    def close(self) -> None:
        if self.phase is not Phase.CLOSED:
            self._end("")

    def _connected(self) -> None:
        refused = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if refused:
            self._end(f"not connected: {errno.errorcode.get(refused, refused)}")
            return
        self.phase = Phase.UPGRADING
        self.poll.modify(self.socket.fileno(), READ)
        self.send(handshake("127.0.0.1", self.room.path))

    def _end(self, trouble: str) -> None:
        self.phase = Phase.CLOSED
        self.trouble = trouble
        self.socket.close()

    # Sending

    def send(self, frame: bytes) -> None:
        """Write now what the socket takes, the rest when it takes more."""
        if self.phase is Phase.CLOSED:
            return
        if self._outbox:
            self._outbox.append(frame)
            return
        try:
            sent = self.socket.send(frame)
        except BlockingIOError:
            sent = 0
        except OSError as error:
            self._end(f"lost: {error.strerror}")
            return
        if sent < len(frame):
            self._outbox.append(memoryview(frame)[sent:])
            self.poll.modify(self.socket.fileno(), READ_WRITE)

    @property
    def changes(self) -> int:
        """How many changes have reached this client, its own echoes included."""
        return self.stamps

    @property
    def stalled(self) -> bool:
        """Whether the server takes less than was written."""
        return bool(self._outbox)

    def _flush(self) -> None:
        waiting, self._outbox = self._outbox, deque()
        self.poll.modify(self.socket.fileno(), READ)
        for frame in waiting:
            self.send(frame)  # type: ignore[arg-type]

    # Receiving

    def _read(self, buffer: bytearray, view: memoryview) -> None:
        kept = len(self._pending)
        if kept:
            buffer[:kept] = self._pending
            self._pending = b""
        try:
            got = self.socket.recv_into(view[kept:])
        except BlockingIOError:
            self._pending = bytes(buffer[:kept])
            return
        except OSError as error:
            self._end(f"lost: {error.strerror}")
            return
        if not got:
            self._end("the server hung up")
            return
        self.bytes += got
        end = kept + got
        if self.phase is Phase.UPGRADING:
            start = self._upgraded(buffer, end)
            if start < 0:
                return
        else:
            start = 0
        self._count_stamps(buffer, kept if start == 0 else start, end)
        self._walk(buffer, start, end)

    def _upgraded(self, buffer: bytearray, end: int) -> int:
        at = buffer.find(b"\r\n\r\n", 0, end)
        if at < 0:
            self._pending = bytes(buffer[:end])
            return -1
        if buffer[9:12] != b"101":
            self._end(f"refused: HTTP {bytes(buffer[9:12]).decode()}")
            return -1
        self.phase = Phase.JOINING
        self.send(self.room.framing.hello(self._state_vector) + self._presence)
        return at + 4

    def _count_stamps(self, buffer: bytearray, start: int, end: int) -> None:
        if end <= start:
            return
        count = buffer.count(MARK, start, end)
        if self._split_mark and buffer[start] == MARK[1]:
            count += 1
        self._split_mark = buffer[end - 1] == MARK[0]
        if count:
            self.stamps += count
            self.last_stamp_at = perf_counter()

    def _walk(self, buffer: bytearray, start: int, end: int) -> None:
        """Step from header to header; keep the piece of one that is cut off."""
        at = start + self._skip
        if at > end:
            self._skip = at - end
            return
        self._skip = 0
        if self._ready_after_skip:
            self._ready_after_skip = False
            self._ready()
        while at + 2 <= end:
            size = buffer[at + 1]
            if size < 126:
                body = at + 2
            elif size == 126:
                if at + 4 > end:
                    break
                size = buffer[at + 2] << 8 | buffer[at + 3]
                body = at + 4
            else:
                if at + 10 > end:
                    break
                size = int.from_bytes(buffer[at + 2 : at + 10], "big")
                body = at + 10
            opcode = buffer[at]
            if opcode != 0x82:
                if body + size > end:
                    break
                self._control(opcode, bytes(buffer[body : body + size]))
                if self.phase is Phase.CLOSED:
                    return
            elif self.phase is Phase.JOINING:
                if min(body + size, body + PEEK_BYTES) > end:
                    break
                self._joining(buffer, body, size, end)
            elif size == 1 and body < end and buffer[body] == PING_MESSAGE:
                self.send(PONG_FRAME)
            self.frames += 1
            at = body + size
        if at > end:
            self._skip = at - end
        elif at < end:
            self._pending = bytes(buffer[at:end])

    def _joining(self, buffer: bytearray, body: int, size: int, end: int) -> None:
        kind, _ = self.room.framing.kind(buffer, body, body + size)
        if kind is Kind.STEP_1:
            self.send(self._answer)
        elif kind is Kind.STEP_2:
            if body + size > end:
                self._ready_after_skip = True
            else:
                self._ready()
        elif kind is Kind.DENIED:
            self._end("denied")

    def _ready(self) -> None:
        if self.phase is Phase.JOINING:
            self.phase = Phase.READY
            self.ready_at = perf_counter()

    def _control(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self.send(client_frame(payload, PONG))
        elif opcode == CLOSE:
            code = int.from_bytes(payload[:2], "big")
            self._end(f"closed: {code} {payload[2:].decode(errors='replace')}".rstrip())
        elif opcode != PONG:
            self._end(f"a frame of opcode {opcode:#x} was not expected")


class DecodingClient(Client):
    """A client that keeps a real document, and says when each change of others reached it."""

    def __init__(
        self,
        room: Room,
        person: int = 0,
        presence: bytes = b"",
        holds: bytes = EMPTY_UPDATE,
        state_vector: bytes = EMPTY_STATE_VECTOR,
    ) -> None:
        super().__init__(room, person, presence, holds, state_vector)
        self.document: Doc[Any] = Doc()
        if holds != EMPTY_UPDATE:
            self.document.apply_update(holds)
        self.received: list[tuple[float, float]] = []
        """When sent and when received, for each change of somebody else."""
        self.cursors: list[tuple[float, float]] = []
        self.confirmed = False
        """Whether a step 2 arrived since it was last set to false."""
        self.offered = False
        """Whether the server asked for what this client holds."""
        self._inbox = bytearray()
        self._seen: dict[int, int] = {}

    def ask(self) -> None:
        """Ask for the server's state; ``confirmed`` tells when it has come."""
        self.confirmed = False
        self.send(self.room.framing.step_1(self.document.get_state()))

    @property
    def changes(self) -> int:
        """How many changes of others have reached this client."""
        return sum(self._seen.values())

    def missing(self, since: float) -> list[float]:
        """When each change of others was sent, from ``since`` on, that has not come."""
        return [
            moment
            for writer, sent in self.room.sent.items()
            if writer != self.person
            for moment in sent[self._seen.get(writer, 0) :]
            if moment >= since
        ]

    def _walk(self, buffer: bytearray, start: int, end: int) -> None:
        now = perf_counter()
        inbox = self._inbox
        inbox += buffer[start:end]
        at, end = 0, len(inbox)
        while at + 2 <= end:
            size = inbox[at + 1]
            body = at + 2
            if size == 126:
                body = at + 4
                size = int.from_bytes(inbox[at + 2 : at + 4], "big") if body <= end else end
            elif size == 127:
                body = at + 10
                size = int.from_bytes(inbox[at + 2 : at + 10], "big") if body <= end else end
            if body + size > end:
                break
            opcode = inbox[at]
            if opcode != 0x82:
                self._control(opcode, bytes(inbox[body : body + size]))
                if self.phase is Phase.CLOSED:
                    return
            else:
                self._message(inbox, body, body + size, now)
            self.frames += 1
            at = body + size
        del inbox[:at]

    def _message(self, data: bytearray, start: int, end: int, now: float) -> None:
        if end - start == 1 and data[start] == PING_MESSAGE:
            self.send(PONG_FRAME)
            return
        kind, body = self.room.framing.kind(data, start, end)
        if kind is Kind.UPDATE:
            update, _ = read_var_bytes(data, body)
            self.document.apply_update(update)
            self._find_changes(update, now)
        elif kind is Kind.AWARENESS:
            self._find_cursors(data, body, end, now)
        elif kind is Kind.SYNC_STATUS:
            status, _ = read_var_uint(data, body)
            self.acknowledged += status
        elif kind is Kind.STEP_2:
            update, _ = read_var_bytes(data, body)
            self.document.apply_update(update)
            self._find_changes(update, now)
            self.confirmed = True
            self._ready()
        elif kind is Kind.STEP_1:
            self.send(self._answer)
            self._answer = self.room.framing.step_2(EMPTY_UPDATE)
            self.offered = True
        elif kind is Kind.DENIED:
            self._end("denied")

    def _find_changes(self, update: bytes, now: float) -> None:
        for found in STAMP.finditer(update):
            writer, sequence = int(found[1], 16), int(found[2], 16)
            if writer == self.person or sequence < self._seen.get(writer, 0):
                continue
            self._seen[writer] = sequence + 1
            sent = self.room.sent.get(writer)
            if sent is not None and sequence < len(sent):
                self.received.append((sent[sequence], now))

    def _find_cursors(self, data: bytearray, start: int, end: int, now: float) -> None:
        for found in CURSOR.finditer(data, start, end):
            person, clock = int(found[1], 16), int(found[2], 16)
            sent = self.room.cursors_sent.get(person)
            if person != self.person and sent is not None and 0 < clock <= len(sent):
                self.cursors.append((sent[clock - 1], now))
