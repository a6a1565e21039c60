"""From records to XML that validates against the schema of its part.

Whatever the records say, also in what an imported file left in ``source`` and others could change:
elements stand in the schema's order, and a value that its simple type does not allow is left out.
"""

import json
from collections.abc import Callable
from typing import Any, cast

from lxml import etree

from planhall.plan.stratml.lenient import (
    GENERATED,
    INDICATOR_TYPES,
    PLAN_TYPES,
    RELATIONSHIP_TYPES,
    ROLE_TYPES,
    STAGES,
    STAKEHOLDER_TYPES,
    TARGET,
)
from planhall.plan.stratml.lexical import clean, day_of, is_name, is_uri, number_of
from planhall.plan.stratml.records import (
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

NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
_SCHEMAS = {
    1: "http://stratml.us/references/StrategicPlanISOVersion20140401.xsd",
    2: "http://stratml.us/references/PerformancePlanOrReport20160216.xsd",
}
_ROOTS = {1: "StrategicPlan", 2: "PerformancePlanOrReport"}
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ENTRY_ORDER = ("Vision", "Mission", "Value", "Goal")


def write(file: File) -> bytes:
    """The file as UTF-8 XML."""
    return _Writer(file.part).write(file)


class _Writer:
    def __init__(self, part: int) -> None:
        self._part = part
        self._namespace = NAMESPACES[part]
        self._identifiers: set[str] = set()

    def write(self, file: File) -> bytes:
        root = etree.Element(
            f"{{{self._namespace}}}{_ROOTS[self._part]}",
            nsmap=cast("dict[str, str]", {None: self._namespace, "xsi": _XSI}),
        )
        root.set(f"{{{_XSI}}}schemaLocation", f"{self._namespace} {_SCHEMAS[self._part]}")
        if self._part == 2:
            root.set("Type", file.type if file.type in PLAN_TYPES else PLAN_TYPES[0])
        _mark(root, file.marker)
        self._text(root, "Name", file.name)
        self._optional(root, "Description", file.description)
        self._other(root, file.other, file.generated)
        core = self._add(root, "StrategicPlanCore")
        for organization in file.organizations:
            self._organization(core, organization)
        for element in _ENTRY_ORDER:
            for entry in file.entries:
                if entry.element == element:
                    self._entry(core, entry)
        self._administration(root, file)
        if self._part == 2:
            self._submitter(root, file.submitter)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)

    # ------------------------------------------------------------ elements

    def _organization(self, core: etree._Element, organization: Organization) -> None:
        element = self._add(core, "Organization")
        self._optional(element, "Name", organization.name)
        self._optional(element, "Acronym", organization.acronym)
        self._identifier(element, organization.identifier)
        self._optional(element, "Description", organization.description)
        self._uses(element, organization.uses)
        if not len(element):
            core.remove(element)

    def _entry(self, parent: etree._Element, entry: Entry) -> None:
        element = self._add(parent, entry.element)
        _mark(element, entry.marker)
        match entry.element:
            case "Vision" | "Mission":
                self._optional(element, "Description", entry.description)
                self._identifier(element, entry.identifier)
            case "Value":
                self._optional(element, "Name", entry.name)
                self._optional(element, "Description", entry.description)
            case "Goal":
                self._text(element, "Name", entry.name)
                self._text(element, "Description", entry.description)
                self._details(element, entry)
                for child in entry.children:
                    self._entry(element, child)
            case _:
                self._optional(element, "Name", entry.name)
                self._optional(element, "Description", entry.description)
                self._details(element, entry)
                if self._part == 2:
                    for indicator in entry.indicators:
                        self._indicator(element, indicator)

    def _details(self, element: etree._Element, entry: Entry) -> None:
        self._identifier(element, entry.identifier)
        self._optional(element, "SequenceIndicator", entry.sequence)
        self._uses(element, entry.uses)
        self._other(element, entry.other, entry.generated)

    def _uses(self, parent: etree._Element, uses: list[Use]) -> None:
        for use in uses:
            element = self._add(parent, "Stakeholder")
            _choose(element, "StakeholderTypeType", use.type, STAKEHOLDER_TYPES)
            _mark(element, use.marker)
            self._text(element, "Name", use.name)
            self._optional(element, "Description", use.description)
            if self._part == 2:
                for role in use.roles:
                    self._role(element, role)

    def _role(self, parent: etree._Element, role: Role) -> None:
        element = self._add(parent, "Role")
        self._text(element, "Name", role.name)
        self._optional(element, "Description", role.description)
        for kind in [kind for kind in role.types if kind in ROLE_TYPES][:2]:
            self._text(element, "RoleType", kind)

    def _indicator(self, parent: etree._Element, indicator: Indicator) -> None:
        element = self._add(parent, "PerformanceIndicator")
        _choose(element, "ValueChainStage", indicator.stage, STAGES)
        _choose(element, "PerformanceIndicatorType", indicator.type, INDICATOR_TYPES)
        _mark(element, indicator.marker)
        self._optional(element, "SequenceIndicator", indicator.sequence)
        self._text(element, "MeasurementDimension", indicator.dimension)
        self._text(element, "UnitOfMeasurement", indicator.unit)
        self._identifier(element, indicator.identifier)
        for relationship in indicator.relationships:
            self._relationship(element, relationship)
        for instance in indicator.instances:
            self._instance(element, instance)
        self._optional(element, "OtherInformation", indicator.other)

    def _relationship(self, parent: etree._Element, relationship: Relationship) -> None:
        element = self._add(parent, "Relationship")
        _choose(element, "RelationshipType", relationship.type, RELATIONSHIP_TYPES)
        self._identifier(element, relationship.identifier)
        for referent in relationship.referents:
            self._text(element, "ReferentIdentifier", referent)
        self._optional(element, "Name", relationship.name)
        self._optional(element, "Description", relationship.description)
        if not len(element) and not element.attrib:
            parent.remove(element)

    def _instance(self, parent: etree._Element, instance: Instance) -> None:
        element = self._add(parent, "MeasurementInstance")
        for name, results in (
            ("TargetResult", instance.targets),
            ("ActualResult", instance.actuals),
        ):
            for result in results:
                self._result(element, name, result)

    def _result(self, parent: etree._Element, name: str, result: Result) -> None:
        element = self._add(parent, name)
        _mark(element, result.marker)
        self._if(element, "StartDate", result.start, lambda text: day_of(text) is not None)
        self._if(element, "EndDate", result.end, lambda text: day_of(text) is not None)
        self._if(element, "NumberOfUnits", result.units, lambda text: number_of(text) is not None)
        if result.descriptor_name or result.descriptor_value:
            descriptor = self._add(element, "Descriptor")
            self._optional(descriptor, "DescriptorName", result.descriptor_name)
            self._optional(descriptor, "DescriptorValue", result.descriptor_value)
        self._optional(element, "Description", result.description)

    def _administration(self, root: etree._Element, file: File) -> None:
        element = self._add(root, "AdministrativeInformation")
        found = file.administration
        if self._part == 2:
            self._identifier(element, found.identifier)
        self._if(element, "StartDate", found.start, lambda text: day_of(text) is not None)
        self._if(element, "EndDate", found.end, lambda text: day_of(text) is not None)
        self._if(element, "PublicationDate", found.published, lambda text: day_of(text) is not None)
        self._if(element, "Source", found.source, is_uri)
        if self._part == 1:
            self._submitter(element, file.submitter)
        if not len(element):
            root.remove(element)

    def _submitter(self, parent: etree._Element, submitter: Submitter) -> None:
        element = self._add(parent, "Submitter")
        if self._part == 2:
            self._identifier(element, submitter.identifier)
        self._optional(element, "GivenName", submitter.given_name)
        self._optional(element, "Surname", submitter.surname)
        self._optional(element, "PhoneNumber", submitter.phone)
        self._optional(element, "EmailAddress", submitter.email)
        if not len(element):
            parent.remove(element)

    # ------------------------------------------------------------ texts

    def _add(self, parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{self._namespace}}}{name}")

    def _text(self, parent: etree._Element, name: str, text: str) -> etree._Element:
        element = self._add(parent, name)
        if text:
            element.text = clean(text)
        return element

    def _optional(self, parent: etree._Element, name: str, text: str) -> None:
        if text:
            self._text(parent, name, text)

    def _if(
        self, parent: etree._Element, name: str, text: str, fits: Callable[[str], bool]
    ) -> None:
        if text and fits(text):
            self._text(parent, name, text.strip())

    def _identifier(self, parent: etree._Element, identifier: str | None) -> None:
        if identifier and identifier not in self._identifiers and is_name(identifier):
            self._identifiers.add(identifier)
            self._text(parent, "Identifier", identifier)

    def _other(self, parent: etree._Element, other: str, generated: str) -> None:
        """What people wrote, then what Planhall adds: a mark between them tells them apart."""
        if not other and not generated:
            return
        element = self._text(parent, "OtherInformation", other)
        if generated:
            mark = etree.ProcessingInstruction(TARGET, GENERATED)
            mark.tail = ("\n\n" if other else "") + clean(generated)
            element.append(mark)


def _mark(element: etree._Element, marker: dict[str, Any]) -> None:
    """Put the marker into the element, as a processing instruction: ``?>`` must not be in it."""
    if marker:
        text = json.dumps(marker, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
        safe = "".join(c if clean(c) and c != ">" else f"\\u{ord(c):04x}" for c in text)
        element.append(etree.ProcessingInstruction(TARGET, safe))


def _choose(
    element: etree._Element, attribute: str, value: str | None, choices: tuple[str, ...]
) -> None:
    if value is not None and value in choices:
        element.set(attribute, value)
