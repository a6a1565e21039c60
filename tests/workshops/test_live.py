"""A session while people are in it."""

import asyncio

import pytest

from planhall.settings import Settings
from planhall.workshops.timers import now_ms
from workshops.room import Room, draft, opened, states, titles


async def test_start_gives_a_code_and_the_clock_runs(room: Room) -> None:
    before = now_ms()
    session = await room.running()
    assert session["state"] == "running"
    assert states(session) == ["running", "planned", "planned"]
    assert session["current"] == session["activities"][0]["id"]
    assert len(session["code"]) == 7
    timer = session["activities"][0]["timer"]
    assert timer["running"]
    assert before + 300_000 <= timer["ends_at"] <= now_ms() + 300_000
    assert timer["remaining_ms"] == timer["ends_at"] - session["now"]
    assert [one["person"]["id"] for one in session["people"]] == [room["facilitator"].id]


async def test_one_live_session_for_each_board(room: Room) -> None:
    await room.running()
    second = await room.session("owner", title="Second")
    problem = await room["owner"].ask("POST", f"/sessions/{second['id']}/run", {"do": "start"}, 409)
    assert "Spring plan" in problem["detail"]
    assert (await room["owner"].ask("GET", f"/sessions/{second['id']}"))["state"] == "planned"


async def test_after_the_end_another_one_may_begin(room: Room) -> None:
    first = await room.running()
    await room["facilitator"].ask("POST", f"/sessions/{first['id']}/run", {"do": "end"})
    second = await room.running(title="Second")
    assert second["state"] == "running"


async def test_of_many_starts_at_once_one_counts(any_room: Room) -> None:
    sessions = [await any_room.session(title=f"Session {number}") for number in range(5)]
    answers = await asyncio.gather(
        *(
            any_room["facilitator"].post(f"/api/sessions/{one['id']}/run", json={"do": "start"})
            for one in sessions
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]


async def test_of_many_presses_at_once_none_is_lost(any_room: Room) -> None:
    session = await any_room.running()
    who, path = any_room["facilitator"], f"/api/sessions/{session['id']}/run"
    answers = await asyncio.gather(
        *(who.post(path, json={"do": "extend", "minutes": 1}) for _ in range(10))
    )
    assert {answer.status_code for answer in answers} == {200}
    revisions = [answer.json()["revision"] for answer in answers]
    after = await who.ask("GET", f"/sessions/{session['id']}")
    assert after["activities"][0]["timer"]["ends_at"] == (
        session["activities"][0]["timer"]["ends_at"] + 600_000
    )
    assert max(revisions) == after["revision"] == session["revision"] + 10


async def test_pause_extend_resume_end(room: Room) -> None:
    session = await room.running()
    who, path = room["facilitator"], f"/sessions/{session['id']}/run"
    paused = await who.ask("POST", path, {"do": "pause"})
    timer = paused["activities"][0]["timer"]
    assert (paused["state"], timer["running"], timer["ends_at"]) == ("paused", False, None)
    extended = await who.ask("POST", path, {"do": "extend", "minutes": 2.5})
    assert extended["activities"][0]["timer"]["remaining_ms"] == timer["remaining_ms"] + 150_000
    resumed = await who.ask("POST", path, {"do": "resume"})
    assert resumed["activities"][0]["timer"]["running"]
    ended = await who.ask("POST", path, {"do": "end"})
    assert (ended["state"], ended["code"], ended["current"]) == ("ended", None, None)
    assert states(ended) == ["done", "planned", "planned"]
    again = await who.ask("POST", path, {"do": "end"})
    assert again["ended_at"] == ended["ended_at"]
    for do in ("start", "pause", "resume", "next", "back"):
        assert (await who.ask("POST", path, {"do": do}, 409))["code"] == "not-live"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"do": "dance"}, "do"),
        ({}, "do"),
        ({"do": "extend"}, "minutes"),
        ({"do": "extend", "minutes": 0}, "minutes"),
        ({"do": "extend", "minutes": -5}, "minutes"),
        ({"do": "extend", "minutes": 10_000}, "minutes"),
        ({"do": "extend", "minutes": "soon"}, "minutes"),
        ({"do": "go"}, "activity"),
        ({"do": "next", "activity": "x"}, "activity"),
    ],
)
async def test_commands_that_are_none(room: Room, body: object, said: str) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}/run"
    assert said in (await room["facilitator"].ask("POST", path, body, 422))["detail"]


