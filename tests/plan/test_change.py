"""Changes of a plan in its document."""

from typing import Any

import pytest
from fractional_indexing import generate_key_between
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map

from plan.plans import plans
from planhall.plan import change
from planhall.plan.body import from_text
from planhall.plan.change import At
from planhall.plan.model import Channel, Measure, Owner, Plan
from planhall.plan.ordering import keys_at
from planhall.plan.read import read_plan, read_summary
from planhall.plan.tree import sort_key
from planhall.problems import Invalid, NotFound


@pytest.fixture
def doc() -> Doc[Any]:
    return Doc()


def titles(doc: Doc[Any], parent: str | None = None) -> list[str]:
    plan = read_plan(doc)
    ids = plan.roots if parent is None else plan.items[parent].children
    return [plan.items[id_].title for id_ in ids]


def test_items_are_added_last_before_and_after(doc: Doc[Any]) -> None:
    a = change.add_item(doc, "goal", "a", by="me", at=7)
    c = change.add_item(doc, "goal", "c", by="me")
    change.add_item(doc, "goal", "b", At(before=c), by="me")
    change.add_item(doc, "goal", "a+", At(after=a), by="me")
    assert titles(doc) == ["a", "a+", "b", "c"]
    item = read_plan(doc).items[a]
    assert (item.kind, item.status, item.created_by, item.created_at) == ("goal", "draft", "me", 7)


def test_the_first_key_is_that_of_the_npm_package(doc: Doc[Any]) -> None:
    item = change.add_item(doc, "goal", by=None)
    assert read_plan(doc).items[item].order == "a0" == generate_key_between(None, None)


def test_several_items_move_together_in_their_order(doc: Doc[Any]) -> None:
    ids = [change.add_item(doc, "goal", title, by=None) for title in "abcd"]
    assert change.move_items(doc, [ids[3], ids[1]], At(before=ids[0]))
    assert titles(doc) == ["d", "b", "a", "c"]


def test_an_item_cannot_go_under_itself(doc: Doc[Any]) -> None:
    a = change.add_item(doc, "goal", "a", by=None)
    b = change.add_item(doc, "objective", "b", At(parent=a), by=None)
    before = doc.get_update()
    assert not change.move_item(doc, a, At(parent=b))
    assert not change.move_item(doc, a, At(parent=a))
    assert doc.get_update() == before


def test_what_is_deleted_together_comes_back_together(doc: Doc[Any]) -> None:
    a = change.add_item(doc, "goal", "a", by=None)
    b = change.add_item(doc, "objective", "b", At(parent=a), by=None)
    c = change.add_item(doc, "strategy", "c", At(parent=b), by=None)
    change.delete_item(doc, c, by="me", at=1)
    assert change.delete_item(doc, a, by="me", at=2) == [a, b]
    assert read_plan(doc).roots == ()
    assert [gone.id for gone in read_plan(doc).deleted][-1] == c
    assert sorted(change.restore_item(doc, a)) == sorted([a, b])
    assert read_plan(doc).items[b].parent == a
    assert change.restore_item(doc, c) == [c]
    assert read_plan(doc).items[c].parent == b


def test_fields_of_an_item(doc: Doc[Any]) -> None:
    item = change.add_item(doc, "goal", "a", by=None)
    group = change.add_stakeholder(doc, "Employees", "Who work here", "#4e68ce")
    other = change.add_stakeholder(doc, "Customers")
    way = change.add_channel(doc, Channel("", "Meeting", "instant", "formal", "same", "same"))
    change.set_kind(doc, item, "objective")
    change.set_status(doc, item, "agreed")
    change.set_owner(doc, item, Owner("p1", "Ada"))
    change.set_due(doc, item, "2027-02-28")
    change.set_stakeholder(doc, item, other, on=True)
    change.set_stakeholder(doc, item, group, on=True)
    change.set_channel(doc, item, way, on=True)
    change.set_body(doc, item, from_text("first"))
    change.append_body(doc, item, from_text("second"))
    change.set_meta(doc, title="Plan", organization="We")
    plan = read_plan(doc)
    found = plan.items[item]
    assert (found.kind, found.status, found.due) == ("objective", "agreed", "2027-02-28")
    assert found.owner == Owner("p1", "Ada")
    assert found.stakeholders == (group, other)
    assert found.channels == (way,)
    assert found.body == from_text("first\n\nsecond")
    assert (plan.title, plan.organization, plan.description) == ("Plan", "We", "")
    change.set_stakeholder(doc, item, group, on=False)
    change.remove_stakeholder(doc, other)
    assert read_plan(doc).items[item].stakeholders == ()
    with pytest.raises(Invalid):
        change.set_due(doc, item, "2027-02-30")


