"""Reading a board's document into a Plan."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from pycrdt import Doc, Map

from planhall.plan import document as fields
from planhall.plan.body import read_body
from planhall.plan.model import (
    DEFAULT_KIND,
    DEFAULT_STATUS,
    STATUSES,
    Channel,
    DeletedItem,
    Item,
    Measure,
    Owner,
    Plan,
    Reading,
    Stakeholder,
    Summary,
)
from planhall.plan.tree import Place, Tree, settle, sort_key


def read_plan(doc: Doc[Any]) -> Plan:
    """The whole plan, as a snapshot. Never raises, whatever clients wrote."""
    with doc.transaction():
        meta = fields.root(doc, fields.META)
        stakeholders = _read_stakeholders(fields.root(doc, fields.STAKEHOLDERS))
        channels = _read_channels(fields.root(doc, fields.CHANNELS))
        entries = dict(fields.maps(fields.root(doc, fields.ITEMS)))
        tree = settle(_places(entries))
        groups = [stakeholder.id for stakeholder in stakeholders]
        ways = [channel.id for channel in channels]
        return Plan(
            title=fields.text_of(meta, "title"),
            organization=fields.text_of(meta, "organization"),
            description=fields.text_of(meta, "description"),
            items={id_: _read_item(id_, entries[id_], tree, groups, ways) for id_ in tree.walk()},
            roots=tree.roots,
            stakeholders=stakeholders,
            channels=channels,
            deleted=_read_deleted(entries),
            source=fields.object_of(meta, "source"),
        )


def read_places(doc: Doc[Any]) -> dict[str, Place]:
    """Where each item says it belongs, deleted ones too."""
    with doc.transaction():
        return _places(dict(fields.maps(fields.root(doc, fields.ITEMS))))


def read_tree(doc: Doc[Any]) -> Tree:
    """Only who is whose child."""
    with doc.transaction():
        return settle(_places(dict(fields.maps(fields.root(doc, fields.ITEMS)))))


def has_item(doc: Doc[Any], id_: str) -> bool:
    """Whether there is such an item, and not in the bin."""
    entry = fields.root(doc, fields.ITEMS).get(id_)
    return isinstance(entry, Map) and not fields.is_deleted(entry)


def read_summary(doc: Doc[Any]) -> Summary:
    """What the home page shows: cheap, also for a document of thousands of items."""
    with doc.transaction():
        meta = fields.root(doc, fields.META)
        kinds: Counter[str] = Counter()
        for _, entry in fields.maps(fields.root(doc, fields.ITEMS)):
            if not fields.is_deleted(entry):
                kinds[_kind_of(entry)] += 1
        return Summary(
            title=fields.text_of(meta, "title"),
            description=fields.text_of(meta, "description"),
            items=kinds.total(),
            kinds=dict(sorted(kinds.items())),
        )


def _kind_of(entry: Map[Any]) -> str:
    return fields.string_of(entry, "kind") or DEFAULT_KIND


def _places(entries: Mapping[str, Map[Any]]) -> dict[str, Place]:
    return {id_: place_of(entry) for id_, entry in entries.items()}


def place_of(item: Map[Any]) -> Place:
    return Place(
        parent=fields.string_of(item, "parent"),
        order=fields.string_of(item, "order"),
        deleted=fields.is_deleted(item),
    )


def _read_item(
    id_: str, entry: Map[Any], tree: Tree, stakeholders: list[str], channels: list[str]
) -> Item:
    status = fields.string_of(entry, "status")
    groups = fields.set_of(entry, "stakeholders")
    ways = fields.set_of(entry, "channels")
    return Item(
        id=id_,
        kind=_kind_of(entry),
        title=fields.text_of(entry, "title"),
        body=read_body(fields.fragment_of(entry, "body")),
        parent=tree.parents[id_],
        children=tree.children.get(id_, ()),
        order=fields.string_of(entry, "order"),
        status=status if status in STATUSES else DEFAULT_STATUS,
        owner=_read_owner(entry),
        due=fields.date_of(entry, "due"),
        stakeholders=tuple(group for group in stakeholders if group in groups),
        channels=tuple(way for way in channels if way in ways),
        measures=_read_measures(entry),
        created_by=fields.string_of(entry, "createdBy"),
        created_at=fields.whole_number_of(entry, "createdAt"),
        x=fields.number_of(entry, "x"),
        y=fields.number_of(entry, "y"),
        source=fields.object_of(entry, "source"),
    )


def _read_owner(entry: Map[Any]) -> Owner | None:
    owner = fields.object_of(entry, "owner")
    if owner is None or not isinstance(owner.get("name"), str):
        return None
    id_ = owner.get("id")
    return Owner(id=id_ if isinstance(id_, str) else None, name=owner["name"])


def _read_measures(entry: Map[Any]) -> tuple[Measure, ...]:
    measures = fields.map_of(entry, "measures")
    if measures is None:
        return ()
    found = [
        (
            sort_key(id_, fields.string_of(measure, "order")),
            Measure(
                id=id_,
                name=fields.text_of(measure, "name"),
                unit=fields.text_of(measure, "unit"),
                baseline=fields.number_of(measure, "baseline"),
                target=fields.number_of(measure, "target"),
                due=fields.date_of(measure, "due"),
                note=fields.text_of(measure, "note"),
                readings=_read_readings(measure),
                source=fields.object_of(measure, "source"),
            ),
        )
        for id_, measure in fields.maps(measures)
    ]
    found.sort(key=lambda pair: pair[0])
    return tuple(measure for _, measure in found)


def _read_readings(measure: Map[Any]) -> tuple[Reading, ...]:
    readings = measure.get("readings")
    if not isinstance(readings, dict | Map):
        return ()
    found: list[Reading] = []
    for id_, value in readings.items():
        reading = fields.plain(value)
        at = fields.as_date(reading.get("at")) if isinstance(reading, dict) else None
        if at is None:
            continue
        found.append(
            Reading(
                id=str(id_),
                at=at,
                value=fields.as_number(reading.get("value")),
                note=fields.as_text(reading.get("note")),
            )
        )
    return tuple(sorted(found, key=lambda reading: (reading.at, reading.id)))


def _read_stakeholders(root: Map[Any]) -> tuple[Stakeholder, ...]:
    found = [
        (
            sort_key(id_, fields.string_of(entry, "order")),
            Stakeholder(
                id=id_,
                name=fields.text_of(entry, "name"),
                description=fields.text_of(entry, "description"),
                color=fields.text_of(entry, "color"),
                source=fields.object_of(entry, "source"),
            ),
        )
        for id_, entry in fields.maps(root)
    ]
    found.sort(key=lambda pair: pair[0])
    return tuple(stakeholder for _, stakeholder in found)


def _read_channels(root: Map[Any]) -> tuple[Channel, ...]:
    """An unknown speed, formality, time or place (a newer client's) is kept as it is."""
    found = [
        (
            sort_key(id_, fields.string_of(entry, "order")),
            Channel(
                id=id_,
                name=fields.text_of(entry, "name"),
                speed=fields.text_of(entry, "speed"),
                formality=fields.text_of(entry, "formality"),
                time=fields.text_of(entry, "time"),
                place=fields.text_of(entry, "place"),
                two_way=entry.get("twoWay") is True,
            ),
        )
        for id_, entry in fields.maps(root)
    ]
    found.sort(key=lambda pair: pair[0])
    return tuple(channel for _, channel in found)


def _read_deleted(entries: Mapping[str, Map[Any]]) -> tuple[DeletedItem, ...]:
    found = []
    for id_, entry in entries.items():
        if not fields.is_deleted(entry):
            continue
        deleted = fields.object_of(entry, "deleted") or {}
        by = deleted.get("by")
        found.append(
            DeletedItem(
                id=id_,
                kind=_kind_of(entry),
                title=fields.text_of(entry, "title"),
                at=int(fields.as_number(deleted.get("at")) or 0),
                by=by if isinstance(by, str) else None,
            )
        )
    return tuple(sorted(found, key=lambda item: (-item.at, item.id)))
