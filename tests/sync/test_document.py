"""Documents: what can go in goes in, what cannot waits, and the end is what Yjs would have."""

import random

import pycrdt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from planhall.sync.causality import split
from planhall.sync.document import Document
from planhall.sync.encoding import Malformed, var_string, var_uint
from planhall.sync.nesting import MAX_TYPE_DEPTH, deepest
from planhall.sync.update_scan import scan
from sync.yjs_updates import (
    Person,
    delete_update,
    edits,
    map_in,
    struct_update,
    text_edits,
    text_of,
)


def put(document: Document, *updates: bytes) -> list[bytes | None]:
    """Apply one after another; returns what the log would keep of each."""
    kept = []
    for update in updates:
        (outcome,) = document.apply([(update, scan(update))]).outcomes
        assert outcome.broken is None, outcome.broken
        kept.append(outcome.keep)
    return kept


def state_of(document: Document) -> tuple[str, str]:
    person = Person(99)
    person.doc.apply_update(document.whole())
    return person.state()


def test_an_update_out_of_order_waits_and_goes_in_when_its_turn_comes() -> None:
    first, second, third = text_edits(1, "one ", "two ", "three")
    document = Document()
    assert put(document, third, first) == [third, first]
    assert text_of(document.whole()) == "one "
    assert document.waiting() == [third]
    change = document.apply([(second, scan(second))]).change
    assert change is not None
    assert text_of(document.whole()) == "one two three"
    assert document.waiting() == []
    assert document.waiting_bytes == 0


def test_what_others_are_sent_includes_what_had_waited() -> None:
    first, second, third = text_edits(1, "one ", "two ", "three")
    document = Document()
    put(document, first, third)
    change = document.apply([(second, scan(second))]).change
    assert change is not None
    other: Doc[object] = Doc()
    other.apply_update(first)
    other.apply_update(change)
    assert text_of(other.get_update()) == "one two three"


def test_who_comes_back_with_news_repeats_no_old_deletions_to_the_others() -> None:
    document = Document()
    put(document, text_edits(1, "abc" * 100)[0])
    deletes = b"".join(var_uint(start) + var_uint(1) for start in range(0, 200, 2))
    put(document, b"\0\1\1" + var_uint(100) + deletes)
    news = text_edits(2, "news")[0]
    update = news[:-1] + b"\1\1" + var_uint(100) + deletes
    change = document.apply([(update, scan(update))]).change
    assert change is not None
    assert len(change) < len(update) / 2
    assert text_of(document.whole()).endswith("news")


def test_the_same_update_again_is_nothing_new() -> None:
    updates = text_edits(1, "one ", "two ")
    document = Document()
    put(document, *updates)
    assert put(document, *updates, pycrdt.merge_updates(*updates)) == [None, None, None]
    later = text_edits(2, "a", "b", "c")[2]
    assert put(document, later, later) == [later, None]


def test_an_overlapping_update_brings_what_is_new_of_it() -> None:
    first, second, third = text_edits(1, "né🙂", "two ", "three")
    document = Document()
    put(document, first, second)
    put(document, pycrdt.merge_updates(second, third))
    assert text_of(document.whole()) == "né🙂two three"
    half = Document()
    whole = text_edits(1, "né🙂two three")[0]
    cut = pycrdt.get_update(whole, b"\1\1\4")
    put(half, text_edits(1, "né🙂")[0], whole)
    assert text_of(half.whole()) == "né🙂two three"
    assert cut


def test_deletions_wait_for_what_they_delete() -> None:
    document = Document()
    delete = delete_update(1, 1, 2)
    assert put(document, delete) == [delete]
    put(document, text_edits(1, "abcd")[0])
    assert text_of(document.whole()) == "ad"
    assert put(document, delete) == [None]


def test_waiting_updates_survive_a_snapshot() -> None:
    first, second, third = text_edits(1, "one ", "two ", "three")
    before = Document()
    put(before, first, third)
    after = Document()
    after.load(before.whole(), before.waiting())
    put(after, second)
    assert text_of(after.whole()) == "one two three"


def test_what_waits_is_bounded_and_the_rest_is_refused() -> None:
    document = Document(max_waiting_bytes=1000)
    updates = text_edits(1, *["x" * 100] * 20)
    refused = 0
    for update in updates[1:]:
        (outcome,) = document.apply([(update, scan(update))]).outcomes
        refused += not outcome.is_whole
    assert refused >= 10
    assert document.waiting_bytes <= 1000
    # The client keeps what was refused, and sends it again.
    put(document, *updates)
    assert text_of(document.whole()) == "x" * 2000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(1, 40))
