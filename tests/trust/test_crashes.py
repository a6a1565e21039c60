"""A process that ends between any two steps of storing, and snapshots that keep everything."""

import asyncio
import random
from contextlib import suppress
from typing import Any

import pytest
from pycrdt import Doc, Map, Text
from sqlalchemy import delete

from planhall.database import Database
from planhall.settings import Settings
from planhall.sync import rooms, service, writer
from planhall.sync.log import DatabaseLog, Snapshot
from planhall.sync.models import BoardSnapshot
from planhall.sync.service import Sync
from sync.doubles import make_app, make_sync
from trust.asgi import AsgiSocket
from trust.crashing_log import CrashingLog
from trust.peer import SYNC, UPDATE, lacking, var_bytes, var_text

BOARDS = ("one", "two")


@pytest.fixture(autouse=True)
def everything_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots every few updates, and short pauses."""
    for module, name, value in (
        (rooms, "SNAPSHOT_UPDATES", 12),
        (rooms, "CLOSING_SNAPSHOT_UPDATES", 3),
        (rooms, "SNAPSHOT_PAUSE_SECONDS", 0.0),
        (rooms, "RELOAD_PAUSE_SECONDS", 0.01),
        (rooms, "ROUND_SECONDS", 0.02),
        (rooms, "STORED_SECONDS", 0.05),
        (rooms, "COMPACTION_DELAY_SECONDS", 0.0),
        (service, "SHUTDOWN_SECONDS", 0.05),
        (writer, "FIRST_RETRY_SECONDS", 0.005),
        (writer, "LAST_RETRY_SECONDS", 0.02),
    ):
        monkeypatch.setattr(module, name, value)


@pytest.fixture
def quick(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "linger_seconds": 0.0,
            "watch_seconds": 0.01,
            "commit_interval_ms": 1.0,
            "max_tick_ms": 1.0,
        }
    )


class Writer:
    """A Hocuspocus client that sends its changes in pairs, each second one first."""

    def __init__(self, board: str, name: str) -> None:
        self.board = board
        self.name = name
        self.doc: Doc[Any] = Doc()
        self.updates: list[bytes] = []
        self.saved: set[bytes] = set()
        self._subscription = self.doc.observe(self._note)

    def _note(self, event: Any) -> None:
        self.updates.append(bytes(event.update))

    async def write(self, sync: Sync, chance: random.Random, until: asyncio.Event) -> None:
        """Write until then; what is acknowledged goes to ``saved``."""
        text = self.doc.get("text", type=Text)
        key = var_text(self.board)
        acknowledgement = key + b"\x08\x01"
        async with AsgiSocket(app_of(sync), "/collaboration") as socket:
            sent = list(self.updates)
            socket.send(key + b"\x02\x00" + var_text(f"{self.name}/editor") + var_text("4.8.0"))
            for update in sent:
                socket.send(key + bytes((SYNC, UPDATE)) + var_bytes(update))
            while not until.is_set() and socket.code is None:
                known = len(self.updates)
                for _ in range(2):
                    text.insert(0, f"{self.name} {known} ")
                    if known % 6 == 0:
                        del text[2:5]
                pair = self.updates[known:]
                pair.reverse()
                for update in pair:
                    sent.append(update)
                    socket.send(key + bytes((SYNC, UPDATE)) + var_bytes(update))
                await asyncio.sleep(chance.uniform(0, 0.004))
            # More than this the client of a process that has died will never hear.
            self.saved.update(sent[: socket.received.count(acknowledgement)])
            socket.received.clear()


def app_of(sync: Sync) -> Any:
    app = make_app(sync)
    app.state.sync = sync
    return app


async def run_until_it_dies(
    sync: Sync, log: CrashingLog, writers: list[Writer], chance: random.Random, saved: set[str]
) -> None:
    """People write over sockets and the service edits; ``saved`` grows by what counts as saved."""

    async def edit(board: str) -> None:
        while not log.died.is_set():
            mark = f"mark-{chance.randrange(1 << 60)}"

            def change(doc: Doc[Any], mark: str = mark) -> None:
                doc.get("marks", type=Map)[mark] = 1

            with suppress(OSError):
                await sync.edit(board, "ada", change)
                saved.add(f"{board} {mark}")
            await asyncio.sleep(chance.uniform(0, 0.01))

    async with sync:
        editing = [asyncio.create_task(edit(board)) for board in BOARDS * 2]
        writing = [asyncio.create_task(one.write(sync, chance, log.died)) for one in writers]
        with suppress(TimeoutError):
            async with asyncio.timeout(chance.uniform(0.1, 0.6)):
                await log.died.wait()
        log.bury()
        for task in editing:
            task.cancel()
        ends = await asyncio.gather(*editing, *writing, return_exceptions=True)
    failures = [
        end
        for end in ends
        if isinstance(end, BaseException) and not isinstance(end, asyncio.CancelledError)
    ]
    assert not failures, failures


async def check(
    quick: Settings, database: Database, writers: list[Writer], saved: set[str]
) -> None:
    """What a process finds that starts after that: all that counted as saved."""
    async with make_sync(quick, DatabaseLog(database)) as sync:
        for board in BOARDS:
            doc: Doc[Any] = Doc()
            doc.apply_update(await sync.state(board))
            there = {f"{board} {mark}" for mark in set(doc.get("marks", type=Map))}
            assert not {name for name in saved if name.startswith(board)} - there
            for one in writers:
                if one.board != board:
                    continue
                # Of a pair, the one sent last may not be stored. With it, everything is there.
                async with AsgiSocket(app_of(sync), f"/yjs/{board}", "token=ada/editor") as socket:
                    for update in one.updates:
                        if update not in one.saved:
                            socket.send(b"\x00\x02" + var_bytes(update))
                    await socket.settled()
                now: Doc[Any] = Doc()
                now.apply_update(await sync.state(board))
                assert not lacking(now, one.updates)


@pytest.mark.parametrize("dying", [0.0, 0.05], ids=["the store fails", "the process dies"])
async def test_whenever_it_ends_what_counted_as_saved_is_there(
    quick: Settings, any_database: Database, chance: random.Random, soak: bool, dying: float
) -> None:
    database = any_database
    rounds = 8 if database.is_sqlite else 4
    writers = [Writer(board, name) for board in BOARDS for name in ("eve", "ben")]
    saved: set[str] = set()
    failures = snapshots = joins = edits = 0
    async with make_sync(quick, DatabaseLog(database)) as sync:
        for board in BOARDS:
            doc: Doc[Any] = Doc()
            doc.get("marks", type=Map)["made"] = 1
            await sync.create(board, doc.get_update(), "ada")
    for number in range(rounds * (60 if soak else 1)):
        log = CrashingLog(DatabaseLog(database), chance, failing=0.15, dying=dying)
        edits -= len(saved)
        await run_until_it_dies(make_sync(quick, log), log, writers, chance, saved)
        edits += len(saved)
        failures += log.failures
        snapshots += log.snapshots
        joins += log.joins
        await check(quick, database, writers, saved)
        if number % 10 == 9:
            writers = [Writer(one.board, one.name) for one in writers]
    print(f"{edits} edits, {failures} failures, {snapshots} snapshots, {joins} joins")
    assert edits
    assert failures
    assert snapshots or dying or not database.is_sqlite
    assert joins or not soak


async def test_whichever_snapshot_is_the_last_the_same_board_opens(
    quick: Settings, database: Database, chance: random.Random
) -> None:
    """Snapshots are shortcuts: with any one of them, or none, the joined log says the same."""
    person: Doc[Any] = Doc()
    updates: list[bytes] = []
    subscription = person.observe(lambda event: updates.append(bytes(event.update)))
    text = person.get("text", type=Text)
    for number in range(120):
        text.insert(chance.randrange(len(text) + 1), f"{number} ")
        if number % 4 == 3:
            start = chance.randrange(len(text) - 3)
            del text[start : start + 3]
    person.unobserve(subscription)
    half = len(updates) // 2
    for start in range(half, len(updates), 6):
        part = updates[start : start + 6]
        chance.shuffle(part)
        updates[start : start + 6] = part
    # All of the first half waits for its first.
    updates.insert(half, updates.pop(0))

    log = NotingLog(database)
    async with (
        make_sync(quick, log) as sync,
        AsgiSocket(app_of(sync), "/yjs/one", "token=ada/editor") as socket,
    ):
        for update in updates:
            socket.send(b"\x00\x02" + var_bytes(update))
            await socket.settled()
            await asyncio.sleep(0.004)
        await sync.writer.all_stored()
        async with asyncio.timeout(20):
            while len(await log.heads("one", 0, len(updates), len(updates))) > len(updates) / 2:
                await asyncio.sleep(0.02)
    taken = list(log.taken)
    assert len(taken) > 2
    assert any(snapshot.waiting for snapshot in taken), "nothing waited when one was taken"
    for snapshot in (None, *taken):
        async with database.session() as session:
            await session.execute(delete(BoardSnapshot))
        if snapshot is not None:
            await DatabaseLog(database).save_snapshot(snapshot)
        async with make_sync(quick, DatabaseLog(database)) as sync:
            opened: Doc[Any] = Doc()
            opened.apply_update(await sync.state("one"))
        assert str(opened.get("text", type=Text)) == str(text)


class NotingLog(DatabaseLog):
    """Remembers every snapshot."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.taken: list[Snapshot] = []

    async def save_snapshot(self, snapshot: Snapshot) -> None:
        self.taken.append(snapshot)
        await super().save_snapshot(snapshot)
