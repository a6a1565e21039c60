"""Rooms: what one writes everyone gets, what counts as saved is stored, and nobody harms others."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pycrdt import Doc, Text

from planhall.problems import NotFound
from planhall.settings import Settings
from planhall.sync import rooms
from planhall.sync.closing import CloseSocket
from planhall.sync.encoding import Malformed
from planhall.sync.log import DatabaseLog, Entry, MemoryLog, Snapshot
from planhall.sync.service import Sync
from planhall.sync.update_scan import scan
from sync.doubles import ByRootName, FailingLog, TokenAuthorizer, Watcher, make_sync
from sync.people import Guest, invite
from sync.yjs_updates import nested_arrays, text_edits, text_of


@pytest.fixture
def quick(settings: Settings) -> Settings:
    """Settings under which nothing lingers."""
    return settings.model_copy(
        update={
            "linger_seconds": 0.0,
            "watch_seconds": 0.05,
            "commit_interval_ms": 1.0,
            "presence_tick_ms": 1.0,
            "max_tick_ms": 2.0,
        }
    )


@asynccontextmanager
async def running(settings: Settings, log: Any = None) -> AsyncIterator[Sync]:
    async with make_sync(settings, log or MemoryLog()) as sync:
        yield sync


async def until(condition: Callable[[], object], *people: Guest, seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while True:
            for person in people:
                person.listen()
            if condition():
                return
            await asyncio.sleep(0.002)


async def test_what_one_writes_everyone_gets_and_it_counts_as_saved(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        bob = await invite(sync, "b", "bob/editor", 2)
        ann.write("hello ")
        bob.write("you ")
        ann.push()
        bob.push()
        await until(lambda: ann.text == bob.text and "hello" in ann.text, ann, bob)
        await until(lambda: ann.saved == ann.sent and bob.saved == bob.sent, ann, bob)
        assert {entry.author for entry in log.updates["b"]} == {"ann", "bob"}
        assert [entry.seq for entry in log.updates["b"]] == [1, 2]


async def test_a_change_does_not_come_back_to_who_made_it(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        bob = await invite(sync, "b", "bob/editor", 2)
        ann.listen()
        ann.write("hello")
        ann.push()
        await until(lambda: bob.text == "hello", bob)
        assert not [frame for frame in ann.link.frames if b"hello" in frame]


async def test_who_fills_a_gap_is_sent_what_had_waited_for_it(quick: Settings) -> None:
    first, second, third = text_edits(9, "one ", "two ", "three")
    async with running(quick) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        bob = await invite(sync, "b", "bob/editor", 2)
        ann.push(first)
        ann.push(third)
        await until(lambda: bob.text == "one ", bob)
        bob.push(second)
        await until(lambda: bob.text == "one two three", bob)


async def test_many_first_joiners_share_one_loading(quick: Settings) -> None:
    class SlowLog(MemoryLog):
        loads = 0

        async def load(self, board: str) -> Any:
            self.loads += 1
            await asyncio.sleep(0.05)
            return await super().load(board)

    log = SlowLog()
    async with running(quick, log) as sync:
        await sync.create("b", text_edits(9, "the plan")[0], "ann")
        guests = await asyncio.gather(
            *(invite(sync, "b", f"p{n}/editor", n + 1) for n in range(20))
        )
        assert [guest.text for guest in guests] == ["the plan"] * 20
        assert log.loads == 1


async def test_an_open_room_leaves_memory_once_all_is_stored(quick: Settings) -> None:
    log = FailingLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        log.broken = True
        ann.write("kept")
        ann.push()
        await asyncio.sleep(0.05)
        ann.leave(sync)
        await asyncio.sleep(0.3)
        assert sync.rooms.get("b") is not None
        log.broken = False
        await until(lambda: sync.rooms.get("b") is None, seconds=15)
        bob = await invite(sync, "b", "bob/editor", 2)
        assert bob.text == "kept"


async def test_while_the_store_fails_nothing_counts_as_saved_and_nothing_is_lost(
    quick: Settings,
) -> None:
    log = FailingLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        bob = await invite(sync, "b", "bob/editor", 2)
        await until(lambda: ann.saved == ann.sent, ann)
        before = ann.saved
        log.broken = True
        for word in ("one ", "two ", "three "):
            ann.write(word)
            ann.push()
            await asyncio.sleep(0.03)
        await until(lambda: bob.text == "one two three ", bob)
        ann.listen()
        assert ann.saved == before
        log.broken = False
        await until(lambda: ann.saved == ann.sent, ann)
    assert isinstance(log.log, MemoryLog)
    assert len(log.log.updates["b"]) == 3


async def test_out_of_order_updates_survive_a_restart(any_database: Any, quick: Settings) -> None:
    first, second, third = text_edits(9, "one ", "two ", "three")
    log = DatabaseLog(any_database)
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        ann.push(third)
        ann.push(first)
        await until(lambda: ann.saved == ann.sent, ann)
        room = sync.rooms.get("b")
        assert room is not None
        await log.save_snapshot(room.snapshot())
    async with running(quick, log) as sync:
        assert text_of(await sync.state("b")) == "one "
        ann = await invite(sync, "b", "ann/editor", 2)
        ann.push(second)
        await until(lambda: ann.text == "one two three", ann)


async def test_who_may_only_read_changes_nothing(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        ann.write("theirs")
        ann.push()
        cleo = await invite(sync, "b", "cleo/viewer", 3)
        await until(lambda: cleo.text == "theirs" and cleo.saved == cleo.sent, cleo, ann)
        cleo.write(" mine")
        with pytest.raises(CloseSocket) as closed:
            cleo.push()
        assert closed.value.code == 4403
        # Offline edits of one who may not write any more: refused, not thrown out.
        again = await invite(sync, "b", "cleo/viewer", 3, ask=False)
        again.write("mine")
        again.ask()
        again.listen()
        assert (again.refused, again.link.closed) == (1, None)
        await asyncio.sleep(0.05)
        assert text_of(await sync.state("b")) == "theirs"
        assert len(log.updates["b"]) == 1


async def test_a_hostile_update_harms_only_who_sent_it(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        eve = await invite(sync, "b", "eve/editor", 66)
        with pytest.raises(Malformed):
            eve.push(nested_arrays(50_000))
        # A struct in one that is no type: only the document can tell.
        word = text_edits(7, "word")[0]
        in_a_letter = b"\1\1\x08\0\x07\0\x07\0\1\0"
        scan(in_a_letter)
        ann.push(word)
        eve.push(in_a_letter)
        ann.write("goes on")
        ann.push()
        await until(lambda: eve.link.closed is not None and ann.saved == ann.sent, ann)
        assert eve.link.closed is not None
        assert eve.link.closed[0] == 4400
        assert ann.link.closed is None
        assert in_a_letter not in [entry.update for entry in log.updates["b"]]
        # Perhaps the document is still being loaded anew.
        bob = await invite(sync, "b", "bob/viewer", 2)
        await until(lambda: "goes on" in bob.text and "word" in bob.text, bob)


async def test_a_log_is_compacted_once_its_room_is_quiet(
    quick: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = MemoryLog()
    monkeypatch.setattr(rooms, "SNAPSHOT_UPDATES", 20)
    monkeypatch.setattr(rooms, "SNAPSHOT_PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(rooms, "QUIET_SECONDS", 0.6)
    monkeypatch.setattr(rooms, "ROUND_SECONDS", 0.02)
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        loop = asyncio.get_running_loop()
        until_then = loop.time() + 1.2
        while loop.time() < until_then:
            ann.write("word ")
            ann.push()
            await asyncio.sleep(0.01)
        await until(lambda: ann.saved == ann.sent, ann)
        assert log.snapshots["b"].seq >= 20
        assert len(log.updates["b"]) == ann.sent - 1
        await until(lambda: len(log.updates["b"]) < ann.sent / 2, ann)


async def test_a_slow_reader_catches_up_in_one_step(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        slow = await invite(sync, "b", "bob/editor", 2)
        slow.listen()
        slow.link.stall()
        for _ in range(50):
            ann.write("word ")
            ann.push()
            ann.show(1, _ + 1, '{"cursor": 1}')
            await asyncio.sleep(0.003)
        await until(lambda: ann.saved == ann.sent, ann)
        # What was on its way when it fell behind, and nothing since.
        assert len(slow.link.frames) <= 1
        slow.link.resume()
        slow.room.drained(slow.member)
        slow.listen()
        assert slow.text == "word " * 50
        assert slow.presence[1]["cursor"] == 1
        ann.write("more")
        ann.push()
        await until(lambda: slow.text.endswith("more"), slow)


async def test_an_edit_is_committed_and_sent_out(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        await sync.create("b", text_edits(9, "old")[0], "ann")
        ann = await invite(sync, "b", "ann/editor", 1)

        def append(doc: Doc[Any]) -> int:
            text = doc.get("text", type=Text)
            text.insert(len(text), " new")
            return len(text)

        assert await sync.edit("b", "server", append) == 7
        assert log.updates["b"][-1].author == "server"
        await until(lambda: ann.text == "old new", ann)


async def test_an_edit_that_fails_halfway_changes_nothing(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        await sync.create("b", text_edits(9, "old")[0], "ann")
        ann = await invite(sync, "b", "ann/editor", 1)

        def fail(doc: Doc[Any]) -> None:
            doc.get("text", type=Text).insert(0, "half ")
            raise NotFound("There is no such item.")

        with pytest.raises(NotFound, match="no such item"):
            await sync.edit("b", "server", fail)
        ann.write(" and on")
        ann.push()
        await until(lambda: ann.saved == ann.sent, ann)
        assert text_of(await sync.state("b")) == "old and on"
        assert len(log.updates["b"]) == 2


async def test_nobody_edits_a_board_that_is_not_there(quick: Settings) -> None:
    async with running(quick) as sync:
        with pytest.raises(NotFound):
            await sync.state("nothing")
        with pytest.raises(NotFound):
            await sync.edit("nothing", "ann", lambda doc: None)


async def test_a_deleted_board_is_gone_for_everyone(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        ann.write("gone")
        ann.push()
        await until(lambda: ann.saved == ann.sent, ann)
        await sync.delete("b")
        assert ann.link.closed is not None
        assert ann.link.closed[0] == 4404
        assert await log.load("b") is None
        with pytest.raises(NotFound):
            await sync.state("b")


async def test_a_changed_role_takes_hold_at_once(quick: Settings) -> None:
    async with running(quick) as sync:
        authorizer = sync.authorizer
        assert isinstance(authorizer, TokenAuthorizer)
        ann = await invite(sync, "b", "ann/editor", 1)
        bob = await invite(sync, "b", "bob/editor", 2)
        ann.show(1, 1, "{}")
        await until(lambda: bob.presence.get(1), bob)
        authorizer.roles["ann"] = "viewer"
        await sync.recheck("b", "ann")
        ann.write("no more")
        with pytest.raises(CloseSocket):
            ann.push()
        await until(lambda: bob.presence[1]["user"]["role"] == "viewer", bob)
        authorizer.roles["ann"] = "none"
        await sync.recheck("b")
        ann.listen()
        assert ann.notices == ['{"type": "removed"}']
        assert ann.link.closed is not None
        assert ann.link.closed[0] == 4403
        assert bob.link.closed is None


async def test_the_watcher_hears_of_changes_and_before_a_room_closes(quick: Settings) -> None:
    watcher = Watcher()
    async with Sync(quick, MemoryLog(), TokenAuthorizer(), watcher, ByRootName()) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        ann.write("one")
        ann.push()
        await until(lambda: watcher.told == [("b", frozenset({"ann"}))], seconds=5)
        ann.write("two")
        ann.push()
        await asyncio.sleep(0.01)
        ann.leave(sync)
        await until(lambda: sync.rooms.get("b") is None)
        assert watcher.told == [("b", frozenset({"ann"}))] * 2


async def test_a_shutdown_stores_everything(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        ann = await invite(sync, "b", "ann/editor", 1)
        ann.write("at the last moment")
        ann.push()
    assert [entry.update for entry in log.updates["b"]]
    async with running(quick, log) as sync:
        assert text_of(await sync.state("b")) == "at the last moment"


async def test_two_processes_on_one_log_lose_nothing(any_database: Any, quick: Settings) -> None:
    log = DatabaseLog(any_database)
    async with running(quick, log) as one, running(quick, log) as two:
        await one.create("b", text_edits(9, "plan ")[0], "ann")
        ann = await invite(one, "b", "ann/editor", 1)
        bob = await invite(two, "b", "bob/editor", 2)
        for _ in range(5):
            ann.write("ann ")
            ann.push()
            bob.write("bob ")
            bob.push()
            await asyncio.sleep(0.02)
        await until(lambda: ann.saved == ann.sent and bob.saved == bob.sent, ann, bob)
    async with running(quick, log) as sync:
        text = text_of(await sync.state("b"))
    assert (text.count("ann "), text.count("bob ")) == (5, 5)


async def test_a_board_with_200_000_updates_opens_by_its_snapshot(
    any_database: Any, quick: Settings
) -> None:
    log = DatabaseLog(any_database)
    state = text_edits(9, "the plan " * 1000)[0]
    # The log is long, and what it holds before the snapshot is not read.
    for start in range(1, 200_001, 20_000):
        await log.append(
            [Entry("b", seq, "ann", 0, b"\0\0") for seq in range(start, start + 20_000)]
        )
    await log.save_snapshot(Snapshot("b", 200_000, 0, state))
    async with running(quick, log) as sync:
        started = asyncio.get_running_loop().time()
        ann = await invite(sync, "b", "ann/editor", 1)
        took = asyncio.get_running_loop().time() - started
        assert ann.text == "the plan " * 1000
        assert took < 0.3
        ann.write("goes on")
        ann.push()
        await until(lambda: ann.saved == ann.sent, ann)
        stored = await log.load("b")
        assert stored is not None
        assert stored.seq == 200_001
