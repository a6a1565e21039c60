"""A log that is kept short loses nothing: not a letter, not who wrote it, not in which minute."""

import random
from collections import Counter
from typing import Any

import pytest
from pycrdt import Doc, Text
from sqlalchemy import delete

from planhall.database import Database
from planhall.sync.compaction import MAX_JOINED_BYTES, STEP_UPDATES, WINDOW_MS, Compaction, groups
from planhall.sync.encoding import Malformed
from planhall.sync.log import DatabaseLog, Entry, Head, Snapshot
from planhall.sync.models import BoardSnapshot
from planhall.sync.writer import LogWriter


def history(count: int, people: tuple[str, ...], minutes: int) -> list[Entry]:
    """Letters typed by several people in one text, over some minutes."""
    chance = random.Random(count)
    doc: Doc[Any] = Doc()
    updates: list[bytes] = []
    subscription = doc.observe(lambda event: updates.append(bytes(event.update)))
    text = doc.get("text", type=Text)
    for number in range(count):
        text.insert(chance.randrange(len(text) + 1), chr(97 + number % 26))
    doc.unobserve(subscription)
    return [
        Entry(
            "b",
            number + 1,
            chance.choice(people),
            WINDOW_MS * (number * minutes // count) + number,
            update,
        )
        for number, update in enumerate(updates)
    ]


async def everything(log: DatabaseLog, database: Database) -> list[bytes]:
    """All updates, with no snapshot's help."""
    async with database.session() as session:
        await session.execute(delete(BoardSnapshot))
    stored = await log.load("b")
    assert stored is not None
    return stored.updates


def text_after(updates: list[bytes]) -> str:
    doc: Doc[Any] = Doc()
    for update in updates:
        doc.apply_update(update)
    return str(doc.get("text", type=Text))


async def finish(compaction: Compaction) -> int:
    steps = 0
    while compaction.is_due:
        await compaction.step()
        steps += 1
    return steps


async def test_one_update_is_left_for_each_author_and_minute(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    entries = history(900, ("ann", "ben", "eve"), minutes=5)
    await log.append(entries)
    before = text_after([entry.update for entry in entries])
    compaction = Compaction("b", LogWriter(log, 1 << 20, 0.0))
    compaction.note_snapshot(900)
    await finish(compaction)
    heads = await log.heads("b", 0, 1_000, 1_000)
    assert len(heads) == 15
    assert Counter((head.author, head.at // WINDOW_MS) for head in heads) == Counter(
        {(entry.author, entry.at // WINDOW_MS): 1 for entry in entries}
    )
    assert text_after(await everything(log, any_database)) == before


async def test_what_no_snapshot_has_stays_as_it_came(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    entries = history(100, ("ann",), minutes=1)
    await log.append(entries)
    await log.save_snapshot(Snapshot("b", 60, 1, b"\0\0"))
    compaction = Compaction("b", LogWriter(log, 1 << 20, 0.0))
    compaction.note_snapshot(60)
    await finish(compaction)
    stored = await log.load("b")
    assert stored is not None
    assert stored.updates == [entry.update for entry in entries[60:]]
    assert [head.seq for head in await log.heads("b", 0, 60, 100)] == [60]
    # Its turn comes with the next snapshot; numbers go on from the last one.
    compaction.note_snapshot(100)
    await finish(compaction)
    assert [head.seq for head in await log.heads("b", 0, 100, 100)] == [60, 100]
    assert not await log.append([Entry("b", 101, "ann", 1, b"\0\0")])


async def test_two_at_once_lose_nothing(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    entries = history(60, ("ann",), minutes=1)
    await log.append(entries)
    # As two processes that have looked at different times.
    await log.join("b", [list(range(1, 31))])
    await log.join("b", [list(range(20, 51))])
    await log.join("b", [[1, 2, 3], list(range(1, 61))])
    updates = await everything(log, any_database)
    assert len(updates) == 1
    assert text_after(updates) == text_after([entry.update for entry in entries])


async def test_what_cannot_be_read_stays_and_changes_nothing(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    await log.append([Entry("b", seq, "ann", 1, b"\xff\xff") for seq in (1, 2)])
    with pytest.raises(Malformed):
        await log.join("b", [[1, 2]])
    compaction = Compaction("b", LogWriter(log, 1 << 20, 0.0))
    compaction.note_snapshot(2)
    # One look and one try: a room has other things to do.
    assert await finish(compaction) == 2
    assert await everything(log, any_database) == [b"\xff\xff"] * 2


async def test_a_step_that_failed_is_done_again(database: Database) -> None:
    log = DatabaseLog(database)
    await log.append(history(50, ("ann",), minutes=1))

    class Unlucky(LogWriter):
        lucky = False

        async def join(self, board: str, groups: Any) -> None:
            if not self.lucky:
                raise OSError("unlucky")
            await super().join(board, groups)

    writer = Unlucky(log, 1 << 20, 0.0)
    compaction = Compaction("b", writer)
    compaction.note_snapshot(50)
    await compaction.step()
    with pytest.raises(OSError, match="unlucky"):
        await compaction.step()
    writer.lucky = True
    await finish(compaction)
    assert len(await everything(log, database)) == 1


def test_groups_are_bounded() -> None:
    many = [Head(seq, "ann", 0, 10) for seq in range(1, 2 * STEP_UPDATES + 2)]
    assert [len(group) for group in groups(many)] == [STEP_UPDATES, STEP_UPDATES]
    large = [Head(seq, "ann", 0, MAX_JOINED_BYTES // 2) for seq in range(1, 6)]
    assert [len(group) for group in groups(large)] == [2, 2]
    assert list(groups([Head(1, "ann", 0, 1), Head(2, "ben", 0, 1)])) == []
