"""From an XML tree to records, leniently: real plans break their schema in small ways.

Elements count by their local name in any namespace (the standard's changed over the years), in any
order and, where it is clear what they mean, in any place. What was dropped or moved is noted.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from planhall.plan.document import plain
from planhall.plan.report import Notes
from planhall.plan.stratml.lexical import as_name, day_of, is_name, is_uri, number_of, scrub
from planhall.plan.stratml.parse import invalid
from planhall.plan.stratml.records import (
    Administration,
    Entry,
    File,
    Indicator,
    Instance,
    Organization,
    Relationship,
    Result,
    Role,
    Submitter,
    Use,
)

PARTS = {"StrategicPlan": 1, "PerformancePlanOrReport": 2}
TARGET = "planhall"  # of our processing instructions
GENERATED = "generated"

PLAN_TYPES = ("Strategic_Plan", "Performance_Plan", "Performance_Report")
STAKEHOLDER_TYPES = ("Person", "Organization", "Generic_Group")
ROLE_TYPES = ("Performer", "Beneficiary")
INDICATOR_TYPES = ("Quantitative", "Qualitative")
STAGES = ("Outcome", "Output_Processing", "Output", "Input_Processing", "Input")
RELATIONSHIP_TYPES = ("Broader_Than", "Peer_To", "Narrower_Than")

# What an element holds, in the order of Part 2, which is that of Part 1 with more.
_GOAL = (
    "Name",
    "Description",
    "Identifier",
    "SequenceIndicator",
    "Stakeholder",
    "OtherInformation",
)
_RESULT = ("StartDate", "EndDate", "NumberOfUnits", "Descriptor", "Description")
_ENTRIES = ("Vision", "Mission", "Value", "Goal", "Objective")
HOLDS: dict[str, tuple[str, ...]] = {
    "StrategicPlan": (
        "Name",
        "Description",
        "OtherInformation",
        "StrategicPlanCore",
        "AdministrativeInformation",
    ),
    "PerformancePlanOrReport": (
        "Name",
        "Description",
        "OtherInformation",
        "StrategicPlanCore",
        "AdministrativeInformation",
        "Submitter",
    ),
    "StrategicPlanCore": ("Organization", "Vision", "Mission", "Value", "Goal"),
    "Organization": ("Name", "Acronym", "Identifier", "Description", "Stakeholder"),
    "Vision": ("Description", "Identifier"),
    "Mission": ("Description", "Identifier"),
    "Value": ("Name", "Description"),
    "Goal": (*_GOAL, "Objective"),
    "Objective": (*_GOAL, "PerformanceIndicator"),
    "Stakeholder": ("Name", "Description", "Role"),
    "Role": ("Name", "Description", "RoleType"),
    "PerformanceIndicator": (
        "SequenceIndicator",
        "MeasurementDimension",
        "UnitOfMeasurement",
        "Identifier",
        "Relationship",
        "MeasurementInstance",
        "OtherInformation",
    ),
    "Relationship": ("Identifier", "ReferentIdentifier", "Name", "Description"),
    "MeasurementInstance": ("TargetResult", "ActualResult"),
    "TargetResult": _RESULT,
    "ActualResult": _RESULT,
    "Descriptor": ("DescriptorName", "DescriptorValue"),
    "AdministrativeInformation": (
        "Identifier",
        "StartDate",
        "EndDate",
        "PublicationDate",
        "Source",
        "Submitter",
    ),
    "Submitter": ("Identifier", "GivenName", "Surname", "PhoneNumber", "EmailAddress"),
}
# What is understood in a place where the schema has none of it.
_ADOPTS: dict[str, tuple[str, ...]] = {
    "StrategicPlan": ("Organization", "Submitter", *_ENTRIES),
    "PerformancePlanOrReport": ("Organization", *_ENTRIES),
    "StrategicPlanCore": ("Objective", "Stakeholder", "AdministrativeInformation", "Submitter"),
    "Vision": ("Name", "OtherInformation", "Stakeholder", "Goal", "Objective", "Value"),
    "Mission": ("Name", "OtherInformation", "Stakeholder", "Goal", "Objective", "Value"),
    "Value": ("Identifier", "SequenceIndicator", "OtherInformation", "Stakeholder", "Value"),
    "Goal": ("PerformanceIndicator", "Goal"),
    "Objective": ("Goal", "Objective"),
    "PerformanceIndicator": ("Name", "Description", "TargetResult", "ActualResult"),
}
_KNOWN = {
    name.lower(): name
    for name in (*HOLDS, *(child for children in HOLDS.values() for child in children))
}


@dataclass(slots=True)
class _Text:
    """A text-only element: what people wrote, and what Planhall added after it."""

    text: str = ""
    generated: str = ""


class LenientReader:
    """Reads one file."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._identifiers: set[str] = set()

    def read(self, root: etree._Element) -> File:
        """The file as records. Raises Invalid if its root element is not StratML's."""
        name = _KNOWN.get(_local(root).lower(), "")
        part = PARTS.get(name)
        if part is None:
            raise invalid(
                line_of(root),
                f"this is not StratML: its root element is <{_local(root)}>, "
                "not StrategicPlan or PerformancePlanOrReport",
            )
        file = File(part=part, marker=_marker(root))
        self._plan(file, root, name, f"/{name}")
        if part == 2:
            file.type = self._choice(root, "Type", PLAN_TYPES, f"/{name}")
        return file

    # ------------------------------------------------------------ elements

    def _plan(self, file: File, element: etree._Element, name: str, path: str) -> None:
        """The root element, and the core within it: entries are understood in either."""
        for child, kind, at in self._children(element, name, path):
            match kind:
                case "Name":
                    file.name = self._join(file.name, child, at)
                case "Description":
                    file.description = self._join(file.description, child, at)
                case "OtherInformation":
                    text = self._text(child, at)
                    file.other = self._joined(file.other, text.text, child, at)
                    file.generated = text.generated
                case "StrategicPlanCore":
                    self._plan(file, child, kind, at)
                case "Organization":
                    file.organizations.append(self._organization(child, at))
                case "Stakeholder":
                    if not file.organizations:
                        file.organizations.append(Organization())
                    file.organizations[-1].uses.append(self._use(child, at))
                case "AdministrativeInformation":
                    self._administration(file, child, at)
                case "Submitter":
                    self._submitter(file.submitter, child, at)
                case _:
                    self._entry(file.entries, child, kind, at)

    def _organization(self, element: etree._Element, path: str) -> Organization:
        organization = Organization()
        for child, kind, at in self._children(element, "Organization", path):
            match kind:
                case "Name":
                    organization.name = self._join(organization.name, child, at)
                case "Acronym":
                    organization.acronym = self._join(organization.acronym, child, at)
                case "Identifier":
                    organization.identifier = self._identifier(organization.identifier, child, at)
                case "Description":
                    organization.description = self._join(organization.description, child, at)
                case _:
                    organization.uses.append(self._use(child, at))
        return organization

    def _entry(self, into: list[Entry], element: etree._Element, kind: str, path: str) -> None:
        marker = _marker(element)
        if not marker and _is_blank(element):
            self._notes.drop(line_of(element), path, f"an empty {kind}")
            return
        entry = Entry(element=kind, marker=marker)
        for child, child_kind, at in self._children(element, kind, path):
            match child_kind:
                case "Name":
                    entry.name = self._join(entry.name, child, at)
                case "Description":
                    entry.description = self._join(entry.description, child, at)
                case "Identifier":
                    entry.identifier = self._identifier(entry.identifier, child, at)
                case "SequenceIndicator":
                    entry.sequence = self._join(entry.sequence, child, at)
                case "Stakeholder":
                    entry.uses.append(self._use(child, at))
                case "OtherInformation":
                    text = self._text(child, at)
                    entry.other = self._joined(entry.other, text.text, child, at)
                    entry.generated = text.generated
                case "PerformanceIndicator":
                    self._indicator(entry.indicators, child, at)
                case _:
                    self._entry(entry.children, child, child_kind, at)
        if replace(entry, uses=[]) == Entry(element=kind) and not any(map(_says, entry.uses)):
            self._notes.drop(line_of(element), path, f"a {kind} of which nothing could be read")
        else:
            into.append(entry)

    def _use(self, element: etree._Element, path: str) -> Use:
        """An empty Stakeholder too: it holds its place when the plan is written again."""
        use = Use(marker=_marker(element))
        use.type = self._choice(element, "StakeholderTypeType", STAKEHOLDER_TYPES, path)
        for child, kind, at in self._children(element, "Stakeholder", path):
            match kind:
                case "Name":
                    use.name = self._join(use.name, child, at)
                case "Description":
                    use.description = self._join(use.description, child, at)
                case _:
                    if _is_blank(child):
                        self._notes.blank += 1
                    else:
                        use.roles.append(self._role(child, at))
        return use

    def _role(self, element: etree._Element, path: str) -> Role:
        role = Role()
        for child, kind, at in self._children(element, "Role", path):
            match kind:
                case "Name":
                    role.name = self._join(role.name, child, at)
                case "Description":
                    role.description = self._join(role.description, child, at)
                case _:
                    found = self._one_of(self._text(child, at).text, ROLE_TYPES, child, at)
                    if found is not None and found not in role.types:
                        role.types.append(found)
        return role

    def _indicator(self, into: list[Indicator], element: etree._Element, path: str) -> None:
        marker = _marker(element)
        if not marker and _is_blank(element):
            self._notes.drop(line_of(element), path, "an empty PerformanceIndicator")
            return
        indicator = Indicator(marker=marker)
        indicator.stage = self._choice(element, "ValueChainStage", STAGES, path)
        indicator.type = self._choice(element, "PerformanceIndicatorType", INDICATOR_TYPES, path)
        for child, kind, at in self._children(element, "PerformanceIndicator", path):
            match kind:
                case "SequenceIndicator":
                    indicator.sequence = self._join(indicator.sequence, child, at)
                case "MeasurementDimension" | "Name":
                    indicator.dimension = self._join(indicator.dimension, child, at)
                case "UnitOfMeasurement":
                    indicator.unit = self._join(indicator.unit, child, at)
                case "Identifier":
                    indicator.identifier = self._identifier(indicator.identifier, child, at)
                case "Relationship":
                    self._relationship(indicator, child, at)
                case "MeasurementInstance":
                    self._instance(indicator, child, at)
                case "TargetResult" | "ActualResult":
                    if not indicator.instances:
                        indicator.instances.append(Instance())
                    self._result(indicator.instances[-1], child, kind, at)
                case _:
                    indicator.other = self._join(indicator.other, child, at)
        if indicator == Indicator():
            self._notes.drop(line_of(element), path, "an indicator of which nothing could be read")
        else:
            into.append(indicator)

    def _relationship(self, into: Indicator, element: etree._Element, path: str) -> None:
        relationship = Relationship()
        relationship.type = self._choice(element, "RelationshipType", RELATIONSHIP_TYPES, path)
        for child, kind, at in self._children(element, "Relationship", path):
            match kind:
                case "Identifier":
                    relationship.identifier = self._identifier(relationship.identifier, child, at)
                case "ReferentIdentifier":
                    text = self._text(child, at).text
                    if text:
                        relationship.referents.append(text)
                case "Name":
                    relationship.name = self._join(relationship.name, child, at)
                case _:
                    relationship.description = self._join(relationship.description, child, at)
        if relationship == Relationship():
            self._notes.blank += 1
        else:
            into.relationships.append(relationship)

    def _instance(self, into: Indicator, element: etree._Element, path: str) -> None:
        instance = Instance()
        for child, kind, at in self._children(element, "MeasurementInstance", path):
            self._result(instance, child, kind, at)
        if instance.targets or instance.actuals:
            into.instances.append(instance)

    def _result(self, into: Instance, element: etree._Element, name: str, path: str) -> None:
        result = Result(marker=_marker(element))
        for child, kind, at in self._children(element, name, path):
            match kind:
                case "StartDate":
                    result.start = self._day(result.start, child, at, result)
                case "EndDate":
                    result.end = self._day(result.end, child, at, result)
                case "NumberOfUnits":
                    result.units = self._number(result.units, child, at, result)
                case "Description":
                    result.description = self._join(result.description, child, at)
                case _:
                    self._descriptor(result, child, at)
        if result == Result():
            self._notes.blank += 1
        else:
            (into.targets if name == "TargetResult" else into.actuals).append(result)

    def _descriptor(self, into: Result, element: etree._Element, path: str) -> None:
        for child, kind, at in self._children(element, "Descriptor", path):
            if kind == "DescriptorName":
                into.descriptor_name = self._join(into.descriptor_name, child, at)
            else:
                into.descriptor_value = self._join(into.descriptor_value, child, at)

    def _administration(self, file: File, element: etree._Element, path: str) -> None:
        found: Administration = file.administration
        for child, kind, at in self._children(element, "AdministrativeInformation", path):
            match kind:
                case "Identifier":
                    found.identifier = self._identifier(found.identifier, child, at)
                case "StartDate":
                    found.start = self._day(found.start, child, at)
                case "EndDate":
                    found.end = self._day(found.end, child, at)
                case "PublicationDate":
                    found.published = self._day(found.published, child, at)
                case "Source":
                    found.source = self._uri(found.source, child, at)
                case _:
                    self._submitter(file.submitter, child, at)

    def _submitter(self, found: Submitter, element: etree._Element, path: str) -> None:
        names = {
            "GivenName": "given_name",
            "Surname": "surname",
            "PhoneNumber": "phone",
            "EmailAddress": "email",
        }
        for child, kind, at in self._children(element, "Submitter", path):
            if kind == "Identifier":
                found.identifier = self._identifier(found.identifier, child, at)
            else:
                text = self._join(getattr(found, names[kind]), child, at)
                setattr(found, names[kind], text)
        # The first versions of StratML had these as attributes.
        for attribute, name in names.items():
            value = element.get(attribute)
            if value and not getattr(found, name):
                setattr(found, name, scrub(value))
                self._notes.move(
                    line_of(element), path, f"the attribute {attribute} read as an element"
                )

    # ------------------------------------------------------------ children

    def _children(
        self, element: etree._Element, name: str, path: str
    ) -> Iterator[tuple[etree._Element, str, str]]:
        """The child elements that mean something here: element, name and path of each."""
        order = HOLDS[name]
        furthest = 0
        moved = False  # one note is enough for what one element holds
        seen: dict[str, int] = {}
        self._stray(element.text, line_of(element), path)
        for child in element:
            if isinstance(child.tag, str):
                local = _local(child)
                kind = _KNOWN.get(local.lower(), local)
                seen[kind] = seen.get(kind, 0) + 1
                at = f"{path}/{kind}" + (f"[{seen[kind]}]" if seen[kind] > 1 else "")
                if kind in order:
                    rank = order.index(kind)
                    if rank < furthest and not moved:
                        moved = True
                        self._notes.move(line_of(child), at, f"stood after {order[furthest]}")
                    furthest = max(furthest, rank)
                    yield child, kind, at
                elif kind in _ADOPTS.get(name, ()):
                    self._notes.move(line_of(child), at, f"not foreseen in {name}")
                    yield child, kind, at
                elif _is_blank(child):
                    self._notes.blank += 1
                else:
                    self._notes.drop(
                        line_of(child), at, f"{_quoted(_all_text(child))} is not known here"
                    )
            self._stray(child.tail, line_of(child), path)

    def _stray(self, text: str | None, line: int | None, path: str) -> None:
        if text and text.strip():
            self._notes.drop(line, path, f"the text {_quoted(text)} stood between elements")

    # ------------------------------------------------------------ values

    def _text(self, element: etree._Element, path: str) -> _Text:
        """The text in an element that holds only text, as written."""
        found = _Text(element.text or "")
        markup = False
        for child in element:
            if isinstance(child.tag, str):
                markup = True
                inner = _all_text(child)
                if found.text and _local(child).lower() in {"p", "div", "li", "br"}:
                    inner = "\n\n" + inner
                found.text += inner
            elif _is_ours(child) and (child.text or "").strip() == GENERATED:
                rest = "".join(_tails(child))
                return _Text(_unblank(scrub(found.text)), scrub(rest))
            found.text += child.tail or ""
        if markup:
            self._notes.move(line_of(element), path, "markup in a text read as text")
        return _Text(_unblank(scrub(found.text)))

    def _join(self, before: str, element: etree._Element, path: str) -> str:
        return self._joined(before, self._text(element, path).text, element, path)

    def _joined(self, before: str, text: str, element: etree._Element, path: str) -> str:
        """An element that may stand once stood twice: its texts are put together."""
        if not before or not text:
            return before or text
        self._notes.move(line_of(element), path, "a second one, put after the first")
        return f"{before}\n\n{text}"

    def _value(
        self,
        before: str,
        element: etree._Element,
        path: str,
        fits: Callable[[str], bool],
        what: str,
        result: Result | None = None,
    ) -> str:
        """A text of a simple type; one that does not fit goes into the result's description."""
        text = self._text(element, path).text.strip()
        if not text:
            return before
        if before:
            self._notes.drop(line_of(element), path, f"a second one, {_quoted(text)}")
            return before
        if fits(text):
            return text
        if result is None:
            self._notes.drop(line_of(element), path, f"{_quoted(text)} is not {what}")
        else:
            self._notes.move(
                line_of(element), path, f"{_quoted(text)} is not {what}: put in the description"
            )
            result.description = f"{result.description}; {text}".lstrip("; ")
        return before

    def _day(
        self, before: str, element: etree._Element, path: str, result: Result | None = None
    ) -> str:
        return self._value(
            before, element, path, lambda text: day_of(text) is not None, "a date", result
        )

    def _number(self, before: str, element: etree._Element, path: str, result: Result) -> str:
        return self._value(
            before, element, path, lambda text: number_of(text) is not None, "a number", result
        )

    def _uri(self, before: str, element: etree._Element, path: str) -> str:
        return self._value(before, element, path, is_uri, "a web address")

    def _identifier(self, before: str | None, element: etree._Element, path: str) -> str | None:
        text = self._text(element, path).text.strip()
        if not text:
            return before
        line = line_of(element)
        if before is not None:
            self._notes.drop(line, path, f"a second Identifier, {_quoted(text)}")
            return before
        name = text
        if not is_name(text):
            name = as_name(text)
            self._notes.move(line, path, f"{_quoted(text)} cannot be an Identifier: now {name}")
        if name in self._identifiers:
            self._notes.drop(line, path, f"the Identifier {_quoted(name)}, which is in use above")
            return None
        self._identifiers.add(name)
        return name

    def _choice(
        self, element: etree._Element, attribute: str, choices: tuple[str, ...], path: str
    ) -> str | None:
        value = element.get(attribute)
        if value is None:
            return None
        return self._one_of(value, choices, element, f"{path}/@{attribute}")

    def _one_of(
        self, value: str, choices: tuple[str, ...], element: etree._Element, path: str
    ) -> str | None:
        """One of the schema's words; other spellings of it count."""
        if not value.strip():
            return None
        if value in choices:
            return value
        spelling = {choice.lower().replace("_", ""): choice for choice in choices}
        plain_value = "".join(c for c in value.lower() if c.isalnum())
        found = spelling.get(plain_value)
        if found is None:
            self._notes.drop(line_of(element), path, f"{_quoted(value)} is none of the choices")
        else:
            self._notes.move(line_of(element), path, f"{_quoted(value)} read as {found}")
        return found


