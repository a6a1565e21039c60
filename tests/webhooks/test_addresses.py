"""No webhook leads behind our own walls."""

from ipaddress import ip_address

import pytest

from planhall.database import Database
from planhall.public_addresses import Addresses, BadAddress, is_public
from planhall.settings import Settings
from planhall.webhooks.sending import Sender
from webhooks.receiver import Receiver
from workshops.room import Room, opened

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "2002:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_what_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "https://",
        "https:///path",
        "8.8.8.8",
        "https://me:secret@8.8.8.8/",
        "https://8.8.8.8:0/",
        "https://8.8.8.8:99999/",
        "https://8.8.8.8/\n",
        "https://[::1",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://localhost./",
        "https://" + "a" * 300 + "/",
        "https://\ud800.org/",
        "https://.org/",
    ],
)
async def test_addresses_that_are_refused(url: str) -> None:
    addresses = Addresses(allow_private=False, field="body.url")
    with pytest.raises(BadAddress):
        await addresses.resolve(addresses.url(url))
    addresses.close()


async def test_a_name_is_looked_up_when_it_is_sent_to_as_well(receiver: Receiver) -> None:
    """It may have been another address when the webhook was made."""
    async with Sender(Addresses(allow_private=False, field="body.url"), 5) as sender:
        secure = receiver.url().replace("http:", "https:").replace("127.0.0.1", "localhost")
        outcome = await sender.send(secure, [], "message", b"{}")
    assert outcome.status is None
    assert outcome.error == "“localhost” is not on the public internet."
    assert receiver.messages == []


async def test_the_name_is_told_and_the_checked_address_called(receiver: Receiver) -> None:
    async with Sender(Addresses(allow_private=True, field="body.url"), 5) as sender:
        url = receiver.url().replace("127.0.0.1", "localhost")
        outcome = await sender.send(url, [], "message", b"{}")
    assert outcome.arrived
    assert receiver.messages[0].headers["host"] == f"localhost:{receiver.port}"


async def test_private_addresses_are_refused_over_rest(
    database: Database, settings: Settings
) -> None:
    async with opened(settings) as app, Room(app, settings) as room:
        path = f"/boards/{room.board}/webhooks"
        for url in ("https://10.0.0.1/", "http://8.8.8.8/", "https://nowhere.invalid/"):
            wish = {"url": url, "events": ["plan.changed"]}
            problem = await room["owner"].ask("POST", path, wish, 422)
            assert problem["code"] == "bad-address"
            assert problem["errors"][0]["at"] == "body.url"
