"""Any course of edits by some who may write all and some who are held to a part: all converge."""

import asyncio

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pycrdt import Doc

from plan.test_open_part import IDS, Step, edit_at, plans, says_whole, stays, steps
from planhall.plan.open_part import OpenParts
from planhall.settings import Settings
from planhall.sync.log import MemoryLog
from planhall.sync.service import Sync
from sync.doubles import TokenAuthorizer, Watcher
from sync.people import Guest, invite

PART = IDS[0]


@hypothesis_settings(deadline=None, max_examples=10)
@given(plans(), st.lists(st.tuples(st.booleans(), st.booleans(), steps), min_size=1, max_size=8))
def test_all_see_one_plan_and_what_strays_is_nowhere(
    plan: Doc[object], turns: list[tuple[bool, bool, list[Step]]]
) -> None:
    asyncio.run(_course(plan, turns))


async def _course(plan: Doc[object], turns: list[tuple[bool, bool, list[Step]]]) -> None:
    quick = Settings(commit_interval_ms=0, max_tick_ms=0.5, presence_tick_ms=0.5)
    async with Sync(quick, MemoryLog(), TokenAuthorizer(), Watcher(), OpenParts()) as sync:
        await sync.create("b", plan.get_update(), "ann")
        free = await invite(sync, "b", "ann/editor", 50)
        held = await invite(sync, "b", f"bob/editor:{PART}", 51)
        room = free.room
        for client, (is_free, at_once, each) in enumerate(turns, 60):
            if not at_once:
                while room._early:
                    await asyncio.sleep(0.002)
                    room.flush()
                await _settle(free, held)
                if held.refused:
                    held.leave(sync)
                    held = await invite(sync, "b", f"bob/editor:{PART}", client + 100)
                before = Doc[object]()
                before.apply_update(await sync.state("b"))
                fits = is_free or stays(before, PART, lambda doc, e=each: _edit_all(doc, e))
            writer = free if is_free else held
            with writer.doc.transaction():
                _edit_all(writer.doc, each)
            writer.push()
            room.flush()
            while room._early and not at_once:
                # How deep types nest is measured first.
                await asyncio.sleep(0.002)
                room.flush()
            held.listen()
            if not at_once:
                assert (held.refused == 0) == fits
                if not fits:
                    after = Doc[object]()
                    after.apply_update(await sync.state("b"))
                    assert says_whole(after) == says_whole(before)
            if held.refused or held.link.closed:
                held.leave(sync)
                held = await invite(sync, "b", f"bob/editor:{PART}", client)
        await _settle(free, held)
        if held.refused:
            held.leave(sync)
            held = await invite(sync, "b", f"bob/editor:{PART}", 99)
        state = Doc[object]()
        state.apply_update(await sync.state("b"))
        assert says_whole(free.doc) == says_whole(held.doc) == says_whole(state)


def _edit_all(doc: Doc[object], each: list[Step]) -> None:
    for step in each:
        edit_at(doc, step)


async def _settle(*guests: Guest) -> None:
    for _ in range(3):
        await asyncio.sleep(0.002)
        for guest in guests:
            guest.listen()
