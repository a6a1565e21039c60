"""Recipes: those that come with the service, and each workspace's own."""

from itertools import pairwise
from typing import Any

import pytest

from planhall.workshops.recipes import BUILT_IN
from workshops.room import Room, draft, titles

ASKED_FOR = {
    "brainstorm",
    "one-two-four-all",
    "affinity",
    "dot-vote",
    "impact-effort",
    "fist-of-five",
    "roman-vote",
    "round-robin",
    "silent-writing",
    "check-in",
    "decision",
    "retrospective",
    "first-session",
}


def test_what_comes_with_the_service() -> None:
    assert set(BUILT_IN) == ASKED_FOR
    for recipe in BUILT_IN.values():
        assert recipe.description
        assert all(step.instructions and step.minutes > 0 for step in recipe.activities)


def test_the_first_session_comes_to_tools_last() -> None:
    titles = [step.title for step in BUILT_IN["first-session"].activities]
    order = [
        "exist",
        "Whom does it concern",
        "three years",
        "First",
        "know",
        "way",
        "tools",
        "agree",
    ]
    places = [
        next(i for i, title in enumerate(titles) if word.lower() in title.lower())
        for word in order
    ]  # fmt: skip
    assert all(before < after for before, after in pairwise(places))


def test_a_group_or_a_vote_has_something_to_work_on() -> None:
    for recipe in BUILT_IN.values():
        gathered = False
        for step in recipe.activities:
            if step.kind == "group":
                assert gathered, (recipe.id, step.title)
            gathered = gathered or step.kind in {"brainstorm", "write", "checkin", "discuss"}


async def own(room: Room, **wish: Any) -> Any:
    wish = {
        "workspace": room.workspace,
        "title": "Ours",
        "description": "",
        "activities": [draft("First", minutes=3), draft("Vote", "vote", dots=7)],
        **wish,
    }
    return await room["ada"].ask("POST", "/recipes", wish, 201)


async def test_a_workspace_keeps_its_own(room: Room) -> None:
    made = await own(room)
    assert (made["builtin"], made["workspace"]) == (False, room.workspace)
    found = await room["ada"].ask("GET", f"/recipes?workspace={room.workspace}")
    assert found[0] == made
    assert {recipe["id"] for recipe in found[1:]} == set(BUILT_IN)
    session = await room.session("ada", recipe=made["id"])
    assert titles(session) == ["First", "Vote"]
    assert session["activities"][1]["settings"]["dots"] == 7
    await room["ada"].ask("DELETE", f"/recipes/{made['id']}", None, 204)
    found = await room["ada"].ask("GET", f"/recipes?workspace={room.workspace}")
    assert {recipe["id"] for recipe in found} == set(BUILT_IN)


async def test_what_belongs_to_one_agenda_is_not_kept(room: Room) -> None:
    step = {**draft("First", source="some-activity"), "part": "some-item"}
    made = await own(room, activities=[step])
    assert made["activities"][0]["part"] is None
    assert made["activities"][0]["settings"]["source"] is None


async def test_a_workspaces_recipes_are_its_members_own(room: Room) -> None:
    made = await own(room)
    for who in ("facilitator", "guest", "stranger"):
        await room[who].ask("GET", f"/recipes?workspace={room.workspace}", None, 404)
        await room[who].ask("DELETE", f"/recipes/{made['id']}", None, 404)
        assert {recipe["id"] for recipe in await room[who].ask("GET", "/recipes")} == set(BUILT_IN)
    wish = {"title": "S", "recipe": made["id"]}
    await room["facilitator"].ask("POST", f"/boards/{room.board}/sessions", wish, 404)
    steal = {
        "workspace": room.workspace,
        "title": "Mine",
        "description": "",
        "activities": [draft("A")],
    }
    await room["facilitator"].ask("POST", "/recipes", steal, 404)
    await room["nobody"].ask("GET", "/recipes", None, 401)


async def test_what_comes_with_the_service_stays(room: Room) -> None:
    await room["ada"].ask("DELETE", "/recipes/brainstorm", None, 403)
    await room["ada"].ask("DELETE", "/recipes/nothing", None, 404)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "title"),
        ({"activities": []}, "activities"),
        ({"activities": [draft("A")] * 101}, "activities"),
        ({"activities": [{"kind": "vote"}]}, "title"),
        ({"description": "x" * 5000}, "description"),
    ],
)
async def test_no_recipe_of_nonsense(room: Room, change: dict[str, Any], said: str) -> None:
    wish = {
        "workspace": room.workspace,
        "title": "Ours",
        "description": "",
        "activities": [draft("A")],
        **change,
    }
    assert said in (await room["ada"].ask("POST", "/recipes", wish, 422))["detail"]
