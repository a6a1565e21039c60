"""Reading never raises, whatever a client wrote where."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText

from plan.stratml_schemas import assert_valid
from planhall.plan.markdown import write_markdown
from planhall.plan.model import Item, Owner
from planhall.plan.read import read_plan, read_summary
from planhall.plan.stratml import write_stratml
from planhall.plan.table import write_csv

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
json = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(2**53), 2**53)
    | words
    | st.binary(max_size=3)
    | st.sampled_from(["2026-01-31", "a0", "goal", "stratml", "_1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


def _fragment(children: list[str]) -> XmlFragment:
    return XmlFragment(
        [XmlElement(tag, {"level": "x"}, [XmlText(tag), XmlElement(tag)]) for tag in children]
    )


values = st.recursive(
    json
    | words.map(Text)
    | st.lists(st.sampled_from(["paragraph", "listItem", "script", "hardBreak"]), max_size=3).map(
        _fragment
    ),
    lambda inner: (
        st.lists(inner, max_size=2).map(Array) | st.dictionaries(words, inner, max_size=2).map(Map)
    ),
    max_leaves=4,
)
FIELDS = [
    "kind", "title", "body", "parent", "order", "status", "owner", "due", "stakeholders",
    "channels", "measures", "createdBy", "createdAt", "x", "y", "deleted", "source",
    "name", "description", "color", "speed", "formality", "time", "place", "twoWay",
    "unit", "baseline", "target", "note", "readings", "at", "value", "from", "texts", "indicator",
    "identifier", "organizations", "administration", "schema", "organization",
]  # fmt: skip
fields = st.sampled_from(FIELDS)
maps = st.recursive(
    st.dictionaries(fields, values, max_size=6),
    lambda inner: st.dictionaries(fields, st.dictionaries(words, inner, max_size=2).map(Map)),
    max_leaves=3,
).map(Map)


@settings(deadline=None)
@given(data=st.data())
def test_any_document_is_read_and_written(data: st.DataObject) -> None:
    doc: Doc[Any] = Doc()
    for root in ("items", "stakeholders", "channels", "meta"):
        found = doc.get(root, type=Map)
        for key in data.draw(st.lists(words, max_size=3, unique=True)):
            found[key] = data.draw(maps | values)
        for key in data.draw(st.lists(fields, max_size=3, unique=True)):
            found[key] = data.draw(values)
    plan = read_plan(doc)
    assert read_summary(doc).items == len(plan.items)
    assert_valid(write_stratml(plan, 1), 1)
    assert_valid(write_stratml(plan, 2), 2)
    assert write_markdown(plan)
    assert write_csv(plan)


def test_a_root_of_another_type_is_empty() -> None:
    theirs: Doc[Any] = Doc()
    theirs.get("items", type=Array).append("x")
    theirs.get("meta", type=Text)
    doc: Doc[Any] = Doc()
    doc.apply_update(theirs.get_update())
    assert read_plan(doc).items == {}


def test_defaults() -> None:
    doc: Doc[Any] = Doc()
    doc.get("items", type=Map)["a"] = Map(
        {
            "kind": 7,
            "title": "plain text",
            "status": "abandoned",
            "owner": {"id": 5, "name": "Ada"},
            "due": "2026-02-30",
            "stakeholders": {"gone": True},
            "measures": Map({"m": Map({"baseline": True, "target": float("inf"), "name": "x"})}),
            "createdAt": 12.0,
        }
    )
    [item] = read_plan(doc).walk()
    assert item.measures[0].name == "x"
    assert (item.measures[0].baseline, item.measures[0].target) == (None, None)
    assert item == Item(
        id="a",
        kind="idea",
        title="plain text",
        owner=Owner(None, "Ada"),
        measures=item.measures,
        created_at=12,
    )


def test_values_and_elements_nested_very_deep() -> None:
    doc: Doc[Any] = Doc()
    item = doc.get("items", type=Map)
    item["a"] = Map({"body": XmlFragment()})
    nested: Any = {}
    for _ in range(200):
        nested = {"in": nested}
    item["a"]["source"] = nested
    item["a"]["owner"] = Map()
    below = item["a"]["owner"]
    element: Any = item["a"]["body"]
    for _ in range(1500):
        below["in"] = Map()
        below = below["in"]
        element = element.children.append(XmlElement("blockquote"))
    element.children.append(XmlText("at the bottom"))
    plan = read_plan(doc)
    assert "at the bottom" in repr(plan.items["a"].body)
    assert b"at the bottom" in write_stratml(plan, 2)
