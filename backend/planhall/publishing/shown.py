"""What of a plan the public may see: a plan of its own, without all else."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from planhall.plan.model import Channel, Item, Measure, Owner, Plan, Stakeholder
from planhall.publishing.bodies import public_body

STATEMENTS: Final = frozenset({"mission", "vision", "value"})
"""They have no status that anyone would set, and are no drafts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an owner of the board chose to show."""

    part: str | None = None
    owners: bool = False
    drafts: bool = False


def public_plan(plan: Plan, choice: Choice) -> Plan | None:
    """The plan as it may be shown; None where the part to be shown is not there.

    Below an item that is not shown, those that are go up to the next one that is. Left out are the
    bin, ids and names of people (but for owners' names, if chosen), what an imported file said
    besides, and notes of measures and their readings.
    """
    if choice.part is not None and choice.part not in plan.items:
        return None
    tops = plan.roots if choice.part is None else (choice.part,)
    above: dict[str, str | None] = {}  # in the order of the walk
    children: dict[str | None, list[str]] = {}
    stack: list[tuple[str, str | None]] = [(id_, None) for id_ in reversed(tops)]
    while stack:
        id_, parent = stack.pop()
        item = plan.items[id_]
        if id_ == choice.part or choice.drafts or not _is_draft(item):
            above[id_] = parent
            children.setdefault(parent, []).append(id_)
            parent = id_
        stack.extend((child, parent) for child in reversed(item.children))
    items = {
        id_: _public_item(plan.items[id_], parent, children.get(id_, ()), choice)
        for id_, parent in above.items()
    }
    whole = choice.part is None
    return Plan(
        title=plan.title,
        organization=plan.organization,
        description=plan.description if whole else "",
        items=items,
        roots=tuple(children.get(None, ())),
        stakeholders=tuple(
            Stakeholder(group.id, group.name, group.description, group.color)
            for group in plan.stakeholders
            if whole or any(group.id in item.stakeholders for item in items.values())
        ),
        channels=tuple(
            Channel(
                id=way.id,
                name=way.name,
                speed=way.speed,
                formality=way.formality,
                time=way.time,
                place=way.place,
                two_way=way.two_way,
            )
            for way in plan.channels
            if whole or any(way.id in item.channels for item in items.values())
        ),
    )


def _is_draft(item: Item) -> bool:
    return item.status == "draft" and item.kind not in STATEMENTS


def _public_item(item: Item, parent: str | None, children: Iterable[str], choice: Choice) -> Item:
    owner = item.owner
    named = choice.owners and owner is not None and owner.name.strip() != ""
    return Item(
        id=item.id,
        kind=item.kind,
        title=item.title,
        body=public_body(item.body),
        parent=parent,
        children=tuple(children),
        order=item.order,
        status=item.status,
        owner=Owner(None, owner.name) if named and owner is not None else None,
        due=item.due,
        stakeholders=item.stakeholders,
        channels=item.channels,
        measures=tuple(_public_measure(measure) for measure in item.measures),
    )


def _public_measure(measure: Measure) -> Measure:
    return replace(
        measure,
        note="",
        source=None,
        readings=tuple(replace(reading, note="") for reading in measure.readings),
    )


def progress_of(measure: Measure) -> float | None:
    """How far it has come from its baseline to its target, from 0 to 1; None: nobody can say.

    Without a baseline it starts at 0. Twin of ``frontend/src/board/progress.ts``.
    """
    latest = latest_of(measure)
    start = measure.baseline if measure.baseline is not None else 0
    if latest is None or measure.target is None or measure.target == start:
        return None
    part = (latest - start) / (measure.target - start)
    return None if math.isnan(part) else min(max(part, 0.0), 1.0)


def latest_of(measure: Measure) -> float | None:
    values = [reading.value for reading in measure.readings if reading.value is not None]
    return values[-1] if values else None
