"""Suggestions: made, accepted, declined, withdrawn; what becomes of the plan."""

import asyncio
from typing import Any

import pytest
from pycrdt import XmlText

from discussion.talk import Talk
from planhall.discussion import suggestions
from planhall.plan import change
from planhall.plan.body import plain_text
from planhall.plan.change import At
from planhall.plan.document import root

TITLE = {"kind": "title", "title": "Grow a lot"}


def body(*paragraphs: str) -> dict[str, Any]:
    content = [
        {"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in paragraphs
    ]
    return {"type": "doc", "content": content}


async def test_a_suggestion_is_told_to_everyone(any_talk: Talk) -> None:
    talk = any_talk
    made = await talk.suggest(TITLE, note="It says more.")
    assert (made["board"], made["item"], made["change"]) == (talk.room.board, talk.goal, TITLE)
    assert (made["note"], made["state"]) == ("It says more.", "open")
    assert (made["decided"], made["result_item"]) == (None, None)
    assert made["author"]["id"] == talk["commenter"].id
    assert made["base"] == {"kind": "title", "title": "Grow"}
    for who in ("ada", "editor", "commenter", "viewer"):
        assert await talk.suggestions("open", who) == [made]
    assert talk.said[-1] == {"type": "suggestion", "suggestion": made}
    assert (await talk.plan()).items[talk.goal].title == "Grow"


async def test_a_title(any_talk: Talk) -> None:
    talk = any_talk
    made = await talk.suggest(TITLE)
    done = await talk.accept(made)
    assert (done["state"], done["result_item"]) == ("accepted", talk.goal)
    assert done["decided"]["by"]["id"] == talk["editor"].id
    assert done["base"] == made["base"]
    assert talk.said[-1] == {"type": "suggestion", "suggestion": done}
    assert (await talk.plan()).items[talk.goal].title == "Grow a lot"
    assert await talk.suggestions("open") == []
    assert await talk.suggestions("all") == [done]


async def test_a_body(talk: Talk) -> None:
    wanted = body("First line.", "Second and last line.")
    made = await talk.suggest({"kind": "body", "body": wanted})
    assert made["base"] == {"kind": "body", "body": body("First line.", "Second line.")}
    await talk.accept(made)
    assert plain_text((await talk.plan()).items[talk.goal].body) == (
        "First line.\n\nSecond and last line."
    )


async def test_a_body_changes_only_where_it_differs(talk: Talk) -> None:
    """What others type meanwhile elsewhere stays, in the very text in which it was typed."""
    made = await talk.suggest({"kind": "body", "body": body("First line.", "Second long line.")})

    def text_of(doc: Any, paragraph: int) -> XmlText:
        found = root(doc, "items")[talk.goal]["body"].children[paragraph].children[0]
        assert isinstance(found, XmlText)
        return found

    held = await talk.edit(lambda doc: [text_of(doc, 0), text_of(doc, 1)])
    await talk.accept(made)

    def look(_doc: Any) -> list[str]:
        return [str(text) for text in held]

    assert await talk.edit(look) == ["First line.", "Second long line."]


async def test_a_status(talk: Talk) -> None:
    made = await talk.suggest({"kind": "status", "status": "agreed"})
    assert made["base"] == {"kind": "status", "status": "draft"}
    await talk.accept(made)
    assert (await talk.plan()).items[talk.goal].status == "agreed"
    await talk.accept(await talk.suggest({"kind": "status", "status": None}))
    assert (await talk.plan()).items[talk.goal].status == "draft"


async def test_a_place(talk: Talk) -> None:
    move = {"kind": "parent", "parent": None, "before": talk.goal}
    made = await talk.suggest(move, item=talk.objective)
    assert made["base"] == {"kind": "parent", "parent": talk.goal, "before": None}
    await talk.accept(made)
    assert (await talk.plan()).roots == (talk.objective, talk.goal, talk.other)


async def test_a_new_item(any_talk: Talk) -> None:
    talk = any_talk
    wish = {"kind": "new", "parent": talk.goal, "item_kind": "action", "title": "Ask around"}
    made = await talk.suggest({**wish, "body": body("All of them.")})
    assert made["base"] == {"kind": "new"}
    done = await talk.accept(made)
    item = (await talk.plan()).items[done["result_item"]]
    assert (item.kind, item.title, item.parent) == ("action", "Ask around", talk.goal)
    assert plain_text(item.body) == "All of them."
    # Whose it is, though another one let it in.
    assert item.created_by == talk["commenter"].id


async def test_the_log_has_it_of_who_accepted(talk: Talk) -> None:
    made = await talk.suggest(TITLE)
    authors: list[str] = []
    sync = talk.room.app.state.sync
    edit = sync.edit

    async def watch(board: str, author: str, act: Any) -> Any:
        authors.append(author)
        return await edit(board, author, act)

    sync.edit = watch
    await talk.accept(made, "facilitator")
    assert authors == [talk["facilitator"].id]


async def test_declining_says_why(talk: Talk) -> None:
    made = await talk.suggest(TITLE)
    path = f"/suggestions/{made['id']}/decline"
    for reason in ("", "  ", "x" * 1001, None):
        await talk["editor"].ask("POST", path, {"reason": reason}, 422)
    done = await talk["editor"].ask("POST", path, {"reason": "Too much."})
    assert (done["state"], done["decided"]["reason"]) == ("declined", "Too much.")
    assert done["decided"]["by"]["id"] == talk["editor"].id
    assert talk.said[-1] == {"type": "suggestion", "suggestion": done}
    assert (await talk.plan()).items[talk.goal].title == "Grow"


async def test_withdrawing_ones_own(talk: Talk) -> None:
    made = await talk.suggest(TITLE)
    path = f"/suggestions/{made['id']}/withdraw"
    await talk["ada"].ask("POST", path, expect=403)
    done = await talk["commenter"].ask("POST", path)
    assert (done["state"], done["result_item"]) == ("withdrawn", None)
    assert done["decided"]["by"]["id"] == talk["commenter"].id
    assert await talk.suggestions("open") == []


@pytest.mark.parametrize("first", ["accept", "decline", "withdraw"])
@pytest.mark.parametrize("then", ["accept", "decline", "withdraw"])
async def test_what_is_decided_stays_so(talk: Talk, first: str, then: str) -> None:
    made = await talk.suggest(TITLE, "editor")
    path = f"/suggestions/{made['id']}"
    done = await talk["editor"].ask("POST", f"{path}/{first}", {"reason": "So."})
    plan = await talk.plan()
    refusal = await talk["editor"].ask("POST", f"{path}/{then}", {"reason": "Not so."}, 409)
    assert refusal["code"] == "already-decided"
    assert await talk.suggestions() == [done]
    assert await talk.plan() == plan


async def test_accepting_twice_at_once_applies_once(any_talk: Talk) -> None:
    talk = any_talk
    wish = {"kind": "new", "parent": None, "item_kind": "idea", "title": "Once"}
    made = await talk.suggest(wish)
    path = f"/api/suggestions/{made['id']}/accept"
    answers = await asyncio.gather(
        *(talk[who].post(path) for who in ("editor", "owner", "facilitator", "guest"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert [item.title for item in (await talk.plan()).walk()].count("Once") == 1


async def test_accepting_and_declining_at_once(talk: Talk) -> None:
    made = await talk.suggest(TITLE)
    path = f"/api/suggestions/{made['id']}"
    answers = await asyncio.gather(
        talk["editor"].post(f"{path}/accept"),
        talk["owner"].post(f"{path}/decline", json={"reason": "No."}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    [done] = await talk.suggestions()
    title = (await talk.plan()).items[talk.goal].title
    assert (done["state"], title) in {("accepted", "Grow a lot"), ("declined", "Grow")}


async def test_an_item_that_is_gone(talk: Talk) -> None:
    made = await talk.suggest(TITLE)
    below = await talk.suggest(
        {"kind": "new", "parent": talk.goal, "item_kind": "idea", "title": "Below"}
    )
    under = await talk.suggest(
        {"kind": "parent", "parent": talk.goal, "before": None}, item=talk.other
    )
    await talk.edit(lambda doc: change.delete_item(doc, talk.goal, by=None))
    plan = await talk.plan()
    for suggestion in (made, below, under):
        await talk.accept(suggestion, expect=409)
    assert await talk.suggestions("open") == [made, below, under]
    assert await talk.plan() == plan
    await talk.suggest(TITLE, expect=409)
    await talk.suggest(TITLE, item="never", expect=409)
    # Once it is back it can be accepted.
    await talk.edit(lambda doc: change.restore_item(doc, talk.goal))
    await talk.accept(made)


async def test_an_item_comes_not_under_itself(talk: Talk) -> None:
    await talk.suggest({"kind": "parent", "parent": talk.objective, "before": None}, expect=409)
    made = await talk.suggest({"kind": "parent", "parent": talk.other, "before": None})
    await talk.edit(lambda doc: change.move_item(doc, talk.other, At(talk.objective)))
    plan = await talk.plan()
    await talk.accept(made, expect=409)
    assert [one["state"] for one in await talk.suggestions()] == ["open"]
    assert await talk.plan() == plan


async def test_what_is_gone_between_look_and_change(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The item goes after the row says that it is accepted, before the document is changed."""
    made = await talk.suggest(TITLE)
    sync = talk.room.app.state.sync
    edit = sync.edit

    async def late(board: str, author: str, act: Any) -> Any:
        await edit(board, author, lambda doc: change.delete_item(doc, talk.goal, by=None))
        return await edit(board, author, act)

    monkeypatch.setattr(sync, "edit", late)
    await talk.accept(made, expect=409)
    assert await talk.suggestions("open") == [made]


async def test_a_locked_board(talk: Talk) -> None:
    made = [await talk.suggest(TITLE) for _ in range(2)]
    boards = talk.room.app.state.boards
    await boards.set_lock(talk.room.board, locked=True)
    for who in ("editor", "guest"):
        refusal = await talk.accept(made[0], who, expect=403)
        assert (refusal["code"], refusal["open_part"]) == ("board-locked", None)
    await talk.accept(made[0], "commenter", expect=403)
    # One goes on talking, and those who may write accept.
    thread = await talk.start("commenter")
    await talk.answer("guest", thread, "Yes")
    await talk.suggest(TITLE)
    await talk.accept(made[0], "facilitator")
    await boards.set_lock(talk.room.board, locked=False)
    await talk.accept(made[1], "editor")


async def test_a_board_that_is_locked_but_for_one_part(talk: Talk) -> None:
    below = {"kind": "new", "parent": talk.goal, "item_kind": "idea", "title": "Below"}
    inside = [
        await talk.suggest(TITLE),
        await talk.suggest({"kind": "status", "status": "done"}, item=talk.objective),
        await talk.suggest(below),
    ]
    outside = [
        await talk.suggest(TITLE, item=talk.other),
        await talk.suggest({**below, "parent": None}),
        await talk.suggest({**below, "parent": talk.other}),
        # The open item itself, one that would go out, and one that would come in.
        await talk.suggest({"kind": "parent", "parent": None, "before": None}),
        await talk.suggest({"kind": "parent", "parent": None}, item=talk.objective),
        await talk.suggest({"kind": "parent", "parent": talk.goal}, item=talk.other),
    ]
    boards = talk.room.app.state.boards
    await boards.set_lock(talk.room.board, locked=True, open_part=talk.goal)
    plan = await talk.plan()
    for suggestion in outside:
        refusal = await talk.accept(suggestion, expect=403)
        assert (refusal["code"], refusal["open_part"]) == ("board-locked", talk.goal)
    assert await talk.suggestions("open") == [*inside, *outside]
    assert await talk.plan() == plan
    for suggestion in inside:
        await talk.accept(suggestion)
    for suggestion in outside:
        await talk.accept(suggestion, "facilitator")


async def test_what_is_sent_twice_is_there_once(any_talk: Talk) -> None:
    talk = any_talk
    made = await asyncio.gather(*(talk.suggest(TITLE, id="mine") for _ in range(6)))
    assert await talk.suggestions() == [made[0]]
    await talk.suggest(TITLE, "editor", id="mine", expect=409)
    await talk.accept(made[0])
    # Sent again after all that, it is as it has become.
    assert (await talk.suggest(TITLE, id="mine"))["state"] == "accepted"


@pytest.mark.parametrize(
    "change_",
    [
        {"kind": "title", "title": ""},
        {"kind": "title", "title": "two\nlines"},
        {"kind": "title", "title": "x" * 201},
        {"kind": "title"},
        {"kind": "body", "body": {"type": "doc", "content": [{"type": "image"}]}},
        {"kind": "body", "body": "text"},
        {"kind": "status", "status": "great"},
        {"kind": "parent", "parent": "no id"},
        {"kind": "new", "parent": None, "item_kind": "thing", "title": "T"},
        {"kind": "new", "parent": None, "item_kind": "idea", "title": " "},
        {"kind": "delete"},
    ],
)
async def test_changes_that_are_none(talk: Talk, change_: Any) -> None:
    await talk.suggest(change_, expect=422)
    assert await talk.suggestions() == []


async def test_wishes_that_are_none(talk: Talk) -> None:
    await talk.suggest(TITLE, item=None, expect=422)
    await talk.suggest(TITLE, note="x" * 2001, expect=422)
    await talk.suggest(TITLE, author={"id": "ada"}, expect=422)
    await talk.suggest(TITLE, state="accepted", expect=422)
    new = {"kind": "new", "parent": "gone", "item_kind": "idea", "title": "T"}
    await talk.suggest(new, expect=409)
    await talk["editor"].ask("GET", f"{talk.path}/suggestions?state=some", expect=422)


async def test_bounds(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "OPEN_MOST", 2)
    monkeypatch.setattr(suggestions, "TOLD_MOST", 3)
    made = [await talk.suggest(TITLE) for _ in range(2)]
    await talk.suggest(TITLE, expect=409)
    await talk["commenter"].ask("POST", f"/suggestions/{made[0]['id']}/withdraw")
    for _ in range(2):
        made.append(await talk.suggest(TITLE))
        await talk["commenter"].ask("POST", f"/suggestions/{made[-1]['id']}/withdraw")
    # The newest are told, the oldest of them first.
    assert [one["id"] for one in await talk.suggestions()] == [one["id"] for one in made[1:]]


async def test_a_large_suggestion_is_only_named_to_all(talk: Talk) -> None:
    made = await talk.suggest({"kind": "body", "body": body("x" * 70_000)})
    assert talk.said[-1] == {"type": "suggestion", "id": made["id"]}
