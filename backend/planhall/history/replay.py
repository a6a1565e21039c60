"""A board's document, built from its log one update at a time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import structlog
from pycrdt import Doc

from planhall.history.witness import Touches, Witness
from planhall.plan.model import Plan
from planhall.plan.read import read_plan
from planhall.sync.causality import split
from planhall.sync.encoding import Malformed
from planhall.sync.log import Entry, Snapshot, split_waiting
from planhall.sync.pairs import Pairs
from planhall.sync.update_scan import scan
from planhall.sync.yprotocol import read_state_vector

NOBODY_KNOWN = ""

logger = structlog.get_logger(__name__)


class _Piece(NamedTuple):
    """An update, or what of it could not go in yet; it stays its author's."""

    author: str
    at: int
    update: bytes


class Replay:
    """Applies updates in their order.

    What builds on others that come later waits for them, as in a log that was joined: it goes in
    after them, and is its author's all the same. One thread makes it, uses it and closes it.
    """

    def __init__(self, snapshot: Snapshot | None, entries: Sequence[Entry] = ()) -> None:
        self._doc: Doc[Any] = Doc()
        self._clocks: dict[int, int] = {}
        self._pairs = Pairs()
        self._blocked: dict[int, list[tuple[int, _Piece]]] = {}
        """By the client for whom they wait: past which clock, and what."""
        self._witness: Witness | None = None
        if snapshot is not None:
            self._doc.apply_update(snapshot.state)
            self._pairs.loaded(snapshot.state)
            self._clocks = read_state_vector(self._doc.get_state())
            for update in split_waiting(snapshot.waiting):
                self._take(_Piece(NOBODY_KNOWN, snapshot.at, update))
        self.apply(entries)

    def plan(self) -> Plan:
        return read_plan(self._doc)

    def watch(self) -> None:
        """From now on note who touches what."""
        self._witness = Witness(self._doc)

    @property
    def touches(self) -> Touches:
        return {} if self._witness is None else self._witness.touches

    def apply(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._take(_Piece(entry.author, entry.at, entry.update))

    def close(self) -> None:
        """Let go of the document: yrs and the callbacks hold each other."""
        if self._witness is not None:
            self._witness.close()

    def _take(self, piece: _Piece) -> None:
        todo = [piece]
        while todo:
            moved = self._take_one(todo.pop())
            for client, clock in moved.items():
                waiting = self._blocked.pop(client, [])
                left = [one for one in waiting if one[0] >= clock]
                if left:
                    self._blocked[client] = left
                todo += [one for after, one in waiting if after < clock]

    def _take_one(self, piece: _Piece) -> dict[int, int]:
        """Apply what can go in; returns the clocks that this moved."""
        try:
            outline = scan(piece.update)
            parts = split(piece.update, outline, self._clocks)
            if parts.ready is not None:
                if parts.ready is not piece.update:
                    outline = scan(parts.ready)
                brought = self._pairs.check(parts.ready, outline)
                if self._witness is not None:
                    self._witness.attend(piece.author, piece.at)
                self._doc.apply_update(parts.ready)
                self._pairs.add(brought)
        except (Malformed, ValueError):
            logger.exception("a stored update cannot be read", author=piece.author, at=piece.at)
            return {}
        self._clocks.update(parts.reached)
        for rest in parts.rests:
            waiting = self._blocked.setdefault(rest.client, [])
            waiting.append((rest.clock, piece._replace(update=rest.update)))
        return parts.reached
