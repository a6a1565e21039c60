"""Breakouts: apart for a while, each with a clock of its own, and back."""

from typing import Any

import pytest

from workshops.room import Room


def group(title: str, *people: str, minutes: float = 10, **more: Any) -> dict[str, Any]:
    return {"title": title, "part": None, "people": list(people), "minutes": minutes, **more}


async def together(room: Room) -> tuple[str, list[str]]:
    """A live session with three people besides who facilitates; its path and their ids."""
    session = await room.running()
    path = f"/sessions/{session['id']}"
    for who in ("editor", "guest", "commenter"):
        await room[who].ask("POST", f"{path}/me", {})
    return path, [room[who].id for who in ("editor", "guest", "commenter")]


async def test_apart_and_back(room: Room) -> None:
    path, (one, two, three) = await together(room)
    who = room["facilitator"]
    wish = {"breakouts": [group("Red", one, two, part="item-1"), group("Blue", three, minutes=0)]}
    told = await who.ask("PUT", f"{path}/breakouts", wish)
    assert [(b["title"], b["people"], b["state"]) for b in told["breakouts"]] == [
        ("Red", [one, two], "planned"),
        ("Blue", [three], "planned"),
    ]
    told = await who.ask("POST", f"{path}/breakouts/run", {"do": "start"})
    red, blue = told["breakouts"]
    assert red["state"] == blue["state"] == "running"
    assert red["part"] == "item-1"
    assert red["timer"]["running"]
    assert not blue["timer"]["limited"]
    extend = {"do": "extend", "minutes": 5, "breakout": red["id"]}
    told = await who.ask("POST", f"{path}/breakouts/run", extend)
    assert told["breakouts"][0]["timer"]["ends_at"] == red["timer"]["ends_at"] + 300_000
    assert told["breakouts"][1]["timer"]["ends_at"] is None
    told = await who.ask("POST", f"{path}/breakouts/run", {"do": "extend", "minutes": 1})
    assert told["breakouts"][0]["timer"]["ends_at"] == red["timer"]["ends_at"] + 360_000
    told = await who.ask("POST", f"{path}/breakouts/run", {"do": "end"})
    assert told["breakouts"] == []


async def test_who_comes_late_joins_one_that_runs(room: Room) -> None:
    path, (one, two, three) = await together(room)
    who = room["facilitator"]
    told = await who.ask("PUT", f"{path}/breakouts", {"breakouts": [group("Red", one)]})
    told = await who.ask("POST", f"{path}/breakouts/run", {"do": "start"})
    [red] = told["breakouts"]
    wish = {"breakouts": [group("Red", one, two, id=red["id"]), group("Blue", three)]}
    told = await who.ask("PUT", f"{path}/breakouts", wish)
    again, blue = told["breakouts"]
    assert again["timer"]["ends_at"] == red["timer"]["ends_at"]
    assert again["people"] == [one, two]
    assert blue["state"] == "running"
    started = await who.ask("POST", f"{path}/breakouts/run", {"do": "start"})
    assert [b["timer"]["ends_at"] for b in started["breakouts"]] == [
        b["timer"]["ends_at"] for b in told["breakouts"]
    ]


async def test_the_end_of_the_session_brings_everyone_back(room: Room) -> None:
    path, (one, *_) = await together(room)
    who = room["facilitator"]
    await who.ask("PUT", f"{path}/breakouts", {"breakouts": [group("Red", one)]})
    await who.ask("POST", f"{path}/breakouts/run", {"do": "start"})
    assert (await who.ask("POST", f"{path}/run", {"do": "end"}))["breakouts"] == []
    await who.ask("PUT", f"{path}/breakouts", {"breakouts": []}, 409)
    await who.ask("POST", f"{path}/breakouts/run", {"do": "start"}, 409)


@pytest.mark.parametrize(
    ("breakouts", "status", "said"),
    [
        ([group("Red", "{one}"), group("Blue", "{one}")], 422, "two"),
        ([group("Red", "{one}", "{one}")], 422, "twice"),
        ([group("Red", "stranger")], 422, "did not come"),
        ([group("Red", id="nothing")], 404, "breakout"),
        ([group("")], 422, "title"),
        ([group("Red", minutes=-1)], 422, "minutes"),
        ([group("Red", part="a b")], 422, "part"),
        ([group(f"{number}") for number in range(51)], 422, "breakouts"),
    ],
)
async def test_no_breakouts_of_nonsense(
    room: Room, breakouts: list[Any], status: int, said: str
) -> None:
    path, (one, *_) = await together(room)
    filled = [
        {**wish, "people": [one if person == "{one}" else person for person in wish["people"]]}
        for wish in breakouts
    ]
    who = room["facilitator"]
    await who.ask("PUT", f"{path}/breakouts", {"breakouts": [group("Held", one)]})
    problem = await who.ask("PUT", f"{path}/breakouts", {"breakouts": filled}, status)
    assert said in problem["detail"]
    after = await who.ask("GET", path)
    assert [b["title"] for b in after["breakouts"]] == ["Held"]


async def test_commands_without_breakouts(room: Room) -> None:
    path, _ = await together(room)
    who = room["facilitator"]
    await who.ask("POST", f"{path}/breakouts/run", {"do": "start"}, 409)
    await who.ask("POST", f"{path}/breakouts/run", {"do": "extend", "minutes": 1}, 409)
    unknown = {"do": "extend", "minutes": 1, "breakout": "nothing"}
    await who.ask("POST", f"{path}/breakouts/run", unknown, 404)
    await who.ask("POST", f"{path}/breakouts/run", {"do": "dissolve"}, 422)
