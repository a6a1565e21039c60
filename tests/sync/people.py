"""People in a room without sockets: what they are sent goes into their own document."""

from collections.abc import Callable
from typing import Any

from pycrdt import Doc, Text

from planhall.sync import hocuspocus
from planhall.sync.access import Access, Credentials
from planhall.sync.encoding import Reader, var_string, var_uint
from planhall.sync.link import Bundle, Frame
from planhall.sync.member import Member
from planhall.sync.room import Origin, Room
from planhall.sync.service import Sync
from planhall.sync.update_scan import parse_json


class Inbox:
    """A link that keeps what it is given, and can be written to directly."""

    def __init__(self) -> None:
        self.congested = False
        self.sent = 0
        self.write: Callable[[bytes], object] | None = self._write
        self.frames: list[bytes] = []
        self.closed: tuple[int, str] | None = None
        self.on_stalled: Callable[[], None] = lambda: None
        self._patience: int | None = None

    def send(self, frame: Frame) -> None:
        if self.closed is None:
            self._take([frame.payload])

    def send_all(self, bundle: Bundle) -> None:
        if self.closed is None:
            self._take([frame.payload for frame in bundle.frames])

    def close(self, code: int, reason: str) -> None:
        if self.closed is None:
            self.closed = (code, reason)
            self.write = None
            self.on_stalled()

    def stall(self, after: int = 0) -> None:
        """Be congested, now or after so many writes more."""
        self._patience = after
        self._take([])

    def resume(self) -> None:
        """Be congested no more."""
        self._patience = None
        self.congested = False

    def _write(self, wire: bytes) -> None:
        assert not self.congested, "written to directly, though congested"
        assert self.closed is None, "written to directly, though closing"
        payloads = []
        while wire:
            assert wire[0] == 0x82
            size, start = wire[1], 2
            if size == 126:
                size, start = int.from_bytes(wire[2:4], "big"), 4
            elif size == 127:
                size, start = int.from_bytes(wire[2:10], "big"), 10
            payloads.append(wire[start : start + size])
            wire = wire[start + size :]
        self._take(payloads)

    def _take(self, payloads: list[bytes]) -> None:
        self.frames += payloads
        if self._patience is None or self.congested:
            return
        self._patience -= bool(payloads)
        if self._patience <= 0:
            self.congested = True
            self.on_stalled()


class Guest:
    """A client with the Hocuspocus framing, which behaves as a provider does."""

    def __init__(self, room: Room, access: Access, token: str, client_id: int) -> None:
        self.room = room
        self.link = Inbox()
        self.doc: Doc[Any] = Doc(client_id=client_id)
        self.presence: dict[int, dict[str, Any]] = {}
        self.clocks: dict[int, int] = {}
        self.saved = 0
        self.refused = 0
        self.sent = 0
        self.notices: list[str] = []
        self._prefix = hocuspocus.prefix(room.board)
        self.on_handshake: Callable[[bytes], object] = lambda update: None
        self._own: list[bytes] = []
        self._hearing = False
        self.doc.observe(self._on_change)
        self.member = Member(
            self.link, access, Credentials(None, token), self._prefix, reports_status=True
        )
        self.link.on_stalled = lambda: self.room.stalled(self.member)
        room.join(self.member)

    def ask(self) -> None:
        """Step 1, and an answer to the one that comes back."""
        self.room.hear_step_1(self.member, self.doc.get_state())
        self.listen()

    def write(self, word: str) -> bytes:
        text = self.doc.get("text", type=Text)
        text.insert(len(text), word)
        return self._own[-1]

    def push(self, update: bytes | None = None) -> None:
        """Send an update, or all changes of one's own that were not sent."""
        for each in [update] if update is not None else self._own:
            self.sent += 1
            self.room.hear_update(self.member, each, Origin.CHANGE)
        self._own = [] if update is None else self._own

    def show(self, client: int, clock: int, state: str) -> None:
        update = b"\1" + var_uint(client) + var_uint(clock) + var_string(state)
        self.room.hear_awareness(self.member, update)

    @property
    def text(self) -> str:
        return self.text_in(self.doc)

    @staticmethod
    def text_in(doc: Doc[Any]) -> str:
        return str(doc.get("text", type=Text))

    def take_in(self, update: bytes) -> None:
        """Apply what others wrote, or what one had before."""
        self._hearing = True
        self.doc.apply_update(update)
        self._hearing = False

    def listen(self) -> None:
        """Read what has come."""
        frames, self.link.frames = self.link.frames, []
        for frame in frames:
            self._hear(Reader(frame))

    def leave(self, sync: Sync) -> None:
        self.room.leave(self.member)
        sync.rooms.release(self.room)

    def _hear(self, reader: Reader) -> None:
        assert reader.var_string() == self.room.board
        match reader.var_uint():
            case 0:
                step = reader.var_uint()
                body = reader.var_bytes()
                if step == 0:
                    self.sent += 1
                    update = self.doc.get_update(body)
                    self.on_handshake(update)
                    self.room.hear_update(self.member, update, Origin.HANDSHAKE)
                else:
                    self.take_in(body)
            case 1:
                self._hear_presence(Reader(reader.var_bytes()))
            case 5:
                self.notices.append(reader.var_string())
            case 8:
                if reader.var_uint() == 1:
                    self.saved += 1
                else:
                    self.refused += 1

    def _hear_presence(self, reader: Reader) -> None:
        """As `applyAwarenessUpdate` of y-protocols does."""
        for _ in range(reader.var_uint()):
            client, clock = reader.var_uint(), reader.var_uint()
            state = parse_json(reader.var_bytes())
            assert client not in self.member.clients, "somebody was sent their own state"
            known = self.clocks.get(client, 0)
            if clock > known or (clock == known and state is None and client in self.presence):
                self.clocks[client] = clock
                if isinstance(state, dict):
                    self.presence[client] = state
                else:
                    self.presence.pop(client, None)

    def _on_change(self, event: Any) -> None:
        if not self._hearing:
            self._own.append(bytes(event.update))


async def invite(
    sync: Sync, board: str, token: str, client_id: int = 1, *, ask: bool = True
) -> Guest:
    """Somebody joins."""
    access = await sync.authorizer.authorize(board, Credentials(None, token))
    room = await sync.rooms.acquire(board)
    guest = Guest(room, access, token, client_id)
    if ask:
        guest.ask()
    return guest
