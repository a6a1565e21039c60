"""What the service tells has exactly the fields that the front end's types name."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from planhall.workshops import views
from workshops.room import Room, draft

TYPES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "workshop" / "types.ts"
TOLD = [
    "Participant",
    "VoteOption",
    "ActivitySettings",
    "ActivityTimer",
    "ActivityProgress",
    "ResultOption",
    "VoteResult",
    "Cluster",
    "Activity",
    "Breakout",
    "Session",
    "Recipe",
    "JoinTarget",
]
TAKEN = ["ActivityDraft", "BreakoutDraft", "Place"]


def interfaces() -> dict[str, dict[str, bool]]:
    """The fields of each interface, and whether they may be left out."""
    text = re.sub(r"/\*.*?\*/", "", TYPES.read_text(), flags=re.DOTALL)
    found = {}
    for name, body in re.findall(r"export interface (\w+) \{\n(.*?)\n\}", text, re.DOTALL):
        fields = re.findall(r"^  (\w+)(\??):", body, re.MULTILINE)
        found[name] = {field: mark == "?" for field, mark in fields}
    return found


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told(name: str) -> None:
    model: type[BaseModel] = getattr(views, name)
    assert set(model.model_fields) == set(interfaces()[name])


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken(name: str) -> None:
    model: type[BaseModel] = getattr(views, name)
    wanted = interfaces()[name]
    assert set(model.model_fields) == set(wanted)
    for field, optional in wanted.items():
        if optional:
            assert not model.model_fields[field].is_required(), field


def test_words() -> None:
    text = TYPES.read_text()
    for name, words in (
        ("SessionState", views.SessionState),
        ("ActivityState", views.ActivityState),
        ("ActivityKind", views.ActivityKind),
        ("VoteMethod", views.VoteMethod),
    ):
        line = re.search(rf"export type {name} =(.*?);", text, re.DOTALL)
        assert line is not None
        assert set(re.findall(r'"(\w+)"', line[1])) == set(words.__args__)
    reactions = re.search(r"export const REACTIONS = \[(.*?)\]", text, re.DOTALL)
    assert reactions is not None
    assert re.findall(r'"(.+?)"', reactions[1]) == list(views.ReactionEmoji.__args__)


def _check(value: Any, name: str) -> None:
    fields = interfaces()[name]
    assert set(value) == set(fields), name


async def test_a_whole_session_over_http(room: Room) -> None:
    session = await room.session()
    who, path = room["facilitator"], f"/sessions/{session['id']}"
    vote = draft("Vote", "vote", options=[{"id": "x", "title": "X"}])
    await who.ask("POST", f"{path}/activities", vote)
    await who.ask("POST", f"{path}/run", {"do": "start"})
    group = {"title": "A", "part": None, "people": [who.id], "minutes": 1}
    told = await who.ask("PUT", f"{path}/breakouts", {"breakouts": [group]})
    _check(told, "Session")
    assert told["facilitator"]["id"] == who.id
    assert set(told["facilitator"]) == {"id", "name", "color", "guest"}
    for activity in told["activities"]:
        _check(activity, "Activity")
        _check(activity["timer"], "ActivityTimer")
        _check(activity["settings"], "ActivitySettings")
        _check(activity["progress"], "ActivityProgress")
    assert told["activities"][-1]["settings"]["options"] == [
        {"id": "x", "title": "X", "item": None}
    ]
    for breakout in told["breakouts"]:
        _check(breakout, "Breakout")
    [participant] = told["people"]
    _check(participant, "Participant")
    assert participant["spoke"] == {"notes": 0, "votes": 0, "hands": 0}


async def test_recipes_and_codes_over_http(room: Room) -> None:
    for recipe in await room["editor"].ask("GET", "/recipes"):
        _check(recipe, "Recipe")
        for step in recipe["activities"]:
            _check(step, "ActivityDraft")
    session = await room.running()
    _check(await room["nobody"].ask("GET", f"/join/{session['code']}"), "JoinTarget")
    assert set(await room["nobody"].ask("GET", "/time")) == {"now"}