async def test_it_goes_on_through_a_restart(quick: Settings, database: object) -> None:
    async with opened(quick) as app, Room(app, quick) as room:
        session = await room.running()
        path = f"/sessions/{session['id']}"
        await room["editor"].ask("POST", f"{path}/hand", {"up": True})
        await room["facilitator"].ask("POST", f"{path}/run", {"do": "next"})
        await room["facilitator"].ask("POST", f"{path}/stage", {"lock": "locked"})
        before = await room["facilitator"].ask("GET", path)
        cookies = room["facilitator"].cookies
        async with opened(quick) as again:
            room["facilitator"]._transport.app = again  # type: ignore[attr-defined]
            after = await room["facilitator"].ask("GET", path)
            assert cookies
            for told in (before, after):
                del told["now"]
                for activity in told["activities"]:
                    del activity["timer"]["remaining_ms"]
            assert after == before
            board = await room["facilitator"].ask("GET", f"/boards/{room.board}")
            assert board["id"] == room.board
            await room["facilitator"].ask("POST", f"{path}/run", {"do": "next"})


async def test_who_comes_late_sees_where_the_group_is(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    await room["facilitator"].ask("POST", f"{path}/run", {"do": "next"})
    late = await room["guest"].ask("POST", f"{path}/me", {"stakeholder": "customers"})
    assert late["current"] == session["activities"][1]["id"]
    assert late["people"][-1]["stakeholder"] == "customers"
    still = await room["guest"].ask("POST", f"{path}/me", {})
    assert still["people"] == late["people"]
    cleared = await room["guest"].ask("POST", f"{path}/me", {"stakeholder": None})
    assert cleared["people"][-1]["stakeholder"] is None


async def test_many_join_at_once(any_room: Room) -> None:
    session = await any_room.running()
    guests = await any_room.guests(12)
    path = f"/api/sessions/{session['id']}/me"
    answers = await asyncio.gather(
        *(guest.post(path, json={}) for guest in guests for _ in range(2))
    )
    assert {answer.status_code for answer in answers} == {200}
    after = await any_room["ada"].ask("GET", f"/sessions/{session['id']}")
    came = [one["person"]["id"] for one in after["people"]]
    assert len(came) == len(set(came)) == 13


# -- hands


async def test_hands_stand_in_the_order_in_which_they_went_up(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}/hand"
    for who in ("guest", "editor", "commenter"):
        told = await room[who].ask("POST", path, {"up": True})
        await asyncio.sleep(0.002)
    order = [room[who].id for who in ("guest", "editor", "commenter")]
    assert told["hands"] == order
    assert (await room["guest"].ask("POST", path, {"up": True}))["hands"] == order
    told = await room["facilitator"].ask("POST", path, {"up": False, "person": order[0]})
    assert told["hands"] == order[1:]
    told = await room["guest"].ask("POST", path, {"up": True})
    assert told["hands"] == [*order[1:], order[0]]
    await room["guest"].ask("POST", path, {"up": False, "person": order[1]}, 403)
    problem = await room["facilitator"].ask("POST", path, {"up": True, "person": order[1]}, 403)
    assert "own hand" in problem["detail"]
    await room["facilitator"].ask("POST", path, {"up": False, "person": room["owner"].id}, 404)


async def test_no_hands_before_the_start_or_after_the_end(room: Room) -> None:
    session = await room.session()
    path = f"/sessions/{session['id']}"
    await room["editor"].ask("POST", f"{path}/hand", {"up": True}, 409)
    await room["facilitator"].ask("POST", f"{path}/run", {"do": "start"})
    await room["editor"].ask("POST", f"{path}/hand", {"up": True})
    ended = await room["facilitator"].ask("POST", f"{path}/run", {"do": "end"})
    assert ended["hands"] == []
    await room["editor"].ask("POST", f"{path}/hand", {"up": True}, 409)
    await room["editor"].ask("POST", f"{path}/me", {}, 409)


async def test_reactions_are_bounded(room: Room) -> None:
    session = await room.running()
    path = f"/api/sessions/{session['id']}/reactions"
    answers = [await room["guest"].post(path, json={"emoji": "🎉"}) for _ in range(70)]
    assert 429 in {answer.status_code for answer in answers}
    await room["editor"].ask("POST", path.removeprefix("/api"), {"emoji": "🎉"}, 204)
    await room["commenter"].ask("POST", path.removeprefix("/api"), {"emoji": "💣"}, 422)


# -- who facilitates


async def test_a_session_whose_facilitator_dropped_can_be_taken_over(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    room.here |= {room["facilitator"].id, room["owner"].id}
    problem = await room["owner"].ask("POST", f"{path}/facilitator", {"take": True}, 409)
    assert "hand over" in problem["detail"]
    room.here.discard(room["facilitator"].id)
    await room["editor"].ask("POST", f"{path}/facilitator", {"take": True}, 403)
    taken = await room["owner"].ask("POST", f"{path}/facilitator", {"take": True})
    assert taken["facilitator"]["id"] == room["owner"].id
    assert (taken["current"], taken["state"]) == (session["current"], "running")
    assert (
        taken["activities"][0]["timer"]["ends_at"] == (session["activities"][0]["timer"]["ends_at"])
    )
    await room["facilitator"].ask("POST", f"{path}/run", {"do": "next"}, 403)
    await room["owner"].ask("POST", f"{path}/run", {"do": "next"})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"to": "{viewer}"}, "viewer"),
        ({"to": "{stranger}"}, "not on this board"),
        ({"to": "nobody-at-all"}, "not on this board"),
        ({}, "`to` or `take`"),
        ({"to": "{editor}", "take": True}, "`to` or `take`"),
        ({"take": False}, "take"),
    ],
)
async def test_whom_it_cannot_be_handed_to(room: Room, body: dict[str, object], said: str) -> None:
    session = await room.running()
    filled = {
        key: room[str(value)[1:-1]].id if str(value).startswith("{") else value
        for key, value in body.items()
    }
    path = f"/sessions/{session['id']}/facilitator"
    assert said in (await room["facilitator"].ask("POST", path, filled, 422))["detail"]


