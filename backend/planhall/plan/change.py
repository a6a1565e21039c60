"""Changes to a plan in its document; each is one transaction.

Twin of ``frontend/src/plan/change.ts``. Everything takes the live ``Doc``; on the server it runs
inside ``Sync.edit``. What names an item that is not there raises ``NotFound``.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pycrdt import Doc, Map, Text, XmlFragment

from planhall.accounts.ids import new_id
from planhall.plan import document as fields
from planhall.plan.body import write_body
from planhall.plan.body_change import change_content
from planhall.plan.model import (
    Body,
    Channel,
    Item,
    Measure,
    Owner,
    Plan,
    Reading,
    Stakeholder,
)
from planhall.plan.ordering import keys_at, keys_in_a_row
from planhall.plan.read import read_tree
from planhall.plan.tree import sort_key
from planhall.problems import Invalid, NotFound

_T = TypeVar("_T")


def now_ms() -> int:
    """Milliseconds since 1970, as the document keeps moments."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class At:
    """A place among the children of ``parent``: before or after a sibling, else last."""

    parent: str | None = None
    before: str | None = None
    after: str | None = None


TOP = At()


# ---------------------------------------------------------------- the whole


def write_plan(doc: Doc[Any], plan: Plan, *, by: str | None, at: int | None = None) -> None:
    """Write a whole plan into an empty document; order keys are made anew."""
    moment = now_ms() if at is None else at
    with doc.transaction():
        set_meta(
            doc, title=plan.title, organization=plan.organization, description=plan.description
        )
        if plan.source is not None:
            fields.root(doc, fields.META)["source"] = dict(plan.source)
        groups = fields.root(doc, fields.STAKEHOLDERS)
        for group, key in _with_keys(plan.stakeholders):
            groups[group.id] = _stakeholder_map(group, key)
        ways = fields.root(doc, fields.CHANNELS)
        for way, key in _with_keys(plan.channels):
            ways[way.id] = _channel_map(way, key)
        keys = dict(zip(plan.roots, keys_in_a_row(len(plan.roots)), strict=True))
        for item in plan.walk():
            keys.update(zip(item.children, keys_in_a_row(len(item.children)), strict=True))
        items = fields.root(doc, fields.ITEMS)
        for item in plan.walk():
            _put_item(items, item, keys[item.id], by, moment)


def set_meta(
    doc: Doc[Any],
    *,
    title: str | None = None,
    organization: str | None = None,
    description: str | None = None,
) -> None:
    """Change what the plan says of itself; what is left out stays."""
    with doc.transaction():
        meta = fields.root(doc, fields.META)
        if meta.get("schema") is None:
            meta["schema"] = fields.SCHEMA
        for name, value in (
            ("title", title),
            ("organization", organization),
            ("description", description),
        ):
            if value is not None:
                meta[name] = value


# ---------------------------------------------------------------- items


def add_item(
    doc: Doc[Any],
    kind: str,
    title: str = "",
    place: At = TOP,
    *,
    by: str | None,
    body: Body = (),
    at: int | None = None,
) -> str:
    """Add an item, and return its id."""
    with doc.transaction():
        items = fields.root(doc, fields.ITEMS)
        item = Item(id=new_id(), kind=kind, title=title, body=body, parent=place.parent)
        if place.parent is not None:
            _entry(doc, place.parent)
        [order] = _make_room(doc, place, [item.id])
        _put_item(items, item, order, by, now_ms() if at is None else at)
        return item.id


def put_items(
    doc: Doc[Any], new: Iterable[Item], place: At = TOP, *, at: int | None = None
) -> list[str]:
    """Add items that have ids already, in a row; ``created_by`` of each says whose it is.

    What is there already, in the bin too, stays as it is: to do it twice is to do it once. Returns
    the ids of those that were added.
    """
    with doc.transaction():
        items = fields.root(doc, fields.ITEMS)
        added = [item for item in new if item.id not in items]
        if not added:
            return []
        if place.parent is not None:
            _entry(doc, place.parent)
        orders = _make_room(doc, place, [item.id for item in added])
        moment = now_ms() if at is None else at
        for item, order in zip(added, orders, strict=True):
            _put_item(items, replace(item, parent=place.parent), order, item.created_by, moment)
        return [item.id for item in added]


