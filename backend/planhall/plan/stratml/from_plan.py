"""From a plan to the records of a StratML file, from which ``to_plan`` makes the same plan.

StratML knows goals and their objectives. What else a plan holds is carried by them: an item of
another kind, or deeper down, is an Objective of the goal above it. What an element cannot say
stands in its marker, and in words in its OtherInformation (see ``docs/stratml.md``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from planhall.plan.body import collapse
from planhall.plan.body import to_json as body_to_json
from planhall.plan.document import whole
from planhall.plan.model import (
    DEFAULT_STATUS,
    Channel,
    Item,
    JsonObject,
    Measure,
    Plan,
    Stakeholder,
)
from planhall.plan.stratml import indicators, texts, words
from planhall.plan.stratml.groups import (
    GROUP,
    ROLES,
    Groups,
    default_color,
    default_use,
    type_of,
    use_from_json,
    uses_of,
)
from planhall.plan.stratml.lexical import is_name, writable
from planhall.plan.stratml.marks import (
    KINDS_OF_ELEMENTS,
    MADE_HERE,
    NO_GOALS_TEXT,
    UMBRELLA,
    UMBRELLA_NAME,
    UMBRELLA_TEXT,
    digest,
    identifier_of,
    is_imported,
    rank_of,
)
from planhall.plan.stratml.records import (
    Administration,
    Entry,
    File,
    Indicator,
    Organization,
    Submitter,
    Use,
    from_json,
    to_json,
)
from planhall.plan.stratml.texts import Texts
from planhall.plan.stratml.to_plan import read_texts, texts_of

_ONE_EACH = {"mission": "Mission", "vision": "Vision"}
_WITH_STAKEHOLDERS = frozenset({"Goal", "Objective"})


@dataclass(slots=True)
class _Placed:
    """An item and the element that stands for it."""

    item: Item
    element: str
    goal: str | None  # of an Objective: the item whose Goal it is in; None: the umbrella's
    identifier: str | None = None

    @property
    def usual_parent(self) -> str | None:
        """The parent that the file's structure alone gives it."""
        return self.goal if self.element == "Objective" else None

    @property
    def moved(self) -> bool:
        return self.item.parent != self.usual_parent


def from_plan(plan: Plan, part: int) -> File:
    """The records of a file of this part (1 or 2)."""
    return _Conversion(plan, part).file()


