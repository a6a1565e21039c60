"""A StratML file as records: its elements' content, without XML.

Part 2 (ANSI/AIIM 22) holds all that Part 1 (ISO 17469-1) does, so one set serves both. Texts are
as written in the file. ``marker`` is what Planhall's own processing instruction in that element
says (see ``docs/stratml.md``).
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar, cast

_R = TypeVar("_R")


def _marker() -> dict[str, Any]:
    return {}


@dataclass(slots=True)
class Role:
    name: str = ""
    description: str = ""
    types: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Use:
    """A Stakeholder element: StratML names a group anew wherever it has a part."""

    name: str = ""
    description: str = ""
    type: str | None = None
    roles: list[Role] = field(default_factory=list)
    marker: dict[str, Any] = field(default_factory=_marker)


@dataclass(slots=True)
class Relationship:
    identifier: str | None = None
    referents: list[str] = field(default_factory=list)
    name: str = ""
    description: str = ""
    type: str | None = None


@dataclass(slots=True)
class Result:
    """A TargetResult or ActualResult. Dates and numbers are as the schema allows them, or empty."""

    start: str = ""
    end: str = ""
    units: str = ""
    descriptor_name: str = ""
    descriptor_value: str = ""
    description: str = ""
    marker: dict[str, Any] = field(default_factory=_marker)


@dataclass(slots=True)
class Instance:
    """A MeasurementInstance."""

    targets: list[Result] = field(default_factory=list)
    actuals: list[Result] = field(default_factory=list)


@dataclass(slots=True)
class Indicator:
    """A PerformanceIndicator."""

    sequence: str = ""
    dimension: str = ""
    unit: str = ""
    identifier: str | None = None
    relationships: list[Relationship] = field(default_factory=list)
    instances: list[Instance] = field(default_factory=list)
    other: str = ""
    stage: str | None = None
    type: str | None = None
    marker: dict[str, Any] = field(default_factory=_marker)


@dataclass(slots=True)
class Entry:
    """A Vision, Mission, Value, Goal or Objective (``element``).

    ``generated`` is the part of OtherInformation that Planhall wrote for other readers. Children
    are Objectives of a Goal; lenient reading also finds others below others.
    """

    element: str
    name: str = ""
    description: str = ""
    identifier: str | None = None
    sequence: str = ""
    uses: list[Use] = field(default_factory=list)
    other: str = ""
    generated: str = ""
    indicators: list[Indicator] = field(default_factory=list)
    children: list["Entry"] = field(default_factory=list)
    marker: dict[str, Any] = field(default_factory=_marker)


@dataclass(slots=True)
class Organization:
    name: str = ""
    acronym: str = ""
    identifier: str | None = None
    description: str = ""
    uses: list[Use] = field(default_factory=list)


@dataclass(slots=True)
class Administration:
    """AdministrativeInformation."""

    identifier: str | None = None
    start: str = ""
    end: str = ""
    published: str = ""
    source: str = ""


@dataclass(slots=True)
class Submitter:
    identifier: str | None = None
    given_name: str = ""
    surname: str = ""
    phone: str = ""
    email: str = ""


@dataclass(slots=True)
class File:
    """A whole StratML file. ``entries`` are those at the top, in the order of the file."""

    part: int
    type: str | None = None
    name: str = ""
    description: str = ""
    other: str = ""
    generated: str = ""
    organizations: list[Organization] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    administration: Administration = field(default_factory=Administration)
    submitter: Submitter = field(default_factory=Submitter)
    marker: dict[str, Any] = field(default_factory=_marker)


_NESTED: dict[tuple[str, str], type] = {
    ("Use", "roles"): Role,
    ("Instance", "targets"): Result,
    ("Instance", "actuals"): Result,
    ("Indicator", "relationships"): Relationship,
    ("Indicator", "instances"): Instance,
    ("Organization", "uses"): Use,
}


def to_json(record: Any) -> dict[str, Any]:
    """The record as JSON, without what is empty."""
    json: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if value is None or value == "" or value == [] or value == {}:
            continue
        if isinstance(value, list):
            value = [to_json(entry) if not isinstance(entry, str) else entry for entry in value]
        json[each.name] = value
    return json


def from_json(kind: type[_R], json: Any) -> _R:
    """The record that ``to_json`` wrote; what is not of its form is left out."""
    record: Any = kind()
    if not isinstance(json, Mapping):
        return cast("_R", record)
    for each in fields(record):
        if each.name not in json:
            continue
        value = json[each.name]
        nested = _NESTED.get((kind.__name__, each.name))
        if each.default_factory is not MISSING:
            if isinstance(value, list) and isinstance(getattr(record, each.name), list):
                if nested is None:
                    value = [entry for entry in value if isinstance(entry, str)]
                else:
                    value = [from_json(nested, entry) for entry in value]
                setattr(record, each.name, value)
            elif isinstance(value, dict) and isinstance(getattr(record, each.name), dict):
                setattr(record, each.name, value)
        elif isinstance(value, str):
            setattr(record, each.name, value)
    return cast("_R", record)
