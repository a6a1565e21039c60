"""The log: what is appended is there, once, on both databases."""

from planhall.database import Database
from planhall.sync.log import (
    KEPT_SNAPSHOTS,
    DatabaseLog,
    Entry,
    Snapshot,
    join_waiting,
    split_waiting,
)


def entry(seq: int, update: bytes, board: str = "b") -> Entry:
    return Entry(board, seq, "ann", 1, update)


async def test_what_is_appended_is_there_in_order(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    assert await log.load("b") is None
    assert not await log.append([entry(1, b"one"), entry(1, b"other", "c"), entry(2, b"two")])
    stored = await log.load("b")
    assert stored is not None
    assert (stored.state, stored.updates, stored.seq) == (None, [b"one", b"two"], 2)


async def test_a_commit_that_is_tried_again_stores_nothing_twice(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    await log.append([entry(1, b"one")])
    assert not await log.append([entry(1, b"one"), entry(2, b"two")])
    stored = await log.load("b")
    assert stored is not None
    assert stored.updates == [b"one", b"two"]


async def test_a_number_that_another_process_took_is_not_written_over(
    any_database: Database,
) -> None:
    log = DatabaseLog(any_database)
    await log.append([entry(1, b"one"), entry(2, b"theirs"), entry(3, b"theirs too")])
    mine = [entry(2, b"mine"), entry(3, b"mine too"), entry(1, b"alone", "c")]
    assert await log.append(mine) == {"b"}
    stored = await log.load("b")
    assert stored is not None
    assert stored.updates == [b"one", b"theirs", b"theirs too", b"mine", b"mine too"]
    other = await log.load("c")
    assert other is not None
    assert other.updates == [b"alone"]


async def test_opening_reads_only_what_came_after_the_snapshot(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    await log.append([entry(seq, str(seq).encode()) for seq in range(1, 11)])
    for seq in range(1, 9):
        await log.save_snapshot(Snapshot("b", seq, 1, b"state", join_waiting([b"w", b""])))
    await log.save_snapshot(Snapshot("b", 8, 2, b"newer state", join_waiting([b"waits"])))
    stored = await log.load("b")
    assert stored is not None
    assert stored.state == b"newer state"
    assert stored.updates == [b"waits", b"9", b"10"]
    assert KEPT_SNAPSHOTS == 2


async def test_a_board_can_be_had_as_it_was_and_what_came_after(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    assert await log.head("b") == 0
    assert await log.snapshot("b", 5) is None
    await log.append([entry(seq, str(seq).encode()) for seq in range(1, 7)])
    await log.append([entry(9, b"other", "c")])
    await log.save_snapshot(Snapshot("b", 2, 1, b"at 2"))
    await log.save_snapshot(Snapshot("b", 5, 1, b"at 5"))
    assert await log.head("b") == 6
    assert await log.snapshot("b", 1) is None
    for upto, seq in [(2, 2), (4, 2), (5, 5), (99, 5)]:
        assert await log.snapshot("b", upto) == Snapshot("b", seq, 1, f"at {seq}".encode())
    assert await log.entries("b", 3, 5, 10) == [entry(4, b"4"), entry(5, b"5")]
    assert await log.entries("b", 0, 6, 2) == [entry(1, b"1"), entry(2, b"2")]
    assert await log.entries("b", 6, 6, 2) == []


async def test_a_deleted_board_leaves_nothing(any_database: Database) -> None:
    log = DatabaseLog(any_database)
    await log.append([entry(1, b"one"), entry(1, b"other", "c")])
    await log.save_snapshot(Snapshot("b", 1, 1, b"state"))
    await log.delete("b")
    assert await log.load("b") is None
    assert await log.load("c") is not None


def test_waiting_updates_survive_being_joined() -> None:
    updates = [b"", b"one", b"x" * 300]
    assert split_waiting(join_waiting(updates)) == updates
