"""One WebSocket as rooms see it: a place to put prepared frames, which never blocks."""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, Protocol

from starlette.websockets import WebSocket, WebSocketDisconnect

MESSAGES_AT_ONCE: Final = 32
"""After so many messages of one socket it is the others' turn."""

CLOSE_SECONDS: Final = 5.0
"""How long a closing socket may take to send what it still has, and to hear the answer."""

MAX_REASON_BYTES: Final = 123
"""What a close frame has room for (RFC 6455, 5.5)."""

Work = Coroutine[Any, Any, None]
"""What has to be awaited before the next message can be dealt with."""


class Frame:
    """One binary message, prepared once and written to any number of sockets."""

    __slots__ = ("_wire", "payload")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self._wire: bytes | None = None

    @property
    def wire(self) -> bytes:
        """The message as a WebSocket frame of a server: unmasked, final (RFC 6455, 5.2)."""
        if self._wire is None:
            size = len(self.payload)
            if size < 126:
                head = bytes((0x82, size))
            elif size < 1 << 16:
                head = b"\x82\x7e" + size.to_bytes(2, "big")
            else:
                head = b"\x82\x7f" + size.to_bytes(8, "big")
            self._wire = head + self.payload
        return self._wire


class Bundle:
    """Several messages that leave in one write, joined once for any number of sockets."""

    __slots__ = ("_wire", "frames")

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.frames = frames
        self._wire: bytes | None = None

    @property
    def wire(self) -> bytes:
        if self._wire is None:
            self._wire = b"".join([frame.wire for frame in self.frames])
        return self._wire


class Listener(Protocol):
    """Who is told what comes over a link. Nothing here raises."""

    largest: int
    """How many bytes one message may have."""

    def begin(self) -> Work | None:
        """What happens before the first message."""
        ...

    def take(self, data: bytes | None) -> Work | None:
        """Deal with one message; None: one of text."""
        ...

    def charge(self) -> None:
        """Count a frame that is no whole message."""
        ...

    def oversized(self) -> None:
        """Deal with a message that is larger than may be."""
        ...

    def stalled(self) -> None:
        """The link is congested, or closing."""
        ...

    def drained(self) -> None:
        """The link was congested and is not any more."""
        ...


class Link(Protocol):
    """What a connection needs of its socket."""

    congested: bool
    """More waits to be sent than a reader who keeps up ever has; `Listener.drained` follows."""
    sent: int
    """How many times something has been queued so far, but for what went by `write`."""
    write: Callable[[bytes], object] | None
    """Queues bytes as they go over the network, which one writes to many; None: not possible.
    Who uses it stops when the link has stalled (`Listener.stalled`)."""

    def send(self, frame: Frame) -> None:
        """Put a frame in the queue."""
        ...

    def send_all(self, bundle: Bundle) -> None:
        """Put several frames in the queue."""
        ...

    def close(self, code: int, reason: str) -> None:
        """Close once what is queued has been sent; nothing can be queued any more."""
        ...


class SocketLink(Link, Protocol):
    """A link to a client."""

    closing: bool

    async def run(self, listener: Listener) -> None:
        """Pass on what comes and send what is queued, until closed or disconnected."""
        ...


class AsgiLink:
    """A link over any ASGI server: a bounded queue, one task that empties it, one that reads."""

    def __init__(self, socket: WebSocket, limit: int) -> None:
        """``limit``: how many bytes may wait before the reader counts as slow."""
        self.congested = False
        self.closing = False
        self.sent = 0
        self.write: Callable[[bytes], object] | None = None
        self._socket = socket
        self._limit = limit
        self._queue: deque[Frame] = deque()
        self._bytes = 0
        self._wake = asyncio.Event()
        self._closing: tuple[int, str] | None = None
        self._listener: Listener

    def send(self, frame: Frame) -> None:
        if self.closing:
            return
        self._queue.append(frame)
        self.sent += 1
        self._bytes += len(frame.payload)
        if self._bytes > self._limit:
            self.congested = True
        self._wake.set()

    def send_all(self, bundle: Bundle) -> None:
        for frame in bundle.frames:
            self.send(frame)

    def close(self, code: int, reason: str) -> None:
        if not self.closing:
            self.closing = True
            self._closing = (code, shortened(reason))
            self._wake.set()

    async def run(self, listener: Listener) -> None:
        self._listener = listener
        async with asyncio.TaskGroup() as tasks:
            sender = tasks.create_task(self._send())
            reader = tasks.create_task(self._read())
            await asyncio.wait((sender, reader), return_when=asyncio.FIRST_COMPLETED)
            if not sender.done():
                self.close(1000, "")
                await asyncio.wait((sender,), timeout=CLOSE_SECONDS)
            sender.cancel()
            reader.cancel()

    async def _send(self) -> None:
        queue = self._queue
        send = self._socket.send
        try:
            while True:
                while queue:
                    frame = queue.popleft()
                    message: dict[str, Any] = {"type": "websocket.send", "bytes": frame.payload}
                    await send(message)
                    self._bytes -= len(frame.payload)
                    if self.congested and self._bytes * 2 < self._limit:
                        self.congested = False
                        self._listener.drained()
                if self._closing is not None:
                    code, reason = self._closing
                    await self._socket.close(code, reason)
                    return
                self._wake = asyncio.Event()
                await self._wake.wait()
        except (WebSocketDisconnect, RuntimeError):
            # The peer is gone; the reader ends the connection.
            self.closing = True
            queue.clear()

    async def _read(self) -> None:
        listener = self._listener
        receive = self._socket.receive
        work = listener.begin()
        if work is not None:
            await work
        in_a_row = 0
        while not self.closing:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            if self.closing:
                return
            work = listener.take(message.get("bytes"))
            if work is not None:
                await work
            in_a_row += 1
            if in_a_row >= MESSAGES_AT_ONCE:
                in_a_row = 0
                await asyncio.sleep(0)


def shortened(reason: str) -> str:
    """As much of a reason as a close frame takes."""
    return reason.encode()[:MAX_REASON_BYTES].decode(errors="ignore")
