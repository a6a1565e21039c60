"""Several clients that stay connected while a test goes on."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from trust.peer import Peer

SETTLE_SECONDS = 60.0


@contextlib.asynccontextmanager
async def connected(peers: Sequence[Peer]) -> AsyncIterator[None]:
    """Each comes back whenever its connection ends."""
    tasks = [asyncio.create_task(peer.stay()) for peer in peers]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    failures = [end for end in ends if not isinstance(end, asyncio.CancelledError)]
    assert not failures, failures


async def all_see_everything(peers: Sequence[Peer], seconds: float = SETTLE_SECONDS) -> None:
    """Wait until everyone has what anyone wrote, saved or not."""
    written = {f"{peer.name}-{n}" for peer in peers for n in range(1, peer.written + 1)}
    try:
        async with asyncio.timeout(seconds):
            for peer in peers:
                await peer.synced.wait()
            while any(peer.marks_here != written for peer in peers):
                await asyncio.sleep(0.02)
            while len({str(peer.text) for peer in peers}) > 1:
                await asyncio.sleep(0.02)
    except TimeoutError:
        behind = {peer.name: len(written - peer.marks_here) for peer in peers}
        raise AssertionError(f"of {len(written)} changes, some are missing at {behind}") from None


async def all_saved(peers: Sequence[Peer], seconds: float = SETTLE_SECONDS) -> None:
    """Wait until everyone was told that all they wrote is stored."""
    try:
        async with asyncio.timeout(seconds):
            while any(peer.unsaved or len(peer.saved_marks) < peer.written for peer in peers):
                await asyncio.sleep(0.02)
    except TimeoutError:
        waiting = {peer.name: (peer.unsaved, peer.closes) for peer in peers}
        raise AssertionError(f"frames without an answer, and closes: {waiting}") from None


async def so_many_saved(
    peers: Sequence[Peer], updates: int, seconds: float = SETTLE_SECONDS
) -> None:
    """Wait until they were told of so many more updates, together, that they are stored."""
    before = sum(len(peer.saved) for peer in peers)
    try:
        async with asyncio.timeout(seconds):
            while sum(len(peer.saved) for peer in peers) < before + updates:
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError("hardly anything was saved: this tested nothing") from None