class _Conversion:
    def __init__(self, plan: Plan, part: int) -> None:
        self._plan = plan
        self._part = part
        self._identifiers: set[str] = set()
        self._placed = self._place()
        self._referenced = {each.item.parent for each in self._placed.values() if each.moved} - {
            None
        }
        self._group_index = {group.id: i for i, group in enumerate(plan.stakeholders)}
        self._first_named: dict[str, int] = {}
        for index, group in enumerate(plan.stakeholders):
            self._first_named.setdefault(collapse(writable(group.name)), index)
        self._groups_referenced = False
        self._channels: Mapping[str, Channel] = {way.id: way for way in plan.channels}
        for each in self._placed.values():
            each.identifier = self._identify(each)

    def file(self) -> File:
        plan, source = self._plan, self._plan.source or {}
        name, description = _text(source, "name"), _text(source, "description")
        file = File(
            part=self._part,
            name=name if collapse(name) == plan.title else writable(plan.title),
            description=(
                description
                if description.strip() == plan.description
                else writable(plan.description)
            ),
            other=_text(source, "other"),
            entries=self._entries(),
            administration=from_json(Administration, source.get("administration")),
            submitter=from_json(Submitter, source.get("submitter")),
        )
        file.type = _text(source, "type") or self._type()
        file.organizations = self._organizations()
        self._list_unused(file)
        self._identify_others(file)
        if not is_imported(plan.source):
            file.marker[MADE_HERE] = 1
        self._mark_plan(file)
        self._mark_groups(file)
        if plan.channels:
            file.marker["channels"] = [_channel_json(way) for way in plan.channels]
            file.generated = words.of_channels(plan.channels)
        if self._part == 1:
            _leave_part_2(file, source)
        return file

    # ------------------------------------------------------------ structure

    def _place(self) -> dict[str, _Placed]:
        placed: dict[str, _Placed] = {}
        taken: set[str] = set()
        goals: dict[
            str, str | None
        ] = {}  # of each item: itself or the nearest above that is a Goal
        for item in self._plan.walk():
            above = None if item.parent is None else goals[item.parent]
            element = "Objective"
            if item.kind in _ONE_EACH and item.kind not in taken:
                taken.add(item.kind)
                element = _ONE_EACH[item.kind]
            elif item.kind == "value":
                element = "Value"
            elif item.kind == "goal":
                element = "Goal"
            goals[item.id] = item.id if element == "Goal" else above
            placed[item.id] = _Placed(item, element, above)
        return placed

    def _entries(self) -> list[Entry]:
        """The entries in the order of the schema."""
        entries = {each.item.id: self._entry(each) for each in self._placed.values()}
        top: list[_Placed] = []
        goals: list[Entry] = []
        beyond: list[Entry] = []
        in_file: list[_Placed] = []
        for element in ("Vision", "Mission", "Value"):
            top.extend(each for each in self._placed.values() if each.element == element)
        in_file.extend(top)
        objectives: dict[str | None, list[_Placed]] = {}
        for each in self._placed.values():
            if each.element == "Objective":
                objectives.setdefault(each.goal, []).append(each)
        for each in self._placed.values():
            if each.element == "Goal":
                below = objectives.get(each.item.id, [])
                entries[each.item.id].children = [entries[other.item.id] for other in below]
                goals.append(entries[each.item.id])
                in_file.extend([each, *below])
        for each in objectives.get(None, []):
            beyond.append(entries[each.item.id])
            in_file.append(each)
        if beyond or not goals:
            goals.append(_umbrella(beyond))
        self._mark_places(in_file, entries)
        return [*(entries[each.item.id] for each in top), *goals]

    def _mark_places(self, in_file: list[_Placed], entries: Mapping[str, Entry]) -> None:
        """Where the order of the file is not the plan's, each sibling says its place."""
        siblings: dict[str | None, list[_Placed]] = {}
        for each in in_file:
            siblings.setdefault(each.item.parent, []).append(each)
        for parent, group in siblings.items():
            if parent is None:
                group.sort(key=lambda each: rank_of(each.element))
                wanted = self._plan.roots
            else:
                wanted = self._plan.items[parent].children
            if tuple(each.item.id for each in group) != wanted:
                for place, id_ in enumerate(wanted):
                    entries[id_].marker["place"] = place

    # ------------------------------------------------------------ entries

    def _entry(self, placed: _Placed) -> Entry:
        item, element = placed.item, placed.element
        source = item.source or {}
        written = self._texts(placed, source)
        entry = Entry(
            element=element,
            name=written.name,
            description=written.description,
            other=written.other,
            identifier=placed.identifier,
        )
        if element in _WITH_STAKEHOLDERS:
            entry.sequence = _text(source, "sequence")
            entry.uses = self._uses(item, source)
        left: tuple[Measure, ...] = item.measures
        if element == "Objective" and self._part == 2:
            entry.indicators = [self._indicator(measure) for measure in item.measures]
            left = ()
        entry.marker = self._marker(placed, entry, left)
        if element in texts.WITH_OTHER:
            usual = KINDS_OF_ELEMENTS[element]
            parent = self._plan.items.get(item.parent or "") if placed.moved else None
            entry.generated = words.of_item(
                item,
                named=item.kind != usual or placed.moved,
                parent=parent,
                channels=[self._channels[way] for way in item.channels],
                measures=left,
            )
        bare = replace(entry, uses=[]) == Entry(element=element)
        if bare and all(use == Use() for use in entry.uses):
            entry.marker["empty"] = True  # or whoever reads the file takes it for nothing
        return entry

    def _texts(self, placed: _Placed, source: JsonObject) -> Texts:
        """The texts as they came, if they still mean what the item says; else new ones."""
        item, element = placed.item, placed.element
        raw = source.get("texts")
        if isinstance(raw, dict):
            came = Texts(_text(raw, "name"), _text(raw, "description"), _text(raw, "other"))
            if element not in texts.WITH_OTHER:
                came = replace(came, other="")
            if element in texts.STATEMENTS:
                came = replace(came, name="")
            if texts.get(element, came) == (item.title, item.body):
                return came
        statement = source.get("statement") is True
        return texts.put(element, item.title, item.body, statement=statement)

    def _marker(
        self, placed: _Placed, entry: Entry, measures: tuple[Measure, ...]
    ) -> dict[str, Any]:
        item = placed.item
        marker: dict[str, Any] = {}
        own = not is_imported(item.source)
        if entry.identifier is None and (own or item.id in self._referenced):
            marker["id"] = item.id
        if item.kind != KINDS_OF_ELEMENTS[entry.element]:
            marker["kind"] = item.kind
        if placed.moved:
            marker["parent"] = None if item.parent is None else self._reference(item.parent)
        if item.status != DEFAULT_STATUS:
            marker["status"] = item.status
        if item.owner is not None:
            marker["owner"] = item.owner.name
        if item.due is not None:
            marker["due"] = item.due
        if item.channels:
            marker["channels"] = list(item.channels)
        if item.stakeholders and entry.element not in _WITH_STAKEHOLDERS:
            marker["stakeholders"] = [self._group_index[group] for group in item.stakeholders]
            self._groups_referenced = True
        if measures:
            marker["measures"] = [indicators.to_json(measure) for measure in measures]
        for name, number in (("x", item.x), ("y", item.y)):
            if number is not None:
                marker[name] = whole(number)
        title, body = read_texts(entry)
        if title != item.title:
            marker["title"] = item.title
        if body != item.body:
            marker["body"] = body_to_json(item.body)
        if "title" in marker or "body" in marker:
            marker["for"] = digest(texts_of(entry))
        return marker

    def _indicator(self, measure: Measure) -> Indicator:
        source = measure.source or {}
        came: Indicator | None = None
        if isinstance(source.get("indicator"), dict):
            came = from_json(Indicator, source["indicator"])
        imported = is_imported(source) and "identifier" in source.get("indicator", {})
        identifier: str | None = None
        if came is not None and imported:
            identifier = self._take(came.identifier)
        elif came is None or not is_imported(source):
            identifier = self._take(identifier_of(measure.id))
        indicator = indicators.put(measure, came, identifier)
        if identifier is None and not is_imported(source):
            indicator.marker["id"] = measure.id
        if indicator == Indicator():
            indicator.marker["empty"] = True
        return indicator

    # ------------------------------------------------------------ stakeholders

    def _uses(self, item: Item, source: JsonObject) -> list[Use]:
        """As they came, as far as the item still has these groups; then its further groups."""
        uses, named = self._kept_uses(source.get("stakeholders"), set(item.stakeholders))
        uses.extend(self._use(group) for group in item.stakeholders if group not in named)
        return uses

    def _kept_uses(self, listed: Any, still: set[str] | None) -> tuple[list[Use], set[str]]:
        uses: list[Use] = []
        named: set[str] = set()
        for json in listed if isinstance(listed, list) else ():
            if not isinstance(json, dict):
                continue
            id_ = json.get("id")
            if id_ is None:
                use = use_from_json(json, None)
                if not collapse(use.name):  # only an empty element has no group
                    uses.append(use)
            elif id_ in self._group_index and (still is None or id_ in still):
                uses.append(self._use(id_, json))
                named.add(id_)
        return uses, named

    def _use(self, id_: str, json: JsonObject | None = None) -> Use:
        index = self._group_index[id_]
        group = self._plan.stakeholders[index]
        use = default_use(group) if json is None else use_from_json(json, group)
        name = collapse(writable(use.name))
        if not name or self._first_named.get(name) != index:
            use.marker[GROUP] = index
            self._groups_referenced = True
        return use

    def _list_unused(self, file: File) -> None:
        """A group that nothing else names is named by the organization."""
        groups = Groups(file, _no_id)
        used = {groups.index_of(use) for use in uses_of(file)}
        names = {collapse(writable(groups.all[index].name)) for index in used if index is not None}
        marked = {use.marker.get(GROUP) for use in uses_of(file)}
        for index, group in enumerate(self._plan.stakeholders):
            name = collapse(writable(group.name))
            first = self._first_named[name] == index
            if index in marked or (first and name and name in names):
                continue
            if not file.organizations:
                file.organizations.append(Organization())
            file.organizations[0].uses.append(self._use(group.id))

    def _mark_groups(self, file: File) -> None:
        """List the groups where the file's elements alone would not give the same ones."""
        groups = self._plan.stakeholders
        if not self._groups_referenced and all(is_imported(group.source) for group in groups):
            found = Groups(file, _no_id).all
            if [_group_says(group) for group in found] == [_group_says(each) for each in groups]:
                return
        if not groups:
            return
        listed: list[dict[str, Any]] = []
        for index, group in enumerate(groups):
            json = {} if is_imported(group.source) else {"id": group.id}
            json["name"] = group.name
            if group.color != default_color(index):
                json["color"] = group.color
            listed.append(json)
        file.marker["stakeholders"] = listed
        derived = Groups(file, _no_id).all
        for json, group, other in zip(listed, groups, derived, strict=False):
            if other.description != group.description:
                json["description"] = group.description

    # ------------------------------------------------------------ the plan itself

    def _organizations(self) -> list[Organization]:
        plan, source = self._plan, self._plan.source or {}
        found: list[Organization] = []
        listed = source.get("organizations")
        for json in listed if isinstance(listed, list) else ():
            if isinstance(json, dict):
                organization = from_json(
                    Organization, {key: value for key, value in json.items() if key != "uses"}
                )
                organization.uses, _ = self._kept_uses(json.get("uses"), None)
                found.append(organization)
        if not found and plan.organization:
            found.append(Organization())
        if found and collapse(found[0].name) != plan.organization:
            found[0].name = writable(plan.organization)
        return found

    def _type(self) -> str:
        measured = any(item.measures for item in self._plan.items.values())
        return "Performance_Plan" if measured else "Strategic_Plan"

    def _mark_plan(self, file: File) -> None:
        organization = file.organizations[0].name if file.organizations else ""
        for name, says, wanted in (
            ("title", collapse(file.name), self._plan.title),
            ("organization", collapse(organization), self._plan.organization),
            ("description", file.description.strip(), self._plan.description),
        ):
            if says != wanted:
                file.marker[name] = wanted

    # ------------------------------------------------------------ identifiers

    def _identify(self, placed: _Placed) -> str | None:
        if placed.element == "Value":
            return None
        source = placed.item.source or {}
        came = source.get("identifier")
        if isinstance(came, str):
            taken = self._take(came)
            if taken is not None:
                return taken
        if is_imported(source) and placed.item.id not in self._referenced:
            return None
        return self._take(identifier_of(placed.item.id))

    def _reference(self, id_: str) -> str:
        return self._placed[id_].identifier or id_

    def _identify_others(self, file: File) -> None:
        for organization in file.organizations:
            organization.identifier = self._take(organization.identifier)
        file.administration.identifier = self._take(file.administration.identifier)
        file.submitter.identifier = self._take(file.submitter.identifier)
        for entry in file.entries:
            for each in (entry, *entry.children):
                for indicator in each.indicators:
                    for relationship in indicator.relationships:
                        relationship.identifier = self._take(relationship.identifier)

    def _take(self, identifier: str | None) -> str | None:
        """An Identifier stands once in a file."""
        if identifier is None or identifier in self._identifiers or not is_name(identifier):
            return None
        self._identifiers.add(identifier)
        return identifier


