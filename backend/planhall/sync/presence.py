"""Who is on a board and where: the awareness protocol, with identities that the server vouches for.

(https://github.com/yjs/y-protocols/blob/master/awareness.js)

What others are told of a client is written here anew: its ``user`` is what the service knows, and
its clock is the room's own. Clients forget no clock they ever heard for a client id, so one that
comes back after a broken connection or a restart with its old clock would stay unseen until it
next moves; the room's clocks grow across both. The price is that nobody may be sent their own
state, which `changes` and `everyone` see to.
"""

import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from planhall.sync.access import Access
from planhall.sync.encoding import Malformed, Reader, var_string, var_uint
from planhall.sync.update_scan import parse_json

MAX_CLIENTS_PER_OWNER: Final = 8
"""Client ids that one open document may show; a Yjs client has one."""

MAX_CLIENTS_PER_MESSAGE: Final = 4096

MAX_GONE: Final = 4096
"""How many client ids that left are remembered."""

CLOCK_EPOCH: Final = 1_735_689_600
"""2025-01-01, from which the room's clocks count in twentieths of a second, the most often that a
client's state is passed on: they stay in 32 bits, which is all that some clients read."""

_to_json: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode

_GONE_STATE: Final = var_string("null")


class Owner:
    """An open document whose client ids others see."""

    __slots__ = ("access", "clients")

    def __init__(self, access: Access) -> None:
        self.access = access
        self.clients: set[int] = set()


class _Entry:
    __slots__ = ("clock", "encoded", "first", "heard", "owner", "state")

    def __init__(self, owner: Owner, heard: int, first: int) -> None:
        self.owner = owner
        self.heard = heard
        """The clock its client gave last."""
        self.first = first
        self.clock = first
        """The clock that others were given first, and last."""
        self.state: dict[str, Any] = {}
        self.encoded = b""


class _Gone(NamedTuple):
    person: str
    first: int
    last: int


class Changes:
    """What is news since the last time."""

    __slots__ = ("_entries", "movers")

    def __init__(self, entries: dict[int, bytes], owners: dict[int, Owner]) -> None:
        """``entries``: each changed client, encoded. ``owners``: whose they are."""
        self._entries = list(entries.values())
        self.movers: dict[Owner, list[int]] = {}
        """Whose clients changed, and where in the update each of them is."""
        for place, client in enumerate(entries):
            self.movers.setdefault(owners[client], []).append(place)

    def update(self) -> bytes:
        """An awareness update with all of them."""
        return _update(self._entries)

    def update_for(self, mover: Owner) -> bytes | None:
        """The same for one whose own state changed; None: nobody else's did."""
        others = self._entries.copy()
        for place in reversed(self.movers.get(mover, ())):
            del others[place]
        return _update(others) if others else None


