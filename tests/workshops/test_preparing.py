"""Planning a session and its agenda."""

import pytest

from planhall.workshops.recipes import BUILT_IN
from workshops.room import Room, draft, titles


async def test_a_planned_session_is_empty_or_a_recipe(room: Room) -> None:
    empty = await room.session(title="Empty", recipe="dot-vote")
    assert [step["kind"] for step in empty["activities"]] == ["vote", "discuss"]
    assert {step["recipe"] for step in empty["activities"]} == {"dot-vote"}
    assert (empty["state"], empty["code"], empty["people"]) == ("planned", None, [])
    assert empty["facilitator"]["id"] == room["facilitator"].id


@pytest.mark.parametrize("recipe", BUILT_IN)
async def test_every_recipe_makes_an_agenda(room: Room, recipe: str) -> None:
    session = await room.session(recipe=recipe)
    assert titles(session) == [step.title for step in BUILT_IN[recipe].activities]


async def test_sessions_come_newest_first(room: Room) -> None:
    made = [(await room.session(title=title))["id"] for title in ("First", "Second", "Third")]
    found = await room["viewer"].ask("GET", f"/boards/{room.board}/sessions")
    assert [session["id"] for session in found] == made[::-1]


async def test_steps_can_be_put_anywhere(room: Room) -> None:
    session = await room.session()
    path, who = f"/sessions/{session['id']}", room["facilitator"]
    two = session["activities"][1]["id"]
    session = await who.ask("POST", f"{path}/activities", {**draft("Between"), "before": two})
    assert titles(session) == ["One", "Between", "Two", "Three"]
    session = await who.ask("POST", f"{path}/agenda", {"recipe": "brainstorm", "before": two})
    assert titles(session) == ["One", "Between", "What comes to mind?", "Two", "Three"]
    session = await who.ask("POST", f"{path}/agenda", {"recipe": "dot-vote"})
    assert len(session["activities"]) == 7


async def test_steps_can_be_moved(room: Room) -> None:
    session = await room.session()
    path, who = f"/sessions/{session['id']}/activities", room["facilitator"]
    one, two, three = [step["id"] for step in session["activities"]]
    session = await who.ask("PATCH", f"{path}/{three}", {"before": one})
    assert titles(session) == ["Three", "One", "Two"]
    session = await who.ask("PATCH", f"{path}/{three}", {"before": None})
    assert titles(session) == ["One", "Two", "Three"]
    session = await who.ask("PATCH", f"{path}/{two}", {"before": two})
    assert titles(session) == ["One", "Two", "Three"]


async def test_what_is_not_said_stays(room: Room) -> None:
    session = await room.session()
    path, who = f"/sessions/{session['id']}/activities", room["facilitator"]
    one = session["activities"][0]["id"]
    session = await who.ask(
        "PATCH", f"{path}/{one}", {"title": "New", "part": "item-1", "minutes": 8}
    )
    changed = session["activities"][0]
    assert (changed["title"], changed["part"], changed["minutes"]) == ("New", "item-1", 8)
    assert changed["timer"]["remaining_ms"] == 480_000
    session = await who.ask("PATCH", f"{path}/{one}", {"settings": {"dots": 5}})
    changed = session["activities"][0]
    assert (changed["title"], changed["part"]) == ("New", "item-1")
    assert (changed["settings"]["dots"], changed["settings"]["method"]) == (5, "dots")
    session = await who.ask("PATCH", f"{path}/{one}", {"part": None})
    assert session["activities"][0]["part"] is None


async def test_names_are_shown_or_not_once_and_for_all(room: Room) -> None:
    session = await room.session()
    who, path = room["facilitator"], f"/sessions/{session['id']}"
    one = f"{path}/activities/{session['activities'][0]['id']}"
    await who.ask("PATCH", one, {"settings": {"anonymous": True}})
    await who.ask("POST", f"{path}/run", {"do": "start"})
    await who.ask("PATCH", one, {"settings": {"anonymous": True}})
    await who.ask("PATCH", one, {"settings": {"anonymous": False}}, 409)
    await who.ask("POST", f"{path}/run", {"do": "next"})
    await who.ask("POST", f"{path}/run", {"do": "back"})
    await who.ask("PATCH", one, {"settings": {"anonymous": False}}, 409)
    session = await who.ask("GET", path)
    assert session["activities"][0]["settings"]["anonymous"] is True