def _umbrella(beyond: list[Entry]) -> Entry:
    text = UMBRELLA_TEXT if beyond else NO_GOALS_TEXT
    return Entry("Goal", UMBRELLA_NAME, text, children=beyond, marker={UMBRELLA: True})


def _leave_part_2(file: File, source: JsonObject) -> None:
    """What Part 1 has no element for goes into markers."""
    for use in uses_of(file):
        if use.roles:
            use.marker[ROLES] = [to_json(role) for role in use.roles]
            use.roles = []
    identifiers: dict[str, Any] = {}
    for name, record in (
        ("administration", file.administration),
        ("submitter", file.submitter),
    ):
        if record.identifier is not None:
            identifiers[name] = record.identifier
    if identifiers:
        file.marker["identifiers"] = identifiers
    if _text(source, "type"):
        file.marker["type"] = source["type"]


def _channel_json(way: Channel) -> dict[str, Any]:
    return {
        "id": way.id,
        "name": way.name,
        "speed": way.speed,
        "formality": way.formality,
        "time": way.time,
        "place": way.place,
        "twoWay": way.two_way,
    }


def _group_says(group: Stakeholder) -> tuple[str, str, str, str | None]:
    return (group.name, group.description, group.color, type_of(group))


def _text(source: JsonObject, key: str) -> str:
    value = source.get(key)
    return writable(value) if isinstance(value, str) else ""


def _no_id() -> str:
    return ""
