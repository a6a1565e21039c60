"""What leaves a room at a tick: who gets what, in how many writes."""

from collections.abc import Callable

import pytest

from planhall.sync.access import Access, Credentials, Identity
from planhall.sync.audience import Audience, Change
from planhall.sync.encoding import Reader, var_bytes, var_uint
from planhall.sync.hocuspocus import prefix, sync_status
from planhall.sync.link import Bundle, Frame
from planhall.sync.member import Member
from planhall.sync.presence import Changes, Presence
from planhall.sync.yprotocol import awareness_message, update_message


class Writes:
    """A link that keeps what was written to it, by the short way or not."""

    def __init__(self, *, is_direct: bool = True) -> None:
        self.writes: list[bytes] = []
        self.congested = False
        self.sent = 0
        self.write: Callable[[bytes], object] | None = self.writes.append if is_direct else None

    def send(self, frame: Frame) -> None:
        self.writes.append(frame.wire)

    def send_all(self, bundle: Bundle) -> None:
        self.writes.append(bundle.wire)

    def close(self, code: int, reason: str) -> None:
        raise AssertionError("nobody is to be closed")


def somebody(
    name: str, key: str = "plan", *, reports_status: bool = True, is_direct: bool = True
) -> tuple[Member, Writes]:
    link = Writes(is_direct=is_direct)
    access = Access(Identity(name, name, "#336699", guest=False), "editor", can_write=True)
    member = Member(
        link, access, Credentials(), prefix(key) if key else b"", reports_status=reports_status
    )
    member.synced = True
    return member, link


def audience_of(*members: Member) -> Audience:
    audience = Audience()
    for member in members:
        audience.add(member)
    return audience


def frame(member: Member, tail: bytes) -> bytes:
    return Frame(member.prefix + tail).wire


def moved(presence: Presence, *movers: tuple[Member, int]) -> Changes:
    for member, client in movers:
        clock = presence._entries[client].heard + 1 if client in presence._entries else 1
        presence.hear(member, b"\x01" + var_uint(client) + var_uint(clock) + var_bytes(b"{}"))
    changes = presence.changes()
    assert changes is not None
    return changes


def clients_in(message: bytes, member: Member) -> list[int]:
    head = 4 if message[1] == 126 else 2
    reader = Reader(message, head + len(member.prefix) + 1)
    update = Reader(reader.var_bytes())
    clients = []
    for _ in range(update.var_uint()):
        clients.append(update.var_uint())
        update.var_uint()
        update.var_bytes()
    return clients


@pytest.mark.parametrize("is_direct", [True, False])
def test_all_who_get_the_same_are_written_the_same_bytes_once(is_direct: bool) -> None:
    ann, bob = somebody("ann", is_direct=is_direct), somebody("bob", is_direct=is_direct)
    audience_of(ann[0], bob[0]).send([Change(b"one", None), Change(b"two", None)], None)
    joined = frame(ann[0], update_message(b"one")) + frame(ann[0], update_message(b"two"))
    assert ann[1].writes == bob[1].writes == [joined]
    assert ann[1].writes[0] is bob[1].writes[0]


def test_each_framing_gets_its_own() -> None:
    ann, bob = somebody("ann"), somebody("bob", key="", reports_status=False)
    audience_of(ann[0], bob[0]).send([Change(b"one", None)], None)
    assert ann[1].writes == [frame(ann[0], update_message(b"one"))]
    assert bob[1].writes == [frame(bob[0], update_message(b"one"))]


def test_who_made_a_change_alone_gets_only_the_others() -> None:
    ann, bob = somebody("ann"), somebody("bob")
    audience_of(ann[0], bob[0]).send([Change(b"anns", ann[0]), Change(b"bobs", bob[0])], None)
    assert ann[1].writes == [frame(ann[0], update_message(b"bobs"))]
    assert bob[1].writes == [frame(bob[0], update_message(b"anns"))]


def test_acknowledgements_leave_with_the_change() -> None:
    ann, link = somebody("ann")
    ann.on_owed = lambda _member: None
    ann.saved()
    ann.saved()
    audience_of(ann).send([Change(b"one", None)], None)
    acknowledged = frame(ann, sync_status(applied=True))
    assert link.writes == [acknowledged * 2 + frame(ann, update_message(b"one"))]
    assert ann.owed() == []


