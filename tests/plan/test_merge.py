"""Changes that several people make at once, merged in any order."""

import itertools
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map

from planhall.plan import change
from planhall.plan.change import At
from planhall.plan.read import read_plan
from planhall.problems import NotFound

PEOPLE = 3
KINDS = ["goal", "objective", "strategy", "action"]

Step = tuple[int, str, int, int]
steps = st.lists(
    st.tuples(
        st.integers(0, PEOPLE - 1),
        st.sampled_from(["add", "move", "delete", "restore", "title", "sync"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=40,
)


def _apply(doc: Doc[Any], who: int, step: Step) -> None:
    """One change by one person to what they see."""
    _, what, first, second = step
    known = sorted(doc.get("items", type=Map).keys())
    one = known[first % len(known)] if known else None
    other = known[second % len(known)] if known and second % 4 else None
    try:
        if what == "add":
            kind = KINDS[first % len(KINDS)]
            change.add_item(doc, kind, f"by {who}", At(parent=other), by=str(who))
        elif one is None:
            return
        elif what == "move":
            before = known[(first + second) % len(known)]
            change.move_item(doc, one, At(parent=other, before=before))
        elif what == "delete":
            change.delete_item(doc, one, by=str(who), at=1000 + first)
        elif what == "restore":
            change.restore_item(doc, one)
        elif what == "title":
            change.set_title(doc, one, f"title {second} by {who} 🌿")
    except NotFound:
        return  # it, or where it should go, is deleted


def _exchange(one: Doc[Any], other: Doc[Any]) -> None:
    one.apply_update(other.get_update(one.get_state()))
    other.apply_update(one.get_update(other.get_state()))


@settings(deadline=None)
@given(steps)
def test_all_see_one_plan_with_every_live_item(steps: list[Step]) -> None:
    docs: list[Doc[Any]] = [Doc(client_id=i + 1) for i in range(PEOPLE)]
    for step in steps:
        who, what, first, _ = step
        if what == "sync":
            _exchange(docs[who], docs[(who + 1 + first) % PEOPLE])
        else:
            _apply(docs[who], who, step)
    merged = [_merge(docs, order) for order in itertools.permutations(range(PEOPLE))]
    plans = [read_plan(doc) for doc in merged]
    assert all(plan == plans[0] for plan in plans)
    items = merged[0].get("items", type=Map)
    live = {id_ for id_ in items if items[id_].get("deleted") is None}
    assert {item.id for item in plans[0].walk()} == live
    assert {item.id for item in plans[0].deleted} == set(items.keys()) - live


def _merge(docs: list[Doc[Any]], order: tuple[int, ...]) -> Doc[Any]:
    merged: Doc[Any] = Doc(client_id=99)
    for index in order:
        merged.apply_update(docs[index].get_update())
    return merged


def _two(make: Callable[[Doc[Any]], Any]) -> tuple[Doc[Any], Doc[Any], Any]:
    """Two replicas of a document, and what ``make`` returned."""
    one: Doc[Any] = Doc(client_id=1)
    made = make(one)
    other: Doc[Any] = Doc(client_id=2)
    other.apply_update(one.get_update())
    return one, other, made


def test_two_moves_that_make_a_cycle() -> None:
    def two_goals(doc: Doc[Any]) -> tuple[str, str]:
        return (
            change.add_item(doc, "goal", "A", by=None),
            change.add_item(doc, "goal", "B", by=None),
        )

    one, other, (a, b) = _two(two_goals)
    assert change.move_item(one, a, At(parent=b))
    assert change.move_item(other, b, At(parent=a))
    _exchange(one, other)
    plan = read_plan(one)
    assert plan == read_plan(other)
    assert plan.roots == (min(a, b),)
    assert plan.items[max(a, b)].parent == min(a, b)


def test_a_child_added_while_its_parent_is_deleted_stays_in_sight() -> None:
    def nested(doc: Doc[Any]) -> tuple[str, str]:
        goal = change.add_item(doc, "goal", "Goal", by=None)
        return goal, change.add_item(doc, "objective", "Objective", At(parent=goal), by=None)

    one, other, (goal, objective) = _two(nested)
    change.delete_item(one, objective, by="one")
    child = change.add_item(other, "strategy", "Strategy", At(parent=objective), by="other")
    _exchange(one, other)
    assert read_plan(one).items[child].parent == goal
    change.restore_item(other, objective)
    _exchange(one, other)
    assert read_plan(one).items[child].parent == objective


def test_a_title_typed_while_its_item_is_deleted_comes_back_with_it() -> None:
    one, other, item = _two(lambda doc: change.add_item(doc, "goal", "Old", by=None))
    change.delete_item(one, item, by="one", at=5)
    change.set_title(other, item, "Old and new")
    _exchange(one, other)
    assert [(gone.title, gone.by, gone.at) for gone in read_plan(one).deleted] == [
        ("Old and new", "one", 5)
    ]
    assert change.restore_item(one, item) == [item]
    assert read_plan(one).items[item].title == "Old and new"


def test_two_who_put_something_at_one_place() -> None:
    """Equal order keys: the next one still fits between."""
    one, other, first = _two(lambda doc: change.add_item(doc, "goal", "First", by=None))
    a = change.add_item(one, "goal", "A", At(after=first), by=None)
    b = change.add_item(other, "goal", "B", At(after=first), by=None)
    _exchange(one, other)
    low, high = sorted([a, b])
    assert read_plan(one).roots == (first, low, high)
    between = change.add_item(one, "goal", "Between", At(after=low), by=None)
    assert read_plan(one).roots == (first, low, between, high)


def test_concurrent_edits_of_one_title_keep_both() -> None:
    one, other, item = _two(lambda doc: change.add_item(doc, "goal", "Lisen to äll", by=None))
    change.set_title(one, item, "Listen to äll")
    change.set_title(other, item, "Lisen to äll people 🌿")
    _exchange(one, other)
    assert read_plan(one).items[item].title == "Listen to äll people 🌿"