def move_items(doc: Doc[Any], ids: Iterable[str], place: At) -> bool:
    """Move items to one place, keeping their order; False, and nothing changed, if one of them
    would come to be under itself."""
    with doc.transaction():
        moving = list(dict.fromkeys(ids))
        entries = [_entry(doc, id_) for id_ in moving]
        tree = read_tree(doc)
        above = place.parent
        while above is not None:
            if above in moving:
                return False
            above = tree.parents.get(above)
        if place.parent is not None:
            _entry(doc, place.parent)
        orders = _make_room(doc, place, moving)
        for entry, order in zip(entries, orders, strict=True):
            entry["parent"] = place.parent
            entry["order"] = order
        return True


def move_item(doc: Doc[Any], id_: str, place: At) -> bool:
    return move_items(doc, [id_], place)


def set_kind(doc: Doc[Any], id_: str, kind: str) -> None:
    _entry(doc, id_)["kind"] = kind


def set_status(doc: Doc[Any], id_: str, status: str) -> None:
    _entry(doc, id_)["status"] = status


def set_owner(doc: Doc[Any], id_: str, owner: Owner | None) -> None:
    _entry(doc, id_)["owner"] = None if owner is None else {"id": owner.id, "name": owner.name}


def set_due(doc: Doc[Any], id_: str, due: str | None) -> None:
    """``due`` is ``YYYY-MM-DD``. Raises Invalid for anything else."""
    if due is not None and fields.as_date(due) is None:
        raise Invalid(f"{due!r} is not a date (YYYY-MM-DD).")
    _entry(doc, id_)["due"] = due


def set_title(doc: Doc[Any], id_: str, title: str) -> None:
    """Change the title by what differs only, so that others' typing in it survives."""
    with doc.transaction():
        text = fields.ensure(_entry(doc, id_), "title", Text, Text)
        _change_text(text, title)


def set_body(doc: Doc[Any], id_: str, body: Body) -> None:
    """Change the body by what differs only, so that others' typing in it survives."""
    with doc.transaction():
        fragment = fields.ensure(_entry(doc, id_), "body", XmlFragment, XmlFragment)
        change_content(fragment, body)


def append_body(doc: Doc[Any], id_: str, body: Body) -> None:
    """Put this after what the body holds."""
    with doc.transaction():
        fragment = fields.ensure(_entry(doc, id_), "body", XmlFragment, XmlFragment)
        write_body(fragment, body)


def set_stakeholder(doc: Doc[Any], id_: str, stakeholder: str, on: bool) -> None:
    _set_member(doc, id_, "stakeholders", stakeholder, on)


def set_channel(doc: Doc[Any], id_: str, channel: str, on: bool) -> None:
    _set_member(doc, id_, "channels", channel, on)


def delete_item(doc: Doc[Any], id_: str, *, by: str | None, at: int | None = None) -> list[str]:
    """Put an item and what hangs below it in the bin; returns their ids."""
    with doc.transaction():
        _entry(doc, id_)
        gone = [id_, *read_tree(doc).below(id_)]
        mark = {"by": by, "at": now_ms() if at is None else at}
        items = fields.root(doc, fields.ITEMS)
        for gone_id in gone:
            items[gone_id]["deleted"] = dict(mark)
        return gone


def restore_item(doc: Doc[Any], id_: str) -> list[str]:
    """Take an item out of the bin, with what was deleted together with it; returns their ids."""
    with doc.transaction():
        entries = dict(fields.maps(fields.root(doc, fields.ITEMS)))
        if id_ not in entries:
            raise NotFound("There is no such item.")
        mark = fields.object_of(entries[id_], "deleted")
        if mark is None:
            return []
        together = {
            other: fields.string_of(entry, "parent")
            for other, entry in entries.items()
            if fields.object_of(entry, "deleted") == mark
        }
        restored = [other for other in together if _leads_to(id_, other, together)]
        for other in restored:
            del entries[other]["deleted"]
        return restored


# ---------------------------------------------------------------- measures


def add_measure(doc: Doc[Any], item: str, measure: Measure) -> str:
    """Add a measure with its readings, last; its id is kept if it is new, else made."""
    with doc.transaction():
        measures = fields.ensure(_entry(doc, item), "measures", Map, Map)
        id_ = measure.id if measure.id and measure.id not in measures else new_id()
        measures[id_] = _measure_map(measure, _last_key(measures))
        return id_


