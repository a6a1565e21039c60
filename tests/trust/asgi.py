"""WebSockets to an ASGI app without a network: what it does with a message can be waited for."""

import asyncio
from contextlib import suppress
from typing import Any, Self

from starlette.types import ASGIApp


class AsgiSocket:
    """A client's side of one WebSocket."""

    def __init__(self, app: ASGIApp, path: str, query: str = "") -> None:
        self.received: list[bytes] = []
        self.code: int | None = None
        """With which the app closed it."""
        self.error: BaseException | None = None
        """What came out of the app, which nothing may."""
        self._app = app
        self._scope: dict[str, Any] = {
            "type": "websocket",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"host", b"planhall.test")],
            "client": ("192.0.2.1", 50_000),
            "server": ("planhall.test", 80),
            "subprotocols": [],
            "state": {},
            "extensions": {},
        }
        self._messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._messages.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_exception: object) -> None:
        self._messages.put_nowait({"type": "websocket.disconnect", "code": 1001})
        assert self._task is not None
        await self._task
        if self.error is not None:
            raise self.error

    def send(self, data: bytes) -> None:
        self._messages.put_nowait({"type": "websocket.receive", "bytes": data})

    async def until(self, message: bytes) -> bool:
        """Wait for this message; False: the app closed the socket instead."""
        position = 0
        async with asyncio.timeout(20):
            while True:
                while position < len(self.received):
                    position += 1
                    if self.received[position - 1] == message:
                        return True
                if self.code is not None or self.error is not None:
                    return False
                self._news.clear()
                await self._news.wait()

    async def settled(self) -> None:
        """Wait until everything sent so far was dealt with, or the socket is closed."""
        while not self._messages.empty() and self.code is None and self.error is None:
            await asyncio.sleep(0)
        for _ in range(5):
            await asyncio.sleep(0)

    async def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            try:
                await self._app(self._scope, self._messages.get, self._on_message)
            except BaseException as error:
                self.error = error
                raise
            finally:
                self._news.set()

    async def _on_message(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.received.append(message["bytes"])
        elif message["type"] == "websocket.close":
            self.code = message.get("code", 1000)
        self._news.set()
