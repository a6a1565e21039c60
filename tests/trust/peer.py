"""A Yjs client in Python: edits, is told what is saved, comes back and sends again what was not.

It speaks the Hocuspocus protocol with bytes of its own making, so that a mistake in the server's
codecs cannot hide in a client that shares them.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Self

from pycrdt import Array, Doc, Map, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

SYNC, AWARENESS, AUTH, STATELESS, SYNC_STATUS, PING, PONG = 0, 1, 2, 5, 8, 9, 10
STEP_1, STEP_2, UPDATE = 0, 1, 2
NOTHING = b"\x00\x00"


def var_uint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def var_bytes(value: bytes) -> bytes:
    return var_uint(len(value)) + value


def var_text(value: str) -> bytes:
    return var_bytes(value.encode())


def read_uint(data: bytes, at: int) -> tuple[int, int]:
    """The number at ``at``, and where the next thing starts."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7


def read_bytes(data: bytes, at: int) -> tuple[bytes, int]:
    length, start = read_uint(data, at)
    return data[start : start + length], start + length


def awareness(*states: tuple[int, int, str]) -> bytes:
    """An awareness update of clients, each with its clock and the JSON of its state."""
    entries = b"".join(
        var_uint(client) + var_uint(clock) + var_text(state) for client, clock, state in states
    )
    return var_uint(len(states)) + entries


def read_awareness(update: bytes) -> dict[int, str]:
    """The JSON of each client that an awareness update names."""
    count, at = read_uint(update, 0)
    states = {}
    for _ in range(count):
        client, at = read_uint(update, at)
        _, at = read_uint(update, at)
        state, at = read_bytes(update, at)
        states[client] = state.decode()
    return states


