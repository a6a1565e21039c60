"""The whole service behind real sockets, and people who keep every byte that it sends them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Self

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from planhall.app import create_app
from planhall.server import Server
from planhall.settings import Settings
from serving import free_port
from trust.peer import AUTH, STEP_1, SYNC, var_bytes, var_text

EMPTY_STATE = b"\x00"


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[Settings]:
    """The service on a port of its own; gives the settings under which it is reached."""
    settings = settings.model_copy(update={"port": free_port()})
    server = Server(create_app(settings), settings)
    running = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(30):
            while not server.started:
                if running.done():
                    running.result()
                await asyncio.sleep(0.01)
        yield settings
    finally:
        server.should_exit = True
        await running


class Listener:
    """Somebody with the board open in both framings, who keeps what comes, byte for byte."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.settings = settings
        self.id = ""
        self.heard: list[bytes] = []
        self._stack = AsyncExitStack()
        self.client = httpx.AsyncClient(
            base_url=settings.base_url, timeout=60, event_hooks={"response": [self._keep]}
        )

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self.client)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._stack.aclose()

    async def _keep(self, response: httpx.Response) -> None:
        head = "\n".join(f"{name}: {value}" for name, value in response.headers.multi_items())
        self.heard.append(head.encode() + b"\n" + await response.aread())

    async def ask(self, method: str, path: str, body: Any = None, expect: int | None = 200) -> Any:
        answer = await self.client.request(method, f"/api{path}", json=body)
        if expect is not None:
            assert answer.status_code == expect, f"{method} {path}: {answer.text}"
        kind = answer.headers.get("content-type", "")
        return answer.json() if answer.content and "json" in kind else answer.content

    async def sign_up(self) -> None:
        wish = {
            "name": self.name,
            "email": f"{self.name.lower()}@example.org",
            "password": "correct horse",
        }
        self.id = (await self.ask("POST", "/sign-up", wish, 201))["id"]

    async def follow(self, token: str) -> None:
        """Come by an invite link, as a guest."""
        joined = await self.ask("POST", f"/invites/{token}/accept", {"name": self.name})
        self.id = joined["me"]["id"]

    async def open(self, board: str) -> None:
        """Open the board, over both sockets."""
        token = (await self.ask("POST", f"/boards/{board}/tokens", None, 201))["token"]
        base = self.settings.base_url.replace("http", "ws", 1)
        key = var_text(board)
        step = bytes((SYNC, STEP_1)) + var_bytes(EMPTY_STATE)
        hello = [key + bytes((AUTH, 0)) + var_text(token) + var_text("4.8.0"), key + step]
        await self._listen(f"{base}/collaboration", hello)
        await self._listen(f"{base}/yjs/{board}?token={token}", [step])

    async def _listen(self, url: str, hello: list[bytes]) -> None:
        socket = await self._stack.enter_async_context(
            connect(url, compression=None, max_size=None, ping_interval=None)
        )
        for frame in hello:
            await socket.send(frame)
        first = asyncio.Event()

        async def hear() -> None:
            try:
                async for message in socket:
                    self.heard.append(message if isinstance(message, bytes) else message.encode())
                    first.set()
            except ConnectionClosed:
                pass

        hearing = asyncio.create_task(hear())
        self._stack.push_async_callback(self._stop, hearing)
        async with asyncio.timeout(20):
            await first.wait()

    @staticmethod
    async def _stop(task: "asyncio.Task[None]") -> None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    def has_heard(self, words: str) -> bool:
        """Whether these words were anywhere in what came, as UTF-8 or escaped in JSON."""
        return any(words.encode() in heard for heard in self.heard)

    async def hears(self, words: str) -> None:
        """Wait until these words come."""
        async with asyncio.timeout(20):
            while not self.has_heard(words):
                await asyncio.sleep(0.02)
