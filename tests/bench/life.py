"""A board with a long life: how it opens after all those updates, and what is kept of them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from time import perf_counter, sleep

from .client import DecodingClient, Phase
from .content import make_board, write_history
from .crowd import MEGABYTE
from .generator import Generator
from .outcome import Outcome, Stage
from .people import JOIN_SECONDS, confirm, open_room, presence
from .process import ServerFailed
from .state import lacks

WRITERS = 20
UNACKNOWLEDGED = 500
STALL_SECONDS = 20.0
COMPACTION_SECONDS = 180.0
STEADY_ROUNDS = 8


def play_long_life(stage: Stage, updates: int) -> Outcome:
    """Feeds a board its history, stops the server and starts it again, and opens the board."""
    board = make_board(WRITERS, 100_000)
    history, expected = write_history(board, stage.pace.of(updates, 2_000))
    process = stage.process()
    process.start()
    outcome = Outcome()
    try:
        generator = Generator(process.address)
        room = stage.server.room("long-life")
        try:
            writer = open_room(generator, room, board)
            began = perf_counter()
            cpu = process.cpu_seconds()
            _feed(generator, writer, history)
            took = perf_counter() - began
            cpu = process.cpu_seconds() - cpu
            generator.close()
            began = perf_counter()
            process.stop()
            stopping = perf_counter() - began
            process.start()
            generator = Generator(process.address)
            waits = []
            for number in (1, 2):
                joiner = DecodingClient(room, number, presence(room, number))
                generator.join([joiner], JOIN_SECONDS)
                if joiner.phase is not Phase.READY:
                    raise ServerFailed(f"the board did not open: {joiner.trouble or 'no step 2'}")
                waits.append(joiner.ready_at - joiner.began)
            incomplete = lacks(joiner.document.get_state(), expected)
            size = len(joiner.document.get_update())
            kept_bytes, kept_rows = _kept_at_last(stage.folder)
            outcome.numbers.update(
                {
                    "updates": len(history),
                    "taken per second": len(history) / took,
                    "cpu per 1000 changes": cpu / len(history) * 1000,
                    "stopped after ms": stopping * 1000,
                    "board megabytes": size / MEGABYTE,
                    "kept megabytes": kept_bytes / MEGABYTE,
                    "kept rows": kept_rows,
                    "first opens": waits[0] * 1000,
                    "second opens": waits[1] * 1000,
                    "writers incomplete": incomplete,
                    "peak": process.peak_bytes() / MEGABYTE,
                }
            )
            process.check()
            return outcome
        finally:
            generator.close()
    finally:
        process.kill()


def _feed(generator: Generator, writer: DecodingClient, history: list[bytes]) -> None:
    """Send all, with no more than some updates not yet acknowledged."""
    acknowledged = writer.acknowledged
    for number, update in enumerate(history):
        writer.send(writer.room.framing.update(update))
        if number % 100 == 99:
            need = acknowledged + number + 1 - UNACKNOWLEDGED
            if not generator.wait(
                lambda need=need: writer.acknowledged >= need or writer.phase is Phase.CLOSED,  # type: ignore[misc]
                STALL_SECONDS,
            ):
                raise ServerFailed(f"stopped acknowledging after {writer.acknowledged} updates")
            if writer.phase is Phase.CLOSED:
                raise ServerFailed(f"the writer was dropped: {writer.trouble}")
    confirm(generator, writer)


def _kept_at_last(folder: Path) -> tuple[int, int]:
    """The same once it no longer shrinks: a log may be compacted while a board is open."""
    until = perf_counter() + COMPACTION_SECONDS
    kept = _kept(folder)
    steady = 0
    while steady < STEADY_ROUNDS and perf_counter() < until:
        sleep(1.0)
        now = _kept(folder)
        steady = steady + 1 if now[1] >= kept[1] else 0
        kept = now
    return kept


def _kept(folder: Path) -> tuple[int, int]:
    """Size of the databases in a folder, and how many rows their tables hold."""
    size = rows = 0
    for path in folder.iterdir():
        if path.suffix in {".db", ".sqlite"}:
            size += sum(
                part.stat().st_size for part in folder.glob(path.name + "*") if part.is_file()
            )
            with closing(sqlite3.connect(path)) as database:
                tables = database.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                ).fetchall()
                for (name,) in tables:
                    rows += database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
    return size, rows
