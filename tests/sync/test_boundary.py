"""People who may change only a part: what stays in it goes in, what does not changes nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pycrdt import Array, Doc, Text

from planhall.settings import Settings
from planhall.sync.log import MemoryLog
from planhall.sync.room import MAX_STRAYS, Origin
from planhall.sync.service import Sync
from sync.doubles import TokenAuthorizer, make_sync
from sync.people import Guest, invite
from sync.yjs_updates import text_edits


@pytest.fixture
def quick(settings: Settings) -> Settings:
    return settings.model_copy(
        update={"commit_interval_ms": 1.0, "presence_tick_ms": 1.0, "max_tick_ms": 2.0}
    )


@asynccontextmanager
async def running(settings: Settings, log: MemoryLog | None = None) -> AsyncIterator[Sync]:
    async with make_sync(settings, log or MemoryLog()) as sync:
        yield sync


async def settle(*guests: Guest) -> None:
    for _ in range(10):
        await asyncio.sleep(0.003)
        for guest in guests:
            guest.listen()


def put(guest: Guest, part: str, word: str) -> None:
    text = guest.doc.get(part, type=Text)
    text.insert(len(text), word)


def texts(state: bytes | Doc[Any]) -> dict[str, str]:
    doc = state
    if isinstance(doc, bytes):
        doc = Doc()
        doc.apply_update(state)
    return {name: str(doc.get(name, type=Text)) for name in doc}


async def _board(sync: Sync) -> Guest:
    ann = await invite(sync, "b", "ann/editor", 1)
    put(ann, "mine", "open ")
    put(ann, "text", "closed ")
    ann.push()
    await settle(ann)
    return ann


async def test_what_stays_within_goes_to_all_and_is_saved(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await _board(sync)
        bob = await invite(sync, "b", "bob/editor:mine", 2)
        for word in ("a", "b", "c"):
            put(bob, "mine", word)
            put(ann, "text", word)
            bob.push()
            ann.push()
        await settle(ann, bob)
        assert (bob.saved, bob.refused) == (bob.sent, 0)
        assert texts(await sync.state("b")) == {"mine": "open abc", "text": "closed abc"}
        assert texts(ann.doc) == texts(bob.doc) == texts(await sync.state("b"))


async def test_what_strays_changes_nothing_and_ends_the_connection(quick: Settings) -> None:
    log = MemoryLog()
    async with running(quick, log) as sync:
        ann = await _board(sync)
        bob = await invite(sync, "b", "bob/editor:mine", 2)
        before = await sync.state("b")
        stored = len(log.updates["b"])
        put(bob, "text", "stray")
        bob.push()
        await settle(ann, bob)
        assert bob.refused == 1
        assert bob.link.closed is not None
        assert bob.link.closed[0] == 4403
        assert await sync.state("b") == before
        assert len(log.updates["b"]) == stored
        bob.leave(sync)
        # And the next change that stays within goes in: what was refused left no trace.
        cleo = await invite(sync, "b", "cleo/editor:mine", 3)
        put(cleo, "mine", "still")
        cleo.push()
        await settle(ann, cleo)
        assert texts(ann.doc) == {"mine": "open still", "text": "closed "}


async def test_one_change_of_both_is_refused_whole(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await _board(sync)
        bob = await invite(sync, "b", "bob/editor:mine", 2)
        with bob.doc.transaction():
            put(bob, "mine", "in")
            put(bob, "text", "out")
        bob.push()
        await settle(ann, bob)
        assert texts(ann.doc) == {"mine": "open ", "text": "closed "}


async def test_offline_edits_that_stray_are_refused_without_an_end(quick: Settings) -> None:
    async with running(quick) as sync:
        await _board(sync)
        bob = await invite(sync, "b", "bob/editor:mine", 2, ask=False)
        put(bob, "text", "offline")
        bob.ask()
        await settle(bob)
        assert (bob.refused, bob.link.closed) == (1, None)
        assert texts(await sync.state("b")) == {"mine": "open ", "text": "closed "}
        inside = await invite(sync, "b", "eve/editor:mine", 3, ask=False)
        put(inside, "mine", "offline")
        inside.ask()
        await settle(inside)
        assert inside.refused == 0
        assert texts(await sync.state("b"))["mine"] in {"open offline", "offlineopen "}


async def test_refused_handshakes_have_an_end(quick: Settings) -> None:
    async with running(quick) as sync:
        await _board(sync)
        bob = await invite(sync, "b", "bob/editor:mine", 2)
        for edit in text_edits(9, *["x"] * (MAX_STRAYS + 1)):
            bob.room.hear_update(bob.member, edit, Origin.HANDSHAKE)
        await settle(bob)
        assert bob.link.closed is not None
        assert bob.link.closed[0] == 4429


async def test_what_builds_on_what_is_not_there_is_refused(quick: Settings) -> None:
    first, second = text_edits(9, "one", "two")
    async with running(quick) as sync:
        await _board(sync)
        bob = await invite(sync, "b", "bob/editor:text", 2)
        bob.push(second)
        await settle(bob)
        assert (bob.refused, bob.link.closed and bob.link.closed[0]) == (1, 4403)
        assert sync.rooms.get("b").document.waiting() == []  # type: ignore[union-attr]
        again = await invite(sync, "b", "bob/editor:text", 3)
        again.push(first)
        await settle(again)
        assert again.refused == 0


async def test_a_lock_takes_hold_at_once_and_is_told(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await _board(sync)
        bob = await invite(sync, "b", "bob/editor", 2)
        authorizer = sync.authorizer
        assert isinstance(authorizer, TokenAuthorizer)
        put(bob, "text", "before ")
        bob.push()
        authorizer.roles["bob"] = "editor:mine"
        await sync.recheck("b")
        put(bob, "mine", "inside")
        bob.push()
        await settle(ann, bob)
        # What was sent before the lock counts; what comes after is held within.
        assert texts(ann.doc) == {"mine": "open inside", "text": "closed before "}
        assert [json.loads(notice) for notice in bob.notices] == [
            {"type": "access", "within": "mine"}
        ]
        authorizer.roles["bob"] = "editor"
        await sync.recheck("b")
        put(bob, "text", "after")
        bob.push()
        await settle(ann, bob)
        assert texts(ann.doc)["text"] == "closed before after"
        assert json.loads(bob.notices[-1]) == {"type": "access", "within": None}


async def test_changes_of_the_service_itself_are_followed(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await _board(sync)
        bob = await invite(sync, "b", "bob/editor:mine", 2)
        put(bob, "mine", "one ")
        bob.push()
        await settle(bob)
        await sync.edit("b", "service", lambda doc: doc.get("text", type=Text).insert(0, "new "))
        await settle(ann, bob)
        put(bob, "mine", "two")
        bob.push()
        await settle(ann, bob)
        assert texts(ann.doc) == {"mine": "open one two", "text": "new closed "}
        assert bob.refused == 0


async def test_a_copy_is_kept_only_while_somebody_is_held_within(quick: Settings) -> None:
    async with running(quick) as sync:
        ann = await _board(sync)
        room = ann.room
        put(ann, "text", "free")
        ann.push()
        await settle(ann)
        assert room._boundary is None
        bob = await invite(sync, "b", "bob/editor:mine", 2)
        put(bob, "mine", "held")
        bob.push()
        await settle(ann, bob)
        assert room._boundary is not None
        bob.leave(sync)
        assert room._boundary is None


async def test_deep_types_are_measured_for_those_held_within_too(quick: Settings) -> None:
    def deep(doc: Doc[Any]) -> None:
        lists = doc.get("text", type=Array)
        for _ in range(60):
            lists.append(Array())
            lists = lists[0]

    doc: Doc[Any] = Doc(client_id=5)
    deep(doc)
    async with running(quick) as sync:
        await sync.create("b", doc.get_update(), "ann")
        bob = await invite(sync, "b", "bob/editor:text", 2)
        with bob.doc.transaction():
            deepest = bob.doc.get("text", type=Array)
            while len(deepest):
                deepest = deepest[0]
            for _ in range(460):
                deepest.append(Array())
                deepest = deepest[0]
        bob.push()
        await asyncio.sleep(0.3)
        bob.listen()
        # More than 500 levels are nobody's to write, whatever part they are in.
        assert bob.link.closed is not None
        assert bob.link.closed[0] == 4400
