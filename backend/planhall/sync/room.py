"""One open board: its document, who is on it, and what is sent to whom and when."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from time import thread_time
from typing import Any, Final, NamedTuple, TypeVar

import structlog
from pycrdt import Doc

from planhall.settings import Settings
from planhall.sync.access import Access, Guard
from planhall.sync.audience import Audience, Change
from planhall.sync.boundary import Boundary, Trial
from planhall.sync.closing import CloseCode, CloseSocket
from planhall.sync.document import MAX_CACHED_ANSWERS, Document, Spoiled
from planhall.sync.encoding import Malformed
from planhall.sync.hocuspocus import stateless
from planhall.sync.link import Frame
from planhall.sync.log import Entry, Snapshot, Stored, join_waiting
from planhall.sync.member import Member
from planhall.sync.pace import Pace
from planhall.sync.presence import Changes, Presence
from planhall.sync.tick import Tick
from planhall.sync.update_scan import Outline, scan
from planhall.sync.writer import LogWriter
from planhall.sync.yprotocol import (
    NOBODY,
    awareness_message,
    step_1,
    step_2,
    update_message,
)

T = TypeVar("T")

MAX_SHARED_PREFIXES: Final = 64

PRESENCE_SECONDS_PER_MEMBER: Final = 200e-6
"""How long presence is gathered, for each who is there: all hear of all."""

MAX_INBOX_BYTES: Final = 256 << 10
"""A tick gathers no more than this: what is in no transaction yet counts against no limit."""

SIZE_CHECK_SECONDS: Final = 5.0
"""How often the exact size of a document near its limit is looked at."""

MAX_STRAYS: Final = 20
"""So many refused handshakes of one who may change only a part end the connection: each costs."""

logger = structlog.get_logger(__name__)


class Origin(Enum):
    """How an update came."""

    CHANGE = auto()
    HANDSHAKE = auto()
    """As step 2: what a client has that we may lack, most often nothing."""


class _Arrival(NamedTuple):
    member: Member
    update: bytes
    outline: Outline
    origin: Origin
    was_live: bool = False
    """It came as a change, and now goes in alone."""

    def alone(self) -> "_Arrival":
        """The same, to be applied by itself."""
        live = self.was_live or self.origin is Origin.CHANGE
        return self._replace(origin=Origin.HANDSHAKE, was_live=live)


@dataclass(slots=True)
class Tail:
    """What has come since the last snapshot."""

    updates: int = 0
    size: int = 0


class Room:
    """Applies updates as they come, and sends what changed once for each tick.

    Everything here runs on the event loop without waiting. What waits (the store, the watcher,
    loading) is in `planhall.sync.rooms`.
    """

    def __init__(
        self,
        board: str,
        settings: Settings,
        writer: LogWriter,
        on_spoiled: Callable[[], None],
        guard: Guard,
    ) -> None:
        """``on_spoiled`` is called when the document has to be loaded anew (`replace`)."""
        self.board = board
        self.members: dict[Member, None] = {}
        self.audience = Audience()
        self.document = Document(settings.max_waiting_bytes)
        self.presence = Presence(settings.max_presence_bytes)
        self.tail = Tail()
        self.changed_by: set[str] = set()
        """Whose stored changes the watcher has not heard of yet."""
        self.closed = False
        self.on_doubt: Callable[[], None] = _nothing
        """Called when somebody should measure how deep the document's types nest."""
        self.on_changed: Callable[[], None] = _nothing
        """Called when `changed_by` gets its first."""
        self._settings = settings
        self._writer = writer
        self._on_spoiled = on_spoiled
        self._guard = guard
        self._confined = 0
        """How many members' changes have to stay within a part (`Access.within`)."""
        self._boundary: Boundary | None = None
        """Made when the first such change comes."""
        self._loop = asyncio.get_running_loop()
        self._seq = 0
        self._changed_at = 0
        """When the last change was handed to the store, in milliseconds since 1970."""
        self._size = 0
        self._size_checked = 0.0
        self._inbox: list[_Arrival] = []
        self._inbox_bytes = 0
        self._early: list[_Arrival] = []
        self._early_bytes = 0
        self._spoiled = False
        self._tick = Tick(self._loop, self._run_tick)
        self._pace = Pace(settings.max_tick_ms / 1000)
        self._next_presence = 0.0
        self._prefixes: dict[bytes, bytes] = {}
        """One object for each prefix: looking it up is then a comparison of addresses."""
        self._owed: list[Member] = []
        self._gathered: list[Change] | None = None
        """What the tick that runs has to send; None: none does."""
        self._answers: dict[tuple[bytes, bytes], tuple[bytes, Frame]] = {}

    # -- coming and going

    def load(self, stored: Stored | None, unstored: Sequence[Entry]) -> None:
        """Take in what the log holds, and what of this board waits to be stored."""
        if stored is None:
            stored = Stored(None)
        updates = [*stored.updates, *(entry.update for entry in unstored)]
        self.document.load(stored.state, updates)
        self._seq = max(self._seq, stored.seq, unstored[-1].seq if unstored else 0)
        self.tail = Tail(len(updates), sum(map(len, updates)))
        self._size = len(stored.state or b"") + self.tail.size

    def quiet_seconds(self) -> float:
        """For how long nothing has changed."""
        return (now_ms() - self._changed_at) / 1000

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever stored of this board."""
        return self._seq == 0

    def replace(self, stored: Stored | None, unstored: Sequence[Entry]) -> None:
        """Load anew after the document was spoiled, and take up what came meanwhile.

        Whatever was sent out had been handed to the store before, so nobody has to catch up.
        """
        self._drop_boundary()
        self.document = Document(self._settings.max_waiting_bytes)
        self.load(stored, unstored)
        self._take_up_early()
        self._spoiled = False
        self._schedule_flush()
        for member in tuple(self.members):
            if not member.link.congested:
                self.drained(member)

    def absorb(self, stored: Stored) -> None:
        """Take in what another process has stored."""
        self.flush()
        if self._spoiled:
            return
        updates = [*stored.updates] if stored.state is None else [stored.state, *stored.updates]
        try:
            applied = self.document.apply([(update, scan(update)) for update in updates])
        except (Spoiled, Malformed):
            self.spoil()
            return
        self._seq = max(self._seq, stored.seq)
        if applied.change is not None:
            self._send_change(applied.change, None)

    def measured(self, depth: int, unsure_then: int) -> None:
        """The document's types nest so deep, which lets in what came too early."""
        try:
            change = self.document.measured(depth, unsure_then)
        except Spoiled:
            self.spoil()
        else:
            if change is not None:
                self._send_change(change, None)
        self._drop_boundary()
        self._take_up_early()
        self._schedule_flush()

    def join(self, member: Member) -> None:
        self.members[member] = None
        self._confined += member.access.within is not None
        if len(self._prefixes) >= MAX_SHARED_PREFIXES:
            self._prefixes.clear()
        member.prefix = self._prefixes.setdefault(member.prefix, member.prefix)
        member.on_owed = self._owe
        self.audience.add(member)
        present = self.presence.everyone(member)
        if present is not None:
            member.tell(awareness_message(present))

    def leave(self, member: Member) -> None:
        if self.members.pop(member, member) is None:
            self.audience.remove(member)
            self._let_loose(member)
            self.presence.leave(member)
            self._schedule_presence()

    def change_access(self, member: Member, access: Access) -> None:
        """What the service knows of a member, or what they may do, is different now."""
        # What came before was sent, and is taken, under the access of then.
        self.flush()
        if member in self.members:
            self._let_loose(member)
            self._confined += access.within is not None
        before, member.access = member.access, access
        member.tell_access(before)
        self.presence.rename(member)
        self._schedule_presence()

    def _let_loose(self, member: Member) -> None:
        if member.access.within is not None:
            self._confined -= 1
            if not self._confined:
                self._drop_boundary()

    def _drop_boundary(self) -> None:
        if self._boundary is not None:
            self._boundary.close()
            self._boundary = None

    # -- what members send

    def hear_step_1(self, member: Member, state_vector: bytes) -> None:
        """Answer with what the member lacks, and ask for what it has.

        Raises:
            Malformed: it is no state vector.
        """
        if member.link.congested or self._spoiled:
            member.asked = state_vector
            return
        self.flush()
        if self._spoiled:
            member.asked = state_vector
            return
        member.link.send(self._answer(member.prefix, state_vector))
        member.tell(step_1(self.document.state_vector()))
        member.synced = True
        member.behind = None
        self.audience.review(member)

    def _answer(self, prefix: bytes, state_vector: bytes) -> Frame:
        """Step 2, as one frame for all who ask alike: a thousand may come back at once."""
        answer = self.document.answer(state_vector)
        kept = self._answers.get((prefix, state_vector))
        if kept is not None and kept[0] is answer:
            return kept[1]
        if len(self._answers) >= MAX_CACHED_ANSWERS:
            self._answers.clear()
        frame = Frame(prefix + step_2(answer))
        self._answers[prefix, state_vector] = (answer, frame)
        return frame

    def hear_update(self, member: Member, update: bytes, origin: Origin) -> None:
        """Take an update: into a quiet room at once, else with others at the next tick.

        Raises:
            Malformed: it is no update that every client could take.
            CloseSocket: the member may not write, or the document would grow past a limit.
        """
        outline = scan(update)
        if not outline.structs and not outline.deletes:
            self._writer.after_stored(self.board, member.saved)
            return
        if not member.access.can_write:
            self._refuse(member, outline, origin)
            return
        if outline.structs:
            self._check_size(len(update))
        if self._spoiled and self._inbox_bytes + len(update) > self._settings.max_waiting_bytes:
            raise CloseSocket(CloseCode.TRY_LATER, "the board is being loaded")
        self._inbox.append(_Arrival(member, update, outline, origin))
        self._inbox_bytes += len(update)
        if self._inbox_bytes > MAX_INBOX_BYTES:
            self.flush()
        self._schedule_flush(within_call=origin is Origin.CHANGE)

    def hear_awareness(self, member: Member, update: bytes) -> None:
        """Take in where the member is.

        Raises:
            Malformed: it is no awareness update.
        """
        try:
            self.presence.hear(member, update)
        finally:
            self._schedule_presence()

    def hear_awareness_query(self, member: Member) -> None:
        if member.link.congested:
            member.unseen_presence = True
            return
        present = self.presence.everyone(member)
        member.tell(awareness_message(present) if present is not None else NOBODY)

    # -- what the service asks

    def edit(self, author: str, change: Callable[[Doc[Any]], T], stored: Callable[[], None]) -> T:
        """Run a change on the document; ``stored`` is called once it is committed.

        Raises:
            Spoiled: the change raised, as the cause of this, when it had changed something.
        """
        self.flush()
        if self._spoiled:
            raise Spoiled("the document is being loaded anew")
        try:
            result, update = self.document.edit(change)
        except Spoiled:
            self.spoil()
            raise
        if update is None:
            self._writer.after_stored(self.board, stored)
        else:
            self._store(author, update, stored)
            self._send_change(update, None)
        return result

    def notify(self, message: Mapping[str, Any], *, newest: bool = False) -> None:
        payload = json.dumps(message)
        subject = str(message.get("type")) if newest else payload
        tail = stateless(payload)
        frames: dict[bytes, Frame] = {}
        for member in self.members:
            frame = frames.get(member.prefix)
            if frame is None:
                frame = frames[member.prefix] = Frame(member.prefix + tail)
            member.notify(frame, subject)

    def stalled(self, member: Member) -> None:
        """A member's link is congested, or closing."""
        self.audience.review(member)

    def drained(self, member: Member) -> None:
        """A slow reader can take more: bring it up to date."""
        if member not in self.members or self._spoiled:
            return
        member.send_owed()
        if member.asked is not None:
            asked, member.asked = member.asked, None
            self.hear_step_1(member, asked)
        elif member.behind is not None:
            self.flush()
            if self._spoiled:
                return
            behind, member.behind = member.behind, None
            member.tell(update_message(self.document.answer(behind)))
        if member.unseen_presence and not member.link.congested:
            member.unseen_presence = False
            self.hear_awareness_query(member)
        self.audience.review(member)

    def snapshot(self) -> Snapshot:
        """The document with all updates so far, which must all be stored."""
        self.tail = Tail()
        state = self.document.whole()
        self._size = len(state) + self.document.waiting_bytes
        return Snapshot(
            self.board, self._seq, now_ms(), state, join_waiting(self.document.waiting())
        )

    @property
    def is_spoiled(self) -> bool:
        return self._spoiled

    def dispose(self) -> None:
        """Stop all timers; nothing happens here any more."""
        if not self.closed:
            self.closed = True
            self._tick.cancel()
            self._drop_boundary()

    def spoil(self) -> None:
        """The document is not what the log holds: it must be loaded anew."""
        if not self._spoiled:
            self._spoiled = True
            self._on_spoiled()

    # -- ticks

    def _schedule_flush(self, *, within_call: bool = False) -> None:
        """``within_call``: in a quiet room not even wait for what else has arrived by now."""
        if self._inbox and not self.closed and not self._spoiled:
            now = self._loop.time()
            due = self._pace.due(now)
            if within_call and due <= now:
                self._work(late=0.0)
            else:
                self._tick.at(due)

    def _schedule_presence(self) -> None:
        if self.presence.has_changes and not self.closed:
            self._tick.at(self._next_presence)

    def _owe(self, member: Member) -> None:
        """Acknowledgements go with what the member is sent next, if that is soon."""
        self._owed.append(member)
        self.audience.review(member)
        if len(self._owed) == 1 and not self._tick.is_due:
            self._writer.once_told(self._settle)

    def _settle(self) -> None:
        if not self._tick.is_due:
            self.send_owed()

    def _run_tick(self) -> None:
        self._work(late=self._tick.late)

    def _work(self, *, late: float) -> None:
        """Apply and send what there is. ``late``: by how many seconds this comes too late."""
        now = self._loop.time()
        settings = self._settings
        spacing = max(
            settings.presence_tick_ms / 1000, len(self.members) * PRESENCE_SECONDS_PER_MEMBER
        )
        flushes = bool(self._inbox) and self._pace.may_send(now)
        shows = self.presence.has_changes and now >= self._next_presence - (
            spacing / 2 if flushes else 0
        )
        if flushes or shows:
            started = thread_time()
            gathered = self._gathered = []
            try:
                self.flush()
            finally:
                self._gathered = None
            presence = None
            if shows:
                self._next_presence = now + spacing
                presence = self.presence.changes()
            if gathered or presence is not None:
                self._fan_out(gathered, presence)
            worked = thread_time() - started
            self._pace.worked(now + worked, worked, late=late, sent=bool(gathered))
        self.send_owed()
        self._schedule_flush()
        self._schedule_presence()

    def send_owed(self) -> None:
        """Send what is owed to members of acknowledgements, now."""
        owed, self._owed = self._owed, []
        for member in owed:
            if not member.link.congested:
                member.send_owed()
                self.audience.review(member)

    def flush(self) -> None:
        """Apply and send what has come, now."""
        if not self._inbox or self._spoiled or self.closed:
            return
        batch, self._inbox = self._inbox, []
        self._inbox_bytes = 0
        done = 0
        while done < len(batch) and not self._spoiled:
            end = done + 1
            # A handshake goes in alone, to see whether it brought anything.
            if batch[done].origin is Origin.CHANGE:
                while end < len(batch) and batch[end].origin is Origin.CHANGE:
                    end += 1
            if self._confined:
                end = _alike(batch, done, end)
            group = batch[done:end]
            done = end
            if self._confined and group[0].member.access.within is not None:
                group = [arrival for arrival in group if self._stays_within(arrival)]
                if not group:
                    continue
            try:
                self._apply(group)
            except Spoiled:
                self._put_back(group, batch[end:])

    def _put_back(self, culprits: list[_Arrival], others: list[_Arrival]) -> None:
        """Keep what has not gone in, but for what spoiled the document."""
        if len(culprits) == 1:
            self._throw_out(culprits[0], "an update cannot be applied")
            culprits = []
        # One of several did it: each goes in alone once the document is whole again.
        alone = [arrival.alone() for arrival in culprits]
        self._inbox = [*alone, *others, *self._inbox]
        self._inbox_bytes = sum(len(arrival.update) for arrival in self._inbox)
        self.spoil()

    def _apply(self, arrivals: list[_Arrival]) -> None:
        applied = self.document.apply([(item.update, item.outline) for item in arrivals])
        for arrival, outcome in zip(arrivals, applied.outcomes, strict=True):
            member = arrival.member
            if outcome.broken is not None:
                self._drop_boundary()
                self._throw_out(arrival, outcome.broken)
                continue
            if outcome.is_early:
                self._keep_early(arrival)
                continue
            answer = member.saved if outcome.is_whole else member.refused
            if outcome.keep is not None:
                self._store(member.person, outcome.keep, answer)
            else:
                self._writer.after_stored(self.board, answer)
        if self.document.must_be_measured:
            self.on_doubt()
        if applied.change is not None:
            sender = arrivals[0].member
            alone = all(arrival.member is sender for arrival in arrivals)
            has_all = alone and not applied.has_more
            was_tried = sender.access.within is not None and not applied.has_more
            self._send_change(applied.change, sender if has_all else None, was_tried=was_tried)

    def _stays_within(self, arrival: _Arrival) -> bool:
        """Try a change of somebody who may change only a part; what strays is refused."""
        member = arrival.member
        within = member.access.within
        if within is None:
            return True
        if self._boundary is None:
            self._boundary = Boundary(self.document, self._guard)
        trial = self._boundary.try_out(arrival.update, arrival.outline, within)
        if self._boundary.is_stale:
            self._drop_boundary()
        match trial:
            case Trial.STRAYS:
                self._refuse_stray(arrival)
            case Trial.BROKEN:
                self._throw_out(arrival, "an update cannot be applied")
            case Trial.EARLY:
                self._keep_early(arrival)
                self.document.ask_for_measuring()
                self.on_doubt()
        return trial is Trial.FITS

    def _take_up_early(self) -> None:
        # Each alone: what spoils the document is known, and the others are not held up by it.
        early = [arrival.alone() for arrival in self._early]
        self._inbox = [*early, *self._inbox]
        self._inbox_bytes += self._early_bytes
        self._early, self._early_bytes = [], 0

    def _keep_early(self, arrival: _Arrival) -> None:
        """Try this again when the document is measured; until then nothing of it is stored."""
        size = self._early_bytes + len(arrival.update)
        if size > self._settings.max_waiting_bytes:
            arrival.member.link.close(CloseCode.TRY_LATER, "the board is being measured")
            return
        self._early.append(arrival)
        self._early_bytes = size

    def _send_change(
        self, change: bytes, sender: Member | None, *, was_tried: bool = False
    ) -> None:
        self._answers.clear()
        if self._boundary is not None and not was_tried and not self._boundary.follow(change):
            self._drop_boundary()
        if self._gathered is not None:
            self._gathered.append(Change(change, sender))
        else:
            self._fan_out([Change(change, sender)], None)

    def _fan_out(self, changes: Sequence[Change], presence: Changes | None) -> None:
        slow = self.audience.send(changes, presence)
        if slow:
            reached = self.document.state_vector()
            for member in slow:
                member.behind = reached
                self.audience.review(member)

    def _store(self, author: str, update: bytes, stored: Callable[[], None]) -> None:
        self._seq += 1
        self.tail.updates += 1
        self.tail.size += len(update)
        self._size += len(update)
        if not self.changed_by:
            self.on_changed()
        self.changed_by.add(author)
        now = self._changed_at = now_ms()
        self._writer.submit(Entry(self.board, self._seq, author, now, update), stored)

    # -- what goes wrong

    def _refuse(self, member: Member, outline: Outline, origin: Origin) -> None:
        """Somebody who may only read sent an update."""
        self.flush()
        if not self._spoiled and self.document.lacks_nothing_of(outline):
            self._writer.after_stored(self.board, member.saved)
            return
        member.refused()
        if origin is Origin.CHANGE:
            raise CloseSocket(CloseCode.FORBIDDEN, "you may read this board, not change it")

    def _refuse_stray(self, arrival: _Arrival) -> None:
        """Somebody who may change a part sent an update that goes beyond it."""
        member = arrival.member
        member.refused()
        member.strays += 1
        if arrival.was_live or arrival.origin is Origin.CHANGE:
            member.link.close(CloseCode.FORBIDDEN, "you may change only a part of this board")
        elif member.strays > MAX_STRAYS:
            member.link.close(CloseCode.TOO_MANY, "too many changes beyond what is open")

    def _check_size(self, more: int) -> None:
        limit = self._settings.max_document_bytes
        if self._size + more <= limit:
            return
        now = self._loop.time()
        if now - self._size_checked >= SIZE_CHECK_SECONDS or not self._size_checked:
            self._size_checked = now
            self.flush()
            if not self._spoiled:
                self._size = len(self.document.whole()) + self.document.waiting_bytes
        if self._size + more > limit:
            raise CloseSocket(CloseCode.DOCUMENT_FULL, "the board has reached its largest size")

    def _throw_out(self, arrival: _Arrival, why: str) -> None:
        arrival.member.link.close(CloseCode.MALFORMED, why)


def _alike(batch: Sequence[_Arrival], start: int, end: int) -> int:
    """How far those go, up to ``end``, of whom all or none are held within a part."""
    free = batch[start].member.access.within is None
    at = start + 1
    while at < end and (batch[at].member.access.within is None) == free:
        at += 1
    return at


def _nothing() -> None:
    return


def now_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000
