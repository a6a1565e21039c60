"""People who write in one plan, each in a copy of their own, and the log of what they sent."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from pycrdt import Doc

from planhall.history.news import Past
from planhall.plan import change
from planhall.plan.body import paragraph
from planhall.plan.change import At
from planhall.plan.model import STATUSES, Item, Owner, Plan
from planhall.plan.read import read_plan
from planhall.sync.log import Entry

_BOARD = "b"
MINUTE = 60_000
TITLE_LETTERS = "abcdefgh"


class SharedPlan:
    """What a server would keep: the log, and who meant to change what."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.meant: list[tuple[str, str, str]] = []
        """Author, item, field; in the order of the log."""
        self._server: Doc[Any] = Doc(client_id=1)

    def take(self, author: str, update: bytes, at: int | None = None) -> None:
        seq = len(self.entries) + 1
        at = seq * 9_000 if at is None else at
        self.entries.append(Entry(_BOARD, seq, author, at, update))
        self._server.apply_update(update)

    def missing(self, state: bytes) -> bytes:
        return self._server.get_update(state)

    def past(self, upto: int) -> Past:
        """What the log has up to this number."""
        return Past(None, [entry for entry in self.entries if entry.seq <= upto])

    def after(self, seq: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.seq > seq]

    def plan(self, upto: int | None = None) -> Plan:
        doc: Doc[Any] = Doc()
        for entry in self.entries[:upto]:
            doc.apply_update(entry.update)
        return read_plan(doc)


class Writer:
    """Somebody whose changes wait until they are sent."""

    def __init__(self, name: str, client: int, shared: SharedPlan) -> None:
        self.name = name
        self.doc: Doc[Any] = Doc(client_id=client)
        self._shared = shared
        self._unsent: list[tuple[bytes, list[tuple[str, str]]]] = []

    def fetch(self) -> None:
        self.doc.apply_update(self._shared.missing(self.doc.get_state()))

    def send(self) -> None:
        for update, meant in self._unsent:
            self._shared.take(self.name, update)
            self._shared.meant += [(self.name, item, field) for item, field in meant]
        self._unsent.clear()

    def write(self, act: Callable[[Doc[Any]], object]) -> None:
        """``act`` changes the plan; what it meant is not kept."""
        self._write(lambda doc: (act(doc), [])[1])

    def _write(self, act: Callable[[Doc[Any]], list[tuple[str, str]]]) -> None:
        """``act`` changes the plan, and says which fields of which items."""
        events: list[bytes] = []
        subscription = self.doc.observe(lambda event: events.append(bytes(event.update)))
        with self.doc.transaction():
            meant = act(self.doc)
        self.doc.unobserve(subscription)
        self._unsent += [(update, meant) for update in events]

    def do(self, what: str, one: int, other: int) -> None:
        """One of some changes, to one of the items there are; the numbers choose."""
        plan = read_plan(self.doc)
        ids = sorted(plan.items)
        if what == "add" or not ids:
            parent = ids[one % len(ids)] if ids and other % 2 else None
            new = f"{self.name}{one}-{other}-{len(ids)}"
            self._write(lambda doc: _add(doc, new, self.name, parent))
            return
        id_ = ids[one % len(ids)]
        match what:
            case "title":
                text = plan.items[id_].title + TITLE_LETTERS[other % len(TITLE_LETTERS)]
                self._write(lambda doc: _did(change.set_title(doc, id_, text), id_, "title"))
            case "body":
                said = (paragraph(TITLE_LETTERS[other % len(TITLE_LETTERS)]),)
                self._write(lambda doc: _did(change.append_body(doc, id_, said), id_, "body"))
            case "status":
                status = STATUSES[other % len(STATUSES)]
                self._write(lambda doc: _did(change.set_status(doc, id_, status), id_, "status"))
            case "owner":
                owner = Owner(None, f"Owner {other % 3}")
                self._write(lambda doc: _did(change.set_owner(doc, id_, owner), id_, "owner"))
            case "due":
                due = f"2027-01-{other % 28 + 1:02}"
                self._write(lambda doc: _did(change.set_due(doc, id_, due), id_, "due"))
            case "move":
                parent = None if other % 4 == 0 else ids[other % len(ids)]
                self._write(lambda doc: _move(doc, id_, parent))
            case "delete":
                self._write(lambda doc: _each(change.delete_item(doc, id_, by=self.name)))
            case "restore" if plan.deleted:
                back = plan.deleted[other % len(plan.deleted)].id
                self._write(lambda doc: _each(change.restore_item(doc, back)))


WHATS = ["add", "title", "body", "status", "owner", "due", "move", "delete", "restore"]


def _did(_result: None, item: str, field: str) -> list[tuple[str, str]]:
    return [(item, field)]


def _each(items: list[str]) -> list[tuple[str, str]]:
    return [(item, "deleted") for item in items]


def _add(doc: Doc[Any], id_: str, by: str, parent: str | None) -> list[tuple[str, str]]:
    new = Item(id=id_, kind="goal", title="New", created_by=by)
    return [(added, "") for added in change.put_items(doc, [new], At(parent=parent))]


def _move(doc: Doc[Any], id_: str, parent: str | None) -> list[tuple[str, str]]:
    return [(id_, "parent")] if change.move_item(doc, id_, At(parent=parent)) else []


def by_whom(meant: list[tuple[str, str, str]]) -> dict[tuple[str, str], set[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for author, item, field in meant:
        found[item, field].add(author)
    return found