def _says(use: Use) -> bool:
    return replace(use, marker={}) != Use() or bool(use.marker.keys() & {"group", "roles"})


def line_of(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _is_ours(node: etree._Element) -> bool:
    return isinstance(node, etree._ProcessingInstruction) and node.target == TARGET


def _marker(element: etree._Element) -> dict[str, Any]:
    """What our processing instruction in this element says: a JSON object."""
    for child in element:
        if _is_ours(child) and (child.text or "").strip().startswith("{"):
            try:
                value = json.loads(child.text or "")
            except (ValueError, RecursionError):
                return {}
            return _scrubbed(plain(value)) if isinstance(value, dict) else {}
    return {}


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrub(key): _scrubbed(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_scrubbed(member) for member in value]
    return value


def _is_blank(element: etree._Element) -> bool:
    """Whether the element holds no text, attribute or marker that says anything, at any depth."""
    return not any(map(_is_ours, element.iter(etree.ProcessingInstruction))) and not any(
        (node.text and node.text.strip())
        or (node is not element and node.tail and node.tail.strip())
        or any(str(value).strip() for value in node.attrib.values())
        for node in element.iter("*")
    )


def _all_text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext("*"))


def _tails(node: etree._Element) -> Iterator[str]:
    """The text after a node, up to its parent's end."""
    yield node.tail or ""
    for sibling in node.itersiblings():
        if isinstance(sibling.tag, str):
            yield _all_text(sibling)
        yield sibling.tail or ""


def _unblank(text: str) -> str:
    return text if text.strip() else ""


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[:77]}…”" if len(line) > 78 else f"“{line}”"
