"""The plans shipped with the product: the demo board and the templates."""

from collections import Counter
from datetime import date

import pytest
from pycrdt import Doc

from plan.stratml_schemas import assert_valid
from planhall.plan.change import document_of
from planhall.plan.model import (
    FORMALITIES,
    KINDS,
    PLACES,
    SPEEDS,
    STARTER_STAKEHOLDERS,
    STATUSES,
    TIMES,
    Plan,
)
from planhall.plan.read import read_plan
from planhall.plan.stratml import read_stratml
from planhall.plan.templates import BLANK, DEMO, LIBRARY, OFFERED, demo_plan, template

FILES = sorted(path.stem for path in LIBRARY.glob("*.xml"))
GUIDED = [name for name in OFFERED if name != BLANK]


def plan_of(name: str) -> Plan:
    return read_stratml((LIBRARY / f"{name}.xml").read_bytes())[0]


def test_the_library_holds_the_demo_and_what_is_offered() -> None:
    assert sorted([DEMO, *OFFERED]) == FILES


@pytest.mark.parametrize("name", FILES)
def test_validates(name: str) -> None:
    assert_valid((LIBRARY / f"{name}.xml").read_bytes(), 2)


@pytest.mark.parametrize("name", FILES)
def test_reads_without_notes(name: str) -> None:
    _, report = read_stratml((LIBRARY / f"{name}.xml").read_bytes())
    assert report.part == 2
    assert report.dropped == ()
    assert report.moved == ()


@pytest.mark.parametrize("name", FILES)
def test_ids_are_unique(name: str) -> None:
    """Ids written in the file come back as they are; a repeated one would be given anew."""
    one, two = plan_of(name), plan_of(name)
    assert list(one.items) == list(two.items)
    assert [group.id for group in one.stakeholders] == [group.id for group in two.stakeholders]
    assert [way.id for way in one.channels] == [way.id for way in two.channels]
    measures = [measure.id for item in one.items.values() for measure in item.measures]
    assert measures == [measure.id for item in two.items.values() for measure in item.measures]
    for ids in (
        [item.id for item in one.walk()],
        [group.id for group in one.stakeholders],
        [way.id for way in one.channels],
        measures,
    ):
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", FILES)
def test_references_resolve(name: str) -> None:
    plan = plan_of(name)
    groups = {group.id for group in plan.stakeholders}
    ways = {way.id for way in plan.channels}
    assert {item.id for item in plan.walk()} == set(plan.items)
    for item in plan.walk():
        assert item.parent is None or item.id in plan.items[item.parent].children
        assert all(plan.items[child].parent == item.id for child in item.children)
        assert set(item.stakeholders) <= groups
        assert set(item.channels) <= ways


@pytest.mark.parametrize("name", FILES)
def test_keeps_to_the_vocabulary(name: str) -> None:
    plan = plan_of(name)
    assert tuple(group.name for group in plan.stakeholders) == STARTER_STAKEHOLDERS
    assert all(group.description and group.color for group in plan.stakeholders)
    assert len({group.color for group in plan.stakeholders}) == len(plan.stakeholders)
    for way in plan.channels:
        assert way.name
        assert way.speed in SPEEDS
        assert way.formality in FORMALITIES
        assert way.time in TIMES
        assert way.place in PLACES
    for item in plan.walk():
        assert item.kind in KINDS
        assert item.status in STATUSES
        assert item.title
        assert len(item.title) <= 120


@pytest.mark.parametrize("name", FILES)
def test_a_board_made_from_it_holds_the_same(name: str) -> None:
    plan = plan_of(name)
    doc: Doc = Doc()
    doc.apply_update(document_of(plan, by="someone"))
    board = read_plan(doc)
    assert (board.title, board.organization, board.description) == (
        plan.title,
        plan.organization,
        plan.description,
    )
    assert board.roots == plan.roots
    assert [(item.id, item.title, item.body) for item in board.walk()] == [
        (item.id, item.title, item.body) for item in plan.walk()
    ]
    assert [way.name for way in board.channels] == [way.name for way in plan.channels]


