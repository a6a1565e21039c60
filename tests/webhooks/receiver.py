"""A receiver of webhooks on this machine, which answers as a test wishes."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def signed_with(self, secret: str) -> bool:
        """Whether one of its signatures is of this secret, as the standard has it."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        stamp = self.headers["webhook-timestamp"]
        signed = f"{self.id}.{stamp}.".encode() + self.body
        mine = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{mine}" in self.headers["webhook-signature"].split(" ")


class Receiver:
    """Answers 200, or first what ``answers`` says; requests to ``/held`` wait for ``let_go``."""

    def __init__(self) -> None:
        self.messages: list[Received] = []
        self.answers: list[int] = []
        self.let_go = asyncio.Event()
        self.most_at_once: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._came = asyncio.Condition()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.let_go.set()
        await self.down()

    async def up(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def url(self, path: str = "/hook") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def has(self, count: int, path: str = "/hook") -> list[Received]:
        """What came to a path, once it is so many."""
        async with asyncio.timeout(SECONDS), self._came:
            await self._came.wait_for(lambda: len(self.at(path)) >= count)
        return self.at(path)

    def at(self, path: str) -> list[Received]:
        return [one for one in self.messages if one.path == path]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            pairs = (line.partition(": ") for line in lines)
            headers = {name.lower(): value for name, _, value in pairs}
            body = await reader.readexactly(int(headers["content-length"]))
            message = Received(first.split(" ")[1], headers, body)
            self._now[message.id] += 1
            self.most_at_once[message.id] = max(
                self.most_at_once[message.id], self._now[message.id]
            )
            async with self._came:
                self.messages.append(message)
                self._came.notify_all()
            if message.path == "/held":
                await self.let_go.wait()
            else:
                await asyncio.sleep(0)
            self._now[message.id] -= 1
            status = self.answers.pop(0) if self.answers else 200
            elsewhere = f"Location: {self.url('/elsewhere')}\r\n" if status == 302 else ""
            writer.write(f"HTTP/1.1 {status} Said\r\n{elsewhere}Content-Length: 0\r\n\r\n".encode())
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