class Peer:
    """One client with one board, and a document that outlives its connections.

    ``saved`` holds, for every connection it ever had, the updates that the server said it stored,
    ``saved_marks`` what they wrote.
    """

    def __init__(self, url: str, board: str, token: str, name: str = "peer") -> None:
        """``url``: the server's, as http://host:port."""
        self.name = name
        self.url = url.replace("http", "ws", 1) + "/collaboration"
        self.board = board
        self.token = token
        self.doc: Doc[Any] = Doc()
        self.text = self.doc.get("text", type=Text)
        self.marks = self.doc.get("marks", type=Map)
        self.list = self.doc.get("list", type=Array)
        self.saved: list[bytes] = []
        self.refused = 0
        self.closes: list[int] = []
        self.stateless: list[str] = []
        self.seen: dict[int, str] = {}
        """What it was told of others' presence."""
        self.written = 0
        self.synced = asyncio.Event()
        """Set once it has the board's state and has handed over its own."""
        self.on_update: Callable[[bytes], None] | None = None
        self.saved_marks: set[str] = set()
        self._waiting: deque[tuple[bytes, range]] = deque()
        self._prefix = var_text(board)
        self._socket: ClientConnection | None = None
        self._outbox: asyncio.Queue[bytes] = asyncio.Queue()
        self._remote = False
        self._subscription = self.doc.observe(self._on_change)

    # -- what a person does

    def write(self) -> str:
        """Make one change, with a mark that no other change has."""
        self.written += 1
        mark = f"{self.name}-{self.written}"
        with self.doc.transaction():
            self.marks[mark] = self.written
            size = len(str(self.text).encode())
            self.text.insert(size if self.written % 3 else 0, f"{mark} ")
            if self.written % 5 == 0 and size > 8:
                del self.text[0:4]
        return mark

    @property
    def marks_here(self) -> set[str]:
        return set(self.marks.keys())

    @property
    def unsaved(self) -> int:
        """How many of its frames on this connection have no answer yet."""
        return len(self._waiting)

    # -- the connection

    async def connect(self) -> Self:
        """Connect and open the board.

        Raises:
            OSError, InvalidHandshake: there is no such server now.
        """
        self._waiting.clear()
        self._outbox = asyncio.Queue()
        self.synced.clear()
        self._socket = await connect(
            self.url, compression=None, max_size=None, ping_interval=None, open_timeout=20
        )
        self.send_raw(self._prefix + bytes((AUTH, 0)) + var_text(self.token) + var_text("4.8.0"))
        self.send_raw(self._prefix + bytes((SYNC, STEP_1)) + var_bytes(self.doc.get_state()))
        return self

    def send_raw(self, frame: bytes) -> None:
        """Send any bytes as one message."""
        self._outbox.put_nowait(frame)

    def send_update(self, update: bytes, step: int = UPDATE) -> None:
        # A change holds its own mark, step 2 all that the server lacked.
        first = self.written if step == UPDATE else 1
        self._waiting.append((update, range(first, self.written + 1)))
        self.send_raw(self._prefix + bytes((SYNC, step)) + var_bytes(update))

    def send_presence(self, update: bytes) -> None:
        self.send_raw(self._prefix + bytes((AWARENESS,)) + var_bytes(update))

    async def talk(self) -> None:
        """Send and receive until the connection ends."""
        socket = self._socket
        assert socket is not None
        outbox = self._outbox

        async def sending() -> None:
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await socket.send(await outbox.get())

        sender = asyncio.create_task(sending())
        try:
            async for message in socket:
                assert isinstance(message, bytes)
                self._hear(message)
        except ConnectionClosed:
            pass
        finally:
            self.closes.append(socket.close_code or 1006)
            self._socket = None
            socket.transport.abort()
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)

    async def stay(self) -> None:
        """Stay connected, and come back whenever the connection ends, until cancelled."""
        while True:
            with contextlib.suppress(OSError, InvalidHandshake, EOFError, TimeoutError):
                await self.connect()
                await self.talk()
            await asyncio.sleep(0.05)

    def cut(self) -> None:
        """End the connection as a broken network would."""
        if self._socket is not None:
            self._socket.transport.abort()

    # -- what the server says

    def _hear(self, message: bytes) -> None:
        if message == bytes((PING,)):
            self.send_raw(bytes((PONG,)))
            return
        if message == bytes((PONG,)):
            return
        key, at = read_bytes(message, 0)
        assert key == self.board.encode(), f"a message about {key!r}"
        kind, at = read_uint(message, at)
        if kind == SYNC:
            step, at = read_uint(message, at)
            body, at = read_bytes(message, at)
            if step == STEP_1:
                self.send_update(self.doc.get_update(body), STEP_2)
                self.synced.set()
            else:
                if self.on_update is not None:
                    self.on_update(body)
                self._remote = True
                try:
                    self.doc.apply_update(body)
                finally:
                    self._remote = False
        elif kind == SYNC_STATUS:
            applied, at = read_uint(message, at)
            update, marks = self._waiting.popleft()
            if applied:
                self.saved.append(update)
                self.saved_marks.update(f"{self.name}-{number}" for number in marks)
            else:
                self.refused += 1
        elif kind == AWARENESS:
            body, at = read_bytes(message, at)
            self.seen.update(read_awareness(body))
        elif kind == STATELESS:
            body, at = read_bytes(message, at)
            self.stateless.append(body.decode())
        elif kind == AUTH:
            at = len(message)
        else:
            raise AssertionError(f"a message of kind {kind}")
        assert at == len(message), "something follows the message"

    def _on_change(self, event: Any) -> None:
        if not self._remote and self._socket is not None:
            self.send_update(bytes(event.update))


async def read_board(url: str, board: str, token: str) -> Doc[Any]:
    """The board as a newcomer gets it."""
    peer = await Peer(url, board, token, "reader").connect()
    talking = asyncio.create_task(peer.talk())
    try:
        async with asyncio.timeout(30):
            await peer.synced.wait()
    finally:
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
    return peer.doc


def lacking(doc: Doc[Any], updates: list[bytes]) -> list[bytes]:
    """Which of these updates still change the document."""
    copy: Doc[Any] = Doc()
    copy.apply_update(doc.get_update())
    changed: list[bytes] = []
    subscription = copy.observe(lambda event: changed.append(bytes(event.update)))
    lacking = []
    for update in updates:
        changed.clear()
        copy.apply_update(update)
        if changed:
            lacking.append(update)
    copy.unobserve(subscription)
    return lacking


def assert_holds_what_was_saved(doc: Doc[Any], peers: Sequence[Peer], when: str = "") -> None:
    """Everything that any of these was told is saved is in the document."""
    there = set(doc.get("marks", type=Map).keys())
    for peer in peers:
        assert not peer.saved_marks - there, f"{when}: saved changes of {peer.name} are gone"
        assert not lacking(doc, peer.saved), f"{when}: saved updates of {peer.name} are gone"
