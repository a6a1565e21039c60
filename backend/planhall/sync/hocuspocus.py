"""The Hocuspocus framing: many documents over one socket (https://github.com/ueberdosis/hocuspocus).

A message begins with its document's key: the document's name, or ``name NUL session`` where the
same document may be open twice. What is sent back repeats the key as it came.
"""

import json
from enum import IntEnum
from typing import Final, NamedTuple

from planhall.sync.encoding import Malformed, Reader, var_string, var_uint
from planhall.sync.yprotocol import Kind, read_awareness, read_sync


class MessageType(IntEnum):
    SYNC = 0
    AWARENESS = 1
    AUTH = 2
    QUERY_AWARENESS = 3
    STATELESS = 5
    CLOSE = 7
    SYNC_STATUS = 8
    PING = 9
    PONG = 10


MAX_KEY_BYTES: Final = 512

PING: Final = bytes((MessageType.PING,))
PONG: Final = bytes((MessageType.PONG,))


class Message(NamedTuple):
    key: str
    kind: Kind
    body: bytes
    """A state vector, an update, an awareness update, or the UTF-8 of a token."""


_BARE_PING: Final = Message("", Kind.PING, b"")
_BARE_PONG: Final = Message("", Kind.PONG, b"")


def decode(data: bytes) -> Message:
    """A client's message.

    Raises:
        Malformed: it is not in this framing, or of a kind that only servers send.
    """
    if data == PING:
        return _BARE_PING
    if data == PONG:
        return _BARE_PONG
    reader = Reader(data)
    key = reader.var_string()
    if reader.position > MAX_KEY_BYTES:
        raise Malformed("the document's name is too long")
    match reader.var_uint():
        case 0:
            return Message(key, *read_sync(reader))
        case 1:
            return Message(key, Kind.AWARENESS, read_awareness(reader))
        case 2:
            if reader.var_uint() != 0:
                raise Malformed("an unknown authentication message")
            token = reader.var_bytes()
            # What follows is the provider's version, which none before 4 sent.
            return Message(key, Kind.TOKEN, token)
        case 3:
            reader.expect_end()
            return Message(key, Kind.QUERY_AWARENESS, b"")
        case 5:
            return Message(key, Kind.STATELESS, reader.var_bytes())
        case 7:
            return Message(key, Kind.CLOSE, b"")
        case _:
            raise Malformed("an unknown kind of message")


def board_of(key: str) -> str:
    """The document's name in a key."""
    return key.partition("\0")[0]


def prefix(key: str) -> bytes:
    """What every message about a document begins with."""
    return var_string(key)


def authenticated(*, can_write: bool) -> bytes:
    return bytes((MessageType.AUTH, 2)) + var_string("read-write" if can_write else "readonly")


def access(within: str | None) -> bytes:
    """What part of the document one may write, as a stateless message."""
    return stateless(json.dumps({"type": "access", "within": within}))


def permission_denied(reason: str) -> bytes:
    return bytes((MessageType.AUTH, 1)) + var_string(reason)


def stateless(payload: str) -> bytes:
    return bytes((MessageType.STATELESS,)) + var_string(payload)


def close(reason: str) -> bytes:
    return bytes((MessageType.CLOSE,)) + var_string(reason)


def sync_status(*, applied: bool) -> bytes:
    """Whether one change of this client is stored."""
    return bytes((MessageType.SYNC_STATUS,)) + var_uint(1 if applied else 0)
