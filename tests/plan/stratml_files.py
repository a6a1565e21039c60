"""Random StratML files as others could have written them: valid ones, and slightly broken ones."""

from collections.abc import Callable
from typing import Any, cast

from hypothesis import strategies as st
from lxml import etree

from planhall.plan.stratml.write import NAMESPACES

# XML's own characters; a file's line ends read as \n.
_xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30
)
_sentences = st.lists(
    st.sampled_from(
        [
            "Listen before deciding.",
            "Reach 500 households",
            "a  b",
            "1.2 Widen access",
            "- first\n- second",
            "One paragraph.\n\nAnother one.",
            "wrapped\n      over two lines",
            "Ümläuts & <angles>",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
_long = st.just("A sentence of a statement that goes on. " * 12)
written = _sentences | _xml_text | _long
_dates = st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
dates = _dates | st.builds("".join, st.tuples(_dates, st.sampled_from(["Z", "+02:00", "-05:30"])))
numbers = st.integers(-(10**6), 10**6).map(str) | st.sampled_from(
    ["12.50", "+3", ".5", "007", "0.0"]
)
group_names = st.sampled_from(
    ["Employees", "Customers", " Customers", "Boards of\nTrustees", "Ministry"]
)


class _File:
    """Builds one file of a part, drawing what is in it."""

    def __init__(self, draw: st.DrawFn, part: int) -> None:
        self.draw = draw
        self.part = part
        self.used = 0

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def add(self, parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
        element = etree.SubElement(parent, f"{{{NAMESPACES[self.part]}}}{name}")
        if text:
            element.text = text
        return element

    def text(
        self, parent: etree._Element, name: str, values: st.SearchStrategy[str] = written
    ) -> None:
        self.add(parent, name, self.draw(st.just("") | values))

    def optional(
        self, parent: etree._Element, name: str, values: st.SearchStrategy[str] = written
    ) -> None:
        if self.maybe():
            self.text(parent, name, values)

    def identifier(self, parent: etree._Element) -> None:
        if self.maybe():
            self.used += 1
            shape = self.draw(st.sampled_from(["_{}-a1", "G.{}", "é{}", "planhall.ff{}"]))
            self.add(parent, "Identifier", shape.format(self.used))

    def date(self, parent: etree._Element, name: str) -> None:
        if self.maybe():
            blank = "" if self.part == 2 and self.maybe() else None
            self.add(parent, name, self.draw(dates) if blank is None else "")

    def choose(self, element: etree._Element, attribute: str, *values: str) -> None:
        if self.maybe():
            element.set(attribute, self.draw(st.sampled_from(values)))

    def some(
        self, make: Callable[[etree._Element], None], parent: etree._Element, most: int = 2
    ) -> None:
        for _ in range(self.draw(st.integers(0, most))):
            make(parent)

    def root(self) -> etree._Element:
        name = "StrategicPlan" if self.part == 1 else "PerformancePlanOrReport"
        root = etree.Element(
            f"{{{NAMESPACES[self.part]}}}{name}",
            nsmap=cast("dict[str, str]", {None: NAMESPACES[self.part]}),
        )
        if self.part == 2:
            types = ["Strategic_Plan", "Performance_Plan", "Performance_Report"]
            root.set("Type", self.draw(st.sampled_from(types)))
        self.text(root, "Name")
        self.optional(root, "Description")
        self.optional(root, "OtherInformation")
        core = self.add(root, "StrategicPlanCore")
        self.some(self.organization, core)
        for name in ("Vision", "Mission"):
            if self.maybe():
                element = self.add(core, name)
                self.optional(element, "Description")
                self.identifier(element)
        self.some(self.value, core)
        self.goal(core)
        self.some(self.goal, core)
        if self.maybe():
            admin = self.add(root, "AdministrativeInformation")
            if self.part == 2:
                self.identifier(admin)
            for name in ("StartDate", "EndDate", "PublicationDate"):
                self.date(admin, name)
            self.optional(admin, "Source", st.just("https://example.org/plan?x=1#y"))
            if self.part == 1:
                self.submitter(admin)
        if self.part == 2:
            self.submitter(root)
        return root

    def organization(self, parent: etree._Element) -> None:
        element = self.add(parent, "Organization")
        self.optional(element, "Name")
        self.optional(element, "Acronym")
        self.identifier(element)
        self.optional(element, "Description")
        self.some(self.stakeholder, element)

    def value(self, parent: etree._Element) -> None:
        element = self.add(parent, "Value")
        self.optional(element, "Name")
        self.optional(element, "Description")

    def goal(self, parent: etree._Element) -> None:
        element = self.add(parent, "Goal")
        self.text(element, "Name")
        self.text(element, "Description")
        self.details(element)
        self.some(self.objective, element)

    def objective(self, parent: etree._Element) -> None:
        element = self.add(parent, "Objective")
        self.optional(element, "Name")
        self.optional(element, "Description")
        self.details(element)
        if self.part == 2:
            self.some(self.indicator, element)

    def details(self, element: etree._Element) -> None:
        self.identifier(element)
        self.optional(element, "SequenceIndicator", st.sampled_from(["1", "A.2", " 3 "]))
        self.some(self.stakeholder, element)
        self.optional(element, "OtherInformation")

    def stakeholder(self, parent: etree._Element) -> None:
        element = self.add(parent, "Stakeholder")
        self.choose(element, "StakeholderTypeType", "Person", "Organization", "Generic_Group")
        self.text(element, "Name", group_names)
        self.optional(element, "Description")
        if self.part == 2:
            self.some(self.role, element)

    def role(self, parent: etree._Element) -> None:
        element = self.add(parent, "Role")
        self.text(element, "Name")
        self.optional(element, "Description")
        for kind in self.draw(st.lists(st.sampled_from(["Performer", "Beneficiary"]), unique=True)):
            self.add(element, "RoleType", kind)

    def indicator(self, parent: etree._Element) -> None:
        element = self.add(parent, "PerformanceIndicator")
        self.choose(element, "ValueChainStage", "Outcome", "Output_Processing", "Input")
        self.choose(element, "PerformanceIndicatorType", "Quantitative", "Qualitative")
        self.optional(element, "SequenceIndicator")
        self.text(element, "MeasurementDimension")
        self.text(element, "UnitOfMeasurement", st.sampled_from(["%", "people", " days"]))
        self.identifier(element)
        self.some(self.relationship, element)
        self.some(self.instance, element)
        self.optional(element, "OtherInformation")

    def relationship(self, parent: etree._Element) -> None:
        element = self.add(parent, "Relationship")
        self.choose(element, "RelationshipType", "Broader_Than", "Peer_To", "Narrower_Than")
        self.identifier(element)
        self.optional(element, "ReferentIdentifier", st.just("_1-a1"))
        self.optional(element, "Name")
        self.optional(element, "Description")

    def instance(self, parent: etree._Element) -> None:
        element = self.add(parent, "MeasurementInstance")
        self.some(lambda below: self.result(below, "TargetResult"), element)
        self.some(lambda below: self.result(below, "ActualResult"), element)

    def result(self, parent: etree._Element, name: str) -> None:
        element = self.add(parent, name)
        self.date(element, "StartDate")
        self.date(element, "EndDate")
        self.optional(element, "NumberOfUnits", numbers)
        if self.maybe():
            descriptor = self.add(element, "Descriptor")
            self.optional(descriptor, "DescriptorName")
            self.optional(descriptor, "DescriptorValue")
        self.optional(element, "Description")

    def submitter(self, parent: etree._Element) -> None:
        if self.maybe():
            element = self.add(parent, "Submitter")
            if self.part == 2:
                self.identifier(element)
            for name in ("GivenName", "Surname", "PhoneNumber", "EmailAddress"):
                self.optional(element, name)


@st.composite
def valid_files(draw: st.DrawFn, part: int) -> etree._Element:
    """A file that validates against the schema of this part."""
    return _File(draw, part).root()


@st.composite
def broken_files(draw: st.DrawFn, part: int) -> bytes:
    """A file with some of what real ones have: order, place, names and values gone wrong."""
    root = _File(draw, part).root()
    for _ in range(draw(st.integers(1, 5))):
        elements = list(root.iter("*"))
        element = draw(st.sampled_from(elements))
        match draw(st.integers(0, 8)):
            case 0:  # out of order
                children = list(element)
                for child in draw(st.permutations(children)) if children else ():
                    element.append(child)
            case 1:  # unknown
                etree.SubElement(element, draw(st.sampled_from(["Budget", "{urn:x}Goal", "p"])))
            case 2:  # not what its type allows
                element.text = draw(
                    st.sampled_from(["June 2020", "about 5", "12 %", "1-2-3", "2020-02-30", "1 2"])
                )
            case 3:  # twice, which also repeats identifiers
                parent = element.getparent()
                if parent is not None:
                    parent.append(etree.fromstring(etree.tostring(element)))
            case 4:  # gone
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
            case 5:  # in another place
                parent = element.getparent()
                other = draw(st.sampled_from(elements))
                if (
                    parent is not None
                    and element not in other.iterancestors()
                    and other is not element
                ):
                    other.append(element)
            case 6:  # attributes gone wrong
                for attribute in list(element.attrib):
                    element.set(attribute, draw(st.sampled_from(["", "generic group", "Boss"])))
            case 7:  # a comment, someone's processing instruction, a half-broken one of ours
                element.insert(0, etree.Comment("a comment"))
                element.insert(
                    0,
                    etree.ProcessingInstruction(
                        "planhall",
                        draw(
                            st.sampled_from(
                                [
                                    "{",
                                    "[]",
                                    "generated",
                                    '{"kind":7,"parent":"nobody","place":"x","status":"odd"}',
                                    '{"kind":"strategy","parent":null,"place":-1,"for":"0"}',
                                    '{"umbrella":true,"id":5,"title":"\\ud800","measures":[{}]}',
                                    '{"stakeholders":[{"name":"X"},{"id":"a"},3,[[[]]]]}',
                                    '{"channels":[{"id":"c"},{}],"planhall":1,"group":0}',
                                    '{"stakeholders":[0,99,-1,true],"group":99,"roles":[{}]}',
                                    '{"readings":[{"at":"x"}],"target":1e400,"baseline":true}',
                                ]
                            )
                        ),
                    ),
                )
            case _:  # markup in a text
                etree.SubElement(element, "b").text = "bold"
    return etree.tostring(root)


def canonical(element: etree._Element) -> Any:
    """What a file says: elements without text at any depth say nothing, space around text neither.

    An empty Stakeholder holds its place, an empty goal or objective with an Identifier is one.
    """
    children = [found for child in element.iterchildren("*") if (found := canonical(child))]
    name = etree.QName(element).localname
    text = "" if children else (element.text or "").strip()
    attributes = dict(element.attrib)
    empty = ("Stakeholder", {}, "", [])
    if name == "Stakeholder" or text or attributes or any(child != empty for child in children):
        return (name, attributes, text, children)
    return None
