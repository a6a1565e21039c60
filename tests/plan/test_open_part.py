"""What a locked board leaves open: a change is taken if, and only if, it stays in the open part."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from planhall.plan import change
from planhall.plan.change import At
from planhall.plan.document import plain
from planhall.plan.model import Channel, Measure
from planhall.plan.open_part import PlanTrace
from planhall.plan.read import read_places
from planhall.plan.tree import Place, part_of
from planhall.problems import NotFound

Snapshot = dict[str, Any]


def _copy(doc: Doc[Any], client: int) -> Doc[Any]:
    copied: Doc[Any] = Doc(client_id=client)
    copied.apply_update(doc.get_update())
    return copied


def says_whole(doc: Doc[Any]) -> Snapshot:
    return {
        name: {key: plain(value) for key, value in doc.get(name, type=Map).items()}
        | {
            f"{key} body": str(value["body"])
            for key, value in doc.get(name, type=Map).items()
            if isinstance(value, Map) and "body" in value
        }
        for name in ("items", "stakeholders", "channels", "meta")
    }


def stays(doc: Doc[Any], part: str, edit: Callable[[Doc[Any]], object], client: int = 50) -> bool:
    """Whether an edit that somebody makes to this plan would be taken."""
    theirs = _copy(doc, client)
    before = theirs.get_state()
    with theirs.transaction():
        edit(theirs)
    shadow = _copy(doc, 90)
    trace = PlanTrace(shadow)
    try:
        shadow.apply_update(theirs.get_update(before))
        return trace.stays_within(part)
    finally:
        trace.close()


@pytest.fixture
def plan() -> Doc[Any]:
    """``goal`` with ``a`` (with ``a1`` and, in the bin, ``gone``) and ``b``; ``other``; a group."""
    doc: Doc[Any] = Doc(client_id=1)
    items = doc.get("items", type=Map)
    for id_, parent in [
        ("goal", None),
        ("a", "goal"),
        ("a1", "a"),
        ("gone", "a"),
        ("b", "goal"),
        ("other", None),
        ("other gone", "other"),
        ("orphan", "nowhere"),
    ]:
        items[id_] = Map({"kind": "goal", "title": Text(id_), "parent": parent, "order": "a0"})
    for id_ in ("gone", "other gone"):
        items[id_]["deleted"] = {"by": None, "at": 1}
    change.add_stakeholder(doc, "Neighbours")
    change.set_meta(doc, title="Plan")
    return doc


def _set(id_: str, key: str, value: object) -> Callable[[Doc[Any]], None]:
    def edit(doc: Doc[Any]) -> None:
        doc.get("items", type=Map)[id_][key] = value

    return edit


INSIDE: dict[str, Callable[[Doc[Any]], object]] = {
    "its title": lambda doc: change.set_title(doc, "a", "New"),
    "its body": lambda doc: change.set_body(doc, "a", ()),
    "its status": lambda doc: change.set_status(doc, "a", "done"),
    "a title below": lambda doc: change.set_title(doc, "a1", "New"),
    "a measure": lambda doc: change.add_measure(doc, "a1", Measure(id="", name="m")),
    "whom it concerns": lambda doc: change.set_stakeholder(doc, "a1", "x", on=True),
    "adding below": lambda doc: change.add_item(doc, "goal", "New", At(parent="a"), by="me"),
    "adding deeper": lambda doc: change.add_item(doc, "goal", "New", At(parent="a1"), by="me"),
    "deleting below": lambda doc: change.delete_item(doc, "a1", by="me"),
    "restoring": lambda doc: change.restore_item(doc, "gone"),
    "what is in the bin": _set("gone", "status", "done"),
    "moving within": _set("a1", "order", "a1"),
    "replacing below": lambda doc: doc.get("items", type=Map).__setitem__(
        "a1", Map({"title": Text("again"), "parent": "a"})
    ),
    "nothing": lambda doc: None,
}

OUTSIDE: dict[str, Callable[[Doc[Any]], object]] = {
    "the item above": lambda doc: change.set_title(doc, "goal", "New"),
    "one beside": lambda doc: change.set_status(doc, "b", "done"),
    "one beside, in the bin": _set("other gone", "status", "done"),
    "adding at the top": lambda doc: change.add_item(doc, "goal", "New", by="me"),
    "adding elsewhere": lambda doc: change.add_item(doc, "goal", "N", At(parent="b"), by="me"),
    "adding what is no item": lambda doc: doc.get("items", type=Map).__setitem__("new", 1),
    "deleting one beside": lambda doc: change.delete_item(doc, "b", by="me"),
    "deleting it": lambda doc: change.delete_item(doc, "a", by="me"),
    "restoring one beside": lambda doc: change.restore_item(doc, "other gone"),
    "moving it": _set("a", "parent", "b"),
    "its order": _set("a", "order", "a7"),
    "moving out": _set("a1", "parent", "b"),
    "moving to the top": _set("a1", "parent", None),
    "moving under nothing": _set("a1", "parent", "no such item"),
    "moving out of the bin": _set("gone", "parent", "b"),
    "moving in": _set("b", "parent", "a"),
    "moving in, from the bin": _set("other gone", "parent", "a"),
    "taking out of the map": lambda doc: doc.get("items", type=Map).pop("a1"),
    "a loop": lambda doc: (_set("a1", "parent", "gone")(doc), _set("gone", "parent", "a1")(doc)),
    "what an orphan waits for": lambda doc: doc.get("items", type=Map).__setitem__(
        "nowhere", Map({"title": Text("here"), "parent": "a"})
    ),
    "a stakeholder group": lambda doc: change.add_stakeholder(doc, "New"),
    "a channel": lambda doc: change.add_channel(doc, Channel(id="", name="New")),
    "the plan's title": lambda doc: change.set_meta(doc, title="New"),
    "an unknown root": lambda doc: doc.get("hidden", type=Map).__setitem__("x", 1),
    "an unknown text": lambda doc: doc.get("hidden", type=Text).insert(0, "x"),
    "both": lambda doc: (
        change.set_title(doc, "a1", "New"),
        change.set_title(doc, "b", "New"),
    ),
}


@pytest.mark.parametrize("edit", INSIDE.values(), ids=INSIDE.keys())
def test_what_stays_in_the_part(plan: Doc[Any], edit: Callable[[Doc[Any]], object]) -> None:
    assert stays(plan, "a", edit)


@pytest.mark.parametrize("edit", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_does_not(plan: Doc[Any], edit: Callable[[Doc[Any]], object]) -> None:
    assert not stays(plan, "a", edit)


def test_a_list_beside_the_items_is_no_part(plan: Doc[Any]) -> None:
    lists: Doc[Any] = Doc(client_id=7)
    lists.get("items", type=Array).append("hidden")
    trace = PlanTrace(plan)
    plan.apply_update(lists.get_update())
    assert not trace.stays_within("a")
    trace.close()


@pytest.mark.parametrize("part", ["gone", "no such item", ""])
def test_a_part_that_is_not_there_is_open_to_nobody(plan: Doc[Any], part: str) -> None:
    assert not stays(plan, part, lambda doc: change.set_title(doc, "a", "New"))
    assert not stays(plan, part, _set("gone", "status", "done"))
    assert stays(plan, part, lambda doc: None)


def test_what_others_change_moves_the_borders(plan: Doc[Any]) -> None:
    trace = PlanTrace(plan)
    change.move_item(plan, "b", At(parent="a"))
    trace.passed()
    change.set_title(plan, "b", "now inside")
    assert trace.stays_within("a")
    change.move_item(plan, "a1", At(parent="other"))
    trace.passed()
    change.set_title(plan, "a1", "now outside")
    assert not trace.stays_within("a")
    trace.close()


def test_roots_that_others_made_are_listened_to(plan: Doc[Any]) -> None:
    trace = PlanTrace(plan)
    plan.get("new", type=Text).insert(0, "theirs")
    trace.passed()
    plan.get("new", type=Text).insert(0, "mine")
    assert not trace.stays_within("a")
    trace.close()


def test_the_part_holds_what_its_bin_holds() -> None:
    places = {
        "a": Place(None, None),
        "b": Place("a", None),
        "c": Place("b", None, deleted=True),
        "d": Place("c", None),
        "e": Place("c", None, deleted=True),
        "f": Place(None, None, deleted=True),
        "x": Place("y", None, deleted=True),
        "y": Place("x", None, deleted=True),
    }
    assert part_of(places, "a") == {"a", "b", "c", "d", "e"}
    assert part_of(places, "b") == {"b", "c", "d", "e"}
    assert part_of(places, "d") == {"d"}
    assert part_of(places, "c") == frozenset()


# ---------------------------------------------------------------- any plan, any edit

IDS = [f"i{n}" for n in range(8)]
Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["title", "status", "parent", "delete", "restore", "add", "body", "group", "meta"]
        ),
        st.integers(0, 11),
        st.integers(0, 11),
    ),
    min_size=1,
    max_size=4,
)


@st.composite
def plans(draw: st.DrawFn) -> Doc[Any]:
    """A plan with loops, missing parents and deleted items, as any merge may leave it."""
    doc: Doc[Any] = Doc(client_id=1)
    items = doc.get("items", type=Map)
    for id_ in IDS:
        parent = draw(st.sampled_from([*IDS, None, None, "missing"]))
        items[id_] = Map({"title": Text(id_), "parent": parent, "order": "a0"})
        if draw(st.integers(0, 3)) == 0:
            items[id_]["deleted"] = {"by": None, "at": draw(st.integers(1, 2))}
    return doc


def edit_at(doc: Doc[Any], step: Step) -> None:
    what, first, second = step
    items = doc.get("items", type=Map)
    one = IDS[first % len(IDS)]
    other = IDS[second] if second < len(IDS) else None
    try:
        match what:
            case "title":
                items[one]["title"].insert(0, "x")
            case "status":
                items[one]["status"] = "done"
            case "parent":
                items[one]["parent"] = other
            case "delete":
                change.delete_item(doc, one, by="me", at=3)
            case "restore":
                change.restore_item(doc, one)
            case "add":
                items[f"new{first}"] = Map({"title": Text("new"), "parent": other})
            case "body":
                change.append_body(doc, one, ())
            case "group":
                change.add_stakeholder(doc, "New")
            case "meta":
                change.set_meta(doc, title="x")
    except NotFound:
        return


def _oracle(before: Doc[Any], after: Doc[Any], part: str) -> bool:
    """The rule, said over two whole states."""
    places, now = read_places(before), read_places(after)
    was, is_ = says_whole(before), says_whole(after)
    if is_ == was:
        return True
    inside, then = part_of(places, part), part_of(now, part)
    if not inside or places[part] != now.get(part):
        return False
    if any(is_[name] != was[name] for name in ("stakeholders", "channels", "meta")):
        return False
    changed = {
        id_
        for id_ in places.keys() | now.keys()
        if was["items"].get(id_) != is_["items"].get(id_)
        or was["items"].get(f"{id_} body") != is_["items"].get(f"{id_} body")
    }
    new = now.keys() - places.keys()
    return changed <= inside | new and then == inside | new


@settings(deadline=None, max_examples=120)
@given(plans(), steps, st.sampled_from(IDS))
def test_a_change_is_taken_if_and_only_if_only_the_part_changes(
    plan: Doc[Any], steps: list[Step], part: str
) -> None:
    after = _copy(plan, 50)

    def edit(doc: Doc[Any]) -> None:
        for step in steps:
            edit_at(doc, step)

    taken = stays(plan, part, edit)
    with after.transaction():
        edit(after)
    expected = _oracle(plan, after, part)
    if expected and not taken:
        # Written again as it was: nothing is different, and still somebody's hand was there.
        assert says_whole(plan) == says_whole(after) or _touches_without_change(plan, steps, part)
    else:
        assert taken == expected


def _touches_without_change(plan: Doc[Any], steps: list[Step], part: str) -> bool:
    """Whether a step writes outside of the part what is there already."""
    inside = part_of(read_places(plan), part)
    return any(IDS[first % len(IDS)] not in inside for what, first, _ in steps if what != "add")


@settings(deadline=None, max_examples=60)
@given(plans(), st.lists(st.tuples(st.booleans(), steps), min_size=2, max_size=8), st.randoms())
def test_borders_that_are_kept_are_those_that_are_found_anew(
    plan: Doc[Any], changes: list[tuple[bool, list[Step]]], chance: random.Random
) -> None:
    """A trace that has followed a document answers as one that has just begun to."""
    part = chance.choice(IDS)
    trace = PlanTrace(plan)
    for client, (mine, each) in enumerate(changes, 100):

        def edit(doc: Doc[Any], each: list[Step] = each) -> None:
            for step in each:
                edit_at(doc, step)

        fits = stays(plan, part, edit, client)
        if mine and not fits:
            continue
        theirs = _copy(plan, client)
        before = theirs.get_state()
        with theirs.transaction():
            edit(theirs)
        plan.apply_update(theirs.get_update(before))
        if mine:
            assert trace.stays_within(part)
        else:
            trace.passed()
    trace.close()
