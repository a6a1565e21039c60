"""Reads the structure of a Yjs update (v1) before any CRDT library sees it.

An update that passes is one that every Yjs implementation reads the same way: each length holds,
text is UTF-8, each kind of content is one that Yjs 13 knows, clocks stay far from 32 bits, and no
value nests deeper than `MAX_VALUE_DEPTH`. That is more than politeness. yrs recurses into nested
values and ends the process when the stack does, it trusts texts to be UTF-8, it can end the process
over subdocuments (which boards do not have), and what it takes but Yjs refuses would break the
document of everyone who is sent it.

The layout is that of `readClientsStructRefs` and `readDeleteSet` in Yjs
(https://github.com/yjs/yjs/blob/v13/src/utils/encoding.js).
"""

import json
from typing import Final, NamedTuple

from planhall.sync.encoding import MAX_SAFE_INTEGER, Malformed

MAX_VALUE_DEPTH: Final = 64
"""How deep arrays and objects may nest in one value."""

MAX_CLOCK: Final = 2**31
"""yrs counts in 32 bits and wraps; half of that is more than any document will see."""

Id = tuple[int, int]
"""Client and clock."""


class Span(NamedTuple):
    """Clocks of one client, from ``start`` up to but not including ``end``."""

    client: int
    start: int
    end: int


class TypeRef(NamedTuple):
    """Where an update puts a new shared type.

    ``sibling`` is the item it is put beside; else ``parent`` is the type it is put in; with
    neither, it stands in a root type.
    """

    id: Id
    sibling: Id | None
    parent: Id | None


class Need(NamedTuple):
    """A struct that points to one of another client, which has to be there first."""

    block: int
    """Which of the update's structs (the index in `Outline.structs`) it is in."""
    clock: int
    """The struct's own clock."""
    client: int
    at: int
    """Whom and what it points to."""


class Piece(NamedTuple):
    """One struct in the bytes of an update."""

    begin: int
    content: int
    """Where its content begins."""
    end: int
    clock: int
    length: int


class Outline(NamedTuple):
    """What an update holds, without its content."""

    structs: list[Span]
    """For each client one."""
    deletes: list[Span]
    types: list[TypeRef]
    needs: list[Need]
    has_gaps: bool
    """Some structs are only skipped over (Skip), as in a merge of updates that lack others."""
    has_runs: bool
    """Several values follow one another under one key, in one struct."""


_ORIGIN: Final = 0x80
_RIGHT_ORIGIN: Final = 0x40
_PARENT_KEY: Final = 0x20
_NAMED_TYPES: Final = (3, 5)
"""Y.XmlElement and Y.XmlHook are followed by their name."""


def scan(data: bytes, pieces: list[list[Piece]] | None = None) -> Outline:
    """The outline of an update; into ``pieces`` go the structs of each client, if given.

    Raises:
        Malformed: it is not an update that every Yjs client could take.
    """
    try:
        return _scan(data, pieces)
    except IndexError:
        raise Malformed("the update is cut off") from None
    except UnicodeDecodeError:
        raise Malformed("a text in the update is not UTF-8") from None


