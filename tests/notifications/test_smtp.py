"""A real mail server that is down, slow, then back: each mail arrives once."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP as SmtpProtocol

from notifications.conftest import office_on
from notifications.post_office import PostOffice, as_mail
from planhall.accounts.times import utc_now
from planhall.database import Database
from planhall.settings import Settings


class Server:
    """An SMTP server on a port of its own; ``gate`` holds its answer to a mail's text back."""

    def __init__(self) -> None:
        self.arrived: list[bytes] = []
        self.gate = asyncio.Event()
        self.waiting = asyncio.Event()
        self.refuse: dict[str, str] = {}
        self._server: asyncio.Server | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.arrived.append(envelope.content)
        self.waiting.set()
        await self.gate.wait()
        return "250 OK"

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SmtpProtocol(self, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", self.port
        )

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    def to(self) -> list[str]:
        return sorted(as_mail(content)["To"] for content in self.arrived)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    yield made
    made.gate.set()
    await made.stop()


@pytest.fixture
async def mailing(database: Database, quick: Settings, server: Server) -> AsyncIterator[PostOffice]:
    settings = quick.model_copy(
        update={"smtp_host": "127.0.0.1", "smtp_port": server.port, "smtp_tls": "none"}
    )
    async with office_on(settings) as office:
        yield office


async def test_down_slow_and_back(mailing: PostOffice, server: Server) -> None:
    await mailing.looked()
    people = ["editor", "owner", "facilitator", "commenter"]
    await mailing.looked(*(mailing.item(who, who) for who in people), by="ada")
    now = utc_now() + timedelta(minutes=2)
    await mailing.send(now)
    assert await mailing.states() == ["queued"] * 4

    await server.start()
    slow = asyncio.create_task(mailing.send(now + timedelta(hours=1)))
    async with asyncio.timeout(60):
        await server.waiting.wait()
    later, never = sorted({f"{who}@example.org" for who in people} - set(server.to()))[:2]
    server.refuse = {later: "450 later", never: "550 never"}
    # Another node comes by while the server takes its time.
    other = asyncio.create_task(mailing.send(now + timedelta(hours=1)))
    await asyncio.sleep(0)
    server.gate.set()
    await asyncio.gather(slow, other)
    await mailing.send(now + timedelta(hours=1, minutes=30))
    server.refuse = {never: "550 never"}
    for hour in range(2, 8):
        await mailing.send(now + timedelta(hours=hour))
    assert server.to() == sorted({f"{who}@example.org" for who in people} - {never})
    assert sorted(await mailing.states()) == ["failed", "sent", "sent", "sent"]
    settings = await mailing["editor"].ask("GET", "/notification-settings")
    assert (settings["mail_works"], settings["can_email"]) == (True, True)


async def test_silence_after_the_text_is_never_answered_with_a_second_mail(
    mailing: PostOffice, server: Server
) -> None:
    transport: Any = mailing.service.post._transport
    transport._seconds = 0.05
    await server.start()
    await mailing.looked()
    await mailing.looked(mailing.item("a", "editor"), by="ada")
    transport._announce = _patient(transport)
    await mailing.send()
    server.gate.set()
    for hours in (1, 2, 3):
        await mailing.send(utc_now() + timedelta(hours=hours))
    assert server.to() == ["editor@example.org"]
    assert await mailing.states() == ["unsure"]


def _patient(transport: Any) -> Any:
    """Only the answer to the text is not waited for long: commands may take their time."""
    announce = transport._announce

    async def announced(client: Any, message: Any, to: str) -> bytes:
        client.timeout = 30
        content: bytes = await announce(client, message, to)
        return content

    return announced
