"""The short way through uvicorn's WebSocket protocol, spoken to byte by byte."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pycrdt import Doc, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.utils import apply_mask

from planhall.problems import NotFound
from planhall.server import Server
from planhall.settings import Settings
from planhall.sync import yprotocol
from planhall.sync.encoding import Reader, var_string, var_uint
from planhall.sync.room import MAX_INBOX_BYTES
from planhall.sync.yprotocol import awareness_message, step_1, update_message

from .doubles import make_app, make_sync

BINARY, TEXT, CLOSE, PING, PONG = 0x2, 0x1, 0x8, 0x9, 0xA
FINAL = 0x80


def masked(payload: bytes, first: int = FINAL | BINARY) -> bytes:
    key = b"\x01\x02\x03\x04"
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((first, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((first, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + key + apply_mask(payload, key)


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Server]:
    sync = make_sync(settings)
    ready = asyncio.Event()
    server = Server(make_app(sync), settings, ready.set)
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(server._serve())
        await ready.wait()
        try:
            yield server
        finally:
            server.should_exit = True
            await task


def port_of(server: Server) -> int:
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


class Raw:
    """A client that writes bytes as it likes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def frame(self) -> tuple[int, bytes]:
        async with asyncio.timeout(5):
            first, size = await self.reader.readexactly(2)
            if size == 126:
                size = int.from_bytes(await self.reader.readexactly(2), "big")
            elif size == 127:
                size = int.from_bytes(await self.reader.readexactly(8), "big")
            return first & 0x0F, await self.reader.readexactly(size)

    async def close_code(self) -> int:
        while True:
            opcode, payload = await self.frame()
            if opcode == CLOSE:
                return int.from_bytes(payload[:2], "big")

    async def message(self, kind: int) -> bytes:
        """The next sync message of a kind."""
        while True:
            opcode, payload = await self.frame()
            if opcode == BINARY and payload[:2] == bytes((yprotocol.SYNC, kind)):
                return Reader(payload, 2).var_bytes()


@asynccontextmanager
async def raw(server: Server, board: str = "plan", token: str = "ann/editor") -> AsyncIterator[Raw]:
    bare = socket.socket()
    bare.setblocking(False)
    # So that a test need not send much to somebody until it waits.
    bare.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 << 10)
    await asyncio.get_running_loop().sock_connect(bare, ("127.0.0.1", port_of(server)))
    reader, writer = await asyncio.open_connection(sock=bare)
    writer.write(
        f"GET /yjs/{board}?token={token} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    answer = await reader.readuntil(b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 101")
    try:
        yield Raw(reader, writer)
    finally:
        writer.close()


def a_change(text: str) -> tuple[bytes, str]:
    document: Doc[Any] = Doc()
    body = document.get("text", type=Text)
    body += text
    return document.get_update(), text


async def text_on(server: Server, board: str = "plan") -> str:
    try:
        state = await server._app.state.sync.state(board)
    except NotFound:
        return ""
    document: Doc[Any] = Doc()
    document.apply_update(state)
    return str(document.get("text", type=Text))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"port": 0, "max_frame_bytes": 100_000})


async def arrived(server: Server, text: str) -> None:
    async with asyncio.timeout(5):
        while text not in await text_on(server):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("size", [10, 200, 70_000])
@pytest.mark.parametrize("piece", [1, 7, 1000])
async def test_a_message_may_arrive_in_pieces_of_any_size(
    settings: Settings, size: int, piece: int
) -> None:
    if size // piece > 1000:
        piece = size // 100
    update, text = a_change("x" * size)
    sent = masked(step_1(b"\x00")) + masked(update_message(update))
    async with serving(settings) as server, raw(server) as client:
        for at in range(0, len(sent), piece):
            client.writer.write(sent[at : at + piece])
            await client.writer.drain()
            if piece < 100:
                await asyncio.sleep(0)
        await client.message(yprotocol.STEP_2)
        await arrived(server, text)


async def test_many_messages_in_one_piece_are_all_taken_in_order(settings: Settings) -> None:
    document: Doc[Any] = Doc()
    body = document.get("text", type=Text)
    updates: list[bytes] = []
    document.observe(lambda event: updates.append(bytes(event.update)))
    for number in range(500):
        body += f"{number} "
    async with serving(settings) as server, raw(server) as client:
        client.writer.write(b"".join(masked(update_message(update)) for update in updates))
        await arrived(server, str(body))


async def test_fragments_and_control_frames_between_them(settings: Settings) -> None:
    update, text = a_change("in fragments")
    payload = update_message(update)
    async with serving(settings) as server, raw(server) as client:
        client.writer.write(
            masked(payload[:5], BINARY)
            + masked(b"are you there", FINAL | PING)
            + masked(payload[5:9], 0)
            + masked(payload[9:], FINAL)
        )
        opcode = None
        while opcode != PONG:
            opcode, answer = await client.frame()
        assert answer == b"are you there"
        await arrived(server, text)


