"""One board's CRDT document, as far as the sync core deals with it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple, TypeVar

import structlog
from pycrdt import Doc

from planhall.sync.causality import Parts, Rest, split
from planhall.sync.encoding import Malformed
from planhall.sync.joining import join, side_by_side, stand_apart
from planhall.sync.nesting import Nesting, Unmeasured
from planhall.sync.pairs import Pairs, pairs_in
from planhall.sync.update_scan import Outline, scan
from planhall.sync.yprotocol import read_state_vector

T = TypeVar("T")

MAX_CACHED_ANSWERS: Final = 8

MAX_WAITING_UPDATES: Final = 4096

MAX_PLAIN_DELETES: Final = 16
"""Who comes back names everything that was ever deleted, which nobody else needs to hear again."""

logger = structlog.get_logger(__name__)


class Spoiled(Exception):
    """An update went in halfway: this document must be thrown away and loaded anew."""


class Outcome(NamedTuple):
    """What came of one update."""

    keep: bytes | None = None
    """What the log needs of it; None: nothing that it lacks."""
    is_whole: bool = True
    """Everything of it is in the document, or waits for its turn."""
    is_early: bool = False
    """It was not taken: how deep types nest has to be known first (`Document.measured`)."""
    broken: str | None = None
    """Why no document can take it; it has changed nothing."""


class Applied(NamedTuple):
    """What came of some updates."""

    change: bytes | None
    """What they changed, as one update; None: nothing."""
    outcomes: list[Outcome]
    has_more: bool = False
    """Some of the change had waited since before, so not even the sender need have it."""


class Document:
    """Applies what can go in at once, tells what that changed, and keeps the rest for its turn.

    One event loop owns this.
    """

    def __init__(self, max_waiting_bytes: int = 1 << 20) -> None:
        self.doc: Doc[Any] = Doc()
        self.nesting = Nesting()
        self._pairs = Pairs()
        self._max_waiting_bytes = max_waiting_bytes
        self._clocks: dict[int, int] = {}
        self._waiting: dict[bytes, Rest] = {}
        self._blocked: dict[int, list[Rest]] = {}
        self._waiting_bytes = 0
        self._held: list[bytes] = []
        self._released = False
        self._must_be_measured = False
        self._answers: dict[bytes, bytes] = {}

    @property
    def waiting_bytes(self) -> int:
        """How much waits for updates that have not come."""
        return self._waiting_bytes

    def load(self, state: bytes | None, updates: Sequence[bytes]) -> None:
        """Take in what the log holds: a snapshot's state, and what came after or waited then.

        What cannot be read is left out, and said so.
        """
        if state is not None:
            try:
                self.doc.apply_update(state)
                self._pairs.loaded(state)
            except Exception:
                logger.exception("a stored snapshot cannot be read", size=len(state))
            self._clocks = read_state_vector(self.doc.get_state())
        self.nesting.loaded()
        with self.doc.transaction():
            for update in updates:
                try:
                    # It was checked before it was stored.
                    outcome = self._take(update, scan(update), check_nesting=False)
                except BaseException as error:
                    if not _is_fault(error):
                        raise
                    outcome = Outcome(broken=str(error))
                if outcome.broken is not None:
                    logger.error("a stored update cannot be read", why=outcome.broken)
        self._answers.clear()

    @property
    def must_be_measured(self) -> bool:
        """Whether it has to be found out how deep types nest (`measured`)."""
        return self._must_be_measured or self.nesting.is_doubtful

    def ask_for_measuring(self) -> None:
        """Somebody else has to know how deep types nest."""
        self._must_be_measured = True

    def measured(self, depth: int, unsure_then: int) -> bytes | None:
        """Types nest so deep (`nesting.deepest`); returns what this let in, as one update.

        Raises:
            Spoiled: something broke the document.
        """
        self.nesting.measured(depth, unsure_then)
        self._must_be_measured = False
        held, self._held = self._held, []
        self._waiting_bytes -= sum(map(len, held))
        return self.apply([(update, scan(update)) for update in held]).change

    def apply(self, updates: Sequence[tuple[bytes, Outline]]) -> Applied:
        """Apply updates, one after the other.

        Raises:
            Spoiled: one of them broke the document.
        """
        self._released = False
        try:
            outcomes, change = self._apply_plain(updates)
            if len(outcomes) < len(updates):
                others, more = self._apply_observed(updates[len(outcomes) :])
                outcomes += others
                change = join([change, more]) if change and more else change or more
        except BaseException as error:
            if _is_fault(error):
                raise Spoiled(str(error)) from error
            raise
        if change is not None:
            self._answers.clear()
        return Applied(change, outcomes, self._released)

    def _apply_plain(
        self, updates: Sequence[tuple[bytes, Outline]]
    ) -> tuple[list[Outcome], bytes | None]:
        """Apply updates up to the first that is not plain: what came of them, and what changed.

        One that writes something new, all of which can go in now, is itself what changes, and most
        are like that. To have yrs tell what changed takes longer than to apply it. Several of one
        client are left to yrs, which leaves out what they wrote and deleted again.
        """
        outcomes: list[Outcome] = []
        changes: list[bytes] = []
        if len(updates) > 1 and not stand_apart(updates):
            return outcomes, None
        with self.doc.transaction():
            for update, outline in updates:
                many_deletes = len(outline.deletes) > MAX_PLAIN_DELETES
                if self._blocked or many_deletes or not outline.structs:
                    break
                parts = split(update, outline, self._clocks)
                if parts.ready is not update:
                    break
                outcome = self._take_parts(update, outline, parts, check_nesting=True)
                outcomes.append(outcome)
                if outcome.keep is not None:
                    changes.append(update)
        if len(changes) > 1:
            return outcomes, side_by_side(changes)
        return outcomes, changes[0] if changes else None

    def _apply_observed(
        self, updates: Sequence[tuple[bytes, Outline]]
    ) -> tuple[list[Outcome], bytes | None]:
        """Apply updates: what came of them, and what changed, as one update."""
        with self._observed() as changes, self.doc.transaction():
            outcomes = [self._take(update, outline) for update, outline in updates]
        if changes:
            return outcomes, _as_one(changes)
        # What brought nothing and does not wait deleted what was deleted already.
        return [
            outcome._replace(keep=None) if self.is_complete(outline) else outcome
            for outcome, (_, outline) in zip(outcomes, updates, strict=True)
        ], None

    @contextmanager
    def _observed(self) -> Iterator[list[bytes]]:
        """What changes meanwhile, an update for each transaction."""
        changes: list[bytes] = []
        # Not for longer: yrs and the callback hold each other where no collector looks.
        subscription = self.doc.observe(lambda event: changes.append(bytes(event.update)))
        try:
            yield changes
        finally:
            self.doc.unobserve(subscription)

    def edit(self, change: Callable[[Doc[Any]], T]) -> tuple[T, bytes | None]:
        """Run a change in one transaction: its result, and the update that it made.

        Raises:
            Spoiled: the change raised (as the cause) after it had changed something.
        """
        changes: list[bytes] = []
        try:
            with self._observed() as changes, self.doc.transaction():
                result = change(self.doc)
            update = _as_one(changes)
            if update is not None:
                outline = scan(update)
                for span in outline.structs:
                    self._clocks[span.client] = max(span.end, self._clocks.get(span.client, 0))
                self._pairs.add(pairs_in(update))
                self._answers.clear()
        except BaseException as error:
            if changes or not isinstance(error, Exception):
                raise Spoiled(str(error)) from error
            raise
        return result, update

    def lacks_nothing_of(self, outline: Outline) -> bool:
        """Whether the document holds all that an update with this outline would bring."""
        if not self.is_complete(outline):
            return False
        if not outline.deletes:
            return True
        mine = _merged(scan(self.answer(self.doc.get_state())).deletes)
        theirs = _merged(outline.deletes)
        return all(_covers(mine.get(client, []), spans) for client, spans in theirs.items())

    def answer(self, state_vector: bytes) -> bytes:
        """What somebody with this state vector lacks, computed once for all who ask alike.

        Raises:
            Malformed: it is no state vector.
        """
        answer = self._answers.get(state_vector)
        if answer is None:
            if state_vector != b"\x00":
                read_state_vector(state_vector)
            try:
                answer = self.doc.get_update(state_vector)
            except ValueError:
                raise Malformed("the state vector cannot be read") from None
            if len(self._answers) >= MAX_CACHED_ANSWERS:
                self._answers.clear()
            self._answers[state_vector] = answer
        return answer

    def state_vector(self) -> bytes:
        return self.doc.get_state()

    def whole(self) -> bytes:
        """Everything as one update, but for what waits."""
        return self.answer(b"\x00")

    def waiting(self) -> list[bytes]:
        """The updates that wait."""
        return [*self._held, *self._waiting]

    def is_complete(self, outline: Outline) -> bool:
        """Whether nothing of an update that was applied still waits."""
        clocks = self._clocks
        return all(span.end <= clocks.get(span.client, 0) for span in outline.structs) and all(
            span.end <= clocks.get(span.client, 0) for span in outline.deletes
        )

    def is_whole(self, update: bytes, outline: Outline) -> bool:
        """Whether all of an update can go in now, since all that it builds on is there."""
        return not split(update, outline, self._clocks).rests

    def _take(self, update: bytes, outline: Outline, *, check_nesting: bool = True) -> Outcome:
        """Apply of an update what can go in, and then of those that wait what it makes possible."""
        outcome, moved = self._take_one(update, outline, check_nesting=check_nesting)
        if self._blocked and moved:
            self._take_waiting(set(moved), check_nesting=check_nesting)
        return outcome

    def _take_one(
        self, update: bytes, outline: Outline, *, check_nesting: bool
    ) -> tuple[Outcome, Iterable[int]]:
        """What came of an update, and the clients whose clocks it moved."""
        parts = split(update, outline, self._clocks)
        outcome = self._take_parts(update, outline, parts, check_nesting=check_nesting)
        return outcome, () if outcome.is_early or outcome.broken is not None else parts.reached

    def _take_parts(
        self, update: bytes, outline: Outline, parts: Parts, *, check_nesting: bool
    ) -> Outcome:
        """Apply of an update, cut up, what can go in, and keep the rest."""
        ready = parts.ready
        if ready is not None:
            ready_outline = outline if ready is update else scan(ready)
            try:
                brought = self._pairs.check(ready, ready_outline)
                if ready_outline.types and check_nesting:
                    self.nesting.add(ready)
                self.doc.apply_update(ready)
            except Unmeasured:
                self._must_be_measured = True
                return Outcome(is_early=True)
            except (Malformed, ValueError) as error:
                # Both come before anything is changed.
                return Outcome(broken=str(error))
            self._clocks.update(parts.reached)
            if brought:
                self._pairs.add(brought)
        new = [rest for rest in parts.rests if rest.update not in self._waiting]
        kept = [self._wait(rest) for rest in new]
        if ready is None and not new:
            return Outcome()
        if all(kept) and (new or not parts.rests):
            return Outcome(update)
        return Outcome(ready, is_whole=all(kept))

    def _take_waiting(self, moved: set[int], *, check_nesting: bool) -> None:
        """Apply what waited for these clients."""
        while moved:
            client = moved.pop()
            clock = self._clocks.get(client, 0)
            blocked = self._blocked.get(client)
            if blocked is None:
                continue
            free = [rest for rest in blocked if rest.clock < clock]
            if not free:
                continue
            left = [rest for rest in blocked if rest.clock >= clock]
            if left:
                self._blocked[client] = left
            else:
                del self._blocked[client]
            self._released = True
            for rest in free:
                del self._waiting[rest.update]
                self._waiting_bytes -= len(rest.update)
            for rest in free:
                outcome, more = self._take_one(
                    rest.update, scan(rest.update), check_nesting=check_nesting
                )
                moved.update(more)
                if outcome.is_early:
                    # Stored already, so it stays.
                    self._held.append(rest.update)
                    self._waiting_bytes += len(rest.update)
                if outcome.broken is not None:
                    logger.warning("what waited cannot be applied", why=outcome.broken)

    def _wait(self, rest: Rest) -> bool:
        """Keep this until its turn; False: too much waits already."""
        if rest.update in self._waiting:
            return True
        size = self._waiting_bytes + len(rest.update)
        if size > self._max_waiting_bytes or len(self._waiting) >= MAX_WAITING_UPDATES:
            return False
        self._waiting[rest.update] = rest
        self._waiting_bytes = size
        self._blocked.setdefault(rest.client, []).append(rest)
        return True


def _as_one(updates: Sequence[bytes]) -> bytes | None:
    if not updates:
        return None
    return updates[0] if len(updates) == 1 else join(updates)


def _is_fault(error: BaseException) -> bool:
    """Whether pycrdt itself failed: its panics are no `Exception`."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _merged(spans: Iterable[Any]) -> dict[int, list[tuple[int, int]]]:
    by_client: dict[int, list[tuple[int, int]]] = {}
    for client, start, end in spans:
        by_client.setdefault(client, []).append((start, end))
    for client, ranges in by_client.items():
        ranges.sort()
        merged = [ranges[0]]
        for start, end in ranges[1:]:
            if start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        by_client[client] = merged
    return by_client


def _covers(mine: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> bool:
    """Whether sorted, merged ranges hold all of other such ranges."""
    at = 0
    for start, end in theirs:
        while at < len(mine) and mine[at][1] < end:
            at += 1
        if at == len(mine) or mine[at][0] > start:
            return False
    return True
