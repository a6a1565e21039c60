"""Plans that others wrote: nothing is lost on the way through, valid or slightly broken."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pycrdt import Doc

from plan.plans import counting_ids
from plan.stratml_files import broken_files, canonical, valid_files
from plan.stratml_schemas import assert_valid, need_stratml
from planhall.plan.change import document_of
from planhall.plan.model import Plan
from planhall.plan.read import read_plan
from planhall.plan.stratml import read_stratml, write_stratml

slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
slowest = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def through_a_document(plan: Plan) -> Plan:
    """The plan as it is read from a board that it was imported to."""
    doc = Doc()
    doc.apply_update(document_of(plan, by="someone"))
    return read_plan(doc)


@pytest.mark.parametrize("part", [1, 2])
@slow
@given(data=st.data())
def test_a_valid_file_comes_back_as_it_was(part: int, data: st.DataObject) -> None:
    root = data.draw(valid_files(part))
    file = etree.tostring(root)
    assert_valid(file, part)
    plan, report = read_stratml(file)
    assert not report.moved
    again = write_stratml(through_a_document(plan), part)
    written = assert_valid(again, part)
    for attribute in list(written.attrib):
        if attribute.startswith("{"):
            del written.attrib[attribute]  # schemaLocation
    for element in [*root.iter("{*}Goal"), *root.iter("{*}Organization")]:
        if canonical(element) is None:
            element.getparent().remove(element)
    for element in written.iter("{*}Goal"):
        if any(node.text == '{"umbrella":true}' for node in element.iter(etree.PI)):
            element.getparent().remove(element)
    assert canonical(written) == canonical(root)


@pytest.mark.parametrize("part", [1, 2])
@slow
@given(data=st.data())
def test_a_broken_file_is_read_and_written_well(part: int, data: st.DataObject) -> None:
    """Each export validates, and what it says is what it was made from."""
    file = data.draw(broken_files(part))
    plan, _ = read_stratml(file, counting_ids())
    for other in (part, 3 - part):
        once = write_stratml(through_a_document(plan), other)
        assert_valid(once, other)
        again, report = read_stratml(once, counting_ids("m"))
        assert not report.moved
        twice = write_stratml(through_a_document(again), other)
        assert twice == once


def test_a_published_plan_keeps_what_it_holds() -> None:
    file = need_stratml("oecd-ai.xml").read_bytes()
    plan, report = read_stratml(file)
    assert report.part == 2
    assert report.counts == {
        "mission": 1,
        "vision": 1,
        "goal": 3,
        "objective": 3,
        "stakeholders": 14,
        "measures": 3,
    }
    assert next(note.what for note in report.dropped) == "an empty Value"
    assert {note.what for note in report.moved} == {"stood after Description"}
    assert len(report.moved) == 6
    written = assert_valid(write_stratml(through_a_document(plan), 2), 2)
    source = etree.fromstring(file)
    for name in ("Goal", "Objective", "Stakeholder", "PerformanceIndicator", "Vision", "Mission"):
        before = [_unordered(canonical(element)) for element in source.iter(f"{{*}}{name}")]
        after = [_unordered(canonical(element)) for element in written.iter(f"{{*}}{name}")]
        assert after == before
    assert len(list(written.iter("{*}Stakeholder"))) == 19
    assert_valid(write_stratml(through_a_document(plan), 1), 1)


def _unordered(found: object) -> object:
    """Without the order of elements within one, in which the file broke its schema."""
    if not isinstance(found, tuple):
        return found
    name, attributes, text, children = found
    return (name, attributes, text, sorted((_unordered(child) for child in children), key=repr))