@pytest.mark.parametrize(
    ("bytes_sent", "code"),
    [
        (masked(b"hello", FINAL | TEXT), 4400),
        (masked(b"\x07\x07"), 4400),
        (masked(b"x" * 100_001), 4413),
        (masked(b"x" * 60_000, BINARY) + masked(b"x" * 60_000, FINAL), 4413),
        (bytes((FINAL | BINARY, 0xFF)) + (1 << 40).to_bytes(8, "big") + b"\0\0\0\0", 4413),
        (bytes((FINAL | BINARY, 2)) + b"\x01\x01", 1002),
        (masked(b"x" * 126, FINAL | PING), 1002),
        (masked(b"x", FINAL | 0x40 | BINARY), 1002),
        (masked(b"x", FINAL | 0x3), 1002),
        (masked(b"x", FINAL), 1002),
        (masked(b"ab", BINARY) + masked(step_1(b"\x00")), 1002),
        (masked((1000).to_bytes(2, "big"), FINAL | CLOSE), 1000),
    ],
)
async def test_what_ends_a_connection(settings: Settings, bytes_sent: bytes, code: int) -> None:
    async with serving(settings) as server:
        async with raw(server) as client:
            client.writer.write(bytes_sent)
            assert await client.close_code() == code
        update, text = a_change("others go on")
        async with raw(server) as other:
            other.writer.write(masked(update_message(update)))
            await arrived(server, text)


async def test_a_close_is_answered_and_the_connection_ends(settings: Settings) -> None:
    async with serving(settings) as server, raw(server) as client:
        client.writer.write(masked(b"hello", FINAL | TEXT))
        assert await client.close_code() == 4400
        client.writer.write(masked((4400).to_bytes(2, "big"), FINAL | CLOSE))
        async with asyncio.timeout(2):
            assert await client.reader.read() == b""


async def test_too_many_frames_of_any_kind_end_a_connection(settings: Settings) -> None:
    limited = settings.model_copy(update={"messages_per_second": 1, "message_burst": 20})
    for frame in (masked(b"", FINAL | PING), masked(b"", 0)):
        async with serving(limited) as server, raw(server) as client:
            client.writer.write(masked(b"", BINARY) + frame * 50)
            assert await client.close_code() == 4429


async def test_a_reader_who_stops_costs_little_and_catches_up(settings: Settings) -> None:
    small = settings.model_copy(update={"slow_reader_bytes": 20_000})
    async with serving(small) as server, raw(server) as writer, raw(server) as reader:
        reader.writer.write(masked(step_1(b"\x00")))
        await reader.message(yprotocol.STEP_2)
        document: Doc[Any] = Doc()
        body = document.get("text", type=Text)
        updates: list[bytes] = []
        document.observe(lambda event: updates.append(bytes(event.update)))
        total = 0
        while total < 20_000_000:
            with document.transaction():
                del body[: len(body)]
                body.insert(0, os.urandom(40_000).hex())
            writer.writer.write(masked(update_message(updates[0])))
            await writer.writer.drain()
            updates.clear()
            total += 80_000
        body += "the end"
        writer.writer.write(masked(update_message(document.get_update())))
        await arrived(server, "the end")
        sockets = [c.link for c in server._app.state.sync.connections]
        assert any(link.congested for link in sockets)
        waiting = [p.transport.get_write_buffer_size() for p in server.server_state.connections]
        # What a tick gathers at most went out together before the reader was known to be slow.
        assert max(waiting) < small.slow_reader_bytes + MAX_INBOX_BYTES + 100_000
        mine: Doc[Any] = Doc()
        async with asyncio.timeout(10):
            while "the end" not in str(mine.get("text", type=Text)):
                mine.apply_update(await reader.message(yprotocol.UPDATE))


async def test_who_reads_nothing_is_cut_off_after_a_close(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planhall.sync.websocket_protocol.CLOSE_SECONDS", 0.2)
    update, text = a_change("x" * 90_000)
    async with serving(settings) as server, raw(server) as client:
        client.writer.write(masked(update_message(update)))
        await arrived(server, text)
        client.writer.transport.pause_reading()  # type: ignore[attr-defined]
        client.writer.write(masked(step_1(b"\x00")) * 200)
        client.writer.write(masked(b"hello", FINAL | TEXT))
        async with asyncio.timeout(5):
            while server.server_state.connections:
                await asyncio.sleep(0.05)


async def opened(server: Server, board: str, token: str) -> ClientConnection:
    client = await connect(f"ws://127.0.0.1:{port_of(server)}/collaboration")
    key = var_string(board)
    await client.send(key + b"\x02\x00" + var_string(token))
    await client.send(key + step_1(b"\x00"))
    return client


async def test_messages_that_come_with_the_token_wait_for_the_answer(settings: Settings) -> None:
    async with serving(settings) as server:
        client = await opened(server, "plan", "ann/editor")
        update, text = a_change("at once")
        await client.send(var_string("plan") + update_message(update))
        await arrived(server, text)
        async with asyncio.timeout(5):
            while await client.recv() != var_string("plan") + b"\x08\x01":
                pass
        await client.close()


async def test_who_moves_before_a_silent_audience_is_pinged(settings: Settings) -> None:
    """Clients leave a server from which they hear nothing, and what they do is sent to others."""
    often = settings.model_copy(update={"ping_seconds": 0.4})
    async with serving(often) as server, raw(server) as mover, raw(server) as reader:
        for client in (mover, reader):
            client.writer.write(masked(step_1(b"\x00")))
            await client.message(yprotocol.STEP_2)
        heard = 0

        async def listen() -> None:
            nonlocal heard
            while True:
                await mover.frame()
                heard += 1

        listening = asyncio.create_task(listen())
        await asyncio.sleep(0.1)
        heard = 0
        for clock in range(1, 31):
            state = b"\x01" + var_uint(7) + var_uint(clock) + var_string('{"x":1}')
            mover.writer.write(masked(awareness_message(state)))
            await asyncio.sleep(0.05)
        listening.cancel()
        assert heard >= 2
