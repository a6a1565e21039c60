"""Rooms open and close with traffic, again and again: memory ends where it began."""

import asyncio
import gc
import random
from collections import Counter
from typing import Any

import psutil
import pytest
from pycrdt import Doc, Map

from planhall.database import Database
from planhall.settings import Settings
from planhall.sync import rooms
from planhall.sync.log import DatabaseLog
from planhall.sync.service import Sync
from trust.inside import served
from trust.peer import AWARENESS, SYNC, UPDATE, awareness, var_bytes
from trust.stalling import StallingClient

AT_ONCE = 16
WARM_UP = 100
SHORT, LONG = 350, 60_000
MORE_OBJECTS = 40
"""Of one kind; a leak leaves one for each room or client."""
MORE_BYTES = 12 << 20
WATCHED = ("planhall.", "pycrdt", "starlette.", "uvicorn.", "_asyncio.", "asyncio.")


async def test_memory_ends_where_it_began(
    settings: Settings,
    database: Database,
    chance: random.Random,
    soak: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Rooms close with a snapshot, as boards do on which more was written.
    monkeypatch.setattr(rooms, "CLOSING_SNAPSHOT_UPDATES", 5)
    settings = settings.model_copy(
        update={"linger_seconds": 0.0, "watch_seconds": 0.0, "commit_interval_ms": 5.0}
    )
    async with served(settings, DatabaseLog(database)) as sync:
        await open_and_close(sync, WARM_UP, chance)
        before, size = await settled(sync)
        await open_and_close(sync, LONG if soak else SHORT, chance)
        after, size_after = await settled(sync)
    grown = {name: after[name] - before[name] for name in after if after[name] > before[name]}
    print(f"grown by {size_after - size:,} bytes; {grown}")
    assert not {name: more for name, more in grown.items() if more > MORE_OBJECTS}
    assert size_after - size < MORE_BYTES


async def open_and_close(sync: Sync, count: int, chance: random.Random) -> None:
    numbers = iter(range(count))

    async def work() -> None:
        for _ in numbers:
            await one_board(sync, f"board-{chance.randrange(1 << 40)}", chance)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(work())


async def one_board(sync: Sync, board: str, chance: random.Random) -> None:
    """Two people come, write, are seen and go, one sometimes badly; then the board is deleted."""
    url = sync.settings.base_url
    ada = await StallingClient.join(url, board, "ada/editor")
    ben = await StallingClient.join(url, board, "ben/editor")
    # Who may have only a few sockets would be turned away here.
    for client in (ada, ben):
        await asyncio.wait_for(client.ready.wait(), 20)
    updates = changes(chance)
    for update in updates:
        ada.send(bytes((SYNC, UPDATE)) + var_bytes(update))
    state = awareness((chance.randrange(1 << 32), 1, '{"item":"x"}'))
    ben.send(bytes((AWARENESS,)) + var_bytes(state))
    if chance.random() < 0.2:
        ben.send(b"\x63")
    async with asyncio.timeout(20):
        while ada.acknowledged < len(updates):
            await asyncio.sleep(0.002)
    ada.close()
    ben.close()
    async with asyncio.timeout(20):
        while sync.rooms.get(board) is not None:
            await asyncio.sleep(0.002)
    await sync.delete(board)


def changes(chance: random.Random) -> list[bytes]:
    doc: Doc[Any] = Doc()
    updates: list[bytes] = []
    subscription = doc.observe(lambda event: updates.append(bytes(event.update)))
    for number in range(chance.randrange(1, 12)):
        doc.get("marks", type=Map)[str(number)] = "x" * chance.randrange(400)
    doc.unobserve(subscription)
    return updates


async def settled(sync: Sync) -> tuple[Counter[str], int]:
    """How many objects of each kind there are, and bytes, once nothing is going on."""
    async with asyncio.timeout(20):
        while sync.connections or sync.rooms.open_rooms():
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    for _ in range(3):
        gc.collect()
    kinds = Counter(
        f"{type(thing).__module__}.{type(thing).__qualname__}" for thing in gc.get_objects()
    )
    watched = {name: count for name, count in kinds.items() if name.startswith(WATCHED)}
    return Counter(watched), psutil.Process().memory_info().rss
