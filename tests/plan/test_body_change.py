"""Changing a body by what differs only."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from planhall.plan import change
from planhall.plan.body import from_text, paragraph, plain_text, read_body
from planhall.plan.document import root
from planhall.plan.model import Body, Node, Run


def written(body: Body) -> tuple[Doc[Any], str]:
    doc: Doc[Any] = Doc()
    return doc, change.add_item(doc, "goal", "G", by=None, body=body)


def fragment(doc: Doc[Any], item: str) -> XmlFragment:
    found: XmlFragment = root(doc, "items")[item]["body"]
    return found


def text_in(doc: Doc[Any], item: str, block: int) -> XmlText:
    element = fragment(doc, item).children[block]
    assert isinstance(element, XmlElement)
    text = element.children[0]
    assert isinstance(text, XmlText)
    return text


def merged(first: Doc[Any], second: Doc[Any]) -> None:
    first.apply_update(second.get_update(first.get_state()))


def copy(doc: Doc[Any]) -> Doc[Any]:
    other: Doc[Any] = Doc()
    other.apply_update(doc.get_update())
    return other


MARKS = st.dictionaries(st.sampled_from(["bold", "italic", "code"]), st.just({}), max_size=2)
RUNS = st.lists(st.builds(Run, st.text("aä😀 ", min_size=1, max_size=4), MARKS), max_size=4)


def _unlike_neighbours(runs: list[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].marks == run.marks:
            joined[-1] = Run(joined[-1].text + run.text, run.marks)
        else:
            joined.append(run)
    return tuple(joined)


PARAGRAPHS = st.builds(lambda runs: Node("paragraph", {}, _unlike_neighbours(runs)), RUNS)
LISTS = st.builds(
    lambda entries: Node("bulletList", {}, tuple(Node("listItem", {}, (one,)) for one in entries)),
    st.lists(PARAGRAPHS, min_size=1, max_size=3),
)
BODIES = st.lists(PARAGRAPHS | LISTS, max_size=4).map(lambda blocks: (*blocks, paragraph("end")))


@given(BODIES, BODIES)
def test_it_is_what_it_was_to_be(before: Body, after: Body) -> None:
    doc, item = written(before)
    change.set_body(doc, item, after)
    assert read_body(fragment(doc, item)) == after


@given(BODIES)
def test_the_same_again_writes_nothing(body: Body) -> None:
    doc, item = written(body)
    before = doc.get_update()
    change.set_body(doc, item, body)
    assert doc.get_update() == before


@pytest.mark.parametrize(
    ("typed_in", "expected"),
    [
        (0, {"One!\n\nTwo or more"}),
        (1, {"One\n\nTwo or more!", "One\n\nTwo! or more"}),
    ],
)
def test_what_others_type_meanwhile_stays(typed_in: int, expected: set[str]) -> None:
    doc, item = written(from_text("One\n\nTwo"))
    theirs = copy(doc)
    text = text_in(theirs, item, typed_in)
    text.insert(len(text), "!")
    change.set_body(doc, item, from_text("One\n\nTwo or more"))
    merged(doc, theirs)
    merged(theirs, doc)
    assert read_body(fragment(doc, item)) == read_body(fragment(theirs, item))
    assert plain_text(read_body(fragment(doc, item))) in expected


def test_around_a_paragraph_that_comes_between_all_stays() -> None:
    doc, item = written(from_text("One\n\nThree"))
    first, last = text_in(doc, item, 0), text_in(doc, item, 1)
    change.set_body(doc, item, from_text("One\n\nTwo\n\nThree"))
    assert plain_text(read_body(fragment(doc, item))) == "One\n\nTwo\n\nThree"
    assert [str(first), str(last)] == ["One", "Three"]


def test_within_a_list() -> None:
    doc, item = written(from_text("- one\n- two"))
    theirs = copy(doc)
    change.set_body(doc, item, from_text("- one\n- two and more"))
    change.set_body(theirs, item, from_text("- the one\n- two"))
    merged(doc, theirs)
    assert plain_text(read_body(fragment(doc, item))) == "- the one\n- two and more"


def test_new_words_take_no_marks_from_their_neighbours() -> None:
    bold = Node("paragraph", {}, (Run("bold", {"bold": {}}),))
    doc, item = written((bold,))
    wanted = (Node("paragraph", {}, (Run("bold", {"bold": {}}), Run(" plain"))),)
    change.set_body(doc, item, wanted)
    assert read_body(fragment(doc, item)) == wanted


def test_a_text_with_what_no_body_has_is_written_anew() -> None:
    doc, item = written(from_text("One"))
    text_in(doc, item, 0).insert_embed(0, {"image": "x"})
    change.set_body(doc, item, from_text("One more"))
    assert [part for part, _ in text_in(doc, item, 0).diff()] == ["One more"]
