"""What honest clients send, and how it is spoilt: material for hostile frames."""

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText, merge_updates

from trust.peer import awareness, var_bytes, var_text, var_uint

BOARD: Final = "board"
Edit = tuple[int, str, int]
"""A place (modulo the length), what is done there, and with which value."""

OPERATIONS: Final = ("flip", "set", "insert", "remove", "repeat", "cut", "long", "splice", "zeros")
INTERESTING: Final = (0, 1, 0x20, 0x27, 0x40, 0x7F, 0x80, 0x84, 0xC7, 0xFF)


def spoil(data: bytes, edits: Sequence[Edit], others: Sequence[bytes] = ()) -> bytes:
    """The data after some edits."""
    out = bytearray(data)
    for place, operation, value in edits:
        at = place % (len(out) + 1)
        match operation:
            case "flip" if at < len(out):
                out[at] ^= 1 << (value % 8)
            case "set" if at < len(out):
                out[at] = INTERESTING[value % len(INTERESTING)]
            case "insert":
                out[at:at] = bytes((value & 0xFF,))
            case "remove":
                del out[at : at + 1 + value % 8]
            case "repeat":
                out[at:at] = out[at : at + 1 + value % 64]
            case "cut":
                del out[at:]
            case "long":
                # A number that is larger than any length or clock can be.
                out[at:at] = var_uint((1 << (7 + value % 57)) - 1)
            case "splice" if others:
                other = others[value % len(others)]
                out[at:] = other[value % (len(other) + 1) :]
            case "zeros":
                out[at:at] = bytes(value % 32)
    return bytes(out)


def random_edits(chance: random.Random) -> list[Edit]:
    return [
        (chance.randrange(1 << 16), chance.choice(OPERATIONS), chance.randrange(1 << 16))
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8)))
    ]


@cache
def base() -> bytes:
    """The state of a document that holds something of everything."""
    return merge_updates(*history())


@cache
def history() -> tuple[bytes, ...]:
    """Small updates, as clients send them while people type, move, format and delete."""
    updates: list[bytes] = []
    docs = [Doc(client_id=client) for client in (1, 300, 4_000_000_000)]
    for doc in docs:
        doc.observe(lambda event: updates.append(bytes(event.update)))

    def edit(doc: Doc[Any], change: Callable[[Doc[Any]], None]) -> None:
        known = len(updates)
        with doc.transaction():
            change(doc)
        news = updates[known:]
        for other in docs:
            if other is not doc:
                for update in news:
                    other.apply_update(update)
        # What the others were told is no news.
        del updates[known + len(news) :]

    for number, change in enumerate(_CHANGES):
        edit(docs[number % len(docs)], change)
    return tuple(updates)


def _text(doc: Doc[Any]) -> Text:
    return doc.get("text", type=Text)


def _items(doc: Doc[Any]) -> Map:
    return doc.get("items", type=Map)


def _add_item(doc: Doc[Any]) -> None:
    _items(doc)["a"] = Map(
        {
            "kind": "goal",
            "title": Text("Grün 🌱"),
            "body": XmlFragment([XmlElement("paragraph", {"class": "x"}, [XmlText("Why")])]),
            "owner": {"id": None, "name": "Ada", "deep": [1, [2.5, [True, None, b"\x00\xff"]]]},
            "x": -1.25,
            "createdAt": 1_700_000_000_000,
            "stakeholders": Map({"s": True}),
        }
    )


_CHANGES: Final[tuple[Callable[[Doc[Any]], None], ...]] = (
    lambda doc: _text(doc).insert(0, "hello"),
    _add_item,
    lambda doc: _text(doc).insert(2, "ö🌱"),
    lambda doc: _items(doc)["a"]["title"].insert(0, "x"),
    lambda doc: _text(doc).format(0, 2, {"link": {"href": "/"}}),
    lambda doc: _text(doc).insert_embed(1, {"image": [1, 2, 3]}),
    lambda doc: doc.get("list", type=Array).extend([1, "two", {"three": 3}, None, 1.5, 1 << 40]),
    lambda doc: doc.get("list", type=Array).insert(1, Array([Array([Text("deep")])])),
    lambda doc: _text(doc).__delitem__(slice(0, 2)),
    lambda doc: doc.get("list", type=Array).__delitem__(slice(0, 3)),
    lambda doc: _items(doc).__delitem__("a"),
    _add_item,
    lambda doc: _items(doc)["a"]["body"].children.append(XmlText("more")),
    lambda doc: _text(doc).format(0, 1, {"bold": None}),
)


@cache
def awareness_updates() -> tuple[bytes, ...]:
    return (
        awareness((7, 1, '{"user":{"name":"Ada"},"item":null}')),
        awareness((7, 2, '{"cursor":{"anchor":[1,2,{"x":"\\u00e9"}]}}'), (8, 1, "null")),
        awareness((4_000_000_000, 1 << 20, '{"view":"outline"}')),
        awareness(),
    )


@cache
def hocuspocus_frames() -> tuple[bytes, ...]:
    """Messages of a Hocuspocus client, in an order in which it could send them."""
    key = var_text(BOARD)
    frames = [
        key + b"\x02\x00" + var_text("eve/editor") + var_text("4.8.0"),
        key + b"\x00\x00" + var_bytes(b"\x00"),
        key + b"\x00\x01" + var_bytes(b"\x00\x00"),
        key + b"\x00\x01" + var_bytes(base()),
        *(key + b"\x00\x02" + var_bytes(update) for update in history()),
        *(key + b"\x01" + var_bytes(update) for update in awareness_updates()),
        key + b"\x03",
        key + b"\x05" + var_text('{"type":"hello"}'),
        b"\x09",
        b"\x0a",
        key + b"\x07",
        key + b"\x00\x00" + var_bytes(Doc().get_state()),
        var_text(BOARD + "\0session") + b"\x02\x00" + var_text("eve/viewer"),
    ]
    return tuple(frames)


@cache
def y_websocket_frames() -> tuple[bytes, ...]:
    """The same of a y-websocket client."""
    return (
        b"\x00\x00" + var_bytes(b"\x00"),
        b"\x00\x01" + var_bytes(b"\x00\x00"),
        b"\x00\x01" + var_bytes(base()),
        *(b"\x00\x02" + var_bytes(update) for update in history()),
        *(b"\x01" + var_bytes(update) for update in awareness_updates()),
        b"\x03",
    )
