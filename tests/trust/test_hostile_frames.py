"""Frames of any kind from somebody with an account: the others go on, in Yjs too."""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from pycrdt import Doc, Map
from structlog.testing import capture_logs

from planhall.settings import Settings
from planhall.sync.log import MemoryLog
from sync.doubles import make_app, make_sync
from trust.asgi import AsgiSocket
from trust.corpus import (
    awareness_updates,
    base,
    history,
    hocuspocus_frames,
    random_edits,
    spoil,
    y_websocket_frames,
)
from trust.peer import STEP_2, SYNC, UPDATE, read_bytes, read_uint, var_bytes, var_text
from trust.yjs import Yjs

FRAMES_A_BOARD = 60
CODES = {4400, 4401, 4403, 4404, 4409, 4413, 4429}
PING, PONG = b"\x09", b"\x0a"

Hostile = Callable[[random.Random, str], bytes]


@pytest.fixture(scope="module")
def yjs() -> Iterator[Yjs]:
    with Yjs() as started:
        yield started


@asynccontextmanager
async def app_on(settings: Settings, log: MemoryLog) -> AsyncIterator[FastAPI]:
    settings = settings.model_copy(
        update={"max_tick_ms": 0.0, "presence_tick_ms": 0.0, "commit_interval_ms": 0.0}
    )
    sync = make_sync(settings, log)
    app = make_app(sync)
    async with sync:
        app.state.sync = sync
        yield app


def spoilt_frame(chance: random.Random, board: str) -> bytes:
    corpus = hocuspocus_frames()
    return spoil(chance.choice(corpus), random_edits(chance), corpus)


def spoilt_update(chance: random.Random, board: str) -> bytes:
    corpus = (*history(), base())
    update = chance.choice(corpus)
    for _ in range(chance.choice((1, 1, 2))):
        update = spoil(update, random_edits(chance), corpus)
    step = chance.choice((STEP_2, UPDATE, UPDATE))
    return var_text(board) + bytes((SYNC, step)) + var_bytes(update)


def spoilt_presence(chance: random.Random, board: str) -> bytes:
    corpus = awareness_updates()
    update = spoil(chance.choice(corpus), random_edits(chance), corpus)
    return var_text(board) + b"\x01" + var_bytes(update)


KINDS: dict[str, Hostile] = {
    "frames": spoilt_frame,
    "updates": spoilt_update,
    "presence": spoilt_presence,
}


@pytest.mark.parametrize("framing", ["hocuspocus", "y-websocket"])
@pytest.mark.parametrize("kind", KINDS)
async def test_the_others_go_on(
    settings: Settings, chance: random.Random, yjs: Yjs, soak: bool, kind: str, framing: str
) -> None:
    log = MemoryLog()
    ends = {None: 0}
    with capture_logs() as logs:
        async with app_on(settings, log) as app:
            for number in range(500 if soak else 8):
                board = f"board-{number}"
                for code in await attack(app, log, yjs, board, KINDS[kind], framing, chance):
                    ends[code] = ends.get(code, 0) + 1
        # What is stored is what everyone saw.
        async with app_on(settings, log) as app:
            for number in range(0, 500 if soak else 8, 4):
                await same_to_a_newcomer(app, log, yjs, f"board-{number}")
    print(ends)
    assert set(ends) <= {None, *CODES}
    assert ends.get(4400, 0) > 10, "nothing was hostile"
    faults = [entry for entry in logs if entry["log_level"] in {"error", "critical"}]
    assert not faults, faults


