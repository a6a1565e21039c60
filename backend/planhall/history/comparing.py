"""What is another in one plan than in an earlier one: nothing here knows of people or times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planhall.history.views import What
from planhall.history.witness import WHOLE, Spot
from planhall.history.wording import excerpts, measure_text, short
from planhall.plan import document as fields
from planhall.plan.model import Channel, Item, Plan, Stakeholder


@dataclass(frozen=True, slots=True)
class Difference:
    what: What
    before: str | None
    after: str | None
    spots: tuple[Spot, ...]
    """Who made it touched one of these."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Items in the plan's order, then those that are gone; only what differs."""

    items: Mapping[str, tuple[Difference, ...]]
    plan: tuple[Difference, ...]


def compare(before: Plan, after: Plan) -> Comparison:
    """Everything that differs.

    An item that is new comes with what it says besides, for others may have said that.
    """
    items: dict[str, tuple[Difference, ...]] = {}
    for item in after.walk():
        old = before.items.get(item.id)
        found = tuple(
            _added(item, before, after) if old is None else _changed(old, item, before, after)
        )
        if found:
            items[item.id] = found
    for item in before.walk():
        if item.id not in after.items:
            spots = _spots(item.id, "deleted")
            items[item.id] = (Difference("removed", short(item.title), None, spots),)
    return Comparison(items, tuple(_of_plan(before, after)))


def _added(item: Item, before: Plan, after: Plan) -> Iterator[Difference]:
    yield Difference("added", None, short(item.title), _spots(item.id, "deleted"))
    blank = Item(id=item.id, kind=item.kind, parent=item.parent, order=item.order)
    yield from _changed(blank, item, before, after)


def _changed(old: Item, new: Item, before: Plan, after: Plan) -> Iterator[Difference]:
    id_ = new.id
    if old.parent != new.parent or old.order != new.order:
        places = (
            (_title(before, old.parent), _title(after, new.parent))
            if old.parent != new.parent
            else (None, None)
        )
        yield Difference("moved", *places, _spots(id_, "parent", "order"))
    if old.kind != new.kind:
        yield Difference("kind", old.kind, new.kind, _spots(id_, "kind"))
    if old.title != new.title:
        yield Difference("title", short(old.title), short(new.title), _spots(id_, "title"))
    if old.body != new.body:
        yield Difference("body", *excerpts(old.body, new.body), _spots(id_, "body"))
    if old.status != new.status:
        yield Difference("status", old.status, new.status, _spots(id_, "status"))
    if old.owner != new.owner:
        names = (_owner_name(old), _owner_name(new))
        yield Difference("owner", *names, _spots(id_, "owner"))
    if old.due != new.due:
        yield Difference("due", old.due, new.due, _spots(id_, "due"))
    if set(old.stakeholders) != set(new.stakeholders):
        texts = (
            _names(before.stakeholders, old.stakeholders),
            _names(after.stakeholders, new.stakeholders),
        )
        yield Difference("stakeholders", *texts, _spots(id_, "stakeholders"))
    if set(old.channels) != set(new.channels):
        texts = (_names(before.channels, old.channels), _names(after.channels, new.channels))
        yield Difference("channels", *texts, _spots(id_, "channels"))
    if old.measures != new.measures:
        texts = (_measures(old, new), _measures(new, old))
        yield Difference("measure", *texts, _spots(id_, "measures"))


def _of_plan(before: Plan, after: Plan) -> Iterator[Difference]:
    texts: tuple[tuple[What, str, str], ...] = (
        ("title", before.title, after.title),
        ("organization", before.organization, after.organization),
        ("description", before.description, after.description),
    )
    for what, old, new in texts:
        if old != new:
            yield Difference(what, short(old), short(new), (Spot(fields.META, what),))
    yield from _of_entries("stakeholders", before.stakeholders, after.stakeholders)
    yield from _of_entries("channels", before.channels, after.channels)


def _of_entries(
    what: What,
    before: tuple[Stakeholder, ...] | tuple[Channel, ...],
    after: tuple[Stakeholder, ...] | tuple[Channel, ...],
) -> Iterator[Difference]:
    """One for each stakeholder group or channel, with its name."""
    root = fields.STAKEHOLDERS if what == "stakeholders" else fields.CHANNELS
    old = {entry.id: entry for entry in before}
    new = {entry.id: entry for entry in after}
    for id_ in [*new, *(id_ for id_ in old if id_ not in new)]:
        was, is_ = old.get(id_), new.get(id_)
        if was != is_:
            yield Difference(
                what,
                None if was is None else was.name,
                None if is_ is None else is_.name,
                (Spot(root, id_),),
            )


def _spots(item: str, *names: str) -> tuple[Spot, ...]:
    return tuple(Spot(fields.ITEMS, item, name) for name in (*names, WHOLE))


def _title(plan: Plan, item: str | None) -> str | None:
    """Of the item above; null at the top."""
    return None if item is None else short(plan.items[item].title) or ""


def _owner_name(item: Item) -> str | None:
    return None if item.owner is None else short(item.owner.name)


def _names(
    entries: tuple[Stakeholder, ...] | tuple[Channel, ...], ids: tuple[str, ...]
) -> str | None:
    return short(", ".join(entry.name for entry in entries if entry.id in ids))


def _measures(of: Item, besides: Item) -> str | None:
    """The measures that are not the same in the other one."""
    return short("; ".join(measure_text(one) for one in of.measures if one not in besides.measures))
