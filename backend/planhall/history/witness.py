"""Who touched what of a plan, while updates are applied to its document."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from pycrdt import Doc, Map, Subscription

from planhall.plan import document as fields

WHOLE: Final = ""
"""Instead of a field's name: the entry as such."""


class Spot(NamedTuple):
    """A place in a plan that somebody can touch."""

    root: str
    id: str
    field: str = WHOLE


Touches: TypeAlias = Mapping[Spot, Mapping[str, int]]
"""Who touched each spot, and when last: milliseconds since 1970."""


class Witness:
    """Listens to a document. `attend` says who does what comes next, and when."""

    def __init__(self, document: Doc[Any]) -> None:
        self.touches: dict[Spot, dict[str, int]] = {}
        self._author = ""
        self._at = 0
        self._subscriptions: list[tuple[Map[Any], Subscription]] = []
        for name, listener in (
            (fields.ITEMS, self._item_changed),
            (fields.STAKEHOLDERS, self._entry_changed(fields.STAKEHOLDERS)),
            (fields.CHANNELS, self._entry_changed(fields.CHANNELS)),
            (fields.META, self._entry_changed(fields.META)),
        ):
            root = fields.root(document, name)
            self._subscriptions.append((root, root.observe_deep(_each(listener))))

    def attend(self, author: str, at: int) -> None:
        self._author = author
        self._at = at

    def close(self) -> None:
        for root, subscription in self._subscriptions:
            root.unobserve(subscription)
        self._subscriptions.clear()

    def _item_changed(self, event: Any) -> None:
        path = event.path
        if len(path) > 1:
            self._touch(Spot(fields.ITEMS, str(path[0]), str(path[1])))
            return
        for key in _keys(event):
            spot = Spot(fields.ITEMS, str(path[0]), key) if path else Spot(fields.ITEMS, key)
            self._touch(spot)

    def _entry_changed(self, root: str) -> Callable[[Any], None]:
        def hear(event: Any) -> None:
            path = event.path
            for key in [str(path[0])] if path else _keys(event):
                self._touch(Spot(root, key))

        return hear

    def _touch(self, spot: Spot) -> None:
        by = self.touches.setdefault(spot, {})
        by[self._author] = max(self._at, by.get(self._author, 0))


def _keys(event: Any) -> Iterable[str]:
    keys: Iterable[str] = getattr(event, "keys", None) or ()
    return keys


def _each(listener: Callable[[Any], None]) -> Callable[[list[Any]], None]:
    def hear(events: list[Any]) -> None:
        for event in events:
            listener(event)

    return hear