async def attack(
    app: FastAPI,
    log: MemoryLog,
    yjs: Yjs,
    board: str,
    kind: Hostile,
    framing: str,
    chance: random.Random,
) -> list[int | None]:
    """Send hostile frames to a board on which somebody works; how each attacker ended."""
    ends: list[int | None] = []
    async with AsgiSocket(app, f"/yjs/{board}", "token=ada/editor") as ada:
        ada.send(b"\x00\x00\x01\x00")
        ada.send(b"\x00\x02" + var_bytes(base()))
        await ada.settled()
        # What Ada wrote is not sent back to her.
        yjs.apply(f"{board} live", [base()])
        position = 0
        left = FRAMES_A_BOARD
        while left:
            role = chance.choice(("editor", "editor", "editor", "viewer"))
            async with attacker(app, board, framing, f"eve/{role}") as eve:
                while left and eve.code is None:
                    left -= 1
                    await app.state.sync.writer.all_stored()
                    before = len(log.updates.get(board, ()))
                    frame = kind(chance, board)
                    if framing == "y-websocket":
                        frame = as_y_websocket(frame, chance, board)
                    eve.send(frame)
                    await eve.settled()
                    await ada.settled()
                    assert eve.error is None, f"{eve.error!r} came out of {frame.hex()}"
                    assert ada.code is None, f"{frame.hex()} closed somebody else: {ada.code}"
                    if eve.code is not None:
                        await app.state.sync.writer.all_stored()
                        kept = log.updates.get(board, ())[before:]
                        assert all(entry.author != "eve" for entry in kept) or eve.code == 4429
                    news, position = updates_in(ada.received, position)
                    yjs.apply(f"{board} live", news)
                ends.append(eve.code)
        # Ada can still write, and is still served.
        doc: Doc[Any] = Doc()
        doc.get("marks", type=Map)["here"] = True
        async with AsgiSocket(app, f"/yjs/{board}", "token=ben/editor") as ben:
            ben.send(b"\x00\x00\x01\x00")
            ada.send(b"\x00\x02" + var_bytes(doc.get_update()))
            await ada.settled()
            await ben.settled()
            told, _ = updates_in(ben.received, 0)
            newcomer = yjs.apply(f"{board} newcomer", told, drop=True)
        news, position = updates_in(ada.received, position)
        live = yjs.apply(f"{board} live", [*news, doc.get_update()], drop=True)
        assert newcomer == live, "one who was there sees something else than one who comes"
    await app.state.sync.writer.all_stored()
    return ends


async def same_to_a_newcomer(app: FastAPI, log: MemoryLog, yjs: Yjs, board: str) -> None:
    """The board, opened anew from its log, is one that Yjs reads."""
    async with AsgiSocket(app, f"/yjs/{board}", "token=ada/editor") as ada:
        ada.send(b"\x00\x00\x01\x00")
        await ada.settled()
        told, _ = updates_in(ada.received, 0)
        assert told
        yjs.apply(f"{board} stored", told, drop=True)


@asynccontextmanager
async def attacker(app: FastAPI, board: str, framing: str, token: str) -> AsyncIterator[AsgiSocket]:
    if framing == "hocuspocus":
        async with AsgiSocket(app, "/collaboration") as eve:
            eve.send(var_text(board) + b"\x02\x00" + var_text(token) + var_text("4.8.0"))
            await eve.settled()
            yield eve
    else:
        async with AsgiSocket(app, f"/yjs/{board}", f"token={token}") as eve:
            await eve.settled()
            yield eve


def as_y_websocket(frame: bytes, chance: random.Random, board: str) -> bytes:
    """The same without the name, or a spoilt frame of that framing."""
    prefix = var_text(board)
    if frame.startswith(prefix):
        return frame[len(prefix) :]
    corpus = y_websocket_frames()
    return spoil(chance.choice(corpus), random_edits(chance), corpus)


def updates_in(frames: list[bytes], position: int) -> tuple[list[bytes], int]:
    """The updates in what a y-websocket client was sent since ``position``, and where that ends."""
    updates = []
    for frame in frames[position:]:
        kind, at = read_uint(frame, 0)
        if kind != SYNC:
            continue
        step, at = read_uint(frame, at)
        if step != 0:
            updates.append(read_bytes(frame, at)[0])
    return updates, len(frames)
