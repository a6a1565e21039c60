"""Who is whose child, after any merge: one answer to each concurrent case.

Twin of ``frontend/src/plan/tree.ts``; both are held to ``shared/vectors/tree.json``. The rules are
in ``docs/architecture.md`` ("The document").
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ORDER = re.compile(r"[A-Za-z][0-9A-Za-z]*", re.ASCII)
_SMALLEST_INTEGER = "A" + "0" * 26


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item says it belongs: the fields as written, not yet settled."""

    parent: str | None
    order: str | None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """The settled tree of the items that are not deleted.

    ``parents`` holds every live item; ``children`` only items that have any.
    """

    roots: tuple[str, ...]
    children: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, str | None]

    def walk(self) -> Iterable[str]:
        """Every live item, each before what is below it, in order."""
        stack = list(reversed(self.roots))
        while stack:
            item = stack.pop()
            yield item
            stack.extend(reversed(self.children.get(item, ())))

    def below(self, item: str) -> Iterable[str]:
        """What hangs below a live item, at any depth, in order."""
        stack = list(reversed(self.children.get(item, ())))
        while stack:
            child = stack.pop()
            yield child
            stack.extend(reversed(self.children.get(child, ())))


def is_order_key(order: object) -> bool:
    """Whether this is a well-formed key of fractional indexing in base 62.

    A letter that says how many digits its integer part has, those digits, and a fraction that does
    not end in 0; the smallest integer alone is no key, since nothing could be put before it.
    """
    if not isinstance(order, str) or _ORDER.fullmatch(order) is None:
        return False
    head = order[0]
    integer = ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2
    if len(order) < integer or order == _SMALLEST_INTEGER:
        return False
    return len(order) == integer or order[-1] != "0"


def sort_key(item: str, order: str | None) -> tuple[bool, str, str]:
    """Siblings sort by this: by order, then by id, a missing or malformed order last.

    Python compares strings by code point, as the contract asks.
    """
    if order is not None and is_order_key(order):
        return (False, order, item)
    return (True, "", item)


def settle(places: Mapping[str, Place]) -> Tree:
    """The one tree that these places mean, the same on every replica.

    Each live item is in it exactly once.
    """
    parents = _live_parents(places)
    for cycle in _cycles(parents):
        parents[min(cycle)] = None
    groups: dict[str | None, list[str]] = {}
    for item, parent in parents.items():
        groups.setdefault(parent, []).append(item)
    for siblings in groups.values():
        siblings.sort(key=lambda item: sort_key(item, places[item].order))
    roots = tuple(groups.pop(None, ()))
    children = {parent: tuple(group) for parent, group in groups.items() if parent is not None}
    return Tree(roots=roots, children=children, parents=parents)


def part_of(places: Mapping[str, Place], item: str) -> frozenset[str]:
    """A live item and all that is below it, with what is in the bin from there.

    What was deleted belongs to the first live item that its parents lead to. Nothing, where the
    item is not there or deleted itself.
    """
    if item not in places or places[item].deleted:
        return frozenset()
    inside = {item, *settle(places).below(item)}
    known: dict[str, bool] = {}  # of deleted items
    for start, place in places.items():
        if not place.deleted:
            continue
        path: dict[str, None] = {}
        at: str | None = start
        found = False
        while at is not None and at in places and at not in path:
            if not places[at].deleted:
                found = at in inside
                break
            if at in known:
                found = known[at]
                break
            path[at] = None
            at = places[at].parent
        known.update(dict.fromkeys(path, found))
    return frozenset(inside.union(id_ for id_, found in known.items() if found))


def _live_parents(places: Mapping[str, Place]) -> dict[str, str | None]:
    """The first live item above each live item, past deleted ones."""
    above: dict[str, str | None] = {}  # of deleted items: the first live item above them

    def first_live(item: str | None) -> str | None:
        path: list[str] = []
        on_path: set[str] = set()
        found: str | None = None
        while item is not None and item in places:
            if not places[item].deleted:
                found = item
                break
            if item in above:
                found = above[item]
                break
            if item in on_path:
                break
            path.append(item)
            on_path.add(item)
            item = places[item].parent
        above.update(dict.fromkeys(path, found))
        return found

    return {item: first_live(place.parent) for item, place in places.items() if not place.deleted}


def _cycles(parents: Mapping[str, str | None]) -> list[list[str]]:
    """The cycles among items of which each has at most one parent; no two share an item."""
    settled: set[str] = set()
    cycles: list[list[str]] = []
    for start in parents:
        path: dict[str, None] = {}  # in the order of the walk
        item: str | None = start
        while item is not None and item not in settled and item not in path:
            path[item] = None
            item = parents[item]
        if item is not None and item in path:
            steps = list(path)
            cycles.append(steps[steps.index(item) :])
        settled.update(path)
    return cycles
