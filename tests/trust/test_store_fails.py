"""The store fails in mid-flight: people go on editing, nobody sees "saved", nothing is lost."""

import asyncio
import contextlib
import resource
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pycrdt import Map
from sqlalchemy import event
from sqlalchemy.engine import make_url

from planhall.database import Database
from planhall.settings import Settings
from planhall.sync.log import DatabaseLog
from serving import ServerProcess
from trust.account import make_board
from trust.inside import served
from trust.peer import Peer, assert_holds_what_was_saved, read_board
from trust.proxy import Proxy
from trust.together import all_saved, all_see_everything, connected

OUTAGE_SECONDS = 0.6


def peers_on(url: str, board: str, token: str, count: int = 3) -> list[Peer]:
    return [Peer(url, board, token, f"peer{n}") for n in range(count)]


async def edit_without_the_store(peers: list[Peer], seconds: float = OUTAGE_SECONDS) -> None:
    """Everyone writes and sees what the others write, and nobody is told it is saved."""
    saved = [len(peer.saved) for peer in peers]
    for _ in range(5):
        for peer in peers:
            peer.write()
        await asyncio.sleep(seconds / 5)
    await all_see_everything(peers, 10)
    assert [len(peer.saved) for peer in peers] == saved
    assert not any(peer.closes for peer in peers), "somebody was disconnected"


async def write_and_save(peers: list[Peer]) -> None:
    for peer in peers:
        await asyncio.wait_for(peer.synced.wait(), 20)
        peer.write()
    await all_see_everything(peers)
    await all_saved(peers)


@pytest.mark.parametrize("log_file_too", [False, True], ids=["database", "database and log file"])
async def test_a_full_disk(tmp_path: Path, soak: bool, log_file_too: bool) -> None:
    with ServerProcess(tmp_path) as server:
        account = make_board(server.url)
        peers = peers_on(server.url, account.board, account.token)
        async with connected(peers):
            for _ in range(20 if soak else 1):
                await write_and_save(peers)
                with disk_full(server, tmp_path, log_file_too):
                    await edit_without_the_store(peers)
                    assert server.running
                await all_saved(peers)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        doc = await read_board(server.url, account.board, account.token)
        assert_holds_what_was_saved(doc, peers)


@contextlib.contextmanager
def disk_full(server: ServerProcess, data: Path, log_file_too: bool) -> Any:
    """No file of the server grows past where its write-ahead log ends now: more fails (EFBIG).

    ``log_file_too``: what it would tell its operator goes to the same disk.
    """
    limit = (data / "planhall.db-wal").stat().st_size
    if log_file_too:
        with server.log.open("ab") as log:
            log.truncate(limit)
    _, hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (hard, hard))


@contextlib.contextmanager
def read_only(database: Database) -> Any:
    """Everything that a connection of the pool would write fails as on a read-only file."""

    def take_writing(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.cursor().execute("PRAGMA query_only=ON")

    def give_writing(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.cursor().execute("PRAGMA query_only=OFF")

    for engine in database.engines:
        event.listen(engine, "checkout", take_writing)
    try:
        yield
    finally:
        for engine in database.engines:
            event.remove(engine, "checkout", take_writing)
            event.listen(engine, "checkout", give_writing)


async def test_a_database_that_became_read_only(settings: Settings, database: Database) -> None:
    async with served(settings, DatabaseLog(database)) as sync:
        peers = peers_on(sync.settings.base_url, "board", "ada/editor")
        async with connected(peers):
            await write_and_save(peers)
            with read_only(database):
                await edit_without_the_store(peers)
                assert sync.writer.failing
            await all_saved(peers)
    async with served(settings, DatabaseLog(database)) as sync:
        doc = await read_board(sync.settings.base_url, "board", "ada/editor")
        assert_holds_what_was_saved(doc, peers)


async def test_what_waits_in_memory_is_bounded(settings: Settings, database: Database) -> None:
    """At the bound, who writes is held back by the network; the others stay connected."""
    bound, size, writers = 1_000_000, 40_000, 3
    settings = settings.model_copy(
        update={"max_unsaved_bytes": bound, "idle_seconds": 1.0, "ping_seconds": 0.2}
    )
    async with served(settings, DatabaseLog(database)) as sync:
        url = sync.settings.base_url
        peers = peers_on(url, "board", "ada/editor", writers)
        reader = Peer(url, "board", "ben/viewer", "reader")
        async with connected([*peers, reader]):
            await write_and_save(peers)
            saved = [len(peer.saved) for peer in peers]
            with read_only(database):
                for number in range(100):
                    for peer in peers:
                        peer.marks[f"{peer.name}-large-{number}"] = "x" * size
                    await asyncio.sleep(0.005)
                await asyncio.sleep(3)
                waiting = sum(len(entry.update) for entry in sync.writer.unstored("board"))
                assert bound / 2 < waiting < bound + 400_000, "more was taken in than may wait"
                assert [len(peer.saved) for peer in peers] == saved
                closes = {peer.name: peer.closes for peer in (*peers, reader) if peer.closes}
                assert not closes, "who is held back was taken for dead"
                assert "peer0-large-0" in reader.marks_here
            await all_saved(peers)
            async with asyncio.timeout(30):
                while len(reader.marks_here) < writers * 101:
                    await asyncio.sleep(0.02)
            assert reader.marks_here >= {f"peer{n}-large-99" for n in range(writers)}
    async with served(settings, DatabaseLog(database)) as sync:
        doc = await read_board(sync.settings.base_url, "board", "ada/editor")
        assert_holds_what_was_saved(doc, peers)
        assert len(doc.get("marks", type=Map)) == writers * 101


@pytest.fixture
async def network(postgres_url: str) -> AsyncIterator[Proxy]:
    url = make_url(postgres_url)
    async with Proxy(url.host or "127.0.0.1", url.port or 5432) as proxy:
        yield proxy


@pytest.mark.parametrize("how", ["cut", "freeze", "failover"])
async def test_postgresql_out_of_reach(
    postgres_url: str, network: Proxy, tmp_path: Path, soak: bool, how: str
) -> None:
    through = make_url(postgres_url).set(host="127.0.0.1", port=network.port)
    server = ServerProcess(
        tmp_path,
        PLANHALL_DATABASE_URL=through.render_as_string(hide_password=False),
        PLANHALL_DATABASE_SECONDS="1.5",
    )
    try:
        # Not in this thread, which carries what the server asks of PostgreSQL.
        await asyncio.to_thread(server.start)
        account = await asyncio.to_thread(make_board, server.url)
        peers = peers_on(server.url, account.board, account.token)
        async with connected(peers):
            for _ in range(10 if soak and how != "failover" else 1):
                await write_and_save(peers)
                if how == "cut":
                    network.cut()
                else:
                    network.freeze()
                await edit_without_the_store(peers)
                assert server.running
                network.restore(drop_frozen=how == "failover")
                await all_saved(peers)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
        doc = await read_board(server.url, account.board, account.token)
        assert_holds_what_was_saved(doc, peers)
    finally:
        server.kill()
