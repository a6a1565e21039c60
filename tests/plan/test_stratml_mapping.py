"""How StratML maps to a plan, what is said of it, and what an edited plan writes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from pycrdt import Doc

from plan.plans import counting_ids
from plan.stratml_schemas import assert_valid
from planhall.plan import change
from planhall.plan.body import plain_text
from planhall.plan.change import At
from planhall.plan.model import Item, Measure, Node, Plan, Reading, Run
from planhall.plan.read import read_plan
from planhall.plan.report import ImportReport
from planhall.plan.stratml import read_stratml, write_stratml

P2 = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"


def part_2(core: str, rest: str = "") -> bytes:
    return (
        f'<PerformancePlanOrReport xmlns="{P2}" Type="Performance_Report"><Name>Plan</Name>'
        f"<StrategicPlanCore>{core}</StrategicPlanCore>{rest}</PerformancePlanOrReport>"
    ).encode()


def goal(inner: str) -> str:
    return f"<Goal><Name>G</Name><Description/>{inner}</Goal>"


def objective(inner: str) -> bytes:
    return part_2(goal(f"<Objective><Name>O</Name>{inner}</Objective>"))


def read(data: bytes) -> tuple[list[Item], ImportReport]:
    plan, report = read_stratml(data, counting_ids())
    return list(plan.walk()), report


def edited(data: bytes, edit: Callable[[Doc[Any], Plan], object]) -> etree._Element:
    """What is written (Part 2) after a change to the imported plan."""
    plan, _ = read_stratml(data, counting_ids())
    doc: Doc[Any] = Doc()
    change.write_plan(doc, plan, by="me")
    edit(doc, read_plan(doc))
    return assert_valid(write_stratml(read_plan(doc), 2), 2)


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.findall(".//" + "/".join(f"{{*}}{step}" for step in path.split("/")))
    return [element.text or "" for element in found]


# ---------------------------------------------------------------- reading


def test_the_structure_of_a_plan() -> None:
    items, report = read(
        part_2(
            "<Organization><Name> The  Valley </Name></Organization>"
            "<Vision><Description>See</Description></Vision>"
            "<Mission><Description>Do\n\nWhy we do</Description></Mission>"
            "<Value><Name>Care</Name><Description>A lot</Description></Value>"
            "<Goal><Name>One</Name><Description>First</Description>"
            "<OtherInformation>More of it</OtherInformation>"
            "<Objective><Name/><Description>Reach all. Of them.</Description></Objective></Goal>"
        )
    )
    assert [(item.kind, item.title, plain_text(item.body)) for item in items] == [
        ("mission", "Do", "Why we do"),
        ("vision", "See", ""),
        ("value", "Care", "A lot"),
        ("goal", "One", "First\n\nOther information\n\nMore of it"),
        ("objective", "Reach all. Of them.", ""),
    ]
    assert items[4].parent == items[3].id
    assert report.counts["goal"] == 1
    assert not report.dropped
    assert not report.moved


def test_a_group_is_one_however_often_it_is_named() -> None:
    use = (
        '<Stakeholder StakeholderTypeType="{}"><Name>{}</Name><Description>{}</Description>'
        "</Stakeholder>"
    )
    core = goal(
        use.format("Generic_Group", "Staff", "")
        + use.format("Person", "Ada", "A planner")
        + "<Objective><Name>O</Name>"
        + use.format("Generic_Group", " Staff", "All of us")
        + "</Objective>"
    )
    plan, _ = read_stratml(part_2(core), counting_ids())
    assert [(group.name, group.description) for group in plan.stakeholders] == [
        ("Staff", "All of us"),
        ("Ada", "A planner"),
    ]
    found = {item.title: item.stakeholders for item in plan.walk()}
    staff, ada = (group.id for group in plan.stakeholders)
    assert found == {"G": (staff, ada), "O": (staff,)}
    assert len({group.color for group in plan.stakeholders}) == 2


def test_an_indicator_is_a_measure() -> None:
    items, _ = read(
        objective(
            "<PerformanceIndicator><MeasurementDimension>Visits</MeasurementDimension>"
            "<UnitOfMeasurement>people</UnitOfMeasurement>"
            "<MeasurementInstance>"
            "<TargetResult><EndDate>2025-12-31</EndDate><NumberOfUnits>50</NumberOfUnits></TargetResult>"
            "<TargetResult><EndDate>2026-12-31Z</EndDate><NumberOfUnits>+80.0</NumberOfUnits>"
            "<Description>if funded</Description></TargetResult>"
            "<ActualResult><EndDate>2025-06-30</EndDate><NumberOfUnits>12</NumberOfUnits>"
            "<Descriptor><DescriptorName>Grade</DescriptorName><DescriptorValue>B</DescriptorValue>"
            "</Descriptor></ActualResult>"
            "<ActualResult><StartDate>2024-06-30</StartDate></ActualResult>"
            "<ActualResult><Description>To be determined</Description></ActualResult>"
            "</MeasurementInstance><OtherInformation>Counted at the door</OtherInformation>"
            "</PerformanceIndicator>"
        )
    )
    [measure] = items[1].measures
    assert (measure.name, measure.unit, measure.target) == ("Visits", "people", 80)
    assert measure.due == "2026-12-31"
    assert [(reading.at, reading.value, reading.note) for reading in measure.readings] == [
        ("2024-06-30", None, ""),
        ("2025-06-30", 12, "Grade: B"),
    ]
    assert measure.note == (
        "Counted at the door\nTarget for 2025-12-31: 50\nTarget: if funded\n"
        "Actual: To be determined"
    )


@pytest.mark.parametrize(
    ("inner", "sort", "what"),
    [
        ("<Budget>5</Budget>", "dropped", "“5” is not known here"),
        ("between<Name>x</Name>", "dropped", "the text “between” stood between elements"),
        ("<Description>d</Description><Identifier>1 a</Identifier>", "moved", "now _1-a"),
        ("<Identifier>_a</Identifier><Description>d</Description>", "moved", "stood after"),
        ("<Description>a</Description><Description>b</Description>", "moved", "a second one"),
        ("<Description>a <b>bold</b> word</Description>", "moved", "markup"),
        ("<Objective><Name>deeper</Name></Objective>", "moved", "not foreseen in Objective"),
        (
            "<PerformanceIndicator><MeasurementInstance><TargetResult><NumberOfUnits>about 5"
            "</NumberOfUnits></TargetResult></MeasurementInstance></PerformanceIndicator>",
            "moved",
            "“about 5” is not a number",
        ),
        (
            "<PerformanceIndicator PerformanceIndicatorType='numbers'><UnitOfMeasurement>x"
            "</UnitOfMeasurement></PerformanceIndicator>",
            "dropped",
            "“numbers” is none of the choices",
        ),
        (
            "<Stakeholder StakeholderTypeType='generic group'><Name>x</Name></Stakeholder>",
            "moved",
            "read as Generic_Group",
        ),
    ],
)
def test_what_breaks_the_schema_is_told(inner: str, sort: str, what: str) -> None:
    _, report = read(b"\n\n" + objective(inner))
    notes = {"dropped": report.dropped, "moved": report.moved}[sort]
    [note] = [note for note in notes if note.path]
    assert what in note.what
    assert note.line == 3
    assert note.path.startswith("/PerformancePlanOrReport/StrategicPlanCore/Goal/Objective")


def test_old_and_alien_namespaces_are_read() -> None:
    data = (
        b'<s:StrategicPlan xmlns:s="http://www.stratml.net"><s:name>Plan</s:name>'
        b"<s:StrategicPlanCore><s:Goal><s:Name>G</s:Name></s:Goal></s:StrategicPlanCore>"
        b'<s:AdministrativeInformation><s:Submitter GivenName="Ada"/></s:AdministrativeInformation>'
        b"</s:StrategicPlan>"
    )
    plan, report = read_stratml(data)
    assert (plan.title, [item.title for item in plan.walk()]) == ("Plan", ["G"])
    assert report.part == 1
    assert texts(assert_valid(write_stratml(plan, 1), 1), "GivenName") == ["Ada"]


def test_notes_are_bounded() -> None:
    _, report = read(part_2(goal("<Budget>5</Budget>" * 5000)))
    assert len(report.dropped) == 201
    assert report.dropped[-1].what == "and 4800 more"


# ---------------------------------------------------------------- writing what was edited

FULL = part_2(
    "<Goal><Name>One</Name><Description>First  goal.</Description><Identifier>_g1</Identifier>"
    "<SequenceIndicator>A</SequenceIndicator>"
    '<Stakeholder StakeholderTypeType="Person"><Name>Ada</Name><Role><Name>Lead</Name>'
    "<RoleType>Performer</RoleType></Role></Stakeholder>"
    "<Stakeholder><Name>Staff</Name></Stakeholder>"
    "<Objective><Description>Reach all.</Description><Identifier>_o1</Identifier>"
    '<PerformanceIndicator ValueChainStage="Outcome"><MeasurementDimension>Visits'
    "</MeasurementDimension><UnitOfMeasurement>people</UnitOfMeasurement><Identifier>_i1</Identifier>"
    '<Relationship RelationshipType="Peer_To"><ReferentIdentifier>_o1</ReferentIdentifier>'
    "</Relationship><MeasurementInstance><TargetResult><EndDate>2026-12-31</EndDate>"
    "<NumberOfUnits>80.0</NumberOfUnits></TargetResult><ActualResult><EndDate>2025-06-30</EndDate>"
    "<NumberOfUnits>012</NumberOfUnits></ActualResult></MeasurementInstance>"
    "</PerformanceIndicator></Objective></Goal>",
    "<Submitter><GivenName>Ada</GivenName></Submitter>",
)


def test_what_was_not_edited_is_written_as_it_came() -> None:
    root = edited(FULL, lambda doc, plan: change.set_title(doc, plan.roots[0], "Uno"))
    assert texts(root, "Goal/Name") == ["Uno"]
    assert texts(root, "Goal/Identifier") == ["_g1"]
    assert texts(root, "Goal/SequenceIndicator") == ["A"]
    assert texts(root, "Objective/Name") == []
    assert texts(root, "Objective/Description") == ["Reach all."]
    assert texts(root, "NumberOfUnits") == ["80.0", "012"]
    assert texts(root, "ReferentIdentifier") == ["_o1"]
    assert texts(root, "RoleType") == ["Performer"]
    assert texts(root, "GivenName") == ["Ada"]


def test_a_statement_stays_one() -> None:
    """An objective that came without a name keeps none: its title is its description."""

    def edit(doc: Doc[Any], plan: Plan) -> None:
        [child] = plan.items[plan.roots[0]].children
        change.set_title(doc, child, "Reach everyone.")

    root = edited(FULL, edit)
    assert texts(root, "Objective/Name") == []
    assert texts(root, "Objective/Description") == ["Reach everyone."]


def test_a_group_taken_off_a_goal_is_gone_from_it() -> None:
    def edit(doc: Doc[Any], plan: Plan) -> None:
        change.set_stakeholder(doc, plan.roots[0], plan.stakeholders[0].id, on=False)

    root = edited(FULL, edit)
    assert texts(root, "Goal/Stakeholder/Name") == ["Staff"]
    assert texts(root, "Organization/Stakeholder/Name") == ["Ada"]


def test_an_edited_measure_keeps_the_rest_of_its_indicator() -> None:
    def edit(doc: Doc[Any], plan: Plan) -> None:
        [child] = plan.items[plan.roots[0]].children
        [measure] = plan.items[child].measures
        change.add_reading(doc, child, measure.id, "2026-01-31", 40.5, "better")
        change.set_measure_goal(doc, child, measure.id, baseline=3, target=90, due="2027-01-31")

    root = edited(FULL, edit)
    assert texts(root, "TargetResult/NumberOfUnits") == ["90"]
    assert texts(root, "TargetResult/EndDate") == ["2027-01-31"]
    assert texts(root, "ActualResult/NumberOfUnits") == ["3", "012", "40.5"]
    assert texts(root, "ActualResult/Description") == ["Baseline", "better"]
    assert texts(root, "PerformanceIndicator/Identifier") == ["_i1"]
    assert root.find(".//{*}PerformanceIndicator").attrib == {"ValueChainStage": "Outcome"}


def test_items_of_other_kinds_are_carried_by_objectives() -> None:
    def edit(doc: Doc[Any], plan: Plan) -> None:
        [child] = plan.items[plan.roots[0]].children
        strategy = change.add_item(doc, "strategy", "Ask first", At(parent=child), by=None)
        change.set_status(doc, strategy, "agreed")
        change.add_item(doc, "idea", "Loose", by=None)

    root = edited(FULL, edit)
    goals = root.findall(".//{*}Goal")
    assert [texts(each, "Objective/Name") for each in goals] == [["Ask first"], ["Loose"]]
    assert texts(goals[1], "Name")[0] == "Beyond the goals"
    words = ["".join(each.itertext("*", etree.PI)) for each in root.iter("{*}OtherInformation")]
    [told] = [each for each in words if "Strategy" in each]
    assert told.endswith("Strategy under “Reach all.”\nStatus: Agreed")
    again, _ = read_stratml(etree.tostring(root), counting_ids())
    assert [(item.kind, item.title, again.depth(item.id)) for item in again.walk()] == [
        ("goal", "One", 0),
        ("objective", "Reach all.", 1),
        ("strategy", "Ask first", 2),
        ("idea", "Loose", 0),
    ]


def test_another_program_s_edit_counts_more_than_our_marker() -> None:
    body = (Node("paragraph", {}, (Run("Some "), Run("bold", {"bold": {}}), Run(" words"))),)
    plan = Plan(items={"a": Item("a", "goal", "Title", body)}, roots=("a",))
    data = write_stratml(plan, 2)
    again, _ = read_stratml(data)
    assert again.items["a"].body == body
    changed, _ = read_stratml(data.replace(b"Some bold words", b"Other words"))
    assert plain_text(changed.items["a"].body) == "Other words"


def test_measures_where_there_are_no_indicators() -> None:
    """On a goal, and in Part 1, a measure stands in the marker, and in words."""
    measure = Measure(
        "m", "Visits", "people", 1, 9.5, "2027-01-31", "", (Reading("0000", "2026-01-31", 4, "ok"),)
    )
    plan = Plan(
        items={
            "a": Item("a", "goal", "A", children=("b",), measures=(measure,)),
            "b": Item("b", "objective", "B", parent="a", measures=(replace(measure, id="n"),)),
        },
        roots=("a",),
    )
    for part, told in ((1, 2), (2, 1)):
        data = write_stratml(plan, part)
        root = assert_valid(data, part)
        words = "".join(root.itertext(etree.PI, "*"))
        line = (
            "Measure: Visits, from 1 people to 9.5 people by 2027-01-31; 2026-01-31: 4 people (ok)"
        )
        assert words.count(line) == told
        again, _ = read_stratml(data)
        assert [item.measures[0].target for item in again.walk()] == [9.5, 9.5]
        assert [item.measures[0].readings[0].value for item in again.walk()] == [4, 4]
