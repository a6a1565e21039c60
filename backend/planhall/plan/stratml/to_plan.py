"""From the records of a StratML file to a plan.

What a record says that the plan has no field for stays in ``source``, so that an export gives it
back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from planhall.plan.body import collapse
from planhall.plan.body import from_json as body_from_json
from planhall.plan.document import as_date, as_number, as_text
from planhall.plan.model import (
    DEFAULT_STATUS,
    STATUSES,
    Body,
    Channel,
    Item,
    JsonObject,
    Measure,
    Owner,
    Plan,
)
from planhall.plan.stratml import indicators, texts
from planhall.plan.stratml.groups import ROLES, Groups, roles_from_json, use_to_json, uses_of
from planhall.plan.stratml.marks import (
    IMPORTED,
    KINDS_OF_ELEMENTS,
    MADE_HERE,
    UMBRELLA,
    digest,
    id_from,
    kept_id,
    rank_of,
)
from planhall.plan.stratml.records import Entry, File, Indicator, Organization, to_json
from planhall.plan.stratml.texts import Texts
from planhall.plan.tree import Place, settle


@dataclass(slots=True)
class _Draft:
    entry: Entry
    id: str
    position: int
    parent: str | None  # the id of the item that the file's structure puts it under


def to_plan(file: File, new_id: Callable[[], str]) -> Plan:
    """The plan that a file holds. ``new_id`` makes ids for what has none of ours."""
    return _Conversion(file, new_id).plan()


def texts_of(entry: Entry) -> Texts:
    return Texts(entry.name, entry.description, entry.other)


class _Conversion:
    def __init__(self, file: File, new_id: Callable[[], str]) -> None:
        _restore_part_2(file)
        self._file = file
        self._new_id = new_id
        self._taken: set[str] = set()
        self._groups = Groups(file, new_id)
        self._channels = tuple(self._read_channels())
        self._drafts: dict[str, _Draft] = {}
        self._by_reference: dict[str, str] = {}
        for entry in file.entries:
            self._collect(entry, None)

    def plan(self) -> Plan:
        file = self._file
        children = self._children()
        roots = tuple(children.pop(None, ()))
        parents = {child: parent for parent, ids in children.items() for child in ids}
        items: dict[str, Item] = {}
        stack = list(reversed(roots))
        while stack:
            id_ = stack.pop()
            below = tuple(children.get(id_, ()))
            items[id_] = self._item(self._drafts[id_], parents.get(id_), below)
            stack.extend(reversed(below))
        organization = file.organizations[0].name if file.organizations else ""
        return Plan(
            title=_told(file.marker, "title", collapse(file.name)),
            organization=_told(file.marker, "organization", collapse(organization)),
            description=_told(file.marker, "description", file.description.strip()),
            items=items,
            roots=roots,
            stakeholders=self._groups.all,
            channels=self._channels,
            source=self._plan_source(),
        )

    # ------------------------------------------------------------ structure

    def _collect(self, entry: Entry, parent: str | None) -> None:
        id_: str | None = None
        if entry.marker.get(UMBRELLA) is not True:
            own = entry.marker.get("id", id_from(entry.identifier))
            id_ = kept_id(own, self._taken) or self._fresh()
            self._drafts[id_] = _Draft(entry, id_, len(self._drafts), parent)
            for reference in (entry.identifier, entry.marker.get("id")):
                if isinstance(reference, str):
                    self._by_reference.setdefault(reference, id_)
        for child in entry.children:
            self._collect(child, id_)

    def _fresh(self) -> str:
        while kept_id(id_ := self._new_id(), self._taken) is None:
            pass
        return id_

    def _children(self) -> dict[str | None, list[str]]:
        """Ids by parent, in order; a marker says what the file's structure cannot."""
        places = {
            draft.id: Place(parent=self._parent_of(draft), order=None)
            for draft in self._drafts.values()
        }
        children: dict[str | None, list[str]] = {}
        for id_, parent in settle(places).parents.items():
            children.setdefault(parent, []).append(id_)
        for parent, siblings in children.items():
            keys = {id_: self._sort_key(id_, parent is None) for id_ in siblings}
            siblings.sort(key=keys.__getitem__)
        return children

    def _parent_of(self, draft: _Draft) -> str | None:
        if "parent" not in draft.entry.marker:
            return draft.parent
        reference = draft.entry.marker["parent"]
        if reference is None:
            return None
        return self._by_reference.get(as_text(reference), draft.parent)

    def _sort_key(self, id_: str, top: bool) -> tuple[float, int, int]:
        draft = self._drafts[id_]
        place = as_number(draft.entry.marker.get("place"))
        rank = rank_of(draft.entry.element) if top else 0
        if place is not None:
            return (place, -1, draft.position)
        return (0, rank, draft.position)

    # ------------------------------------------------------------ items

    def _item(self, draft: _Draft, parent: str | None, children: tuple[str, ...]) -> Item:
        entry, marker = draft.entry, draft.entry.marker
        kind = marker.get("kind")
        status = marker.get("status")
        title, body = read_texts(entry)
        owner = as_text(marker.get("owner"))
        used = self._stakeholders(entry)
        ways = marker.get("channels")
        return Item(
            id=draft.id,
            kind=kind if isinstance(kind, str) else KINDS_OF_ELEMENTS[entry.element],
            title=title,
            body=body,
            parent=parent,
            children=children,
            status=status if status in STATUSES else DEFAULT_STATUS,
            owner=Owner(None, owner) if "owner" in marker else None,
            due=as_date(marker.get("due")),
            stakeholders=tuple(group.id for group in self._groups.all if group.id in used),
            channels=tuple(
                way.id for way in self._channels if isinstance(ways, list) and way.id in ways
            ),
            measures=self._measures(entry),
            x=as_number(marker.get("x")),
            y=as_number(marker.get("y")),
            source=self._item_source(draft, title, body),
        )

    def _stakeholders(self, entry: Entry) -> set[str]:
        groups = self._groups.all
        found = {self._groups.index_of(use) for use in entry.uses}
        listed = entry.marker.get("stakeholders")
        if isinstance(listed, list):
            found.update(
                index
                for index in listed
                if isinstance(index, int) and 0 <= index < self._groups.listed
            )
        return {groups[index].id for index in found if index is not None}

    def _measures(self, entry: Entry) -> tuple[Measure, ...]:
        taken: set[str] = set()
        found: list[Measure] = []
        for indicator in entry.indicators:
            own = indicator.marker.get("id", id_from(indicator.identifier))
            id_ = kept_id(own, taken) or self._new_id()
            measure = indicators.get(indicator, id_)
            found.append(replace(measure, source=_indicator_source(indicator, measure)))
        listed = entry.marker.get("measures")
        for json in listed if isinstance(listed, list) else ():
            if isinstance(json, dict):
                id_ = kept_id(json.get("id"), taken) or self._new_id()
                found.append(indicators.from_json(json, id_))
        return tuple(found)

    # ------------------------------------------------------------ source

    def _item_source(self, draft: _Draft, title: str, body: Body) -> dict[str, Any] | None:
        entry = draft.entry
        source: dict[str, Any] = {}
        if entry.identifier is not None and id_from(entry.identifier) != draft.id:
            source["identifier"] = entry.identifier
        if entry.sequence:
            source["sequence"] = entry.sequence
        raw = texts_of(entry)
        if texts.put(entry.element, title, body) != raw:
            if entry.element not in texts.STATEMENTS and not collapse(entry.name):
                source["statement"] = True
            if texts.put(entry.element, title, body, statement="statement" in source) != raw:
                written = {"name": raw.name, "description": raw.description, "other": raw.other}
                source["texts"] = {key: text for key, text in written.items() if text}
        uses = self._uses_source(entry)
        if uses:
            source["stakeholders"] = uses
        own = draft.entry.marker.get("id") == draft.id or id_from(entry.identifier) == draft.id
        if own and not source:
            return None
        return {"from": IMPORTED, **source}

    def _uses_source(self, entry: Entry) -> list[dict[str, Any]]:
        """The Stakeholder elements, where they are not just the item's groups in order."""
        kept: list[dict[str, Any]] = []
        indices: list[int] = []
        usual = True
        for use in entry.uses:
            index = self._groups.index_of(use)
            group = None if index is None else self._groups.all[index]
            json = use_to_json(use, group)
            usual = usual and index is not None and len(json) == 1
            indices.append(-1 if index is None else index)
            kept.append(json)
        usual = usual and indices == sorted(set(indices))
        return [] if usual else kept

    def _plan_source(self) -> dict[str, Any] | None:
        file = self._file
        own = file.marker.get(MADE_HERE) is not None
        organizations = [self._organization_source(each) for each in file.organizations]
        if own and len(organizations) == 1 and organizations[0].keys() <= {"name", "uses"}:
            organizations = []  # its groups are listed there because nothing else names them
        name, description = file.name, file.description
        source: dict[str, Any] = {
            "type": None if own else file.type,
            "name": "" if own or name == collapse(name) else name,
            "description": "" if own or description == description.strip() else description,
            "other": file.other,
            "administration": to_json(file.administration),
            "submitter": to_json(file.submitter),
            "organizations": organizations,
        }
        source = {key: value for key, value in source.items() if value}
        if own:
            return {"from": MADE_HERE, **source} if source else None
        return {"from": IMPORTED, **source}

    def _organization_source(self, organization: Organization) -> dict[str, Any]:
        json = to_json(organization)
        uses = []
        for use in organization.uses:
            index = self._groups.index_of(use)
            group = None if index is None else self._groups.all[index]
            uses.append(use_to_json(use, group))
        if uses:
            json["uses"] = uses
        return json

    def _read_channels(self) -> Iterator[Channel]:
        listed = self._file.marker.get("channels")
        taken: set[str] = set()
        for json in listed if isinstance(listed, list) else ():
            if isinstance(json, dict):
                yield Channel(
                    id=kept_id(json.get("id"), taken) or self._new_id(),
                    name=as_text(json.get("name")),
                    speed=as_text(json.get("speed")),
                    formality=as_text(json.get("formality")),
                    time=as_text(json.get("time")),
                    place=as_text(json.get("place")),
                    two_way=json.get("twoWay") is True,
                )


