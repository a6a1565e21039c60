"""Joined updates say what they said one by one, whatever is missing and however often it came."""

import random
from typing import Any

import pycrdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from planhall.sync.document import Document
from planhall.sync.encoding import Malformed, var_string, var_uint
from planhall.sync.joining import join, side_by_side, stand_apart
from planhall.sync.update_scan import scan
from sync.yjs_updates import delete_update, struct_update, text_edits


def written(seed: int, people: int, changes: int) -> list[bytes]:
    """What several people write who now and then hear of each other, in the order they wrote it."""
    chance = random.Random(seed)
    docs: list[Doc[Any]] = [Doc(client_id=1 + person) for person in range(people)]
    updates: list[bytes] = []
    kept = [doc.observe(lambda event: updates.append(bytes(event.update))) for doc in docs]
    for _ in range(changes):
        doc = chance.choice(docs)
        text, plan = doc.get("text", type=Text), doc.get("plan", type=Map)
        with doc.transaction():
            match chance.randrange(6):
                case 0 | 1:
                    text.insert(chance.randrange(len(text) + 1), chance.choice("abc") * 3)
                case 2 if len(text) > 2:
                    start = chance.randrange(len(text) - 2)
                    del text[start : start + 2]
                case 3:
                    plan[chance.choice("xyz")] = chance.choice([1, "one", {"deep": [1, 2]}])
                case 4:
                    plan[chance.choice("uv")] = Array([1, 2, Map({"k": "v"})])
                case _:
                    list_ = doc.get("list", type=Array)
                    list_.append(chance.randrange(100))
                    if len(list_) > 4:
                        del list_[1:3]
        if chance.random() < 0.4:
            told = len(updates)
            other = chance.choice(docs)
            other.apply_update(doc.get_update(other.get_state()))
            del updates[told:]
    for doc, subscription in zip(docs, kept, strict=True):
        doc.unobserve(subscription)
    return [update for update in updates if update != b"\0\0"]


def document(updates: list[bytes]) -> dict[str, Any]:
    """What a room makes of them: yrs alone does not take what follows a gap."""
    room = Document()
    room.load(None, updates)
    doc = room.doc
    return {
        "text": str(doc.get("text", type=Text)),
        "plan": doc.get("plan", type=Map).to_py(),
        "list": doc.get("list", type=Array).to_py(),
        "state": pycrdt.get_state(room.whole()),
        "waiting": room.waiting_bytes,
    }


@settings(deadline=None)
@given(seed=st.integers(0, 1 << 32), people=st.integers(1, 4), changes=st.integers(1, 12))
def test_side_by_side_they_are_what_a_join_is(seed: int, people: int, changes: int) -> None:
    updates = written(seed, people, changes)
    for end in range(1, len(updates) + 1):
        for start in range(end):
            some = updates[start:end]
            if stand_apart([(update, scan(update)) for update in some]):
                before = updates[:start]
                whole = side_by_side(some)
                assert document([*before, whole]) == document([*before, join(some)])


def test_only_what_different_people_wrote_stands_apart() -> None:
    (ann, more), (bob, _) = text_edits(1, "one", "two"), text_edits(2, "uno", "due")
    apart = [
        stand_apart([(update, scan(update)) for update in updates])
        for updates in ([ann, bob], [ann, more], [ann, delete_update(1, 0, 1)], [join([ann, bob])])
    ]
    assert apart == [True, False, False, False]


@settings(deadline=None)
@given(
    seed=st.integers(0, 1 << 32),
    people=st.integers(1, 4),
    changes=st.integers(1, 40),
    data=st.data(),
)
def test_a_join_is_what_it_was_made_of(
    seed: int, people: int, changes: int, data: st.DataObject
) -> None:
    updates = written(seed, people, changes)
    order = data.draw(st.permutations(updates))
    again = data.draw(st.lists(st.sampled_from(updates), max_size=5)) if updates else []
    arrived = [*order, *again]
    cut = data.draw(st.integers(0, len(arrived)))
    whole = document(updates)
    first, second = join(arrived[:cut]), join(arrived[cut:])
    assert document([first, second]) == whole
    assert document([second, first]) == whole
    assert document([join([first, second])]) == whole


@settings(deadline=None)
@given(seed=st.integers(0, 1 << 32), data=st.data())
def test_what_is_missing_stays_missing_until_it_comes(seed: int, data: st.DataObject) -> None:
    updates = written(seed, 2, 30)
    missing = data.draw(st.sets(st.integers(0, max(len(updates) - 1, 0))))
    there = [update for number, update in enumerate(updates) if number not in missing]
    joined = join(there)
    scan(joined)
    late = [updates[number] for number in sorted(missing & set(range(len(updates))))]
    assert document([joined, *late]) == document(updates)
    assert document([*late, joined]) == document(updates)


def test_parts_that_overlap_are_there_once() -> None:
    doc: Doc[Any] = Doc(client_id=7)
    text = doc.get("text", type=Text)
    text += "abcdef"
    six = doc.get_update()
    text += "ghi"
    nine = doc.get_update()
    for updates in ([six, nine], [nine, six], [six, six, nine]):
        joined = join(updates)
        assert document([joined])["text"] == "abcdefghi"
        assert [span.end for span in scan(joined).structs] == [9]


def test_half_known_values_under_one_key_lose_what_is_known() -> None:
    key = bytes([0x28, 1]) + var_string("plan") + var_string("k")
    one = struct_update(3, 0, key + b"\1" + b"\x77" + var_string("a"))
    two = struct_update(3, 0, key + b"\2" + b"\x77" + var_string("a") + b"\x77" + var_string("b"))
    joined = join([one, two])
    assert [tuple(span) for span in scan(joined).structs] == [(3, 0, 2)]
    assert document([joined])["plan"] == {"k": "b"}


def test_what_is_no_update_joins_nothing() -> None:
    with pytest.raises(Malformed):
        join([b"\0\0", b"\1\1\1" + var_uint(5)])
    assert join([]) == b"\0\0"
