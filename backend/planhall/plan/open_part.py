"""Which changes stay within the part of a plan that a locked board leaves open.

The part is a live item and what is below it. Within, everything may change but where the item
itself stands: that belongs to the plan around it. Things may be added below it, put in the bin and
taken out again, but nothing that was there before comes in from outside or gets out.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from pycrdt import Doc, Map, Subscription

from planhall.plan import document as fields
from planhall.plan.read import place_of, read_places
from planhall.plan.tree import part_of

_WHOLE: Final = ""
"""Instead of a field's name: the item as such."""
_PLACE: Final = frozenset({_WHOLE, "parent", "order", "deleted"})


class OpenParts:
    """The sync core's ``Guard``."""

    def follow(self, document: Doc[Any]) -> "PlanTrace":
        return PlanTrace(document)


class PlanTrace:
    """The sync core's ``Trace`` of a plan: which items were touched, and where they now stand."""

    def __init__(self, document: Doc[Any]) -> None:
        self._document = document
        self._subscriptions: dict[str, tuple[Map[Any], Subscription]] = {}
        self._touched: dict[str, set[str]] = {}
        self._elsewhere = False
        """Something was touched that is no item."""
        self._watch_roots()
        self._items = fields.root(document, fields.ITEMS)
        self._places = read_places(document)
        self._parts: dict[str, frozenset[str]] = {}

    def stays_within(self, part: str) -> bool:
        touched, elsewhere = self._take()
        if elsewhere or self._watch_roots():
            return False
        if not touched:
            return True
        inside = self._part(part)
        new = {item for item in touched if item not in self._places}
        if not inside or any(item not in inside and item not in new for item in touched):
            return False
        moved = [item for item, names in touched.items() if not names.isdisjoint(_PLACE)]
        return not moved or self._moves_within(part, inside, moved, new)

    def passed(self) -> None:
        touched, _ = self._take()
        self._watch_roots()
        moved = [item for item, names in touched.items() if not names.isdisjoint(_PLACE)]
        if moved:
            self._replace(moved)

    def close(self) -> None:
        for root, subscription in self._subscriptions.values():
            root.unobserve(subscription)
        self._subscriptions.clear()

    def _moves_within(
        self, part: str, inside: frozenset[str], moved: list[str], new: set[str]
    ) -> bool:
        stood = self._places[part]
        self._replace(moved)
        if self._places.get(part) != stood:
            return False
        return self._part(part) == inside | new

    def _replace(self, moved: list[str]) -> None:
        """Read anew where these items stand."""
        for item in moved:
            entry = self._items.get(item)
            if isinstance(entry, Map):
                self._places[item] = place_of(entry)
            else:
                self._places.pop(item, None)
        self._parts.clear()

    def _part(self, item: str) -> frozenset[str]:
        found = self._parts.get(item)
        if found is None:
            found = self._parts[item] = part_of(self._places, item)
        return found

    def _take(self) -> tuple[dict[str, set[str]], bool]:
        taken = self._touched, self._elsewhere
        self._touched, self._elsewhere = {}, False
        return taken

    def _watch_roots(self) -> bool:
        """Listen to every root there is; whether there was one to which nobody listened."""
        found = False
        for name in {fields.ITEMS, *self._document.keys()} - self._subscriptions.keys():
            found = True
            # As a map, whatever it is: only who was touched matters.
            root = fields.root(self._document, name)
            listener = self._items_changed if name == fields.ITEMS else self._other_changed
            self._subscriptions[name] = (root, root.observe_deep(_each(listener)))
        return found

    def _other_changed(self, _event: Any) -> None:
        self._elsewhere = True

    def _items_changed(self, event: Any) -> None:
        path = event.path
        keys: Iterable[str] = getattr(event, "keys", None) or ()
        if len(path) > 1:
            self._touch(path[0], str(path[1]))
        elif path:
            self._touch(path[0], *keys)
        else:
            # Without a key, something was put into the root beside the items.
            self._elsewhere = self._elsewhere or not keys
            for item in keys:
                self._touch(item, _WHOLE)

    def _touch(self, item: Any, *names: str) -> None:
        if isinstance(item, str):
            self._touched.setdefault(item, set()).update(names)
        else:
            self._elsewhere = True


def _each(listener: Callable[[Any], None]) -> Callable[[list[Any]], None]:
    def hear(events: list[Any]) -> None:
        for event in events:
            listener(event)

    return hear
