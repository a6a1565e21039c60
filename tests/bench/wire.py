"""The bytes that a Yjs client sends: WebSocket frames, and the two framings of the Yjs protocol.

A generator that shares its machine with the server must spend next to nothing on a frame, so frames
are built before the run, and masked with the key zero: RFC 6455 asks for a mask, not for one that
changes a byte, and what the server does to unmask it is the same.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

BINARY: Final = 0x82
CLOSE: Final = 0x88
PING: Final = 0x89
PONG: Final = 0x8A

EMPTY_UPDATE: Final = b"\x00\x00"
EMPTY_STATE_VECTOR: Final = b"\x00"

SYNC: Final = 0
AWARENESS: Final = 1
AUTH: Final = 2
SYNC_REPLY: Final = 4
SYNC_STATUS: Final = 8

STEP_1: Final = 0
STEP_2: Final = 1
UPDATE: Final = 2

AUTH_DENIED: Final = 1


PING_MESSAGE: Final = 9
"""The Hocuspocus protocol's own ping: one bare byte, without a name."""


class Kind(IntEnum):
    """What a message from a server is, as far as a client under measurement cares."""

    OTHER = 0
    STEP_1 = 1
    STEP_2 = 2
    UPDATE = 3
    AWARENESS = 4
    SYNC_STATUS = 5
    DENIED = 6


_SYNC_KINDS: Final = {STEP_1: Kind.STEP_1, STEP_2: Kind.STEP_2, UPDATE: Kind.UPDATE}


def var_uint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def var_bytes(value: bytes) -> bytes:
    return var_uint(len(value)) + value


def read_var_uint(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """The number at ``at``, and where the next thing starts."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7


def read_var_bytes(data: bytes | bytearray, at: int) -> tuple[bytes, int]:
    length, start = read_var_uint(data, at)
    return bytes(data[start : start + length]), start + length


def client_frame(payload: bytes, opcode: int = BINARY) -> bytes:
    """A whole frame from client to server."""
    size = len(payload)
    if size < 126:
        head = bytes((opcode, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((opcode, 0xFE)) + size.to_bytes(2, "big")
    else:
        head = bytes((opcode, 0xFF)) + size.to_bytes(8, "big")
    return head + b"\x00\x00\x00\x00" + payload


PONG_FRAME: Final = client_frame(bytes((10,)))


def handshake(host: str, path: str) -> bytes:
    """The upgrade request. No extension is offered, so no server compresses."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: cGxhbmhhbGwtYmVuY2gtMQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


@dataclass(frozen=True, slots=True)
class Framing:
    """One of the two conventions, for one document.

    ``prefix`` is what precedes every message: the document's name in the Hocuspocus protocol,
    nothing in y-websocket's, where the path names it.
    """

    prefix: bytes
    authenticates: bool

    @classmethod
    def hocuspocus(cls, document: str) -> "Framing":
        return cls(var_bytes(document.encode()), authenticates=True)

    @classmethod
    def y_websocket(cls, _document: str) -> "Framing":
        return cls(b"", authenticates=False)

    def hello(self, state_vector: bytes) -> bytes:
        """What a client sends as soon as the socket is open, in one write."""
        frames = b""
        if self.authenticates:
            token = var_bytes(b"bench") + var_bytes(b"4.7.0")
            frames += client_frame(self.prefix + bytes((AUTH, 0)) + token)
        return frames + self.step_1(state_vector)

    def step_1(self, state_vector: bytes) -> bytes:
        return client_frame(self.prefix + bytes((SYNC, STEP_1)) + var_bytes(state_vector))

    def step_2(self, update: bytes) -> bytes:
        return client_frame(self.prefix + bytes((SYNC, STEP_2)) + var_bytes(update))

    def update(self, update: bytes) -> bytes:
        return client_frame(self.prefix + bytes((SYNC, UPDATE)) + var_bytes(update))

    def awareness(self, client_id: int, clock: int, state: bytes) -> bytes:
        """One client's presence; ``state`` is JSON."""
        entry = var_uint(1) + var_uint(client_id) + var_uint(clock) + var_bytes(state)
        return client_frame(self.prefix + bytes((AWARENESS,)) + var_bytes(entry))

    def kind(self, data: bytes | bytearray, start: int, end: int) -> tuple[Kind, int]:
        """What the message at ``start`` is, and where its body starts.

        Looks only at the first bytes; a message too short to have a kind is ``OTHER``.
        """
        at = start + len(self.prefix)
        if at >= end:
            return Kind.OTHER, end
        message = data[at]
        if message == AWARENESS:
            return Kind.AWARENESS, at + 1
        if message == SYNC_STATUS and self.authenticates:
            return Kind.SYNC_STATUS, at + 1
        if at + 1 >= end:
            return Kind.OTHER, end
        if message == SYNC or (message == SYNC_REPLY and self.authenticates):
            return _SYNC_KINDS.get(data[at + 1], Kind.OTHER), at + 2
        if message == AUTH and data[at + 1] == AUTH_DENIED:
            return Kind.DENIED, at + 2
        return Kind.OTHER, at + 1
