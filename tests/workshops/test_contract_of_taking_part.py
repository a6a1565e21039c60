"""What is told and taken of notes, votes, decisions and the record, as the front end has it."""

import re
from typing import Any

import pytest
from pydantic import BaseModel

from planhall.workshops import taking_part_views as views
from planhall.workshops.ballot_rules import ANSWERS, GRID_MOST, USUAL_SCORE
from workshops.room import Room
from workshops.stage import brainstorm, vote
from workshops.test_contract import TYPES, interfaces
from workshops.test_decisions import DECISION

TOLD = [
    "Note",
    "ClusterSuggestion",
    "Ballot",
    "Action",
    "Decision",
    "SessionRecord",
    "RecordedActivity",
]
TAKEN = ["ActionDraft", "DecisionDraft"]
FRONT_END = TYPES.parent


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


def test_words_and_numbers_of_both_sides() -> None:
    types = TYPES.read_text()
    colors = re.search(r"export const NOTE_COLORS = \[(.*?)\]", types, re.DOTALL)
    assert colors is not None
    assert re.findall(r'"(\w+)"', colors[1]) == list(views.NoteColor.__args__)
    answers = re.search(r"export type Answer =(.*?);", types)
    assert answers is not None
    assert set(re.findall(r'"(\w+)"', answers[1])) == set(views.Answer.__args__)
    stage = FRONT_END / "stage"
    assert f"NOTE_MAX = {views.NOTE_LENGTH};" in (stage / "write/NoteCard.tsx").read_text()
    assert f"USUAL_SCORE = {USUAL_SCORE};" in (stage / "vote/scale.ts").read_text()
    assert f"MOST = {GRID_MOST};" in (stage / "vote/grid.ts").read_text()
    assert GRID_MOST == views.GRID_MOST
    given = (stage / "vote/answers.ts").read_text()
    for name, method in (("YES_NO", "yesno"), ("CONSENT", "consent")):
        found = re.search(rf"export const {name}.*?\];", given, re.DOTALL)
        assert found is not None
        assert tuple(re.findall(r'value: "(\w+)"', found[0])) == ANSWERS[method]


def _check(value: Any, name: str) -> None:
    assert set(value) == set(interfaces()[name]), name


async def test_over_http(room: Room) -> None:
    stage = await brainstorm(room)
    _check(await stage.note("editor", "A"), "Note")
    await stage.reveal()
    [note] = await stage.notes("viewer")
    _check(note, "Note")
    assert set(note["author"]) == {"id", "name", "color", "guest"}
    wish = {"title": "One", "notes": [note["id"]]}
    _check(await room["editor"].ask("POST", f"{stage.at()}/clusters", wish, 201), "Cluster")
    await stage.run("end")

    stage = await vote(room, "dots")
    _check(await room["editor"].ask("GET", f"{stage.at()}/ballot"), "Ballot")
    _check(await stage.vote("editor", {"a": 1}), "Ballot")
    result = await stage.close()
    _check(result, "VoteResult")
    for option in result["options"]:
        _check(option, "ResultOption")
    wish = {**DECISION, "actions": [{"title": "Print a sign"}]}
    made = await room["facilitator"].ask("POST", f"{stage.path}/decisions", wish, 201)
    _check(made, "Decision")
    _check(made["actions"][0], "Action")
    record = await room["viewer"].ask("GET", f"{stage.path}/record")
    _check(record, "SessionRecord")
    for activity in record["agenda"]:
        _check(activity, "RecordedActivity")
