"""SIGKILL at any moment under load: nothing that was said to be saved is gone."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from serving import ServerProcess
from trust.account import Account, make_board
from trust.peer import Peer, assert_holds_what_was_saved, read_board
from trust.together import all_saved, all_see_everything, connected, so_many_saved

PEERS = 5
KILL_WITHIN_SECONDS = 0.7
SAVED_UNDER_LOAD = 3 * PEERS
"""So many updates are saved at least in a round that ends under load; joining brings a third."""


@pytest.fixture
def sqlite_server(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path) as server:
        yield server


@pytest.fixture
async def postgres_server(postgres_url: str, tmp_path: Path) -> AsyncIterator[ServerProcess]:
    with ServerProcess(tmp_path, PLANHALL_DATABASE_URL=postgres_url) as server:
        yield server


async def test_what_was_acknowledged_survives_on_sqlite(
    sqlite_server: ServerProcess, chance: random.Random, soak: bool
) -> None:
    await _kill_again_and_again(sqlite_server, chance, rounds=150 if soak else 4)


async def test_what_was_acknowledged_survives_on_postgresql(
    postgres_server: ServerProcess, chance: random.Random, soak: bool
) -> None:
    await _kill_again_and_again(postgres_server, chance, rounds=150 if soak else 3)


async def _kill_again_and_again(server: ServerProcess, chance: random.Random, rounds: int) -> None:
    account = make_board(server.url)
    peers = [Peer(server.url, account.board, account.token, f"peer{n}") for n in range(PEERS)]
    for number in range(rounds):
        async with connected(peers):
            writing = [asyncio.create_task(_write(peer, chance)) for peer in peers]
            # However slow the machine, every other round ends under load; in the ones between,
            # some may be joining still.
            if number % 2 == 0:
                await so_many_saved(peers, SAVED_UNDER_LOAD)
            await asyncio.sleep(chance.uniform(0, KILL_WITHIN_SECONDS))
            await asyncio.to_thread(server.kill)
            for task in writing:
                task.cancel()
            await asyncio.gather(*writing, return_exceptions=True)
        await asyncio.to_thread(server.start)
        await _nothing_saved_is_gone(server, account, peers, f"after kill {number + 1}")
    async with connected(peers):
        await all_see_everything(peers)
        await all_saved(peers)
    await _nothing_saved_is_gone(server, account, peers, "in the end")


async def _write(peer: Peer, chance: random.Random) -> None:
    while True:
        await peer.synced.wait()
        peer.write()
        await asyncio.sleep(chance.uniform(0, 0.02))


async def _nothing_saved_is_gone(
    server: ServerProcess, account: Account, peers: list[Peer], when: str
) -> None:
    doc = await read_board(server.url, account.board, account.token)
    assert_holds_what_was_saved(doc, peers, when)
