"""A plan as it is read from a document: an immutable snapshot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, Union

KINDS = ("mission", "vision", "value", "goal", "objective", "strategy", "action", "idea")
STATUSES = ("draft", "proposed", "agreed", "in_progress", "done", "dropped")
SPEEDS = ("instant", "hours", "days", "weeks")
FORMALITIES = ("informal", "semi_formal", "formal")
TIMES = ("same", "any")
PLACES = ("same", "any")
STARTER_STAKEHOLDERS = ("Employees", "Customers", "Vendors", "Partners")

DEFAULT_KIND = "idea"
DEFAULT_STATUS = "draft"

JsonObject: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of a body with the marks on it: mark name → its attributes."""

    text: str
    marks: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a body, in Tiptap's ProseMirror schema: paragraph, heading, bulletList, …"""

    name: str
    attrs: JsonObject = field(default_factory=dict)
    content: tuple[Union["Node", Run], ...] = ()


Body: TypeAlias = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who sees to an item. ``id`` is null where only a name is known (an imported plan)."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure stood at on a day (``at``, ``YYYY-MM-DD``)."""

    id: str
    at: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with a unit, a baseline, a target and dated readings."""

    id: str
    name: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    due: str | None = None
    note: str = ""
    readings: tuple[Reading, ...] = ()  # by date, then by id
    source: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the plan, at its place in the settled tree."""

    id: str
    kind: str
    title: str = ""
    body: Body = ()
    parent: str | None = None
    children: tuple[str, ...] = ()
    order: str | None = None
    status: str = DEFAULT_STATUS
    owner: Owner | None = None
    due: str | None = None
    stakeholders: tuple[str, ...] = ()  # in the plan's order of them
    channels: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    created_by: str | None = None
    created_at: int | None = None  # milliseconds since 1970
    x: float | None = None
    y: float | None = None
    source: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A group whom the plan concerns."""

    id: str
    name: str
    description: str = ""
    color: str = ""
    source: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach and hear stakeholder groups."""

    id: str
    name: str
    speed: str = "days"
    formality: str = "informal"
    time: str = "any"
    place: str = "any"
    two_way: bool = True


@dataclass(frozen=True, slots=True)
class DeletedItem:
    """An item in the bin."""

    id: str
    kind: str
    title: str
    at: int
    by: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole plan of a board."""

    title: str = ""
    organization: str = ""
    description: str = ""
    items: Mapping[str, Item] = field(default_factory=dict)  # live ones, each before its children
    roots: tuple[str, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    channels: tuple[Channel, ...] = ()
    deleted: tuple[DeletedItem, ...] = ()  # newest first
    source: JsonObject | None = None

    def walk(self) -> Iterator[Item]:
        """Every live item, each before what is below it, in order."""
        stack = list(reversed(self.roots))
        while stack:
            item = self.items[stack.pop()]
            yield item
            stack.extend(reversed(item.children))

    def depth(self, item: str) -> int:
        """How many items are above this one."""
        depth = 0
        parent = self.items[item].parent
        while parent is not None:
            depth += 1
            parent = self.items[parent].parent
        return depth


@dataclass(frozen=True, slots=True)
class Summary:
    """What the home page shows of a plan."""

    title: str
    description: str
    items: int
    kinds: Mapping[str, int]