def read_texts(entry: Entry) -> tuple[str, Body]:
    """An entry's title and body; its marker counts while nobody changed the texts it is about."""
    title, body = texts.get(entry.element, texts_of(entry))
    marker = entry.marker
    if marker.get("for") == digest(texts_of(entry)):
        title = _told(marker, "title", title)
        if "body" in marker:
            body = body_from_json(marker["body"])
    return title, body


def _told(marker: JsonObject, key: str, otherwise: str) -> str:
    value = marker.get(key)
    return value if isinstance(value, str) else otherwise


def _indicator_source(indicator: Indicator, measure: Measure) -> dict[str, Any] | None:
    """What the indicator says that its measure does not give back."""
    identified = id_from(indicator.identifier) == measure.id
    own = identified or indicator.marker.get("id") == measure.id
    bare = indicators.put(measure, None, indicator.identifier if identified else None)
    kept = replace(indicator, marker={})
    if own and to_json(replace(bare, marker={})) == to_json(kept):
        return None
    json = to_json(kept)
    if identified:
        json.pop("identifier", None)
    return {"from": IMPORTED, "indicator": json}


def _restore_part_2(file: File) -> None:
    """What Part 1 has no element for was left in markers."""
    for use in uses_of(file):
        if ROLES in use.marker and not use.roles:
            use.roles = roles_from_json(use.marker[ROLES])
    if file.part == 1:
        kind = file.marker.get("type")
        file.type = kind if isinstance(kind, str) else None
        identifiers = file.marker.get("identifiers")
        if isinstance(identifiers, dict):
            for name, record in (
                ("administration", file.administration),
                ("submitter", file.submitter),
            ):
                if isinstance(identifiers.get(name), str):
                    record.identifier = identifiers[name]
