"""The bytes of an update's structs: cut, and put together to another update."""

from collections.abc import Iterable, Sequence
from typing import Final

from planhall.sync.encoding import Reader, var_bytes, var_uint
from planhall.sync.update_scan import Piece, Span, skip_value

GC: Final = 0
"""What begins a struct of which only the length is left."""
_DELETED: Final = 1
_JSON: Final = 2
_TEXT: Final = 4
_ANY: Final = 8
SKIP: Final = 10
"""What begins a struct that only says how many clocks are skipped."""


def is_run(update: bytes, piece: Piece) -> bool:
    """Whether it is several values under one key."""
    info = update[piece.begin]
    return info & 0xE0 == 0x20 and info & 0x1F in (_ANY, _JSON) and piece.length > 1


def one_by_one(update: bytes, client: int, piece: Piece, offset: int) -> list[bytes]:
    """The values of a run from one on, a struct each, beside the one before."""
    kind = update[piece.begin] & 0x1F
    values = Reader(update[piece.content : piece.end])
    values.var_uint()
    content = update[piece.content : piece.end]
    structs = []
    for index in range(piece.length):
        begin = values.position
        if kind == _ANY:
            values.position = skip_value(content, begin)
        else:
            values.var_bytes()
        if index < offset:
            continue
        head = update[piece.begin : piece.content]
        if index:
            head = bytes((kind | 0xA0,)) + var_uint(client) + var_uint(piece.clock + index - 1)
        structs.append(head + b"\x01" + content[begin : values.position])
    return structs


def without_beginning(update: bytes, client: int, piece: Piece, offset: int) -> bytes:
    """A struct without its first clocks, as Yjs writes one of which the other has some."""
    info = update[piece.begin]
    kind = info & 0x1F
    left = piece.length - offset
    if kind in (GC, SKIP):
        return bytes((info,)) + var_uint(left)
    head = bytes((info | 0x80,)) + var_uint(client) + var_uint(piece.clock + offset - 1)
    if info & 0x40:
        reader = Reader(update, piece.begin + 1)
        if info & 0x80:
            reader.var_uint()
            reader.var_uint()
        head += var_uint(reader.var_uint()) + var_uint(reader.var_uint())
    content = update[piece.content : piece.end]
    if kind == _DELETED:
        return head + var_uint(left)
    reader = Reader(content)
    if kind == _TEXT:
        text = reader.var_string().encode("utf-16-le")[2 * offset :]
        # Half of a pair is what Yjs writes as the replacement character, too.
        return head + var_bytes(text.decode("utf-16-le", errors="replace").encode())
    reader.var_uint()
    if kind == _JSON:
        for _ in range(offset):
            reader.var_bytes()
        return head + var_uint(left) + reader.rest()
    for _ in range(offset):
        reader.position = skip_value(content, reader.position)
    return head + var_uint(left) + reader.rest()


def compose(blocks: Sequence[bytes], deletes: Iterable[Span]) -> bytes:
    """An update of the clients' blocks and of what is deleted."""
    ranges: dict[int, list[Span]] = {}
    for span in deletes:
        ranges.setdefault(span.client, []).append(span)
    parts = [var_uint(len(blocks)), *blocks, var_uint(len(ranges))]
    for client, spans in ranges.items():
        parts += (var_uint(client), var_uint(len(spans)))
        for span in spans:
            parts += (var_uint(span.start), var_uint(span.end - span.start))
    return b"".join(parts)