def test_nobody_is_sent_their_own_presence() -> None:
    people = [somebody(name) for name in ("ann", "bob", "cleo")]
    ann, bob, cleo = (member for member, _ in people)
    changes = moved(Presence(1000), (ann, 1), (ann, 2), (bob, 3))
    audience_of(ann, bob, cleo).send([], changes)
    assert [clients_in(link.writes[0], member) for member, link in people] == [
        [3],
        [1, 2],
        [1, 2, 3],
    ]


def test_who_is_alone_in_moving_is_sent_nothing() -> None:
    ann, link = somebody("ann")
    audience_of(ann).send([], moved(Presence(1000), (ann, 1)))
    assert link.writes == []


def test_who_has_not_asked_for_the_state_gets_presence_alone() -> None:
    (ann, _), (bob, link) = somebody("ann"), somebody("bob")
    bob.synced = False
    changes = moved(Presence(1000), (ann, 1))
    audience_of(bob).send([Change(b"one", None)], changes)
    assert link.writes == [frame(bob, awareness_message(changes.update()))]


def test_a_slow_reader_is_sent_no_presence_and_told_of() -> None:
    (ann, _), (bob, link) = somebody("ann"), somebody("bob")
    link.congested = True
    audience = audience_of(bob)
    slow = audience.send([Change(b"one", None)], moved(Presence(1000), (ann, 1)))
    assert slow == [bob]
    assert bob.unseen_presence
    assert link.writes == [frame(bob, update_message(b"one"))]
    bob.behind = b"\x00"
    audience.review(bob)
    assert audience.send([Change(b"two", None)], None) == []
    assert len(link.writes) == 1


@pytest.mark.parametrize("presence_too", [True, False])
def test_who_becomes_slow_by_a_write_is_told_of_once(presence_too: bool) -> None:
    (ann, _), (bob, link), (cleo, others) = somebody("ann"), somebody("bob"), somebody("cleo")
    audience = audience_of(bob, cleo)

    def write(wire: bytes) -> None:
        link.writes.append(wire)
        link.congested = True
        audience.review(bob)

    link.write = write
    audience.review(bob)
    presence = moved(Presence(1000), (ann, 1)) if presence_too else None
    assert audience.send([Change(b"one", None)], presence) == [bob]
    bob.behind = b"\x00"
    audience.review(bob)
    assert audience.send([Change(b"two", None)], None) == []
    assert len(link.writes) == 1
    link.congested, bob.behind = False, None
    audience.review(bob)
    link.write = link.writes.append
    audience.review(bob)
    assert audience.send([Change(b"three", None)], None) == []
    assert len(link.writes) == 2
    assert len(others.writes) == 3


def test_whose_link_is_closing_is_not_written_to() -> None:
    (ann, gone), (bob, link) = somebody("ann"), somebody("bob")
    audience = audience_of(ann, bob)
    gone.write = None
    gone.send_all = lambda _bundle: None  # type: ignore[method-assign]
    audience.review(ann)
    audience.send([Change(b"one", None)], None)
    assert gone.writes == []
    assert len(link.writes) == 1


def test_who_has_left_is_forgotten_and_stays_so() -> None:
    (ann, gone), (bob, link) = somebody("ann"), somebody("bob")
    audience = audience_of(ann, bob)
    audience.remove(ann)
    audience.review(ann)
    audience.send([Change(b"one", None)], None)
    audience.remove(bob)
    audience.review(bob)
    audience.send([Change(b"two", None)], None)
    assert gone.writes == []
    assert len(link.writes) == 1


def test_only_who_was_written_to_counts_as_such() -> None:
    (ann, link), (bob, _) = somebody("ann"), somebody("bob")
    audience = audience_of(ann, bob)
    before = audience.writes_to(ann), audience.writes_to(bob)
    audience.send([], moved(Presence(1000), (ann, 1)))
    assert link.writes == []
    assert audience.writes_to(ann) == before[0]
    assert audience.writes_to(bob) == before[1] + 1