async def test_a_vote_that_began_keeps_its_settings(room: Room) -> None:
    session = await room.session(recipe="dot-vote")
    who, path = room["facilitator"], f"/sessions/{session['id']}"
    vote = f"{path}/activities/{session['activities'][0]['id']}"
    await who.ask("PATCH", vote, {"settings": {"dots": 5}})
    await who.ask("POST", f"{path}/run", {"do": "start"})
    await who.ask("PATCH", vote, {"settings": {"dots": 7}}, 409)
    session = await who.ask("PATCH", vote, {"title": "Other words"})
    assert session["activities"][0]["title"] == "Other words"


async def test_what_has_begun_stays_on_the_agenda(room: Room) -> None:
    session = await room.session()
    who, path = room["facilitator"], f"/sessions/{session['id']}"
    one, two, _ = [step["id"] for step in session["activities"]]
    await who.ask("POST", f"{path}/run", {"do": "start"})
    await who.ask("DELETE", f"{path}/activities/{one}", None, 409)
    session = await who.ask("DELETE", f"{path}/activities/{two}")
    assert titles(session) == ["One", "Three"]


async def test_only_what_has_not_begun_can_be_deleted(room: Room) -> None:
    planned, begun = await room.session(), await room.running()
    who = room["facilitator"]
    await who.ask("DELETE", f"/sessions/{planned['id']}", None, 204)
    await who.ask("GET", f"/sessions/{planned['id']}", None, 404)
    await who.ask("DELETE", f"/sessions/{begun['id']}", None, 409)


async def test_a_session_goes_with_its_board(room: Room) -> None:
    session = await room.running()
    await room["owner"].ask("DELETE", f"/boards/{room.board}", None, 204)
    await room["facilitator"].ask("GET", f"/sessions/{session['id']}", None, 404)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "S", "recipe": "a b"}, "recipe"),
        ({"title": "S", "join_as": "owner"}, "join_as"),
        ({"title": "S", "join_as": "facilitator"}, "join_as"),
        ({"title": "S", "colour": "red"}, "colour"),
        ({}, "title"),
        ([], "body"),
    ],
)
async def test_no_session_of_nonsense(room: Room, body: object, said: str) -> None:
    path = f"/boards/{room.board}/sessions"
    problem = await room["facilitator"].ask("POST", path, body, 422)
    assert said in problem["detail"]
    assert await room["facilitator"].ask("GET", path) == []


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"kind": "party"}, 422, "kind"),
        ({"title": "\u202e"}, 422, "title"),
        ({"title": "a\x00b"}, 422, "title"),
        ({"instructions": "x" * 5000}, 422, "instructions"),
        ({"instructions": "a\x00b"}, 422, "instructions"),
        ({"minutes": -1}, 422, "minutes"),
        ({"minutes": 601}, 422, "minutes"),
        ({"part": "a b"}, 422, "part"),
        ({"settings": {"dots": 0}}, 422, "dots"),
        ({"settings": {"max": 1e9}}, 422, "max"),
        ({"settings": {"method": "coin"}}, 422, "method"),
        ({"settings": {"source": "nothing"}}, 422, "source"),
        ({"settings": {"options": [{"id": "a", "title": "A"}] * 2}}, 422, "same id"),
        ({"before": "nothing"}, 404, "activity"),
    ],
)
async def test_no_step_of_nonsense(
    room: Room, change: dict[str, object], status: int, said: str
) -> None:
    session = await room.session()
    path, who = f"/sessions/{session['id']}/activities", room["facilitator"]
    problem = await who.ask("POST", path, {**draft("Four"), **change}, status)
    assert said in problem["detail"]
    if "kind" not in change:
        step = f"{path}/{session['activities'][0]['id']}"
        problem = await who.ask("PATCH", step, change, status)
        assert said in problem["detail"]
    after = await who.ask("GET", f"/sessions/{session['id']}")
    assert after["activities"] == session["activities"]
    assert after["revision"] == session["revision"], "a refusal changes nothing"


async def test_no_agenda_without_end(room: Room) -> None:
    session = await room.session(recipe="first-session")
    path, who = f"/sessions/{session['id']}/agenda", room["facilitator"]
    for _ in range(7):
        session = await who.ask("POST", path, {"recipe": "first-session"})
    problem = await who.ask("POST", path, {"recipe": "first-session"}, 422)
    assert "100" in problem["detail"]