class Presence:
    """The awareness states of one room. It does no I/O and keeps no timers."""

    def __init__(self, max_state_bytes: int, clock: Callable[[], float] = time.time) -> None:
        self._max_state_bytes = max_state_bytes
        self._clock = clock
        self._entries: dict[int, _Entry] = {}
        self._gone: OrderedDict[int, _Gone] = OrderedDict()
        self._changed: dict[int, Owner] = {}
        self._everyone: bytes | None = None
        self._everyone_at = 0

    @property
    def has_changes(self) -> bool:
        return bool(self._changed)

    def __len__(self) -> int:
        return len(self._entries)

    def hear(self, owner: Owner, update: bytes) -> None:
        """Take in an awareness update that came from this owner.

        A state of a client id that someone else holds is passed over in silence: clients of
        y-websocket repeat what they hear of others.

        Raises:
            Malformed: it is no awareness update, a state is no JSON object, or too large.
        """
        reader = Reader(update)
        count = reader.var_uint()
        if count > MAX_CLIENTS_PER_MESSAGE:
            raise Malformed("an awareness update names too many clients")
        for _ in range(count):
            client = reader.var_uint()
            clock = reader.var_uint()
            text = reader.var_bytes()
            entry = self._entries.get(client)
            if entry is None:
                if self._is_echo(client, clock, owner):
                    continue
            elif entry.owner is not owner and not _may_take_over(owner, entry, clock):
                continue
            if text == b"null":
                if entry is not None and entry.owner is owner:
                    self._remove(client, entry)
                continue
            self._set(client, clock, text, owner, entry)
        reader.expect_end()

    def leave(self, owner: Owner) -> None:
        """The owner is gone, and its clients with it."""
        for client in tuple(owner.clients):
            self._remove(client, self._entries[client])

    def rename(self, owner: Owner) -> None:
        """What the service knows of an owner has changed."""
        for client in owner.clients:
            entry = self._entries[client]
            self._encode(entry)
            self._changed[client] = owner

    def changes(self) -> Changes | None:
        """What changed since the last call."""
        if not self._changed:
            return None
        self._everyone = None
        entries: dict[int, bytes] = {}
        floor = self._floor()
        for client in self._changed:
            entry = self._entries.get(client)
            if entry is None:
                gone = self._gone.get(client)
                if gone is None:
                    continue
                last = max(gone.last + 1, floor)
                self._gone[client] = gone._replace(last=last)
                entries[client] = var_uint(client) + var_uint(last) + _GONE_STATE
            else:
                entry.clock = max(entry.clock + 1, floor)
                entries[client] = var_uint(client) + var_uint(entry.clock) + entry.encoded
        changes = Changes(entries, self._changed)
        self._changed = {}
        return changes

    def everyone(self, listener: Owner) -> bytes | None:
        """An awareness update of everyone but the listener; None: nobody else is here."""
        floor = self._floor()
        if self._everyone is None or self._everyone_at != floor:
            # Newer clocks than anybody was sent before: a client that lost its connection has
            # forgotten who is here, but not the clocks it heard.
            for entry in self._entries.values():
                entry.clock = max(entry.clock + 1, floor)
            self._everyone = _update(self._encoded(None))
            self._everyone_at = floor
        if listener.clients:
            others = list(self._encoded(listener))
            return _update(others) if others else None
        return self._everyone if self._entries else None

    def _encoded(self, without: Owner | None) -> Iterable[bytes]:
        return (
            var_uint(client) + var_uint(entry.clock) + entry.encoded
            for client, entry in self._entries.items()
            if entry.owner is not without
        )

    def _set(
        self, client: int, clock: int, text: bytes, owner: Owner, entry: _Entry | None
    ) -> None:
        if entry is not None and entry.owner is owner and clock <= entry.heard:
            return
        if len(text) > self._max_state_bytes:
            raise Malformed("an awareness state is too large")
        state = parse_json(text)
        if not isinstance(state, dict):
            raise Malformed("an awareness state is no object")
        if entry is None:
            if len(owner.clients) >= MAX_CLIENTS_PER_OWNER:
                return
            gone = self._gone.pop(client, None)
            first = max(self._floor(), gone.last + 1 if gone else 0)
            entry = self._entries[client] = _Entry(owner, clock, first)
            owner.clients.add(client)
        elif entry.owner is not owner:
            entry.owner.clients.discard(client)
            owner.clients.add(client)
            entry.owner = owner
        entry.heard = clock
        entry.state = state
        self._encode(entry)
        self._changed[client] = owner

    def _encode(self, entry: _Entry) -> None:
        access = entry.owner.access
        identity = access.identity
        user = {
            "id": identity.id,
            "name": identity.name,
            "color": identity.color,
            "guest": identity.guest,
            "role": access.role,
        }
        try:
            text = _to_json({**entry.state, "user": user})
        except ValueError:
            raise Malformed("an awareness state holds a number beyond JSON") from None
        entry.encoded = var_string(text)
        self._everyone = None

    def _remove(self, client: int, entry: _Entry) -> None:
        del self._entries[client]
        self._everyone = None
        entry.owner.clients.discard(client)
        self._gone[client] = _Gone(entry.owner.access.identity.id, entry.first, entry.clock)
        self._gone.move_to_end(client)
        if len(self._gone) > MAX_GONE:
            self._gone.popitem(last=False)
        self._changed[client] = entry.owner

    def _is_echo(self, client: int, clock: int, owner: Owner) -> bool:
        """Whether this only repeats what was said of a client that has left since."""
        gone = self._gone.get(client)
        if gone is None:
            return False
        return gone.person != owner.access.identity.id or gone.first <= clock <= gone.last

    def _floor(self) -> int:
        return int((self._clock() - CLOCK_EPOCH) * 20)


def _may_take_over(owner: Owner, entry: _Entry, clock: int) -> bool:
    """Whether a client id moves to this owner: its person's new connection, the old one not yet
    known to be broken. What comes later, or with the room's clock, repeats what was heard."""
    same_person = entry.owner.access.identity.id == owner.access.identity.id
    return same_person and not owner.clients and not entry.first <= clock <= entry.clock


def _update(entries: Iterable[bytes]) -> bytes:
    listed = list(entries)
    return var_uint(len(listed)) + b"".join(listed)
