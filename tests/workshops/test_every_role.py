"""Every route of a session with every role: who may, who may not, who learns nothing."""

from typing import Any

import pytest

from workshops.room import Room, draft

# ada owns the board too; the session is the facilitator's.
WHO = [
    "ada",
    "owner",
    "facilitator",
    "editor",
    "guest",
    "commenter",
    "viewer",
    "stranger",
    "nobody",
]
EVERYONE = [200, 200, 200, 200, 200, 200, 200, 404, 401]
FACILITATORS = [200, 200, 200, 403, 403, 403, 403, 404, 401]
WHO_FACILITATES = [403, 403, 200, 403, 403, 403, 403, 404, 401]
WHO_TAKES_PART = [200, 200, 200, 200, 200, 200, 403, 404, 401]

Route = tuple[str, str, Any, list[int]]

PLANNED: list[Route] = [
    ("GET", "/boards/{board}/sessions", None, EVERYONE),
    ("POST", "/boards/{board}/sessions", {"title": "S"}, FACILITATORS),
    ("GET", "/sessions/{session}", None, EVERYONE),
    ("PATCH", "/sessions/{session}", {"title": "New"}, FACILITATORS),
    ("POST", "/sessions/{session}/agenda", {"recipe": "brainstorm"}, FACILITATORS),
    ("POST", "/sessions/{session}/activities", draft("Four"), FACILITATORS),
    ("PATCH", "/sessions/{session}/activities/{one}", {"title": "New"}, FACILITATORS),
    ("DELETE", "/sessions/{session}/activities/{one}", None, FACILITATORS),
    ("PUT", "/sessions/{session}/breakouts", {"breakouts": []}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/me", {}, EVERYONE),
    ("DELETE", "/sessions/{session}", None, FACILITATORS),
]
LIVE: list[Route] = [
    ("PATCH", "/sessions/{session}", {"title": "New"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/agenda", {"recipe": "brainstorm"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/activities", draft("Four"), WHO_FACILITATES),
    ("PATCH", "/sessions/{session}/activities/{three}", {"title": "New"}, WHO_FACILITATES),
    ("DELETE", "/sessions/{session}/activities/{three}", None, WHO_FACILITATES),
    ("POST", "/sessions/{session}/stage", {"follow": True}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/stage", {"lock": "locked"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/stage", {"bring": {"view": "outline"}}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/hand", {"up": True}, WHO_TAKES_PART),
    ("POST", "/sessions/{session}/hand", {"up": False, "person": "{late}"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/me", {"stakeholder": "group"}, EVERYONE),
    ("PUT", "/sessions/{session}/breakouts", {"breakouts": []}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/run", {"do": "pause"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/run", {"do": "resume"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/run", {"do": "extend", "minutes": 1}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/run", {"do": "next"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/run", {"do": "back"}, WHO_FACILITATES),
    ("POST", "/sessions/{session}/facilitator", {"to": "{late}"}, WHO_FACILITATES),
]


async def _walk(room: Room, who: str, session: Any, routes: list[Route]) -> None:
    one, _, three = [step["id"] for step in session["activities"]]
    ids = {
        "board": room.board,
        "session": session["id"],
        "one": one,
        "three": three,
    }
    late = room["late"].id if "late" in room.people else ""
    for method, path, body, statuses in routes:
        expected = statuses[WHO.index(who)]
        if isinstance(body, dict):
            body = {key: late if value == "{late}" else value for key, value in body.items()}
        answer = await room[who].request(method, "/api" + path.format(**ids), json=body)
        if expected == 200:
            assert answer.is_success, (method, path, answer.text)
            continue
        assert answer.status_code == expected, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        if expected == 403:
            role = "editor" if who == "guest" else "owner" if who == "ada" else who
            assert answer.json()["role"] == role


@pytest.mark.parametrize("who", WHO)
async def test_a_planned_session(room: Room, who: str) -> None:
    session = await room.session()
    await _walk(room, who, session, PLANNED)
    if WHO_FACILITATES[WHO.index(who)] != 200 and FACILITATORS[WHO.index(who)] != 200:
        after = await room["facilitator"].ask("GET", f"/sessions/{session['id']}")
        assert after["activities"] == session["activities"]
        assert after["title"] == session["title"]


@pytest.mark.parametrize("who", WHO)
async def test_a_live_session(room: Room, who: str) -> None:
    session = await room.session()
    start = f"/sessions/{session['id']}/run"
    expected = WHO_FACILITATES[WHO.index(who)]
    await room[who].ask("POST", start, {"do": "start"}, expected)
    if expected != 200:
        await room["facilitator"].ask("POST", start, {"do": "start"})
    await room.invite("editor", await room.window("late"), "Late")
    await room["late"].ask("POST", f"/sessions/{session['id']}/me", {})
    await _walk(room, who, session, LIVE)
    after = await room["ada"].ask("GET", f"/sessions/{session['id']}")
    if who != "facilitator":
        assert after["lock"] == "open"
        assert after["facilitator"]["id"] == room["facilitator"].id
        assert [step["title"] for step in after["activities"]] == ["One", "Two", "Three"]


@pytest.mark.parametrize("who", WHO)
async def test_reactions(room: Room, who: str) -> None:
    session = await room.running()
    expected = WHO_TAKES_PART[WHO.index(who)]
    path = f"/sessions/{session['id']}/reactions"
    await room[who].ask("POST", path, {"emoji": "👏"}, 204 if expected == 200 else expected)
    said = [message for message in room.said if message["type"] == "reaction"]
    assert said == (
        [{"type": "reaction", "person": room[who].id, "emoji": "👏"}] if expected == 200 else []
    )


async def test_an_editor_to_whom_it_was_handed_facilitates(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    await room["facilitator"].ask("POST", f"{path}/facilitator", {"to": room["guest"].id})
    assert (await room["guest"].ask("GET", path))["facilitator"]["id"] == room["guest"].id
    await room["guest"].ask("POST", f"{path}/run", {"do": "next"})
    await room["guest"].ask("POST", f"{path}/stage", {"follow": True})
    await room["guest"].ask("POST", f"{path}/activities", draft("Four"))
    await room["facilitator"].ask("POST", f"{path}/run", {"do": "next"}, 403)
    await room["guest"].ask("POST", f"{path}/run", {"do": "end"})


async def test_only_who_facilitates_is_told_how_often_each_took_part(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    await room["editor"].ask("POST", f"{path}/hand", {"up": True})
    told = {}
    for who in ("ada", "owner", "facilitator", "editor", "viewer"):
        people = (await room[who].ask("GET", path))["people"]
        told[who] = {one["person"]["id"]: one["spoke"] for one in people}
    assert told.pop("facilitator")[room["editor"].id] == {"notes": 0, "votes": 0, "hands": 1}
    for who, spoke in told.items():
        assert set(spoke.values()) == {None}, who
    pushed = await room.app.state.workshops.sessions.public_view(session["id"])
    assert all(one.spoke is None for one in pushed.people)


async def test_who_is_demoted_to_look_on_facilitates_no_longer(room: Room) -> None:
    session = await room.running()
    path = f"/boards/{room.board}/people/{room['facilitator'].id}"
    await room["ada"].ask("PATCH", path, {"role": "viewer"})
    await room["facilitator"].ask("POST", f"/sessions/{session['id']}/run", {"do": "next"}, 403)
    room.here.add(room["facilitator"].id)
    await room["ada"].ask("POST", f"/sessions/{session['id']}/facilitator", {"take": True})


async def test_who_left_the_board_sees_nothing(room: Room) -> None:
    session = await room.running()
    await room["editor"].ask("POST", f"/sessions/{session['id']}/me", {})
    await room["ada"].ask("DELETE", f"/boards/{room.board}/people/{room['editor'].id}", None, 204)
    await room["editor"].ask("GET", f"/sessions/{session['id']}", None, 404)
    seen = await room["ada"].ask("GET", f"/sessions/{session['id']}")
    assert {one["person"]["id"]: one["role"] for one in seen["people"]}[room["editor"].id] is None
