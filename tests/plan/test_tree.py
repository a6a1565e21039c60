"""Who is whose child: the cases shared with TypeScript, and nothing is ever lost from sight."""

import json
from pathlib import Path
from typing import Any

import pytest
from fractional_indexing import FIError, validate_order_key
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map

from planhall.plan.read import read_tree
from planhall.plan.tree import Place, is_order_key, settle

VECTORS = Path(__file__).resolve().parents[2] / "shared" / "vectors" / "tree.json"
CASES = json.loads(VECTORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_shared_case(case: dict[str, Any]) -> None:
    """Through a document, as any client could have written it."""
    doc: Doc[Any] = Doc()
    items = doc.get("items", type=Map)
    for id_, fields in case["items"].items():
        items[id_] = Map(fields) if isinstance(fields, dict) else fields
    tree = read_tree(doc)
    assert list(tree.roots) == case["expected"]["roots"]
    found = {parent: list(children) for parent, children in tree.children.items()}
    assert found == case["expected"]["children"]


ids = st.sampled_from(["a", "b", "c", "d", "e", "f", "gone"])
places = st.dictionaries(
    ids.filter(lambda id_: id_ != "gone"),
    st.builds(
        Place,
        parent=st.none() | ids,
        order=st.none() | st.sampled_from(["a0", "a1", "Zz", "a0V", "bad!", ""]),
        deleted=st.booleans(),
    ),
)


@settings(deadline=None)
@given(places)
def test_every_live_item_is_in_the_tree_once(found: dict[str, Place]) -> None:
    tree = settle(found)
    assert sorted(tree.walk()) == sorted(id_ for id_ in found if not found[id_].deleted)
    for parent, children in tree.children.items():
        assert children
        assert all(tree.parents[child] == parent for child in children)


@settings(deadline=None)
@given(places, st.randoms())
def test_the_order_of_the_map_does_not_matter(found: dict[str, Place], random: Any) -> None:
    entries = list(found.items())
    random.shuffle(entries)
    assert settle(dict(entries)) == settle(found)


@settings(deadline=None)
@given(st.text("AZaz059", max_size=6) | st.text(max_size=4) | st.just("A" + "0" * 26))
def test_order_keys_are_those_of_the_package(key: str) -> None:
    try:
        validate_order_key(key)
        valid = key.isascii() and key.isalnum()
    except (FIError, IndexError):
        valid = False
    assert is_order_key(key) == valid


def test_ten_thousand_items_in_a_chain_and_a_cycle() -> None:
    """Neither depth nor a cycle of every item is a problem."""
    count = 10_000
    chain = {f"{i:05}": Place(f"{i - 1:05}" if i else None, "a0") for i in range(count)}
    assert len(list(settle(chain).walk())) == count
    chain["00000"] = Place(f"{count - 1:05}", "a0")
    assert settle(chain).roots == ("00000",)
