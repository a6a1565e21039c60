"""A crash between row and document: what was accepted is made once, and undoes nobody's work."""

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Doc

from discussion.talk import Talk, restarted
from planhall.plan import change
from planhall.plan.change import At

CHANGES: dict[str, Callable[[Talk], dict[str, Any]]] = {
    "title": lambda _: {"kind": "title", "title": "Grow a lot"},
    "body": lambda _: {
        "kind": "body",
        "body": {
            "type": "doc",
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "All new."}]}],
        },
    },
    "status": lambda _: {"kind": "status", "status": "done"},
    "parent": lambda talk: {"kind": "parent", "parent": talk.other, "before": None},
    "new": lambda talk: {
        "kind": "new",
        "parent": talk.goal,
        "item_kind": "idea",
        "title": "New one",
    },
}


class Crash(Exception):
    """The process ends here."""


def break_before(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No change reaches the document."""

    async def edit(_board: str, _author: str, _change: Callable[[Doc[Any]], Any]) -> Any:
        raise Crash

    monkeypatch.setattr(talk.room.app.state.sync, "edit", edit)


def break_after(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change reaches the document, and nothing comes after it."""
    real = talk.room.app.state.sync.edit

    async def edit(board: str, author: str, act: Callable[[Doc[Any]], Any]) -> Any:
        await real(board, author, act)
        raise Crash

    monkeypatch.setattr(talk.room.app.state.sync, "edit", edit)


BREAKS = pytest.mark.parametrize("break_at", [break_before, break_after])


async def crash(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, break_at: Any, wish: dict[str, Any]
) -> Any:
    """Accept a suggestion, and fall over."""
    made = await talk.suggest(wish)
    break_at(talk, monkeypatch)
    with pytest.raises(Crash):
        await talk.accept(made)
    monkeypatch.undo()
    return made


@BREAKS
@pytest.mark.parametrize("kind", CHANGES)
async def test_the_next_start_finishes_it(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, kind: str, break_at: Any
) -> None:
    made = await crash(talk, monkeypatch, break_at, CHANGES[kind](talk))
    async with restarted(talk) as after:
        [done] = await after.suggestions()
        assert done["state"] == "accepted"
        assert done["decided"]["by"]["id"] == talk["editor"].id
        plan = await after.plan()
        item = plan.items[done["result_item"]]
        assert (done["result_item"] == talk.goal) is (kind != "new")
        assert {
            "title": item.title == "Grow a lot",
            "body": "All new." in str(item.body) and "First" not in str(item.body),
            "status": item.status == "done",
            "parent": item.parent == talk.other,
            "new": item.title == "New one" and item.created_by == talk["commenter"].id,
        }[kind]
        assert len(plan.items) == (4 if kind == "new" else 3)
        assert (await after.accept(made, expect=409))["code"] == "already-decided"
        await after.room.app.state.discussion.begin()
        assert await after.plan() == plan


@BREAKS
@pytest.mark.parametrize("kind", CHANGES)
async def test_accepting_it_again_finishes_it(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, kind: str, break_at: Any
) -> None:
    made = await crash(talk, monkeypatch, break_at, CHANGES[kind](talk))
    done = await talk.accept(made, "owner")
    # It was the first one's decision.
    assert done["decided"]["by"]["id"] == talk["editor"].id
    assert talk.said[-1] == {"type": "suggestion", "suggestion": done}
    plan = await talk.plan()
    await talk.accept(made, expect=409)
    assert await talk.plan() == plan


async def test_what_somebody_wrote_since_stays(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await crash(talk, monkeypatch, break_after, CHANGES["title"](talk))
    await talk.edit(lambda doc: change.set_title(doc, talk.goal, "Grow even more"))
    await talk.accept(made)
    assert (await talk.plan()).items[talk.goal].title == "Grow even more"


async def test_what_somebody_moved_since_stays(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await crash(talk, monkeypatch, break_after, CHANGES["parent"](talk))
    await talk.edit(lambda doc: change.move_item(doc, talk.goal, At(after=talk.other)))
    await talk.accept(made)
    assert (await talk.plan()).roots == (talk.other, talk.goal)


async def test_what_somebody_deleted_since_stays_in_the_bin(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await crash(talk, monkeypatch, break_after, CHANGES["new"](talk))
    [new] = [item.id for item in (await talk.plan()).walk() if item.title == "New one"]
    await talk.edit(lambda doc: change.delete_item(doc, new, by=None))
    done = await talk.accept(made)
    assert done["result_item"] == new
    assert new not in (await talk.plan()).items


async def test_a_start_without_the_board_goes_on(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await crash(talk, monkeypatch, break_before, CHANGES["title"](talk))
    await talk.edit(lambda doc: change.delete_item(doc, talk.goal, by=None))
    async with restarted(talk) as after:
        [done] = await after.suggestions()
        assert (done["state"], done["result_item"]) == ("accepted", talk.goal)