def test_any_order_any_split_and_any_repetition_end_alike(
    seed: int, people: int, count: int
) -> None:
    chance = random.Random(seed)
    everyone = [Person(client + 1) for client in range(people)]
    updates: list[bytes] = []
    for _ in range(count):
        person = chance.choice(everyone)
        if chance.random() < 0.3:
            person.doc.apply_update(chance.choice(everyone).doc.get_update())
        updates.append(person.edit(chance))
    told = list(updates)
    for _ in range(chance.randrange(4)):
        some = sorted(chance.sample(range(len(updates)), chance.randint(1, len(updates))))
        told.append(pycrdt.merge_updates(*(updates[index] for index in some)))
    told += chance.sample(updates, chance.randint(0, len(updates)))
    chance.shuffle(told)
    document = Document(max_waiting_bytes=1 << 24)
    kept: list[bytes] = []
    listener: Doc[object] = Doc()
    while told:
        size = chance.randint(1, 5)
        batch, told = told[:size], told[size:]
        applied = document.apply([(update, scan(update)) for update in batch])
        if applied.change is not None:
            listener.apply_update(applied.change)
        for outcome in applied.outcomes:
            assert outcome.broken is None
            assert outcome.is_whole
            if outcome.keep is not None:
                kept.append(outcome.keep)
    assert document.waiting() == []
    reference = Person(98)
    for update in updates:
        reference.doc.apply_update(update)
    assert state_of(document) == reference.state()
    heard = Person(97)
    heard.doc.apply_update(listener.get_update())
    assert heard.state() == reference.state()
    replayed = Document(max_waiting_bytes=1 << 24)
    replayed.load(None, kept)
    assert state_of(replayed) == reference.state()


def test_an_update_that_fits_is_passed_on_as_it_is() -> None:
    (update,) = text_edits(1, "abc")
    parts = split(update, scan(update), {})
    assert parts.ready is update
    assert parts.reached == {1: 3}
    assert parts.rests == ()


def chain(client: int, start: int, end: int) -> bytes:
    """Maps in maps, from one level to another."""
    return struct_update(
        client,
        start,
        *(map_in((client, level - 1) if level else None) for level in range(start, end)),
    )


def test_types_nest_only_so_deep_however_they_come() -> None:
    at_once = Document()
    update = chain(1, 0, 20_000)
    (outcome,) = at_once.apply([(update, scan(update))]).outcomes
    assert outcome.broken == "shared types nest too deep"
    step_by_step = Document()
    broken = None
    for start in range(0, 2 * MAX_TYPE_DEPTH, 50):
        update = chain(1, start, start + 50)
        (outcome,) = step_by_step.apply([(update, scan(update))]).outcomes
        if outcome.broken:
            broken = start
            break
    assert broken == MAX_TYPE_DEPTH
    assert deepest(step_by_step.whole()) == MAX_TYPE_DEPTH


def test_types_nest_only_so_deep_across_restarts() -> None:
    state: bytes | None = None
    reached = 0
    for _ in range(40):
        document = Document()
        document.load(state, [])
        update = chain(1, reached, reached + 50)
        document.apply([(update, scan(update))])
        if document.must_be_measured:
            document.measured(deepest(document.whole()), document.nesting.unsure)
            document.apply([(update, scan(update))])
        reached += 50
        state = document.whole()
    assert state is not None
    assert deepest(state) == MAX_TYPE_DEPTH


def test_an_addition_to_what_nobody_measured_waits_for_that() -> None:
    first, second = edits(
        1,
        lambda doc: doc.get("items", type=Map).update({"a": Map({"title": Text("one")})}),
        lambda doc: doc.get("items", type=Map)["a"].update({"list": Array([1])}),
    )
    before = Document()
    put(before, first)
    document = Document()
    document.load(before.whole(), [])
    applied = document.apply([(second, scan(second))])
    assert applied.outcomes[0].is_early
    assert document.whole() == before.whole()
    assert document.must_be_measured
    document.measured(deepest(document.whole()), 0)
    assert not document.must_be_measured
    assert put(document, second) == [second]
    assert "list" in state_of(document)[1]


def test_an_ordinary_document_is_measured_exactly() -> None:
    person = Person(1)
    chance = random.Random(5)
    for _ in range(300):
        person.edit(chance)
    person.doc.get("items", type=Map)["last"] = Map({"list": Array([1])})
    assert deepest(person.doc.get_update()) == 2
    document = Document()
    put(document, *person.updates)
    assert document.nesting.bound == 2
    assert document.nesting.unsure == 0


@pytest.mark.parametrize(
    "update",
    [
        struct_update(1, 0, bytes((0x84, 1, 5)) + b"\1a"),
        struct_update(1, 0, bytes((0xC4, 2, 0, 2, 0)) + b"\1a"),
        struct_update(1, 0, bytes((0x07, 0, 1, 0, 1))),
    ],
    ids=["beside itself", "on both sides of another", "in itself"],
)
def test_impossible_places_are_refused(update: bytes) -> None:
    with pytest.raises(Malformed):
        scan(update)


def test_values_that_follow_one_another_under_a_key_go_in_one_by_one() -> None:
    """An undo manager keeps deleted values, and Yjs merges them into one struct."""
    run = bytes([0x28, 1]) + var_string("items") + var_string("k") + b"\3" + b"\x7d\1\x7d\2\x7d\3"
    update = struct_update(1, 0, run)
    document = Document()
    assert put(document, update) == [update]
    assert state_of(document)[1] == '{"k": 3.0}'
    assert put(document, update) == [None]
    half = Document()
    put(half, struct_update(1, 0, run.replace(b"\3\x7d\1\x7d\2\x7d\3", b"\1\x7d\1")), update)
    assert state_of(half) == state_of(document)
    # Beside the middle of such a run, yrs would look for ever.
    put(document, struct_update(2, 0, bytes((0x84, 1, 1)) + b"\2aa"))