def _scan(data: bytes, pieces: list[list[Piece]] | None) -> Outline:
    # One function with its reads written out: this runs for every keystroke of everyone.
    size = len(data)
    structs: list[Span] = []
    types: list[TypeRef] = []
    needs: list[Need] = []
    has_gaps = has_runs = False
    position = 1
    clients = data[0]
    if clients >= 0x80:
        clients, position = _long(data, position, clients)
    if clients * 4 > size:
        raise Malformed("the update names more clients than it has bytes for")
    for block in range(clients):
        count = data[position]
        position += 1
        if count >= 0x80:
            count, position = _long(data, position, count)
        if count * 2 > size - position:
            raise Malformed("the update counts more structs than it has bytes for")
        client = data[position]
        position += 1
        if client >= 0x80:
            client, position = _long(data, position, client)
        clock = data[position]
        position += 1
        if clock >= 0x80:
            clock, position = _long(data, position, clock)
        start = clock
        listed: list[Piece] = []
        if pieces is not None:
            pieces.append(listed)
        for _ in range(count):
            begin = position
            info = data[position]
            position += 1
            kind = info & 0x1F
            if kind == 0 or kind == 10:  # GC and Skip
                if info != kind:
                    raise Malformed("a struct has flags that it cannot have")
                if kind:
                    has_gaps = True
                content = position
                length = data[position]
                position += 1
                if length >= 0x80:
                    length, position = _long(data, position, length)
            else:
                keyed = False
                sibling: Id | None = None
                parent: Id | None = None
                if info & 0xC0:
                    if info & _ORIGIN:
                        other = data[position]
                        position += 1
                        if other >= 0x80:
                            other, position = _long(data, position, other)
                        at = data[position]
                        position += 1
                        if at >= 0x80:
                            at, position = _long(data, position, at)
                        sibling = (other, at)
                        if other != client:
                            needs.append(Need(block, clock, other, at))
                        elif at >= clock:
                            raise Malformed("a struct comes before what it stands beside")
                    if info & _RIGHT_ORIGIN:
                        other = data[position]
                        position += 1
                        if other >= 0x80:
                            other, position = _long(data, position, other)
                        at = data[position]
                        position += 1
                        if at >= 0x80:
                            at, position = _long(data, position, at)
                        if sibling is None:
                            sibling = (other, at)
                        elif sibling == (other, at):
                            raise Malformed("a struct stands on both sides of another")
                        if other != client:
                            needs.append(Need(block, clock, other, at))
                        elif at >= clock:
                            raise Malformed("a struct comes before what it stands beside")
                else:
                    rooted = data[position]
                    position += 1
                    if rooted == 1:
                        position = _skip_text(data, position)
                    elif rooted == 0:
                        other = data[position]
                        position += 1
                        if other >= 0x80:
                            other, position = _long(data, position, other)
                        at = data[position]
                        position += 1
                        if at >= 0x80:
                            at, position = _long(data, position, at)
                        parent = (other, at)
                        if other != client:
                            needs.append(Need(block, clock, other, at))
                        elif at >= clock:
                            raise Malformed("a struct comes before what it stands in")
                    else:
                        raise Malformed("a parent is neither a root nor an item")
                    if info & _PARENT_KEY:
                        position = _skip_text(data, position)
                        keyed = True
                content = position
                if kind == 4:  # text
                    length = data[position]
                    position += 1
                    if length >= 0x80:
                        length, position = _long(data, position, length)
                    text = data[position : position + length]
                    if len(text) != length:
                        raise Malformed("a text is cut off")
                    position += length
                    if not text.isascii():
                        length = len(text.decode().encode("utf-16-le")) >> 1
                elif kind == 7:  # a shared type
                    ref = data[position]
                    position += 1
                    if ref > 6:
                        raise Malformed("an unknown shared type")
                    if ref in _NAMED_TYPES:
                        position = _skip_text(data, position)
                    types.append(TypeRef((client, clock), sibling, parent))
                    length = 1
                elif kind == 8:  # values
                    length = data[position]
                    position += 1
                    if length >= 0x80:
                        length, position = _long(data, position, length)
                    if length > size - position:
                        raise Malformed("more values than bytes")
                    for _ in range(length):
                        position = skip_value(data, position)
                elif kind == 1:  # deleted
                    length = data[position]
                    position += 1
                    if length >= 0x80:
                        length, position = _long(data, position, length)
                elif kind == 6:  # format
                    position = _skip_text(data, position)
                    position = _skip_json(data, position)
                    length = 1
                elif kind == 5:  # embed
                    position = _skip_json(data, position)
                    length = 1
                elif kind == 3:  # binary
                    length, position = _length(data, position)
                    position += length
                    length = 1
                elif kind == 2:  # JSON, as Yjs wrote it before it had values
                    length, position = _length(data, position)
                    for _ in range(length):
                        position = _skip_json(data, position, undefined=True)
                elif kind == 9:
                    raise Malformed("a subdocument, which boards do not have")
                else:
                    raise Malformed("an unknown kind of content")
                if keyed and length > 1:
                    if kind == 4:
                        raise Malformed("a text of several letters under one key")
                    has_runs = has_runs or kind != 1
            if length == 0:
                raise Malformed("an empty struct")
            if pieces is not None:
                listed.append(Piece(begin, content, position, clock, length))
            clock += length
        if clock > MAX_CLOCK:
            raise Malformed("a clock is out of bounds")
        structs.append(Span(client, start, clock))
    if clients > 1 and len({span.client for span in structs}) != clients:
        raise Malformed("a client appears twice")
    if position == size - 1 and data[position] == 0:
        return Outline(structs, [], types, needs, has_gaps, has_runs)
    return Outline(structs, _scan_deletes(data, position), types, needs, has_gaps, has_runs)