async def test_of_two_who_take_over_at_once_one_has_it(any_room: Room) -> None:
    session = await any_room.running()
    any_room.here |= {any_room["owner"].id, any_room["ada"].id}
    path = f"/api/sessions/{session['id']}/facilitator"
    answers = await asyncio.gather(
        *(any_room[who].post(path, json={"take": True}) for who in ("owner", "ada"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


# -- what everyone sees


async def test_everyone_follows_and_is_brought_somewhere(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}/stage"
    told = await room["facilitator"].ask("POST", path, {"follow": True})
    assert told["follow"]
    place = {"view": "columns", "item": "item-1"}
    told = await room["facilitator"].ask("POST", path, {"bring": place})
    assert told["follow"], "what is left out stays"
    bring = {"type": "bring", "by": room["facilitator"].id, **place}
    assert [message for message in room.said if message["type"] == "bring"] == [bring]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"lock": "part"}, "open_part"),
        ({"lock": "part", "open_part": "no-such-item"}, "open_part"),
        ({"open_part": "no-such-item"}, "open_part"),
        ({"lock": "ajar"}, "lock"),
        ({"bring": {"view": "roof"}}, "view"),
        ({"bring": {}}, "view"),
        ({"spotlight": True}, "spotlight"),
    ],
)
async def test_no_stage_of_nonsense(room: Room, body: object, said: str) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    assert said in (await room["facilitator"].ask("POST", f"{path}/stage", body, 422))["detail"]
    after = await room["facilitator"].ask("GET", path)
    assert (after["lock"], after["open_part"], after["follow"]) == ("open", None, False)


async def test_no_stage_before_the_start(room: Room) -> None:
    session = await room.session()
    path = f"/sessions/{session['id']}/stage"
    await room["facilitator"].ask("POST", path, {"lock": "locked"}, 409)


# -- pushes


async def test_everyone_hears_of_changes_and_not_too_often(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}/run"
    await asyncio.sleep(0.6)
    room.said.clear()
    started = asyncio.get_running_loop().time()
    for _ in range(20):
        told = await room["facilitator"].ask("POST", path, {"do": "extend", "minutes": 1})
    while not any(
        message["type"] == "session" and message["session"]["revision"] == told["revision"]
        for message in room.said
    ):
        assert asyncio.get_running_loop().time() - started < 10
        await asyncio.sleep(0.02)
    took = asyncio.get_running_loop().time() - started
    pushes = [message["session"] for message in room.said if message["type"] == "session"]
    assert len(pushes) <= 1 + took / 0.25 + 1
    revisions = [push["revision"] for push in pushes]
    assert revisions == sorted(revisions)
    assert pushes[-1]["id"] == session["id"]


async def test_everyone_hears_who_comes_and_goes(room: Room) -> None:
    session = await room.running()
    await room["editor"].ask("POST", f"/sessions/{session['id']}/me", {})
    await asyncio.sleep(1.6)
    room.here.add(room["editor"].id)
    pushed = (await room.pushed())["session"]
    assert [one["here"] for one in pushed["people"]] == [False, True]
    room.here.clear()
    pushed = (await room.pushed())["session"]
    assert not any(one["here"] for one in pushed["people"])


async def test_an_activity_that_is_added_is_pushed(room: Room) -> None:
    session = await room.running()
    await room["facilitator"].ask("POST", f"/sessions/{session['id']}/activities", draft("Four"))
    # Pushes of what was before may still come first.
    async with asyncio.timeout(10):
        while True:
            pushed = [one["session"] for one in room.said if one["type"] == "session"]
            if pushed and "Four" in titles(pushed[-1]):
                break
            await asyncio.sleep(0.02)
