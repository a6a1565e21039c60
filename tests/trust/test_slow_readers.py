"""Fifty of two hundred stop reading: nobody else notices, and the server's memory hardly does."""

import asyncio
import re
import time
from pathlib import Path
from statistics import median

import psutil
from pycrdt import Doc, Map

from serving import ServerProcess
from trust.account import make_board
from trust.peer import Peer
from trust.stalling import StallingClient
from trust.together import connected

PEOPLE, STALLED, MEASURED = 200, 50, 6
CHANGE_BYTES = 16_000
CHANGES_A_SECOND = 15
SLOW_READER_BYTES = 64 << 10
FILLING = 52
FILLING_BYTES = 120_000
"""The kernel takes some megabytes for a reader before the server has to keep anything."""
STAMP = re.compile(rb"@(\d{19})@")


async def test_who_stops_reading_costs_nobody_else(tmp_path: Path, soak: bool) -> None:
    seconds = 30.0 if soak else 2.5
    server = ServerProcess(
        tmp_path,
        PLANHALL_MAX_SOCKETS_PER_PERSON="0",
        PLANHALL_SLOW_READER_BYTES=str(SLOW_READER_BYTES),
    )
    await asyncio.to_thread(server.start)
    try:
        account = await asyncio.to_thread(make_board, server.url)
        writer = Peer(server.url, account.board, account.token, "writer")
        measured = [
            Peer(server.url, account.board, account.token, f"measured{n}") for n in range(MEASURED)
        ]
        crowd = [
            await StallingClient.join(server.url, account.board, account.token)
            for _ in range(PEOPLE - 1 - MEASURED)
        ]
        for client in crowd:
            await asyncio.wait_for(client.ready.wait(), 30)
        stalled, reading = crowd[:STALLED], crowd[STALLED:]
        for client in reading:
            client.forget()
        async with connected([writer, *measured]):
            for peer in (writer, *measured):
                await asyncio.wait_for(peer.synced.wait(), 30)
            await write_for(writer, measured, 0.7)
            process = psutil.Process(server.pid)
            before = await write_for(writer, measured, seconds)
            memory = process.memory_info().rss
            for client in stalled:
                client.stop_reading()
            read, also_read = stalled[0].count, reading[0].count
            await fill(writer, measured)
            during = await write_for(writer, measured, seconds)
            grown = process.memory_info().rss - memory
            sent = reading[0].count - also_read
            counts = [client.count for client in stalled]
            for client in stalled:
                client.read_again()
            await caught_up(stalled, writer)
            late = sorted(
                client.count - count for client, count in zip(stalled, counts, strict=True)
            )
            print(f"median before {before:.4f} s, during {during:.4f} s; grown {grown:,} bytes")
            print(f"sent to each {sent:,} bytes, read late {late[0]:,} to {late[-1]:,}")
            assert read <= counts[0] < read + sent
            assert during < 3 * before + 0.02, "the others had to wait for who did not read"
            assert grown < 12_000_000 + STALLED * 2 * SLOW_READER_BYTES
            assert sent > 6 * SLOW_READER_BYTES
            assert late[len(late) // 2] < sent * 0.8, "what was missed came piece by piece"
            assert not any(client.closed for client in crowd), "somebody was cut off"
            assert not any(peer.closes for peer in (writer, *measured))
        for client in crowd:
            client.close()
    finally:
        server.kill()


async def write_for(writer: Peer, measured: list[Peer], seconds: float) -> float:
    """Change the same cell again and again; the median time until others have the change."""
    delays: list[float] = []

    def note(update: bytes) -> None:
        now = time.monotonic_ns()
        delays.extend((now - int(stamp)) / 1e9 for stamp in STAMP.findall(update))

    for peer in measured:
        peer.on_update = note
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        number += 1
        writer.marks["cell"] = f"@{time.monotonic_ns():019d}@" + "x" * CHANGE_BYTES
        await asyncio.sleep(1 / CHANGES_A_SECOND)
    async with asyncio.timeout(30):
        while len(delays) < number * len(measured) * 0.9:
            await asyncio.sleep(0.02)
    return median(delays)


async def fill(writer: Peer, measured: list[Peer]) -> None:
    """Send so much that what the kernel keeps for those who do not read is full."""
    for number in range(FILLING):
        writer.marks["filling"] = f"{number}" + "x" * FILLING_BYTES
        async with asyncio.timeout(30):
            while any(
                not str(peer.marks.get("filling", "")).startswith(f"{number}x") for peer in measured
            ):
                await asyncio.sleep(0.005)


async def caught_up(stalled: list[StallingClient], writer: Peer) -> None:
    """Wait until those who had stopped hold what the writer wrote last."""
    last = str(writer.marks["cell"])[:21].encode()
    async with asyncio.timeout(30):
        while not all(last in client.updates()[-1] for client in stalled):
            await asyncio.sleep(0.1)
    for client in stalled[:10]:
        doc: Doc[object] = Doc()
        for update in client.updates():
            doc.apply_update(update)
        assert doc.get("marks", type=Map)["cell"] == writer.marks["cell"]
        assert doc.get_state() == writer.doc.get_state()