def _scan_deletes(data: bytes, position: int) -> list[Span]:
    size = len(data)
    deletes: list[Span] = []
    clients = data[position]
    position += 1
    if clients >= 0x80:
        clients, position = _long(data, position, clients)
    if clients * 2 > size:
        raise Malformed("the delete set names more clients than it has bytes for")
    for _ in range(clients):
        client = data[position]
        position += 1
        if client >= 0x80:
            client, position = _long(data, position, client)
        count = data[position]
        position += 1
        if count >= 0x80:
            count, position = _long(data, position, count)
        if count * 2 > size - position:
            raise Malformed("the delete set counts more ranges than it has bytes for")
        for _ in range(count):
            start = data[position]
            position += 1
            if start >= 0x80:
                start, position = _long(data, position, start)
            length = data[position]
            position += 1
            if length >= 0x80:
                length, position = _long(data, position, length)
            end = start + length
            if end > MAX_CLOCK:
                raise Malformed("a deleted range is out of bounds")
            deletes.append(Span(client, start, end))
    if position != size:
        raise Malformed("something follows the update")
    return deletes


def _long(data: bytes, position: int, value: int) -> tuple[int, int]:
    """The rest of a number whose first byte says that more follow."""
    value &= 0x7F
    shift = 7
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift += 7
        if shift > 49:
            raise Malformed("a number is too large")
    if value > MAX_SAFE_INTEGER:
        raise Malformed("a number is too large")
    return value, position


def _length(data: bytes, position: int) -> tuple[int, int]:
    """A length or count of things of at least one byte each."""
    value = data[position]
    position += 1
    if value >= 0x80:
        value, position = _long(data, position, value)
    if value > len(data) - position:
        raise Malformed("a length is larger than what is there")
    return value, position


def _skip_text(data: bytes, position: int) -> int:
    length, position = _length(data, position)
    end = position + length
    text = data[position:end]
    if not text.isascii():
        text.decode()
    return end


def _skip_json(data: bytes, position: int, *, undefined: bool = False) -> int:
    length, position = _length(data, position)
    end = position + length
    check_json(data[position:end], undefined=undefined)
    return end


def check_json(text: bytes, *, undefined: bool = False) -> None:
    """Whether every peer can parse this JSON text.

    Raises:
        Malformed: it is no JSON as RFC 8259 has it, or nests too deep.
    """
    if undefined and text == b"undefined":
        return
    parse_json(text)


def parse_json(text: bytes) -> object:
    """The value of a JSON text.

    Raises:
        Malformed: it is no JSON as RFC 8259 has it, or nests too deep.
    """
    # Every level has its own opening bracket, so few of them need no closer look.
    if text.count(b"[") + text.count(b"{") > MAX_VALUE_DEPTH and _json_depth(text) > (
        MAX_VALUE_DEPTH
    ):
        raise Malformed("a value nests too deep")
    try:
        return _json.decode(text.decode())
    except ValueError:
        raise Malformed("a text is not JSON") from None


def _refuse_constant(_name: str) -> None:
    raise ValueError("NaN and Infinity are not JSON")


_json: Final = json.JSONDecoder(parse_constant=_refuse_constant)
"""Made once: that takes longer than most texts do."""


def _json_depth(text: bytes) -> int:
    depth = deepest = 0
    inside = escaped = False
    for byte in text:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def skip_value(data: bytes, position: int) -> int:
    """Past one value as lib0 writes it (`writeAny`)."""
    size = len(data)
    open_counts: list[int] = []
    open_keyed: list[bool] = []
    while True:
        tag = data[position]
        position += 1
        if tag == 119:  # text
            position = _skip_text(data, position)
        elif tag == 125:  # integer
            position = _skip_integer(data, position)
        elif tag == 118 or tag == 117:  # object, array
            count, position = _length(data, position)
            if len(open_counts) >= MAX_VALUE_DEPTH:
                raise Malformed("a value nests too deep")
            open_counts.append(count)
            open_keyed.append(tag == 118)
        elif tag == 124:  # 32-bit float
            position += 4
        elif tag == 123 or tag == 122:  # 64-bit float, bigint
            position += 8
        elif tag == 116:  # bytes
            length, position = _length(data, position)
            position += length
        elif not 120 <= tag <= 127:  # what is left: undefined, null, true, false
            raise Malformed("an unknown kind of value")
        if position > size:
            raise Malformed("a value is cut off")
        while open_counts:
            if open_counts[-1]:
                open_counts[-1] -= 1
                if open_keyed[-1]:
                    position = _skip_text(data, position)
                break
            open_counts.pop()
            open_keyed.pop()
        else:
            return position


def _skip_integer(data: bytes, position: int) -> int:
    start = position
    while data[position] >= 0x80:
        position += 1
    if position - start > 8:
        raise Malformed("a number is too large")
    return position + 1
