"""Coming in by a short code, and what a code never gives."""

import time

import pytest

from planhall.settings import Settings
from workshops.room import Room, opened


async def test_a_code_and_a_name_are_enough(room: Room) -> None:
    session = await room.running()
    newcomer = await room.window("newcomer")
    target = await newcomer.ask("GET", f"/join/{session['code']}")
    assert (target["session"], target["session_title"]) == (session["id"], "Spring plan")
    assert (target["board"], target["board_title"]) == (room.board, "Our plan")
    token = target["invite_path"].removeprefix("/join/")
    accepted = await newcomer.ask("POST", f"/invites/{token}/accept", {"name": "Newcomer"})
    assert accepted["board"]["role"] == "editor"
    await newcomer.ask("POST", f"/sessions/{session['id']}/me", {})
    again = await newcomer.ask("GET", f"/join/{session['code']}")
    assert again["invite_path"] is None


@pytest.mark.parametrize("role", ["viewer", "commenter", "editor"])
async def test_the_role_that_a_code_gives(room: Room, role: str) -> None:
    session = await room.running(join_as=role)
    target = await room["stranger"].ask("GET", f"/join/{session['code'].lower()}")
    token = target["invite_path"].removeprefix("/join/")
    accepted = await room["stranger"].ask("POST", f"/invites/{token}/accept", {})
    assert accepted["board"]["role"] == role


async def test_who_is_on_the_board_needs_no_link(room: Room) -> None:
    session = await room.running()
    for who in ("ada", "viewer", "guest"):
        target = await room[who].ask("GET", f"/join/{session['code']}")
        assert target["invite_path"] is None


async def test_code_and_link_end_with_the_session(room: Room) -> None:
    session = await room.running()
    target = await room["nobody"].ask("GET", f"/join/{session['code']}")
    await room["facilitator"].ask("POST", f"/sessions/{session['id']}/run", {"do": "end"})
    await room["nobody"].ask("GET", f"/join/{session['code']}", None, 404)
    token = target["invite_path"].removeprefix("/join/")
    await room["nobody"].ask("POST", f"/invites/{token}/accept", {"name": "Late"}, 410)


async def test_a_revoked_link_leads_nobody_in(room: Room) -> None:
    session = await room.running()
    invites = await room["owner"].ask("GET", f"/boards/{room.board}/invites")
    [link] = [invite for invite in invites if invite["label"] == "Spring plan"]
    path = f"/boards/{room.board}/invites/{link['id']}"
    await room["owner"].ask("DELETE", path, None, 204)
    await room["nobody"].ask("GET", f"/join/{session['code']}", None, 404)
    assert (await room["editor"].ask("GET", f"/join/{session['code']}"))["invite_path"] is None


@pytest.mark.parametrize("code", ["K7M-3QX", "nothing", "%00", "a" * 64, "K7M%2F3QX", "é"])
async def test_codes_that_lead_nowhere(room: Room, code: str) -> None:
    answer = await room["nobody"].get(f"/api/join/{code}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_codes_cannot_be_tried_out(quick: Settings, database: object) -> None:
    few = quick.model_copy(update={"join_limit": "5/minute"})
    async with opened(few) as app, Room(app, few) as room:
        tries = [await room["nobody"].get("/api/join/AAA-AAA") for _ in range(6)]
        assert [answer.status_code for answer in tries] == [404] * 5 + [429]
        assert int(tries[-1].headers["Retry-After"]) > 0


async def test_the_time(room: Room) -> None:
    before = time.time_ns() // 1_000_000
    answer = await room["nobody"].get("/api/time")
    assert before <= answer.json()["now"] <= time.time_ns() // 1_000_000
    assert answer.headers["Cache-Control"] == "no-store"
