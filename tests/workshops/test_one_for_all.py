"""One look for all who ask at the same time, and never an old one."""

import asyncio

from planhall.workshops.one_for_all import OneForAll


class Thing:
    """Something that changes, and how often it was looked at."""

    def __init__(self) -> None:
        self.value = 0
        self.looks = 0
        self.slow = asyncio.Event()

    async def look(self, _key: str) -> int:
        self.looks += 1
        seen = self.value
        await self.slow.wait()
        return seen


async def test_who_asks_at_the_same_time_shares_a_look() -> None:
    thing = Thing()
    thing.slow.set()
    shared = OneForAll(thing.look)
    assert await asyncio.gather(*(shared.get("a") for _ in range(50))) == [0] * 50
    assert thing.looks == 1


async def test_who_asks_after_a_change_sees_it() -> None:
    thing = Thing()
    shared = OneForAll(thing.look)
    early = asyncio.create_task(shared.get("a"))
    await asyncio.sleep(0.01)
    thing.value = 1
    late = [asyncio.create_task(shared.get("a")) for _ in range(20)]
    await asyncio.sleep(0.01)
    thing.slow.set()
    assert await early == 0
    assert await asyncio.gather(*late) == [1] * 20
    assert thing.looks == 2


async def test_who_gives_up_does_not_take_the_look_from_others() -> None:
    thing = Thing()
    shared = OneForAll(thing.look)
    leaving = asyncio.create_task(shared.get("a"))
    staying = asyncio.create_task(shared.get("a"))
    await asyncio.sleep(0.01)
    leaving.cancel()
    thing.slow.set()
    assert await staying == 0


async def test_a_look_that_fails_fails_for_those_who_shared_it_only() -> None:
    fails = True

    async def look(key: str) -> str:
        if fails:
            raise LookupError(key)
        return key

    shared = OneForAll(look)
    answers = await asyncio.gather(*(shared.get("a") for _ in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [LookupError] * 3
    fails = False
    assert await shared.get("a") == "a"
