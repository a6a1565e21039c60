"""The scan of updates: what passes every Yjs client can take, and what could end us does not."""

import random
import time

import pycrdt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text, XmlElement, XmlFragment, XmlText

from planhall.sync.encoding import Malformed, var_bytes, var_string, var_uint
from planhall.sync.update_scan import MAX_VALUE_DEPTH, scan
from planhall.sync.yprotocol import read_state_vector
from sync.yjs_updates import Person, edits, nested_arrays, struct_update, text_edits, value_in_root


def embed(text: str, kind: int = 5) -> bytes:
    head = bytes([kind, 1]) + var_string("r")
    return struct_update(1, 0, head + (var_string("bold") if kind == 6 else b"") + var_string(text))


@given(st.integers(0, 2**32))
def test_the_outline_says_what_the_update_holds(seed: int) -> None:
    chance = random.Random(seed)
    person = Person(1)
    for _ in range(chance.randint(1, 30)):
        person.edit(chance)
    state = person.doc.get_update()
    outline = scan(state)
    assert {span.client: span.end for span in outline.structs} == read_state_vector(
        pycrdt.get_state(state)
    )
    for update in person.updates:
        scan(update)


def test_rich_text_passes() -> None:
    def write(doc: Doc) -> None:  # type: ignore[type-arg]
        body = doc.get("body", type=XmlFragment)
        paragraph = body.children.append(XmlElement("paragraph", {"level": "1"}))
        text = paragraph.children.append(XmlText("héllo 🙂"))
        text.format(0, 3, {"bold": True, "link": {"href": "x"}})

    for update in edits(1, write):
        assert len(scan(update).types) == 2


@pytest.mark.parametrize(
    "update",
    [
        nested_arrays(50_000),
        nested_arrays(MAX_VALUE_DEPTH + 1),
        struct_update(1, 0, value_in_root((b"\x76\1" + var_string("k")) * 5000 + b"\x7f")),
        embed("[" * 200 + "]" * 200),
        embed('{"a":' * 70 + "1" + "}" * 70, kind=6),
    ],
)
def test_what_nests_too_deep_is_refused(update: bytes) -> None:
    with pytest.raises(Malformed, match="too deep"):
        scan(update)


def test_what_nests_as_deep_as_may_be_passes() -> None:
    update = nested_arrays(MAX_VALUE_DEPTH)
    scan(update)
    Doc().apply_update(update)
    scan(embed('"' + "[" * 500 + '"'))


@pytest.mark.parametrize(
    ("update", "why"),
    [
        (b"", "cut off"),
        (b"\0", "cut off"),
        (b"\0\0\0", "follows"),
        (b"\1\1\1\0", "cut off|than it has bytes"),
        (var_uint(2**40), "more clients"),
        (b"\1" + var_uint(2**40) + b"\1\0", "more structs"),
        (struct_update(1, 2**31, b"\0\1"), "out of bounds"),
        (struct_update(1, 0, b"\0" + var_uint(2**32 - 1)), "out of bounds"),
        (struct_update(1, 0, b"\x0a" + var_uint(2**33)), "out of bounds"),
        (struct_update(1, 0, b"\0\0"), "empty"),
        (struct_update(1, 0, b"\4\1\1r\0"), "empty"),
        (struct_update(1, 0, b"\x20\1"), "flags"),
        (struct_update(1, 0, b"\x0b\1\1r\1"), "unknown kind of content"),
        (struct_update(1, 0, b"\x07\1\1r\7"), "unknown shared type"),
        (struct_update(1, 0, b"\x09\1\1r" + var_string("guid") + b"\x76\0"), "subdocument"),
        (struct_update(1, 0, b"\4\2\1r\1a"), "neither a root nor an item"),
        (struct_update(1, 0, b"\4\1\1r\2\xff\xff"), "UTF-8"),
        (struct_update(1, 0, b"\4\1\1r" + var_uint(1000) + b"a"), "cut off"),
        (struct_update(1, 0, value_in_root(b"\x10")), "unknown kind of value"),
        (struct_update(1, 0, value_in_root(b"\x75" + var_uint(2**40))), "larger"),
        (embed("{"), "not JSON"),
        (embed("NaN"), "not JSON"),
        (b"\2" + b"\1\1\0\0\1" + b"\1\1\1\0\1" + b"\0", "twice"),
        (b"\0\1\1\1" + var_uint(2**31) + b"\1", "out of bounds"),
    ],
)
def test_what_no_client_could_take_is_refused(update: bytes, why: str) -> None:
    with pytest.raises(Malformed, match=why):
        scan(update)


@given(st.binary(max_size=200))
def test_any_bytes_pass_or_are_refused(data: bytes) -> None:
    try:
        scan(data)
    except Malformed:
        return


@given(st.integers(0, 2**32))
def test_cut_updates_are_refused(seed: int) -> None:
    chance = random.Random(seed)
    person = Person(1)
    for _ in range(5):
        update = person.edit(chance)
        with pytest.raises(Malformed):
            scan(update[: chance.randrange(len(update))])


def test_a_keystroke_is_scanned_in_microseconds() -> None:
    update = text_edits(2**31, *"typing")[-1]
    scan(update)
    best = min(_seconds(update) for _ in range(5))
    # Some 4 µs; the bound only catches what is wrong by an order of magnitude.
    assert best < 50e-6


def _seconds(update: bytes) -> float:
    started = time.perf_counter()
    for _ in range(200):
        scan(update)
    return (time.perf_counter() - started) / 200


def test_maps_and_texts_count_in_utf_16() -> None:
    def write(doc: Doc) -> None:  # type: ignore[type-arg]
        doc.get("text", type=Text).insert(0, "é🙂")
        doc.get("items", type=Map)["k"] = b"bytes"

    (update,) = edits(1, write)
    assert scan(update).structs[0].end == 4
    assert var_bytes(b"bytes") in update