@pytest.mark.parametrize("name", OFFERED)
def test_a_template_has_what_its_card_shows(name: str) -> None:
    plan = template(name)
    assert plan.title
    assert plan.description.endswith(".")
    assert len(plan.description) <= 200
    assert plan.channels


@pytest.mark.parametrize("name", GUIDED)
def test_a_guided_template_explains_each_step(name: str) -> None:
    plan = template(name)
    assert 8 <= len(plan.items) <= 25
    assert all(item.body for item in plan.walk())
    # It is for others to fill in: nobody's name, no day, no number stands in it yet.
    for item in plan.walk():
        assert (item.status, item.owner, item.due) == ("draft", None, None)
        assert all(not measure.readings for measure in item.measures)


def test_the_blank_template_has_no_items() -> None:
    assert template(BLANK).items == {}


def test_the_demo_is_a_rich_plan() -> None:
    plan = demo_plan()
    kinds = Counter(item.kind for item in plan.walk())
    assert (kinds["mission"], kinds["vision"], kinds["value"], kinds["goal"]) == (1, 1, 5, 4)
    assert kinds["objective"] >= 13
    assert kinds["strategy"] >= 20
    assert kinds["action"] >= 30
    assert 4 <= kinds["idea"] <= 6
    assert 70 <= len(plan.items) <= 90
    assert plan.title
    assert plan.organization
    assert plan.description
    assert {item.status for item in plan.walk()} == set(STATUSES)
    assert plan.items[plan.roots[-1]].kind == "idea"


def test_everything_in_the_demo_is_for_someone_and_goes_some_way() -> None:
    plan = demo_plan()
    assert len(plan.channels) >= 9
    for seen, every in (
        ({way.speed for way in plan.channels}, SPEEDS),
        ({way.formality for way in plan.channels}, FORMALITIES),
        ({way.two_way for way in plan.channels}, (True, False)),
    ):
        assert seen == set(every)
    assert {(way.time, way.place) for way in plan.channels} == {
        (time, place) for time in TIMES for place in PLACES
    }
    assert {group for item in plan.walk() for group in item.stakeholders} == {
        group.id for group in plan.stakeholders
    }
    assert {way for item in plan.walk() for way in item.channels} == {
        way.id for way in plan.channels
    }


def test_every_objective_of_the_demo_is_measured() -> None:
    plan = demo_plan()
    for item in plan.walk():
        if item.kind != "objective":
            continue
        assert len(item.measures) == 1
        [measure] = item.measures
        assert measure.name
        assert measure.unit
        assert measure.baseline is not None
        assert measure.target is not None
        assert measure.due == item.due
        assert 3 <= len(measure.readings) <= 6
        for reading in measure.readings:
            assert reading.value is not None
            assert date(2026, 1, 1) <= date.fromisoformat(reading.at) <= date(2026, 11, 24)


def test_some_objectives_of_the_demo_are_ahead_and_some_behind() -> None:
    """Beside a straight line from the start of 2026 to the target on its day."""
    start = date(2026, 1, 1)
    ahead = behind = 0
    for item in demo_plan().walk():
        for measure in item.measures:
            last = measure.readings[-1]
            assert measure.due is not None
            assert measure.baseline is not None
            assert measure.target is not None
            assert last.value is not None
            days = (date.fromisoformat(last.at) - start) / (date.fromisoformat(measure.due) - start)
            done = (last.value - measure.baseline) / (measure.target - measure.baseline)
            ahead += done > days + 0.05
            behind += done < days - 0.05
    assert ahead >= 3
    assert behind >= 3


def test_every_action_of_the_demo_has_an_owner_and_a_day() -> None:
    actions = [item for item in demo_plan().walk() if item.kind == "action"]
    for item in actions:
        assert item.owner is not None
        assert item.owner.name
        assert item.due is not None
        assert "2026-09-01" <= item.due <= "2027-12-31"
        assert item.parent is not None
        assert demo_plan().items[item.parent].kind == "strategy"
    statuses = Counter(item.status for item in actions)
    assert statuses["done"] >= 10
    assert statuses["in_progress"] >= 10
    overdue = [
        item
        for item in actions
        if item.status not in ("done", "dropped") and (item.due or "") < "2026-11-24"
    ]
    assert len(overdue) >= 3