def change_measure(
    doc: Doc[Any],
    item: str,
    measure: str,
    *,
    name: str | None = None,
    unit: str | None = None,
    note: str | None = None,
) -> None:
    with doc.transaction():
        entry = _measure(doc, item, measure)
        for key, value in (("name", name), ("unit", unit), ("note", note)):
            if value is not None:
                entry[key] = value


def set_measure_goal(
    doc: Doc[Any],
    item: str,
    measure: str,
    *,
    baseline: float | None,
    target: float | None,
    due: str | None,
) -> None:
    """From where, to where, and by when (``YYYY-MM-DD``)."""
    if due is not None and fields.as_date(due) is None:
        raise Invalid(f"{due!r} is not a date (YYYY-MM-DD).")
    with doc.transaction():
        entry = _measure(doc, item, measure)
        entry["baseline"] = baseline
        entry["target"] = target
        entry["due"] = due


def remove_measure(doc: Doc[Any], item: str, measure: str) -> None:
    with doc.transaction():
        _measure(doc, item, measure)
        del _entry(doc, item)["measures"][measure]


def add_reading(
    doc: Doc[Any], item: str, measure: str, at: str, value: float | None, note: str = ""
) -> str:
    """Add a dated reading (``at`` is ``YYYY-MM-DD``), and return its id."""
    if fields.as_date(at) is None:
        raise Invalid(f"{at!r} is not a date (YYYY-MM-DD).")
    with doc.transaction():
        readings = fields.ensure(_measure(doc, item, measure), "readings", Map, Map)
        reading = Reading(id=new_id(), at=at, value=value, note=note)
        readings[reading.id] = _reading_object(reading)
        return reading.id


def remove_reading(doc: Doc[Any], item: str, measure: str, reading: str) -> None:
    with doc.transaction():
        readings = fields.ensure(_measure(doc, item, measure), "readings", Map, Map)
        if reading in readings:
            del readings[reading]


# ---------------------------------------------------------------- stakeholder groups, channels


def add_stakeholder(doc: Doc[Any], name: str, description: str = "", color: str = "") -> str:
    """Add a stakeholder group, last, and return its id."""
    with doc.transaction():
        root = fields.root(doc, fields.STAKEHOLDERS)
        group = Stakeholder(id=new_id(), name=name, description=description, color=color)
        root[group.id] = _stakeholder_map(group, _last_key(root))
        return group.id


def remove_stakeholder(doc: Doc[Any], id_: str) -> None:
    """Items keep its id in their set, where it means nothing any more."""
    _remove(fields.root(doc, fields.STAKEHOLDERS), id_, "stakeholder group")


def add_channel(doc: Doc[Any], channel: Channel) -> str:
    """Add a channel, last, and return its id (``channel.id`` if that is new)."""
    with doc.transaction():
        root = fields.root(doc, fields.CHANNELS)
        id_ = channel.id if channel.id and channel.id not in root else new_id()
        root[id_] = _channel_map(channel, _last_key(root))
        return id_


def remove_channel(doc: Doc[Any], id_: str) -> None:
    """Items keep its id in their set, where it means nothing any more."""
    _remove(fields.root(doc, fields.CHANNELS), id_, "channel")


# ---------------------------------------------------------------- within


def _entry(doc: Doc[Any], id_: str) -> Map[Any]:
    """The map of a live item."""
    entry = fields.root(doc, fields.ITEMS).get(id_)
    if not isinstance(entry, Map) or fields.is_deleted(entry):
        raise NotFound("There is no such item.")
    return entry


def _measure(doc: Doc[Any], item: str, measure: str) -> Map[Any]:
    measures = fields.map_of(_entry(doc, item), "measures")
    entry = None if measures is None else measures.get(measure)
    if not isinstance(entry, Map):
        raise NotFound("There is no such measure.")
    return entry


def _remove(root: Map[Any], id_: str, what: str) -> None:
    if id_ not in root:
        raise NotFound(f"There is no such {what}.")
    del root[id_]


def _set_member(doc: Doc[Any], id_: str, key: str, member: str, on: bool) -> None:
    with doc.transaction():
        members = fields.ensure(_entry(doc, id_), key, Map, Map)
        if on:
            members[member] = True
        elif member in members:
            del members[member]


