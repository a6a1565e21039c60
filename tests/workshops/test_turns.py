"""Who changes a session takes turns: all of many get through, in the order in which they came."""

import asyncio

import pytest

from planhall.database import Database
from planhall.workshops.turns import take_turn
from workshops.room import Room

MANY = 40


async def test_they_come_through_in_order(any_database: Database) -> None:
    inside = 0
    order = []

    async def change(number: int) -> None:
        nonlocal inside
        async with any_database.session() as db:
            await take_turn(db, "s")
            await take_turn(db, "s")
            inside += 1
            assert inside == 1
            order.append(number)
            await asyncio.sleep(0)
            inside -= 1

    await asyncio.gather(*(change(number) for number in range(MANY)))
    assert order == list(range(MANY))


async def test_a_turn_ends_however_the_transaction_does(any_database: Database) -> None:
    async def fail() -> None:
        async with any_database.session() as db:
            await take_turn(db, "s")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async def hang() -> None:
        async with any_database.session() as db:
            await take_turn(db, "s")
            await asyncio.sleep(60)

    hanging = asyncio.create_task(hang())
    await asyncio.sleep(0.05)
    hanging.cancel()
    async with asyncio.timeout(5), any_database.session() as db:
        await take_turn(db, "s")


async def test_of_many_who_raise_their_hand_at_once_all_are_seen(any_room: Room) -> None:
    session = await any_room.running()
    guests = await any_room.guests(MANY)
    path = f"/api/sessions/{session['id']}/hand"
    answers = await asyncio.gather(*(guest.post(path, json={"up": True}) for guest in guests))
    assert {answer.status_code for answer in answers} == {200}
    for guest, answer in zip(guests, answers, strict=True):
        assert guest.id in answer.json()["hands"], "one sees what one did"
    after = await any_room["ada"].ask("GET", f"/sessions/{session['id']}")
    assert set(after["hands"]) == {guest.id for guest in guests}
