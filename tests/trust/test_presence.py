"""Nobody shows as somebody else, and nobody hides anybody: what Hocuspocus's provider sees."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from websockets.asyncio.client import connect

from interop.test_clients import HERE, NodeClient
from planhall.settings import Settings
from trust.inside import served
from trust.peer import AWARENESS, Peer, awareness, var_bytes
from trust.together import connected

BOARD = "board"
ADAS = 1001
"""The client id of Ada's document."""
LATER = 1 << 30
"""A clock beyond any that she has reached."""
SETTLE_SECONDS = 0.3
AS_ADA = {"user": {"id": "ada", "name": "Ada", "role": "owner"}}


async def test_presence_cannot_be_forged(settings: Settings) -> None:
    async with served(settings) as sync:
        url = sync.settings.base_url
        ada, eve = people(url)
        async with connected([ada, eve]), provider(url, "ben/viewer") as ben:
            for peer in (ada, eve):
                await asyncio.wait_for(peer.synced.wait(), 10)
            ada.send_presence(awareness((ADAS, 1, '{"item":"here"}')))
            await ben.until(lambda seen: str(ADAS) in seen["presence"])

            # As Ada, under an id of Eve's own.
            eve.send_presence(awareness((2002, 1, json.dumps(AS_ADA))))
            seen = await ben.until(lambda seen: "2002" in seen["presence"])
            shown = seen["presence"]["2002"]["user"]
            assert (shown["id"], shown["name"], shown["role"]) == ("eve", "Eve", "editor")

            # In place of Ada's own state, and away with it, in both framings.
            for forged in ('{"item":"forged"}', json.dumps(AS_ADA | {"item": "forged"}), "null"):
                eve.send_presence(awareness((ADAS, LATER, forged)))
                async with connect(
                    url.replace("http", "ws", 1) + f"/yjs/{BOARD}?token=eve/editor"
                ) as other:
                    message = awareness((ADAS, LATER + 1, forged))
                    await other.send(bytes((AWARENESS,)) + var_bytes(message))
                    await asyncio.sleep(SETTLE_SECONDS)
                    shown = (await ben.do("look"))["presence"][str(ADAS)]
                    assert (shown["item"], shown["user"]["name"]) == ("here", "Ada")

            # Ada's clock is still her own.
            ada.send_presence(awareness((ADAS, 2, '{"item":"there"}')))
            await ben.until(lambda seen: seen["presence"][str(ADAS)]["item"] == "there")
            assert eve.closes == []


async def test_who_has_left_is_not_brought_back_by_others(settings: Settings) -> None:
    async with served(settings) as sync:
        url = sync.settings.base_url
        ada, eve = people(url)
        async with connected([eve]), provider(url, "ben/viewer") as ben:
            await asyncio.wait_for(eve.synced.wait(), 10)
            async with connected([ada]):
                await asyncio.wait_for(ada.synced.wait(), 10)
                ada.send_presence(awareness((ADAS, 5, '{"item":"here"}')))
                await ben.until(lambda seen: str(ADAS) in seen["presence"])
            await ben.until(lambda seen: str(ADAS) not in seen["presence"])
            eve.send_presence(awareness((ADAS, LATER, json.dumps(AS_ADA))))
            await asyncio.sleep(SETTLE_SECONDS)
            assert str(ADAS) not in (await ben.do("look"))["presence"]

            # And when Ada comes back with the clock that she had, all see her.
            async with connected([ada]):
                await asyncio.wait_for(ada.synced.wait(), 10)
                ada.send_presence(awareness((ADAS, 6, '{"item":"back"}')))
                seen = await ben.until(lambda seen: str(ADAS) in seen["presence"])
                assert seen["presence"][str(ADAS)]["item"] == "back"


async def test_one_connection_is_not_a_crowd(settings: Settings) -> None:
    async with served(settings) as sync:
        url = sync.settings.base_url
        ada, eve = people(url)
        async with connected([eve, ada]):
            for peer in (eve, ada):
                await asyncio.wait_for(peer.synced.wait(), 10)
            eve.send_presence(awareness(*((5000 + number, 1, "{}") for number in range(500))))
            async with asyncio.timeout(10):
                while not ada.seen:
                    await asyncio.sleep(0.02)
            await asyncio.sleep(SETTLE_SECONDS)
            assert 0 < len(ada.seen) <= 8


def people(url: str) -> tuple[Peer, Peer]:
    return Peer(url, BOARD, "ada/editor", "ada"), Peer(url, BOARD, "eve/editor", "eve")


@contextlib.asynccontextmanager
async def provider(url: str, token: str) -> AsyncIterator[NodeClient]:
    """Hocuspocus's own provider, which has joined."""
    process = await asyncio.create_subprocess_exec(
        "node",
        str(HERE / "client.mjs"),
        "hocuspocus",
        url.replace("http", "ws", 1),
        BOARD,
        token,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 22,
    )
    client = NodeClient(process)
    try:

        def synced(seen: dict[str, Any]) -> bool:
            return bool(seen["synced"])

        await client.until(synced)
        yield client
    finally:
        process.kill()
        await process.wait()
