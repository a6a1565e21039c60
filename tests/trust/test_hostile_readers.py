"""Bytes of any kind: what reads them raises what it says it raises, and nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from planhall.sync import hocuspocus, ywebsocket
from planhall.sync.access import Access, Identity
from planhall.sync.encoding import Malformed, Reader
from planhall.sync.presence import Owner, Presence
from planhall.sync.update_scan import check_json, scan
from planhall.sync.yprotocol import read_state_vector
from trust.corpus import (
    OPERATIONS,
    awareness_updates,
    base,
    history,
    hocuspocus_frames,
    spoil,
    y_websocket_frames,
)

EXAMPLES = 400

EDITS = st.lists(
    st.tuples(
        st.integers(0, (1 << 16) - 1), st.sampled_from(OPERATIONS), st.integers(0, (1 << 16) - 1)
    ),
    min_size=1,
    max_size=6,
)


def spoilt(corpus: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Anything at all, or something of the corpus with a few edits."""
    return st.one_of(
        st.binary(max_size=200),
        st.builds(spoil, st.sampled_from(corpus), EDITS, st.just(corpus)),
    )


def hear_presence(update: bytes) -> None:
    """As a room does, with others there and after it."""
    presence = Presence(8192)
    ada, ben = (
        Owner(Access(Identity(name, name, "#000000", guest=False), "editor", can_write=True))
        for name in ("ada", "ben")
    )
    presence.hear(ada, awareness_updates()[0])
    try:
        presence.hear(ben, update)
    finally:
        changes = presence.changes()
        assert changes is not None
        for person in (ada, ben):
            changes.update_for(person)
            presence.everyone(person)
        for person in (ada, ben):
            presence.leave(person)
        assert len(presence) == 0


READERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "hocuspocus": (hocuspocus.decode, hocuspocus_frames()),
    "y-websocket": (ywebsocket.decode, y_websocket_frames()),
    "update": (scan, (*history(), base())),
    "state vector": (read_state_vector, (Doc().get_state(), b"\x02\x01\x05\x02\x07")),
    "presence": (hear_presence, awareness_updates()),
    "JSON": (check_json, (b'{"a":[1,2.5e3,"\\u00e9",null]}', b'"text"')),
    "text": (lambda data: Reader(data).var_string(), (b"\x03abc",)),
}


@pytest.mark.parametrize("name", READERS)
def test_readers_raise_only_what_they_say(name: str, soak: bool) -> None:
    reader, corpus = READERS[name]

    @settings(max_examples=EXAMPLES * (100 if soak else 1), deadline=None, database=None)
    @given(spoilt(corpus))
    def check(data: bytes) -> None:
        try:
            reader(data)
        except Malformed:
            return

    check()
