"""A client on a bare socket, which can stop reading: cheap enough for hundreds of them."""

import asyncio
import socket
from typing import Self
from urllib.parse import urlsplit

from bench.wire import client_frame, handshake, read_var_bytes
from trust.peer import AUTH, STEP_1, STEP_2, SYNC, SYNC_STATUS, UPDATE, var_bytes, var_text

RECEIVE_BUFFER = 8192
"""The kernel's, so that it is soon full when nobody reads."""


class StallingClient(asyncio.Protocol):
    """Joins a board over the Hocuspocus protocol and counts what it reads."""

    def __init__(self, board: str, token: str) -> None:
        self.count = 0
        """How many bytes it has read."""
        self.closed = False
        self.keeps = True
        """Whether what it reads is kept, for `updates`."""
        self.ready = asyncio.Event()
        self._acknowledgement = var_text(board) + bytes((SYNC_STATUS, 1))
        self._keep = bytearray()
        self._prefix = var_text(board)
        self._token = token
        self._transport: asyncio.Transport

    @classmethod
    async def join(cls, url: str, board: str, token: str) -> Self:
        parts = urlsplit(url)
        bare = socket.socket()
        bare.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        bare.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(bare, (parts.hostname, parts.port))
        _, client = await loop.create_connection(lambda: cls(board, token), sock=bare)
        return client

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(handshake("127.0.0.1", "/collaboration"))

    def data_received(self, data: bytes) -> None:
        if not self.count:
            self.send(bytes((AUTH, 0)) + var_text(self._token) + var_text("4.8.0"))
            self.send(bytes((SYNC, STEP_1)) + var_bytes(b"\0"))
        self.count += len(data)
        if self.keeps:
            self._keep += data
        if not self.ready.is_set() and self._prefix + bytes((SYNC, STEP_1)) in self._keep:
            # What it is asked for comes after all that it asked for.
            self.ready.set()

    def connection_lost(self, _error: Exception | None) -> None:
        self.closed = True

    @property
    def acknowledged(self) -> int:
        """How many of its changes are stored, by what was kept."""
        return self._keep.count(self._acknowledgement)

    def send(self, message: bytes) -> None:
        """Send a message about the board."""
        self._transport.write(client_frame(self._prefix + message))

    def stop_reading(self) -> None:
        self._transport.pause_reading()

    def read_again(self) -> None:
        self._transport.resume_reading()

    def forget(self) -> None:
        """Keep nothing of what came so far, and nothing of what comes."""
        self.keeps = False
        self._keep.clear()

    def close(self) -> None:
        self._transport.abort()

    def updates(self) -> list[bytes]:
        """The updates in all that was kept."""
        data = bytes(self._keep)
        at = data.index(b"\r\n\r\n") + 4
        found = []
        while at + 2 <= len(data):
            size, start = data[at + 1] & 0x7F, at + 2
            if size >= 126:
                width = 2 if size == 126 else 8
                size, start = int.from_bytes(data[start : start + width], "big"), start + width
            message = data[start : start + size]
            if len(message) < size:
                break
            at = start + size
            for step in (STEP_2, UPDATE):
                head = self._prefix + bytes((SYNC, step))
                if message.startswith(head):
                    found.append(read_var_bytes(message, len(head))[0])
        return found
