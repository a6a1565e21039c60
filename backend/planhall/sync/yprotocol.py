"""The messages that both framings share (https://github.com/yjs/y-protocols).

A message is ``prefix + tail``: y-websocket has no prefix, Hocuspocus puts the document's name
before it. So one tail, and for each prefix one frame, serve everyone in a room.
"""

from enum import Enum, auto
from typing import Final

from planhall.sync.encoding import Malformed, Reader, var_bytes

SYNC: Final = 0
AWARENESS: Final = 1

STEP_1: Final = 0
STEP_2: Final = 1
UPDATE: Final = 2


class Kind(Enum):
    """What a client's message asks for."""

    STEP_1 = auto()
    STEP_2 = auto()
    UPDATE = auto()
    AWARENESS = auto()
    QUERY_AWARENESS = auto()
    TOKEN = auto()
    STATELESS = auto()
    CLOSE = auto()
    PING = auto()
    PONG = auto()


_SYNC_KINDS: Final = (Kind.STEP_1, Kind.STEP_2, Kind.UPDATE)


def read_sync(reader: Reader) -> tuple[Kind, bytes]:
    """The rest of a sync message: its kind, and a state vector or an update.

    Raises:
        Malformed: it is none.
    """
    step = reader.var_uint()
    if step > UPDATE:
        raise Malformed("an unknown sync message")
    body = reader.var_bytes()
    reader.expect_end()
    return _SYNC_KINDS[step], body


def read_awareness(reader: Reader) -> bytes:
    """The rest of an awareness message.

    Raises:
        Malformed: it is none.
    """
    body = reader.var_bytes()
    reader.expect_end()
    return body


def step_1(state_vector: bytes) -> bytes:
    """Asks for what this state lacks."""
    return b"\x00\x00" + var_bytes(state_vector)


def step_2(update: bytes) -> bytes:
    """Answers step 1."""
    return b"\x00\x01" + var_bytes(update)


def update_message(update: bytes) -> bytes:
    """A change."""
    return b"\x00\x02" + var_bytes(update)


def awareness_message(awareness_update: bytes) -> bytes:
    """Who is here, and where."""
    return b"\x01" + var_bytes(awareness_update)


NOBODY: Final = awareness_message(b"\x00")
"""An awareness update of nobody: something to hear, for clients that drop a silent server."""


def read_state_vector(data: bytes) -> dict[int, int]:
    """Clocks by client.

    Raises:
        Malformed: it is no state vector.
    """
    reader = Reader(data)
    count = reader.var_uint()
    if count * 2 > len(data):
        raise Malformed("the state vector names more clients than it has bytes for")
    clocks = {reader.var_uint(): reader.var_uint() for _ in range(count)}
    reader.expect_end()
    return clocks
