"""What is fuzzed: each target takes any bytes, and raises nothing unless something is wrong."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from pycrdt import Doc

from planhall.sync import hocuspocus, ywebsocket
from planhall.sync.access import Access, Identity
from planhall.sync.document import Document
from planhall.sync.encoding import Malformed
from planhall.sync.joining import join
from planhall.sync.presence import Owner, Presence
from planhall.sync.structs import SKIP
from planhall.sync.update_scan import Piece, Span, check_json, scan
from planhall.sync.yprotocol import read_state_vector
from trust.corpus import (
    awareness_updates,
    base,
    history,
    hocuspocus_frames,
    y_websocket_frames,
)

MAX_WAITING_BYTES: Final = 1 << 20


def hocuspocus_frame(data: bytes) -> None:
    with suppress(Malformed):
        hocuspocus.decode(data)


def y_websocket_frame(data: bytes) -> None:
    with suppress(Malformed):
        ywebsocket.decode(data)


def update(data: bytes) -> None:
    """Into a document that holds something, as a room does it; what is stored opens alike."""
    try:
        outline = scan(data)
    except Malformed:
        return
    document = Document(MAX_WAITING_BYTES)
    document.load(base(), [])
    applied = document.apply([(data, outline)])
    document.answer(document.state_vector())
    listener: Doc[Any] = Doc()
    listener.apply_update(base())
    if applied.change is not None:
        listener.apply_update(applied.change)
    assert read_state_vector(listener.get_state()) == read_state_vector(document.state_vector())
    again = Document(MAX_WAITING_BYTES)
    again.load(document.whole(), document.waiting())
    # yrs names clients in any order.
    assert read_state_vector(again.state_vector()) == read_state_vector(document.state_vector())


def joined(data: bytes) -> None:
    """With others, all of which it then holds: each struct's clocks, and what is deleted."""
    others = history()
    try:
        scan(data)
    except Malformed:
        return
    updates = [others[0], data, *others[1:]]
    assert clocks_of([join(updates)]) == clocks_of(updates)


def clocks_of(updates: list[bytes]) -> tuple[list[Span], list[Span]]:
    """What structs there are of, and what is deleted."""
    there: list[Span] = []
    deleted: list[Span] = []
    for update in updates:
        pieces: list[list[Piece]] = []
        outline = scan(update, pieces)
        for span, listed in zip(outline.structs, pieces, strict=True):
            there += (
                Span(span.client, piece.clock, piece.clock + piece.length)
                for piece in listed
                if update[piece.begin] != SKIP
            )
        deleted += (span for span in outline.deletes if span.end > span.start)
    return united(there), united(deleted)


def united(spans: list[Span]) -> list[Span]:
    one: list[Span] = []
    for span in sorted(spans):
        if one and one[-1].client == span.client and span.start <= one[-1].end:
            one[-1] = one[-1]._replace(end=max(one[-1].end, span.end))
        else:
            one.append(span)
    return one


def state_vector(data: bytes) -> None:
    document = Document(MAX_WAITING_BYTES)
    document.load(base(), [])
    with suppress(Malformed):
        read_state_vector(data)
        document.answer(data)


def presence(data: bytes) -> None:
    """Into a room with others, whose presence stays theirs."""
    room = Presence(8192)
    ada, eve = (
        Owner(Access(Identity(name, name, "#000000", guest=False), "editor", can_write=True))
        for name in ("ada", "eve")
    )
    room.hear(ada, awareness_updates()[0])
    theirs = set(ada.clients)
    with suppress(Malformed):
        room.hear(eve, data)
    assert ada.clients == theirs
    assert not ada.clients & eve.clients
    changes = room.changes()
    assert changes is not None
    for person in (ada, eve):
        changes.update_for(person)
        room.everyone(person)
        room.leave(person)
    assert len(room) == 0


def json_text(data: bytes) -> None:
    with suppress(Malformed):
        check_json(data)


TARGETS: Final[dict[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]]] = {
    "hocuspocus": (hocuspocus_frame, hocuspocus_frames()),
    "y-websocket": (y_websocket_frame, y_websocket_frames()),
    "update": (update, (*history(), base())),
    "state-vector": (state_vector, (b"\x00", b"\x02\x01\x05\x02\x07")),
    "presence": (presence, awareness_updates()),
    "join": (joined, (*history(), base())),
    "json": (json_text, (b'{"a":[1,2.5e3,"\\u00e9",null]}', b'"text"')),
}