def _make_room(doc: Doc[Any], place: At, moving: list[str]) -> list[str]:
    """Order keys for what is put at the place; siblings in the way are given new ones."""
    tree = read_tree(doc)
    items = fields.root(doc, fields.ITEMS)
    there = tree.roots if place.parent is None else tree.children.get(place.parent, ())
    siblings = [id_ for id_ in there if id_ not in moving]
    index = len(siblings)
    if place.before in siblings:
        index = siblings.index(place.before)
    elif place.after in siblings:
        index = siblings.index(place.after) + 1
    orders = [fields.string_of(items[id_], "order") for id_ in siblings]
    keys = keys_at(orders, index, len(moving))
    for changed, key in keys.changed.items():
        items[siblings[changed]]["order"] = key
    return keys.new


def _last_key(siblings: Map[Any]) -> str:
    """A key after all entries of a map of ordered maps."""
    orders = sorted(
        (sort_key(id_, fields.string_of(entry, "order")) for id_, entry in fields.maps(siblings))
    )
    keyed = [order for missing, order, _ in orders if not missing]
    return keys_at(list(keyed), len(keyed)).new[0]


def _leads_to(goal: str, start: str, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = start
    while at is not None and at in parents and at not in seen:
        if at == goal:
            return True
        seen.add(at)
        at = parents[at]
    return False


def _change_text(text: Text, new: str) -> None:
    """Replace the stretch that differs. Indices of a Text are UTF-8 bytes."""
    old = str(text)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first = len(old[:start].encode())
    removed = len(old[start : len(old) - end].encode())
    if removed:
        del text[first : first + removed]
    added = new[start : len(new) - end]
    if added:
        text.insert(first, added)


def _with_keys(entries: tuple[_T, ...]) -> Iterable[tuple[_T, str]]:
    return zip(entries, keys_in_a_row(len(entries)), strict=True)


def _put_item(items: Map[Any], item: Item, order: str, by: str | None, at: int) -> None:
    entry: dict[str, Any] = {
        "kind": item.kind,
        "title": Text(item.title),
        "body": XmlFragment(),
        "parent": item.parent,
        "order": order,
        "status": item.status,
        "owner": None if item.owner is None else {"id": item.owner.id, "name": item.owner.name},
        "due": item.due,
        "stakeholders": Map(dict.fromkeys(item.stakeholders, True)),
        "channels": Map(dict.fromkeys(item.channels, True)),
        "measures": Map(
            {measure.id: _measure_map(measure, key) for measure, key in _with_keys(item.measures)}
        ),
        "createdAt": at,
    }
    optional = {"createdBy": by, "x": item.x, "y": item.y}
    entry.update({key: value for key, value in optional.items() if value is not None})
    if item.source is not None:
        entry["source"] = dict(item.source)
    items[item.id] = Map(entry)
    if item.body:
        write_body(items[item.id]["body"], item.body)


def _measure_map(measure: Measure, order: str) -> Map[Any]:
    entry: dict[str, Any] = {
        "name": measure.name,
        "unit": measure.unit,
        "baseline": measure.baseline,
        "target": measure.target,
        "due": measure.due,
        "note": measure.note,
        "order": order,
        "readings": Map({reading.id: _reading_object(reading) for reading in measure.readings}),
    }
    if measure.source is not None:
        entry["source"] = dict(measure.source)
    return Map(entry)


def _reading_object(reading: Reading) -> dict[str, Any]:
    return {"at": reading.at, "value": reading.value, "note": reading.note}


def _stakeholder_map(group: Stakeholder, order: str) -> Map[Any]:
    entry: dict[str, Any] = {
        "name": group.name,
        "description": group.description,
        "color": group.color,
        "order": order,
    }
    if group.source is not None:
        entry["source"] = dict(group.source)
    return Map(entry)


def _channel_map(channel: Channel, order: str) -> Map[Any]:
    return Map(
        {
            "name": channel.name,
            "speed": channel.speed,
            "formality": channel.formality,
            "time": channel.time,
            "place": channel.place,
            "twoWay": channel.two_way,
            "order": order,
        }
    )


def document_of(plan: Plan, *, by: str | None, at: int | None = None) -> bytes:
    """The plan as the first update of a new board."""
    doc: Doc[Any] = Doc()
    write_plan(doc, plan, by=by, at=at)
    return doc.get_update()
