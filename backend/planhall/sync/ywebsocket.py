"""The y-websocket framing: one document for each socket (https://github.com/yjs/y-websocket)."""

from typing import Final

from planhall.sync import yprotocol
from planhall.sync.encoding import Malformed, Reader, var_string
from planhall.sync.yprotocol import Kind, read_awareness, read_sync

AUTH: Final = 2


def decode(data: bytes) -> tuple[Kind, bytes]:
    """A client's message: its kind and its body.

    Raises:
        Malformed: it is not in this framing.
    """
    reader = Reader(data)
    match reader.var_uint():
        case yprotocol.SYNC:
            return read_sync(reader)
        case yprotocol.AWARENESS:
            return Kind.AWARENESS, read_awareness(reader)
        case 3:
            reader.expect_end()
            return Kind.QUERY_AWARENESS, b""
        case _:
            raise Malformed("an unknown kind of message")


def permission_denied(reason: str) -> bytes:
    """Tells why a change was not taken; a y-websocket client prints it."""
    return bytes((AUTH, 0)) + var_string(reason)
