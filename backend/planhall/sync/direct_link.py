"""A link by the short way that `planhall.sync.websocket_protocol` offers."""

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocket

from planhall.sync.link import AsgiLink, Bundle, Frame, Listener, SocketLink, Work, shortened
from planhall.sync.websocket_protocol import EXTENSION, DirectProtocol


class DirectLink:
    """A link whose frames go to the transport as they are, without a task or a queue between."""

    def __init__(self, protocol: DirectProtocol, limit: int) -> None:
        """``limit``: how many bytes may wait before the reader counts as slow."""
        self.congested = False
        self.closing = False
        self.sent = 0
        self._protocol = protocol
        self._limit = limit
        self._transport = protocol.transport
        self.write: Callable[[bytes], object] | None = protocol.transport.write
        self._over = asyncio.Event()
        self._job: asyncio.Task[None] | None = None
        self._listener: Listener | None = None
        self._tasks: asyncio.TaskGroup
        self.largest = 0

    def send(self, frame: Frame) -> None:
        if not self.closing:
            self.sent += 1
            self._transport.write(frame.wire)

    def send_all(self, bundle: Bundle) -> None:
        # Each write is a call of the system: uvloop gathers nothing.
        if not self.closing:
            self.sent += 1
            self._transport.write(bundle.wire)

    def close(self, code: int, reason: str) -> None:
        if not self.closing:
            self._end()
            self._protocol.close(code, shortened(reason))
            self._over.set()

    async def run(self, listener: Listener) -> None:
        self._listener = listener
        self.largest = listener.largest
        try:
            async with asyncio.TaskGroup() as self._tasks:
                self._protocol.attach(self, self._limit)
                first = listener.begin() if not self.closing else None
                if first is not None:
                    self._start(first)
                else:
                    self._protocol.release()
                await self._over.wait()
                if self._job is not None:
                    self._job.cancel()
        finally:
            self._end()
            # The answer to a close frame is still to be read.
            self._protocol.release()

    # What the protocol says: see `planhall.sync.websocket_protocol.Consumer`.

    def hear(self, data: bytes | None) -> None:
        listener = self._listener
        if listener is not None and not self.closing:
            work = listener.take(data)
            if work is not None:
                self._start(work)

    def charge(self) -> None:
        if self._listener is not None and not self.closing:
            self._listener.charge()

    def oversized(self) -> None:
        if self._listener is not None and not self.closing:
            self._listener.oversized()

    def set_congested(self, congested: bool) -> None:
        self.congested = congested
        if self._listener is not None:
            if congested:
                self._listener.stalled()
            elif not self.closing:
                self._listener.drained()

    def lost(self) -> None:
        self._end()
        self._over.set()

    def _end(self) -> None:
        self.closing = True
        self.write = None
        if self._listener is not None:
            self._listener.stalled()

    def _start(self, work: Work) -> None:
        self._protocol.hold()
        self._job = self._tasks.create_task(self._finish(work))

    async def _finish(self, work: Work) -> None:
        await work
        self._job = None
        self._protocol.release()


def open_link(socket: WebSocket, limit: int) -> SocketLink:
    """A link over a socket that was accepted, by the shortest way that its server has.

    ``limit``: how many bytes may wait before the reader counts as slow.
    """
    offered = socket.scope.get("extensions", {}).get(EXTENSION)
    if offered is not None:
        return DirectLink(offered["protocol"], limit)
    return AsgiLink(socket, limit)
