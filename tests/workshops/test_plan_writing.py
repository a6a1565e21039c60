"""A crash between rows and document: what was revealed or decided is neither lost nor twice."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pycrdt import Doc

from planhall.plan.change import delete_item
from planhall.plan.model import Plan
from workshops.room import Room, opened
from workshops.stage import Stage, brainstorm, vote
from workshops.test_decisions import DECISION


class Crash(Exception):
    """The process ends here."""


def break_before(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """No change reaches the document."""

    async def edit(_board: str, _author: str, _change: Callable[[Doc[Any]], Any]) -> Any:
        raise Crash

    monkeypatch.setattr(room.app.state.sync, "edit", edit)


def break_after(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change reaches the document, and nothing comes after it."""
    real = room.app.state.sync.edit

    async def edit(board: str, author: str, change: Callable[[Doc[Any]], Any]) -> Any:
        await real(board, author, change)
        raise Crash

    monkeypatch.setattr(room.app.state.sync, "edit", edit)


BREAKS = pytest.mark.parametrize("break_at", [break_before, break_after])


@asynccontextmanager
async def restarted(stage: Stage) -> AsyncIterator[Stage]:
    """The same session in a service that starts anew on the same data."""
    room = stage.room
    # The document of the first one is in memory still: let the new one have it.
    await room.app.state.sync.close()
    async with opened(room.settings) as app:
        again = Room(app, room.settings)
        again.board = room.board
        for who in ("facilitator", "editor", "viewer"):
            (await again.window(who)).cookies = room[who].cookies
            again[who].id = room[who].id
        yield Stage(again, stage.session, stage.activities)
        await again.__aexit__()


def titles(plan: Plan) -> list[str]:
    return [item.title for item in plan.walk()]


@BREAKS
async def test_a_reveal_is_made_up_for_at_the_next_start(
    room: Room, monkeypatch: pytest.MonkeyPatch, break_at: Any
) -> None:
    stage = await brainstorm(room)
    for text in ("A", "B"):
        await stage.note("editor", text)
    break_at(room, monkeypatch)
    view = await stage.reveal()
    # Revealed is revealed, whether it is written already or not.
    assert view["activities"][0]["progress"]["revealed"]
    assert len(await stage.notes("viewer")) == 2
    monkeypatch.undo()
    async with restarted(stage) as after:
        plan = await after.plan()
        assert titles(plan) == ["A", "B"]
        assert {item.created_by for item in plan.walk()} == {room["editor"].id}
        assert len(await after.notes("viewer")) == 2


@BREAKS
async def test_a_reveal_is_made_up_for_when_asked_again(
    room: Room, monkeypatch: pytest.MonkeyPatch, break_at: Any
) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "A")
    break_at(room, monkeypatch)
    await stage.reveal()
    monkeypatch.undo()
    for _ in range(2):
        await stage.reveal()
        assert titles(await stage.plan()) == ["A"]


@BREAKS
async def test_a_group_that_was_to_be_a_goal(
    room: Room, monkeypatch: pytest.MonkeyPatch, break_at: Any
) -> None:
    stage = await brainstorm(room)
    notes = [await stage.note("editor", text) for text in ("A", "B", "C")]
    await stage.reveal()
    wish = {"title": "Service", "notes": [notes[0]["id"], notes[1]["id"]]}
    made = await room["editor"].ask("POST", f"{stage.at()}/clusters", wish, 201)
    break_at(room, monkeypatch)
    with pytest.raises(Crash):
        await room["editor"].ask(
            "POST", f"{stage.at()}/clusters/{made['id']}/promote", {"kind": "goal"}
        )
    monkeypatch.undo()
    async with restarted(stage) as after:
        plan = await after.plan()
        assert sorted(titles(plan)) == ["A", "B", "C", "Service"]
        [goal] = [item for item in plan.walk() if item.kind == "goal"]
        assert [plan.items[child].title for child in goal.children] == ["A", "B"]
        clusters = (await after.view())["activities"][0]["clusters"]
        assert clusters[0]["item"] == goal.id


@BREAKS
@pytest.mark.parametrize("into_an_item", [False, True])
async def test_a_decision_with_its_actions(
    room: Room, monkeypatch: pytest.MonkeyPatch, break_at: Any, into_an_item: bool
) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "Saturdays")
    await stage.reveal()
    [idea] = (await stage.plan()).roots
    wish = {**DECISION, "actions": [{"title": "Print a sign"}, {"title": "Tell everyone"}]}
    if into_an_item:
        wish["item"] = idea
    break_at(room, monkeypatch)
    await room["facilitator"].ask("POST", f"{stage.path}/decisions", wish, 201)
    monkeypatch.undo()
    async with restarted(stage) as after:
        plan = await after.plan()
        [decided] = await after.room["viewer"].ask("GET", f"{after.path}/decisions")
        item = plan.items[decided["item"]]
        assert (item.id == idea) is into_an_item
        assert [plan.items[child].title for child in item.children] == [
            "Print a sign",
            "Tell everyone",
        ]
        assert len(plan.items) == (3 if into_an_item else 4)
        said = [node for node in item.body if "We open on Saturdays." in str(node)]
        assert len(said) == 1


@BREAKS
async def test_an_action_of_its_own(
    room: Room, monkeypatch: pytest.MonkeyPatch, break_at: Any
) -> None:
    stage = await brainstorm(room)
    break_at(room, monkeypatch)
    await room["facilitator"].ask("POST", f"{stage.path}/actions", {"title": "Print a sign"}, 201)
    monkeypatch.undo()
    async with restarted(stage) as after:
        assert titles(await after.plan()) == ["Print a sign"]


async def test_a_start_brings_back_nothing_that_was_deleted(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await brainstorm(room)
    for text in ("A", "B"):
        await stage.note("editor", text)
    break_after(room, monkeypatch)
    await stage.reveal()
    monkeypatch.undo()
    [first, _] = (await stage.plan()).roots
    await room.app.state.sync.edit(
        room.board, room["editor"].id, lambda doc: delete_item(doc, first, by=None)
    )
    async with restarted(stage) as after:
        assert titles(await after.plan()) == ["B"]


async def test_nothing_is_written_twice_by_any_number_of_starts(room: Room) -> None:
    stage = await vote(room, "yesno", ["a"])
    await stage.close()
    await room["facilitator"].ask("POST", f"{stage.path}/decisions", DECISION, 201)
    before = await stage.plan()
    await room.app.state.workshops.taking_part.writing.finish_all()
    async with restarted(stage) as after:
        assert await after.plan() == before
