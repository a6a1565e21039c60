"""Web push against a push service that decrypts what it gets, as a browser would."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import http_ece
import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from discussion.talk import mention
from notifications.conftest import office_on
from notifications.post_office import PostOffice
from planhall.accounts.times import utc_now
from planhall.database import Database
from planhall.settings import Settings


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class Browser:
    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.secret = bytes(range(16))

    def wish(self, endpoint: str) -> dict[str, Any]:
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": _base64url(point), "auth": _base64url(self.secret)}
        return {"endpoint": endpoint, "keys": keys}

    def read(self, content: bytes) -> Any:
        return json.loads(
            http_ece.decrypt(
                content, private_key=self.private, auth_secret=self.secret, version="aes128gcm"
            )
        )


class PushService:
    """Answers with ``status``; keeps the headers and bodies that it got."""

    def __init__(self) -> None:
        self.status = 201
        self.got: list[tuple[dict[str, str], bytes]] = []
        self._server: asyncio.Server | None = None
        self.address = ""

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/push"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in head)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.got.append((headers, body))
        writer.write(
            f"HTTP/1.1 {self.status} X\r\nLocation: http://127.0.0.1:1/\r\n"
            "Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()


@pytest.fixture
async def pushes() -> AsyncIterator[PushService]:
    made = PushService()
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def office(database: Database, quick: Settings) -> AsyncIterator[PostOffice]:
    settings = quick.model_copy(update={"push_to_private_hosts": True})
    async with office_on(settings) as made:
        yield made


async def _mention(office: PostOffice) -> None:
    await office.comment("commenter", mention("person", office["editor"].id))
    await office.tell()


async def test_a_browser_is_told_once_in_words_that_it_alone_reads(
    office: PostOffice, pushes: PushService
) -> None:
    browser = Browser()
    key = (await office["editor"].ask("GET", "/push/key"))["key"]
    assert (await office["owner"].ask("GET", "/push/key"))["key"] == key
    wish = browser.wish(pushes.address)
    for _ in range(2):
        await office["editor"].ask("POST", "/push/subscriptions", wish, 201)
    assert (await office["editor"].ask("GET", "/notification-settings"))["push"]
    await _mention(office)
    now = utc_now() + timedelta(seconds=1)
    await asyncio.gather(*(office.service.push.work(now) for _ in range(3)))
    await office.service.push.work(now + timedelta(days=1))
    [(headers, body)] = pushes.got
    [told] = await office.inbox("editor")
    assert browser.read(body) == {
        "id": told["id"],
        "kind": "mention",
        "title": "Commenter mentioned you in a comment on the board",
        "body": "Look@Editor",
        "link": told["link"],
    }
    assert headers["content-encoding"] == "aes128gcm"
    token, _, shown = headers["authorization"].removeprefix("vapid t=").partition(", k=")
    assert shown == key
    point = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(token, public, algorithms=["ES256"], options={"verify_aud": False})
    assert claims["sub"] == "mailto:planhall@plan.example.org"

    # A service that is in trouble is asked again; one that sends elsewhere is not followed; one
    # that knows the browser no more is not asked again.
    pushes.status = 503
    await _mention(office)
    now = utc_now() + timedelta(seconds=1)
    await office.service.push.work(now)
    await office.service.push.work(now + timedelta(seconds=20))
    assert len(pushes.got) == 2
    pushes.status = 307
    await office.service.push.work(now + timedelta(seconds=40))
    pushes.status = 410
    await office.service.push.work(now + timedelta(days=1))
    assert len(pushes.got) == 4
    assert not (await office["editor"].ask("GET", "/notification-settings"))["push"]


async def test_what_was_read_is_not_pushed_and_who_ends_it_is_told_no_more(
    office: PostOffice, pushes: PushService
) -> None:
    wish = Browser().wish(pushes.address)
    await office["editor"].ask("POST", "/push/subscriptions", wish, 201)
    await _mention(office)
    await office["editor"].ask("POST", "/inbox/read", {"all": True})
    await office.service.push.work(utc_now() + timedelta(seconds=1))
    end = {"endpoint": pushes.address}
    await office["owner"].ask("DELETE", "/push/subscriptions", end, 204)
    assert (await office["editor"].ask("GET", "/notification-settings"))["push"]
    await office["editor"].ask("DELETE", "/push/subscriptions", end, 204)
    await _mention(office)
    await office.service.push.work(utc_now() + timedelta(seconds=1))
    assert pushes.got == []


async def test_private_hosts_are_not_called(office: PostOffice, pushes: PushService) -> None:
    push = office.service.push
    await office["editor"].ask(
        "POST", "/push/subscriptions", Browser().wish(f"{pushes.address}"), 201
    )
    await _mention(office)
    push._addresses._allow_private = False
    for endpoint in (
        "http://push.example.org/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://169.254.169.254/x",
        "https://user:secret@push.example.org/x",
        "https://push.example.org:99999/x",
        "https://",
    ):
        wish = Browser().wish(endpoint)
        await office["editor"].ask("POST", "/push/subscriptions", wish, 422)
    for keys in ({"p256dh": "AAAA"}, {"auth": "AAAA"}, {"auth": "ü"}):
        wish = Browser().wish("https://push.example.org/x")
        wish["keys"].update(keys)
        await office["editor"].ask("POST", "/push/subscriptions", wish, 422)

    await push.work(utc_now() + timedelta(seconds=1))
    assert not (await office["editor"].ask("GET", "/notification-settings"))["push"]
    assert pushes.got == []


async def test_a_host_that_cannot_be_looked_up_is_tried_again(
    office: PostOffice, pushes: PushService
) -> None:
    push = office.service.push
    await office["editor"].ask("POST", "/push/subscriptions", Browser().wish(pushes.address), 201)
    await _mention(office)

    async def fails(url: httpx.URL) -> str:
        raise push._addresses._unknown(url)

    now = utc_now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(push._addresses, "resolve", fails)
        await push.work(now + timedelta(seconds=1))
    assert pushes.got == []
    assert (await office["editor"].ask("GET", "/notification-settings"))["push"]
    await push.work(now + timedelta(minutes=1))
    assert len(pushes.got) == 1
