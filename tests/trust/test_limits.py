"""Each limit takes hold with its documented code, and nobody else is any the worse."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import Any

import pytest
from pycrdt import Doc, Map, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from planhall.settings import Settings
from trust.inside import served
from trust.peer import AUTH, AWARENESS, STEP_1, SYNC, UPDATE, Peer, awareness, var_bytes, var_text
from trust.together import all_saved, all_see_everything, connected

BOARD = "board"
SECONDS = 10.0


class Client:
    """A socket of somebody who goes too far."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    @classmethod
    async def open(cls, url: str) -> "Client":
        address = url.replace("http", "ws", 1) + "/collaboration"
        return cls(await connect(address, compression=None, ping_interval=None, max_size=None))

    async def join(self, board: str = BOARD, token: str = "eve/editor") -> None:
        """Authenticate for a board; the answer is not waited for."""
        await self.socket.send(
            var_text(board) + bytes((AUTH, 0)) + var_text(token) + var_text("4.8.0")
        )

    async def send(self, kind: bytes, body: bytes) -> None:
        await self.socket.send(var_text(BOARD) + kind + var_bytes(body))

    async def code(self) -> int | None:
        """With which code the server closes it, answering nothing meanwhile."""
        async with asyncio.timeout(SECONDS):
            try:
                while True:
                    await self.socket.recv()
            except ConnectionClosed:
                return self.socket.close_code


def changes(count: int, size: int) -> list[bytes]:
    """Updates of somebody who writes one text, each building on the one before."""
    doc: Doc[Any] = Doc()
    updates: list[bytes] = []
    subscription = doc.observe(lambda event: updates.append(bytes(event.update)))
    for _ in range(count):
        doc.get("other", type=Text).insert(0, "x" * size)
    doc.unobserve(subscription)
    return updates


async def frame_too_large(client: Client) -> None:
    await client.join()
    await client.send(bytes((SYNC, UPDATE)), bytes(3000))


async def document_too_large(client: Client) -> None:
    await client.join()
    for update in changes(40, 20_000):
        await client.send(bytes((SYNC, UPDATE)), update)


async def presence_too_large(client: Client) -> None:
    await client.join()
    state = '{"cursor":"' + "x" * 600 + '"}'
    await client.send(bytes((AWARENESS,)), awareness((666, 1, state)))


async def too_many_documents(client: Client) -> None:
    for number in range(3):
        await client.join(f"other-{number}")


async def too_many_messages(client: Client) -> None:
    await client.join()
    for _ in range(60):
        await client.send(bytes((SYNC, STEP_1)), b"\0")


async def too_much_before_authentication(client: Client) -> None:
    for _ in range(300):
        await client.send(bytes((SYNC, STEP_1)), b"\0")


async def too_many_refusals(client: Client) -> None:
    for number in range(25):
        await client.join(f"missing-{number}")


async def no_authentication(client: Client) -> None:
    await client.send(bytes((SYNC, STEP_1)), b"\0")


async def silence(client: Client) -> None:
    await client.join()


Excess = Callable[[Client], Awaitable[None]]

LIMITS: dict[str, tuple[dict[str, float], Excess, int]] = {
    "frame size": ({"max_frame_bytes": 2000}, frame_too_large, 4413),
    "document size": ({"max_document_bytes": 300_000}, document_too_large, 4409),
    "presence size": ({"max_presence_bytes": 500}, presence_too_large, 4400),
    "documents of a socket": ({"max_documents_per_socket": 2}, too_many_documents, 4429),
    "rate": ({"messages_per_second": 10, "message_burst": 40}, too_many_messages, 4429),
    "before authentication": ({}, too_much_before_authentication, 4429),
    "refused authentications": ({}, too_many_refusals, 4404),
    "time to authenticate": (
        {"authentication_seconds": 0.4, "ping_seconds": 0.2},
        no_authentication,
        4408,
    ),
    "idle": ({"idle_seconds": 0.6, "ping_seconds": 0.2}, silence, 4408),
}


