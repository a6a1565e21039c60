"""uvicorn's WebSocket protocol with a short way in and out for what nearly every message is.

Most of what a room sends is one frame for many sockets, and most of what clients send is one small
binary frame. Both need neither a task for each socket nor a queue: a prepared frame goes straight
to the transport, and a whole binary frame straight to who listens. Everything else (handshake,
control frames, fragments, what is malformed) is left to `websockets`, to which frames are given
whole, so that it always stands between two of them.
"""

import asyncio
from typing import Any, Final, Protocol

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState
from websockets.http11 import Request

from planhall.sync.link import CLOSE_SECONDS, MESSAGES_AT_ONCE

try:
    from websockets.speedups import apply_mask
except ImportError:  # built without its C extension
    from websockets.utils import apply_mask

EXTENSION: Final = "planhall.socket"
"""Where an ASGI scope offers its `DirectProtocol`."""

MAX_CONTROL_BYTES: Final = 125

_WHOLE_BINARY: Final = 0x82
_FINAL: Final = 0x80
_CONTROL: Final = 0x08


class Consumer(Protocol):
    """Who takes what comes over a socket, in place of an ASGI app's ``receive``."""

    largest: int
    """How many bytes one message may have."""

    def hear(self, data: bytes | None) -> None:
        """One message; None: one of text."""
        ...

    def charge(self) -> None:
        """A frame came that is no whole message."""
        ...

    def oversized(self) -> None:
        """A message began that is too large; it is passed over."""
        ...

    def set_congested(self, congested: bool) -> None:
        """More waits to be sent than may, or little enough again."""
        ...

    def lost(self) -> None:
        """Nothing can be sent any more."""
        ...


class DirectProtocol(WebSocketsSansIOProtocol):
    """Serves an ASGI app as uvicorn's own does, until a `Consumer` is attached."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._consumer: Consumer | None = None
        self._early: list[bytes | None] = []
        self._inbox = bytearray()
        self._held = False
        self._skip = 0
        self._fragments = 0
        """Bytes of the message of which fragments have come; one more than there are."""

    # -- for the consumer

    def attach(self, consumer: Consumer, limit: int) -> None:
        """From now on pass messages to the consumer, beginning with `release`.

        ``limit``: how many bytes may wait to be sent before the socket is congested.
        """
        self._consumer = consumer
        self._held = True
        self.read_paused = False
        self.transport.pause_reading()
        self.transport.set_write_buffer_limits(high=limit, low=limit // 2)
        while not self.queue.empty():
            event = self.queue.get_nowait()
            if event["type"] == "websocket.receive":
                self._early.append(event.get("bytes"))
        if self.disconnected or self.transport.is_closing():
            consumer.lost()

    def hold(self) -> None:
        """Pass on nothing more, and read nothing more, until `release`."""
        self._held = True
        self.transport.pause_reading()

    def release(self) -> None:
        """Go on where `hold` stopped."""
        self._held = False
        self._pump()
        if not self._held:
            self.transport.resume_reading()

    def close(self, code: int, reason: str) -> None:
        """Close once what was written is sent; a peer that does not answer is cut off."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        try:
            self.conn.send_close(code, reason)
        except InvalidState:
            return
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self._abort_soon()

    # -- what uvicorn and the transport call

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        scope = getattr(self, "scope", None)
        if scope is not None:
            # The app's task has not begun yet.
            scope["extensions"][EXTENSION] = {"protocol": self}

    def data_received(self, data: bytes) -> None:
        if not self.handshake_initiated:
            super().data_received(data)
            return
        consumer = self._consumer
        size = len(data)
        if (
            consumer is not None
            and size > 6
            and data[0] == _WHOLE_BINARY
            and not self._inbox
            and not (self._held or self._fragments or self._skip)
        ):
            length = data[1] - 0x80
            body = 6
            if length == 126:
                length = data[2] << 8 | data[3]
                body = 8
            if size == body + length and 0 <= length <= consumer.largest and data[1] != 0xFF:
                consumer.hear(apply_mask(data[body:], data[body - 4 : body]))
                return
        self._inbox += data
        if not self._held:
            self._pump()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._consumer is not None:
            self._consumer.set_congested(True)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._consumer is not None:
            self._consumer.set_congested(False)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._tell_lost()

    # -- what websockets found in the frames that were left to it

    def send_receive_event_to_app(self) -> None:
        if self._consumer is None:
            super().send_receive_event_to_app()
            return
        data, self.frames = b"".join(self.frames), []
        self._consumer.hear(data if self.curr_msg_data_type == "bytes" else None)

    def handle_ping(self) -> None:
        # A flood of pings from somebody who does not read would fill the memory with answers.
        if self._consumer is not None and not self.writable.is_set():
            self.conn.data_to_send()
            return
        super().handle_ping()

    def handle_close(self, event: Any) -> None:
        super().handle_close(event)
        self._abort_soon()
        self._tell_lost()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self._abort_soon()
        self._tell_lost()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._abort_soon()
        self._tell_lost()

    # -- inside

    def _pump(self) -> None:
        """Pass on what is there, a bounded number of frames at a time."""
        consumer = self._consumer
        while self._early and not self._held:
            if consumer is not None:
                consumer.hear(self._early.pop(0))
        inbox = self._inbox
        end = len(inbox)
        at = frames = 0
        while not self._held:
            if self._skip:
                passed = min(self._skip, end - at)
                self._skip -= passed
                at += passed
            if end - at < 2:
                break
            if frames == MESSAGES_AT_ONCE and consumer is not None:
                self.hold()
                self.loop.call_soon(self.release)
                break
            first, second = inbox[at], inbox[at + 1]
            length = second & 0x7F
            body = at + 2
            if length == 126:
                body += 2
                length = int.from_bytes(inbox[at + 2 : body], "big")
            elif length == 127:
                body += 8
                length = int.from_bytes(inbox[at + 2 : body], "big")
            body += 4 if second & 0x80 else 0
            if body > end:
                break
            stop = body + length
            if first & _CONTROL:
                if length > MAX_CONTROL_BYTES:
                    self.conn.fail(1002, "control frame too long")
                    self.handle_parser_exception()
                    at = end
                    break
            elif length + self._fragments > (consumer.largest if consumer else self._max_size()):
                self._refuse(bytes(inbox[at:body]))
                self._skip = stop - at
                continue
            if stop > end:
                break
            frames += 1
            if first == _WHOLE_BINARY and second & 0x80 and consumer and not self._fragments:
                consumer.hear(apply_mask(bytes(inbox[body:stop]), bytes(inbox[body - 4 : body])))
            else:
                self._leave_to_websockets(first, length, bytes(inbox[at:stop]))
            at = stop
        del inbox[:at]

    def _leave_to_websockets(self, first: int, length: int, frame: bytes) -> None:
        if not first & _CONTROL:
            self._fragments = 0 if first & _FINAL else max(1, self._fragments) + length
        if self._consumer is not None:
            self._consumer.charge()
        if not self.transport.is_closing():
            super().data_received(frame)

    def _refuse(self, header: bytes) -> None:
        if self._consumer is not None:
            self._consumer.oversized()
        else:
            super().data_received(header)

    def _max_size(self) -> int:
        return self.config.ws_max_size

    def _tell_lost(self) -> None:
        if self._consumer is not None:
            self._consumer.lost()

    def _abort_soon(self) -> None:
        """A peer that reads nothing would keep a closing transport, and what it holds, for ever."""
        if self.close_timer is None and not self.disconnected:
            self.close_timer = self.loop.call_later(CLOSE_SECONDS, self.transport.abort)