def test_measures_and_readings(doc: Doc[Any]) -> None:
    item = change.add_item(doc, "objective", by=None)
    one = change.add_measure(doc, item, Measure("", "Visits", "people"))
    two = change.add_measure(doc, item, Measure("", "Costs", "EUR"))
    change.set_measure_goal(doc, item, one, baseline=1, target=12.5, due="2027-01-31")
    late = change.add_reading(doc, item, one, "2026-09-30", 4)
    change.add_reading(doc, item, one, "2026-03-31", None, "not counted")
    change.change_measure(doc, item, two, name="Cost", note="yearly")
    visits, cost = read_plan(doc).items[item].measures
    assert (visits.id, visits.baseline, visits.target, visits.due) == (one, 1, 12.5, "2027-01-31")
    assert [(reading.at, reading.value, reading.note) for reading in visits.readings] == [
        ("2026-03-31", None, "not counted"),
        ("2026-09-30", 4, ""),
    ]
    assert (cost.name, cost.unit, cost.note) == ("Cost", "EUR", "yearly")
    change.remove_reading(doc, item, one, late)
    change.remove_measure(doc, item, two)
    [left] = read_plan(doc).items[item].measures
    assert len(left.readings) == 1


def test_what_is_not_there_cannot_be_changed(doc: Doc[Any]) -> None:
    item = change.add_item(doc, "goal", by=None)
    change.delete_item(doc, item, by=None)
    for change_it in (
        lambda: change.set_status(doc, item, "done"),
        lambda: change.set_title(doc, "nobody", "x"),
        lambda: change.add_item(doc, "goal", place=At(parent=item), by=None),
        lambda: change.restore_item(doc, "nobody"),
        lambda: change.remove_measure(doc, item, "m"),
        lambda: change.remove_channel(doc, "c"),
    ):
        with pytest.raises(NotFound):
            change_it()


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["a0", "a1", "a1", "a1V", "a2", "Zz", None, "bad!", "a00"])),
    st.integers(0, 8),
    st.integers(1, 3),
)
def test_there_is_room_at_every_place(orders: list[str | None], index: int, count: int) -> None:
    """Also between equal and malformed keys; the sequence stays as it was, with the new ones in."""
    found = sorted(enumerate(orders), key=lambda entry: sort_key(f"{entry[0]:03}", entry[1]))
    siblings = [(f"{id_:03}", order) for id_, order in found]
    keys = keys_at([order for _, order in siblings], index, count)
    index = min(index, len(siblings))
    after = {name: keys.changed.get(i, order) for i, (name, order) in enumerate(siblings)}
    after.update({f"new{i}": key for i, key in enumerate(keys.new)})
    names = [name for name, _ in siblings]
    wanted = [*names[:index], *(f"new{i}" for i in range(count)), *names[index:]]
    assert sorted(after, key=lambda name: sort_key(name, after[name])) == wanted


@settings(deadline=None)
@given(plans())
def test_a_whole_plan_is_read_as_it_was_written(plan: Plan) -> None:
    doc: Doc[Any] = Doc()
    doc.apply_update(change.document_of(plan, by="me", at=3))
    found = read_plan(doc)
    assert [item.id for item in found.walk()] == [item.id for item in plan.walk()]
    assert (found.title, found.organization) == (plan.title, plan.organization)
    assert (found.stakeholders, found.channels) == (plan.stakeholders, plan.channels)
    for item in found.walk():
        was = plan.items[item.id]
        assert (item.kind, item.title, item.body) == (was.kind, was.title, was.body)
        assert (item.parent, item.children, item.status) == (was.parent, was.children, was.status)
        assert (item.owner, item.due, item.x, item.y) == (was.owner, was.due, was.x, was.y)
        assert (item.stakeholders, item.channels) == (was.stakeholders, was.channels)
        assert item.measures == was.measures
        assert (item.created_by, item.created_at) == ("me", 3)
    summary = read_summary(doc)
    assert summary.items == len(plan.items) == sum(summary.kinds.values())
    assert doc.get("meta", type=Map)["schema"] == 1
