"""Random plans, as any clients could have made them."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from planhall.plan.body import trim
from planhall.plan.model import (
    KINDS,
    STATUSES,
    Body,
    Channel,
    Item,
    Measure,
    Node,
    Owner,
    Plan,
    Reading,
    Run,
    Stakeholder,
)


def counting_ids(prefix: str = "n") -> Callable[[], str]:
    """Ids in a row, so that two imports of one file compare equal."""
    numbers = itertools.count()
    return lambda: f"{prefix}{next(numbers)}"


# Any text that a document can hold: no lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["", "Listen first", "two\n\nparagraphs", "- a\n- b", "?>", "<b>&amp;", " spaced  out ", "1. x"]
)
dates = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
numbers = (
    st.none()
    | st.integers(-1000, 10**9).map(float)
    | st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)
)
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8) | st.from_regex(
    r"[a-z0-9]{16}", fullmatch=True
)

_marks = st.dictionaries(st.sampled_from(["bold", "italic", "code"]), st.just({}), max_size=2)
_runs = st.builds(
    Run,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    _marks.map(lambda marks: dict(sorted(marks.items()))),
)


def _merge(children: list[Node | Run]) -> tuple[Node | Run, ...]:
    """Neighbouring runs with the same marks are one, as a document reads them."""
    merged: list[Node | Run] = []
    for child in children:
        last = merged[-1] if merged else None
        if isinstance(child, Run) and isinstance(last, Run) and child.marks == last.marks:
            merged[-1] = Run(last.text + child.text, child.marks)
        else:
            merged.append(child)
    return tuple(merged)


_inline = st.lists(_runs | st.just(Node("hardBreak")), max_size=3).map(_merge)
_paragraphs = st.builds(Node, st.just("paragraph"), st.just({}), _inline)
_blocks = (
    _paragraphs
    | st.builds(
        Node, st.just("heading"), st.fixed_dictionaries({"level": st.integers(1, 3)}), _inline
    )
    | st.just(Node("horizontalRule"))
    | st.builds(
        Node,
        st.sampled_from(["bulletList", "orderedList"]),
        st.just({}),
        st.lists(
            st.builds(
                Node,
                st.just("listItem"),
                st.just({}),
                st.lists(_paragraphs, min_size=1, max_size=2).map(tuple),
            ),
            min_size=1,
            max_size=3,
        ).map(tuple),
    )
)
bodies: st.SearchStrategy[Body] = st.lists(_blocks, max_size=3).map(tuple).map(trim)

channels = st.builds(
    Channel,
    id=ids,
    name=texts,
    speed=st.sampled_from(["instant", "hours", "days", "weeks", "yearly"]),
    formality=st.sampled_from(["informal", "formal"]),
    time=st.sampled_from(["same", "any"]),
    place=st.sampled_from(["same", "any"]),
    two_way=st.booleans(),
)
stakeholders = st.builds(
    Stakeholder, id=ids, name=texts, description=texts, color=st.sampled_from(["#4e68ce", "", "x"])
)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    said = draw(st.lists(st.tuples(dates, numbers, texts), max_size=3))
    readings = sorted(
        (Reading(f"r{i}", at, value, note) for i, (at, value, note) in enumerate(said)),
        key=lambda reading: (reading.at, reading.id),
    )
    return Measure(
        id=draw(ids),
        name=draw(texts),
        unit=draw(texts),
        baseline=draw(numbers),
        target=draw(numbers),
        due=draw(st.none() | dates),
        note=draw(texts),
        readings=tuple(readings),
    )


def _unique(found: list[Any]) -> list[Any]:
    return list({each.id: each for each in found}.values())


@st.composite
def plans(draw: st.DrawFn, max_items: int = 8) -> Plan:
    """A plan made here, not imported: any kinds anywhere in any depth."""
    groups = _unique(draw(st.lists(stakeholders, max_size=4)))
    ways = _unique(draw(st.lists(channels, max_size=3)))
    names = draw(st.lists(ids, max_size=max_items, unique=True))
    kinds = st.sampled_from([*KINDS, "goal", "objective", "objective", "hypothesis"])
    drafts: dict[str, Item] = {}
    for index, name in enumerate(names):
        above = st.none() if index == 0 else st.none() | st.sampled_from(names[:index])
        chosen = draw(st.lists(st.sampled_from(groups), unique=True)) if groups else []
        reached = draw(st.lists(st.sampled_from(ways), unique=True)) if ways else []
        drafts[name] = Item(
            id=name,
            kind=draw(kinds),
            title=draw(texts),
            body=draw(bodies),
            parent=draw(above),
            status=draw(st.sampled_from(STATUSES)),
            owner=draw(st.none() | st.builds(Owner, st.none(), texts)),
            due=draw(st.none() | dates),
            stakeholders=tuple(group.id for group in groups if group in chosen),
            channels=tuple(way.id for way in ways if way in reached),
            measures=tuple(_unique(draw(st.lists(measures(), max_size=2)))),
            x=draw(st.none() | st.floats(-1e4, 1e4)),
        )
    order = draw(st.permutations(names))
    children = {
        name: tuple(other for other in order if drafts[other].parent == name) for name in names
    }
    roots = tuple(name for name in order if drafts[name].parent is None)
    items: dict[str, Item] = {}
    stack = list(reversed(roots))
    while stack:
        name = stack.pop()
        items[name] = replace(drafts[name], children=children[name])
        stack.extend(reversed(children[name]))
    return Plan(
        title=draw(texts),
        organization=draw(texts),
        description=draw(texts),
        items=items,
        roots=roots,
        stakeholders=tuple(groups),
        channels=tuple(ways),
    )


def without_reading_ids(plan: Plan) -> Plan:
    """StratML has no identifiers for results, so readings get new ids with each import."""
    items = {}
    for id_, item in plan.items.items():
        found = tuple(
            replace(
                measure,
                readings=tuple(
                    replace(reading, id=str(i)) for i, reading in enumerate(measure.readings)
                ),
            )
            for measure in item.measures
        )
        items[id_] = replace(item, measures=found)
    return replace(plan, items=items)