@pytest.mark.parametrize("name", LIMITS)
async def test_going_too_far_ends_only_ones_own_connection(settings: Settings, name: str) -> None:
    changed, go_too_far, code = LIMITS[name]
    async with served(settings.model_copy(update=changed)) as sync:
        url = sync.settings.base_url
        ada = Peer(url, BOARD, "ada/editor", "ada")
        ben = Peer(url, BOARD, "ben/viewer", "ben")
        async with connected([ada, ben]):
            for peer in (ada, ben):
                await asyncio.wait_for(peer.synced.wait(), SECONDS)
            ada.write()
            await all_see_everything([ada, ben], SECONDS)
            eve = await Client.open(url)
            ending = asyncio.create_task(eve.code())
            with suppress(ConnectionClosed):  # the server need not wait for all of it
                await go_too_far(eve)
            assert await ending == code
            # Taking away is allowed also on a board that is full.
            del ada.marks["ada-1"]
            await answered(ada)
            async with asyncio.timeout(SECONDS):
                while ben.marks_here:
                    await asyncio.sleep(0.01)
            assert ada.refused == 0
            assert (ada.closes, ben.closes) == ([], [])


@pytest.mark.parametrize(
    ("limit", "other"),
    [("max_sockets_per_address", None), ("max_sockets_per_person", "ben/editor")],
)
async def test_too_many_sockets(settings: Settings, limit: str, other: str | None) -> None:
    """One more than may is turned away, and welcome once another has gone."""
    async with served(settings.model_copy(update={limit: 3})) as sync, AsyncExitStack() as stack:
        url = sync.settings.base_url

        async def come(token: str) -> Client:
            client = await Client.open(url)
            stack.push_async_callback(client.socket.close)
            with suppress(ConnectionClosed):
                await client.join(token=token)
            return client

        first, *rest = [await come("eve/editor") for _ in range(3)]
        for client in (first, *rest):
            await client.socket.recv()
        assert await (await come("eve/editor")).code() == 4429
        if other is not None:
            assert await (await come(other)).socket.recv()
        await first.socket.close()
        async with asyncio.timeout(SECONDS):
            while len(sync.connections) > (3 if other else 2):
                await asyncio.sleep(0.01)
        assert await (await come("eve/editor")).socket.recv()
        for client in rest:
            await client.send(bytes((SYNC, STEP_1)), b"\0")
            assert await client.socket.recv()


async def test_what_waits_for_what_never_comes_is_bounded(settings: Settings) -> None:
    """Beyond the bound it counts as not applied, and goes in once what it waits for has come."""
    async with served(settings.model_copy(update={"max_waiting_bytes": 3000})) as sync:
        eve = Peer(sync.settings.base_url, BOARD, "eve/editor", "eve")
        ada = Peer(sync.settings.base_url, BOARD, "ada/editor", "ada")
        async with connected([eve, ada]):
            for peer in (eve, ada):
                await asyncio.wait_for(peer.synced.wait(), SECONDS)
            first, *others = changes(12, 500)
            for update in others:
                eve.send_update(update)
            await answered(eve)
            assert eve.refused == 6
            room = sync.rooms.get(BOARD)
            assert room is not None
            assert room.document.waiting_bytes <= 3000
            for update in (first, *others):
                eve.send_update(update)
            await answered(eve)
            assert eve.refused == 6
            ada.write()
            await all_saved([ada])
            assert (ada.closes, eve.closes) == ([], [])
            assert len(str(ada.doc.get("other", type=Text))) == 12 * 500


async def answered(peer: Peer) -> None:
    async with asyncio.timeout(SECONDS):
        while peer.unsaved:
            await asyncio.sleep(0.01)


async def test_a_full_board_can_be_emptied(settings: Settings) -> None:
    async with served(settings.model_copy(update={"max_document_bytes": 10_000})) as sync:
        ada = Peer(sync.settings.base_url, BOARD, "ada/editor", "ada")
        async with connected([ada]):
            await asyncio.wait_for(ada.synced.wait(), SECONDS)
            ada.marks["large"] = "x" * 9900
            await all_saved([ada])
            del ada.marks["large"]
            await all_saved([ada])
            assert ada.closes == []
        doc: Doc[Any] = Doc()
        doc.apply_update(await sync.state(BOARD))
        assert not len(doc.get("marks", type=Map))


async def test_who_only_reads_in_a_busy_room_is_not_taken_for_dead(settings: Settings) -> None:
    settings = settings.model_copy(update={"idle_seconds": 1.0, "ping_seconds": 0.3})
    async with served(settings) as sync:
        url = sync.settings.base_url
        writer = Peer(url, BOARD, "ada/editor", "writer")
        reader = Peer(url, BOARD, "ben/viewer", "reader")
        async with connected([writer, reader]):
            for _ in range(50):
                await asyncio.wait_for(writer.synced.wait(), 5)
                writer.write()
                await asyncio.sleep(0.05)
            await all_see_everything([writer, reader])
            assert (writer.closes, reader.closes) == ([], [])
