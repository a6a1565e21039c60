"""Nobody takes half of an emoji: Yjs and yrs would go on with different documents."""

import pytest
from pycrdt import Doc, Map, Text

from planhall.sync.document import Document, Outcome
from planhall.sync.encoding import var_string, var_uint
from planhall.sync.update_scan import scan
from sync.yjs_updates import delete_update, struct_update, text_edits, text_of

CLIENT = 1
TEXT = "a🌱b"
"""Clocks 0 to 3; the second unit of the plant is 2."""


def letters(client: int, clock: int, text: str, left: int | None, right: int | None) -> bytes:
    """An update: text of ``client`` between two units of `CLIENT`'s."""
    info = 4 | (0x80 if left is not None else 0) | (0x40 if right is not None else 0)
    places = b"".join(
        var_uint(CLIENT) + var_uint(clock) for clock in (left, right) if clock is not None
    )
    return struct_update(client, clock, bytes([info]) + places + var_string(text))


def take(document: Document, update: bytes) -> Outcome:
    return document.apply([(update, scan(update))]).outcomes[0]


@pytest.fixture(params=["live", "loaded", "from the log"])
def document(request: pytest.FixtureRequest) -> Document:
    (update,) = text_edits(CLIENT, TEXT)
    made = Document()
    match request.param:
        case "live":
            assert take(made, update).broken is None
        case "loaded":
            made.load(update, [])
        case _:
            made.load(None, [update])
    return made


@pytest.mark.parametrize(
    "update",
    [
        delete_update(CLIENT, 0, 2),
        delete_update(CLIENT, 2, 1),
        delete_update(CLIENT, 2, 2),
        b"\0\1" + var_uint(CLIENT) + b"\2" + bytes([1, 1, 2, 1]),
        letters(9, 0, "x", 1, None),
        letters(9, 0, "x", 1, 2),
        letters(9, 0, "x", None, 2),
    ],
    ids=[
        "first half",
        "second half",
        "from the second on",
        "one by one",
        "after",
        "between",
        "before",
    ],
)
def test_what_parts_a_pair_is_refused_and_changes_nothing(
    document: Document, update: bytes
) -> None:
    before = document.whole()
    outcome = take(document, update)
    assert outcome.broken is not None
    assert "half a character" in outcome.broken
    assert outcome.keep is None
    assert document.whole() == before
    assert text_of(before) == TEXT


@pytest.mark.parametrize(
    ("update", "then"),
    [
        (delete_update(CLIENT, 1, 2), "ab"),
        (delete_update(CLIENT, 0, 4), ""),
        (letters(9, 0, "x", 0, 1), "ax🌱b"),
        (letters(9, 0, "x", 2, 3), "a🌱xb"),
    ],
    ids=["the pair", "all", "before it", "after it"],
)
def test_what_leaves_it_whole_goes_in(document: Document, update: bytes, then: str) -> None:
    assert take(document, update).broken is None
    assert text_of(document.whole()) == then


def test_one_update_with_a_pair_and_what_parts_it_is_refused() -> None:
    text = bytes([4, 1]) + var_string("text") + var_string(TEXT)
    between = bytes([0xC4, CLIENT, 1, CLIENT, 2]) + var_string("x")
    document = Document()
    assert take(document, struct_update(CLIENT, 0, text, between)).broken is not None
    assert take(document, struct_update(CLIENT, 0, text)).broken is None
    assert text_of(document.whole()) == TEXT


def test_what_waited_for_a_pair_to_part_it_never_goes_in() -> None:
    (update,) = text_edits(CLIENT, TEXT)
    document = Document()
    take(document, delete_update(CLIENT, 2, 1))
    take(document, letters(9, 0, "x", 1, 2))
    assert take(document, update).broken is None
    assert text_of(document.whole()) == TEXT
    assert document.waiting() == []


def test_what_the_service_writes_itself_is_known() -> None:
    document = Document()

    def write(doc: Doc) -> int:
        doc.get("items", type=Map)["a"] = Map({"title": Text("🌱")})
        return doc.client_id

    client, update = document.edit(write)
    assert update is not None
    title_at = 1
    parting = delete_update(client, title_at + 1, 1)
    assert take(document, parting).broken is not None


def test_numbers_that_look_like_a_pair_are_none() -> None:
    document = Document()
    lookalike = struct_update(
        CLIENT, 0, b"\x28\1" + var_string("r") + var_string("k") + b"\1\x74\4\xf0\x90\x80\x80"
    )
    assert take(document, lookalike).broken is None
    assert take(document, delete_update(CLIENT, 0, 1)).broken is None
