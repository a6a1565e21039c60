"""Threads of comments: saying, answering, changing, taking back, reacting, resolving."""

import asyncio
from typing import Any

import pytest

from discussion.talk import COMMENTING, Talk, say, words
from planhall.discussion import threads

ANCHOR = {"start": "AQIDBA==", "end": "AQIDBQ=="}


async def test_a_thread_is_told_to_everyone(any_talk: Talk) -> None:
    talk = any_talk
    made = await talk.start("commenter", "Why?", field="body", anchor=ANCHOR, quote="First")
    assert (made["board"], made["item"], made["field"]) == (talk.room.board, talk.goal, "body")
    assert (made["anchor"], made["quote"], made["resolved"]) == (ANCHOR, "First", None)
    [comment] = made["comments"]
    assert comment["author"]["id"] == talk["commenter"].id
    assert (comment["thread"], comment["body"]) == (made["id"], say("Why?"))
    assert (comment["edited_at"], comment["deleted"], comment["reactions"]) == (None, False, [])
    for who in [*COMMENTING, "viewer"]:
        assert await talk.threads(who) == [made]
    assert talk.said[-1] == {"type": "thread", "thread": made}


async def test_threads_are_told_the_oldest_first(talk: Talk) -> None:
    made = [await talk.start("editor", str(number), item=None) for number in range(3)]
    assert [thread["id"] for thread in await talk.threads()] == [thread["id"] for thread in made]


async def test_answers_come_in_their_order(talk: Talk) -> None:
    made = await talk.start("commenter")
    for who, text in (("editor", "Because"), ("guest", "Really"), ("commenter", "I see")):
        view = await talk.answer(who, made, text)
        assert talk.said[-1] == {"type": "thread", "thread": view}
    assert [words(one["body"]) for one in view["comments"]] == [
        "Why?",
        "Because",
        "Really",
        "I see",
    ]
    assert [one["author"]["id"] for one in view["comments"]] == [
        talk[who].id for who in ("commenter", "editor", "guest", "commenter")
    ]


@pytest.mark.parametrize(
    "wish",
    [
        {"author": "ada"},
        {"comment": {"author": {"id": "ada"}}},
        {"created_at": "2020-01-01T00:00:00Z"},
    ],
)
async def test_nobody_names_another_author(talk: Talk, wish: Any) -> None:
    await talk.start("commenter", expect=422, **wish)
    assert await talk.threads() == []


async def test_what_is_sent_twice_is_there_once(any_talk: Talk) -> None:
    talk = any_talk
    wish: Any = {"id": "my-thread", "comment": {"id": "my-comment"}}
    first = await talk.start("commenter", **wish)
    said = len(talk.said)
    assert await talk.start("commenter", **wish) == first
    answer = await talk.answer("guest", first, "Because", id="my-answer")
    assert await talk.answer("guest", first, "Because", id="my-answer") == answer
    assert len(answer["comments"]) == 2
    assert len(talk.said) == said + 1


async def test_what_is_sent_twice_at_once_is_there_once(any_talk: Talk) -> None:
    talk = any_talk
    wish: Any = {"id": "my-thread", "comment": {"id": "my-comment"}}
    made = await asyncio.gather(*(talk.start("commenter", **wish) for _ in range(8)))
    assert await talk.threads() == [made[0]]
    await asyncio.gather(*(talk.answer("guest", made[0], "Yes", id="my-yes") for _ in range(8)))
    [thread] = await talk.threads()
    assert len(thread["comments"]) == 2


async def test_an_id_that_is_anothers_is_refused(talk: Talk) -> None:
    first = await talk.start("commenter", id="my-thread", comment={"id": "my-comment"})
    second = await talk.start("editor", id="other-thread")
    await talk.start("editor", id="my-thread", expect=409)
    await talk.start("editor", comment={"id": "my-comment"}, expect=409)
    await talk.start("commenter", comment={"id": "my-comment"}, expect=409)
    await talk.answer("editor", first, "I", id="my-comment", expect=409)
    await talk.answer("commenter", second, "I", id="my-comment", expect=409)
    assert [len(thread["comments"]) for thread in await talk.threads()] == [1, 1]


async def test_many_at_once(any_talk: Talk) -> None:
    talk = any_talk
    made = await talk.start("commenter")
    who = [COMMENTING[number % len(COMMENTING)] for number in range(30)]
    await asyncio.gather(*(talk.answer(one, made, f"{one} says") for one in who))
    [thread] = await talk.threads()
    assert len(thread["comments"]) == 31
    # The last that everyone hears is how it then is.
    assert talk.said[-1] == {"type": "thread", "thread": thread}


async def test_changing_ones_own_words(talk: Talk) -> None:
    made = await talk.start("commenter")
    [comment] = made["comments"]
    path = f"/comments/{comment['id']}"
    view = await talk["commenter"].ask("PATCH", path, {"body": say("How?")})
    [changed] = view["comments"]
    assert words(changed["body"]) == "How?"
    assert changed["edited_at"] is not None
    assert talk.said[-1] == {"type": "thread", "thread": view}
    for who in ("ada", "facilitator", "editor", "viewer"):
        await talk[who].ask("PATCH", path, {"body": say("No")}, 403)
    assert await talk.threads() == [view]


async def test_the_same_words_again_are_no_change(talk: Talk) -> None:
    [comment] = (await talk.start("commenter"))["comments"]
    path = f"/comments/{comment['id']}"
    view = await talk["commenter"].ask("PATCH", path, {"body": comment["body"]})
    assert view["comments"] == [comment]


@pytest.mark.parametrize("who", ["commenter", "facilitator", "owner"])
async def test_the_thread_goes_with_its_last_comment(talk: Talk, who: str) -> None:
    made = await talk.start("commenter")
    await talk[who].ask("DELETE", f"/comments/{made['comments'][0]['id']}", expect=204)
    assert await talk.threads() == []
    assert talk.said[-1] == {"type": "thread-removed", "thread": made["id"]}


async def test_a_comment_that_was_answered_leaves_its_place(talk: Talk) -> None:
    made = await talk.start("commenter")
    view = await talk.answer("guest", made, "Because")
    first, second = (comment["id"] for comment in view["comments"])
    await talk["editor"].ask("PUT", f"/comments/{first}/reactions/👀")
    await talk["commenter"].ask("DELETE", f"/comments/{first}", expect=204)
    [thread] = await talk.threads()
    assert talk.said[-1] == {"type": "thread", "thread": thread}
    place = thread["comments"][0]
    assert (place["id"], place["deleted"], place["body"]) == (first, True, None)
    assert (place["mentions"], place["reactions"]) == ([], [])
    await talk["commenter"].ask("PATCH", f"/comments/{first}", {"body": say("No")}, 409)
    await talk["editor"].ask("PUT", f"/comments/{first}/reactions/👀", expect=409)
    await talk["commenter"].ask("DELETE", f"/comments/{first}", expect=204)
    # With the last words the whole goes.
    await talk["guest"].ask("DELETE", f"/comments/{second}", expect=204)
    assert await talk.threads() == []


async def test_a_comment_that_nobody_answered_goes_without_a_trace(talk: Talk) -> None:
    made = await talk.start("commenter")
    for who in ("guest", "editor"):
        view = await talk.answer(who, made, who)
    _, second, third = (comment["id"] for comment in view["comments"])
    await talk["guest"].ask("DELETE", f"/comments/{second}", expect=204)
    await talk["editor"].ask("DELETE", f"/comments/{third}", expect=204)
    [thread] = await talk.threads()
    assert [comment["id"] for comment in thread["comments"]] == [made["comments"][0]["id"]]
    assert len((await talk.answer("guest", made, "Again"))["comments"]) == 2


async def test_an_editor_deletes_nobody_elses_words(talk: Talk) -> None:
    made = await talk.start("commenter")
    for who in ("editor", "guest", "viewer"):
        await talk[who].ask("DELETE", f"/comments/{made['comments'][0]['id']}", expect=403)
    assert await talk.threads() == [made]


async def test_reactions(talk: Talk) -> None:
    [comment] = (await talk.start("commenter"))["comments"]
    path = f"/comments/{comment['id']}/reactions"
    for who, emoji in (("guest", "❤️"), ("editor", "👍"), ("guest", "👍"), ("guest", "👍")):
        view = await talk[who].ask("PUT", f"{path}/{emoji}")
        assert talk.said[-1] == {"type": "thread", "thread": view}
    told = {
        one["emoji"]: [person["id"] for person in one["people"]]
        for one in view["comments"][0]["reactions"]
    }
    assert told == {"👍": [talk["editor"].id, talk["guest"].id], "❤️": [talk["guest"].id]}
    for _ in range(2):
        view = await talk["guest"].ask("DELETE", f"{path}/👍")
    assert [len(one["people"]) for one in view["comments"][0]["reactions"]] == [1, 1]
    await talk["guest"].ask("PUT", f"{path}/💩", expect=422)


async def test_resolving(talk: Talk) -> None:
    made = await talk.start("editor")
    path = f"/threads/{made['id']}"
    view = await talk["commenter"].ask("POST", f"{path}/resolve")
    assert view["resolved"]["by"]["id"] == talk["commenter"].id
    assert talk.said[-1] == {"type": "thread", "thread": view}
    assert await talk["editor"].ask("POST", f"{path}/resolve") == view
    # Who answers opens nothing.
    answered = await talk.answer("guest", made, "But")
    assert answered["resolved"] == view["resolved"]
    assert (await talk["guest"].ask("POST", f"{path}/reopen"))["resolved"] is None


@pytest.mark.parametrize(
    "wish",
    [
        {"item": None, "field": "body"},
        {"anchor": ANCHOR},
        {"field": "body", "anchor": {"start": "not base64!", "end": "AQ=="}},
        {"field": "body", "anchor": {"start": "A" * 516, "end": "AQ=="}},
        {"field": "body", "anchor": {"start": "AQ=="}},
        {"field": "owner"},
        {"quote": "x" * 501},
        {"id": "no id"},
        {"item": "no/id"},
    ],
)
async def test_what_does_not_fit_together(talk: Talk, wish: Any) -> None:
    await talk.start("commenter", expect=422, **wish)
    assert await talk.threads() == []


async def test_bounds(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "THREADS_MOST", 2)
    monkeypatch.setattr(threads, "COMMENTS_MOST", 3)
    made = await talk.start("commenter", id="first")
    await talk.start("commenter")
    await talk.start("commenter", expect=409)
    # What is there already is no further one.
    assert await talk.start("commenter", id="first") == made
    for text in ("a", "b"):
        await talk.answer("guest", made, text)
    await talk.answer("guest", made, "c", expect=409)


async def test_a_large_thread_is_only_named_to_all(talk: Talk) -> None:
    made = await talk.start("commenter", "x" * 9000)
    for _ in range(7):
        view = await talk.answer("guest", made, "x" * 9000)
    assert talk.said[-1] == {"type": "thread", "id": made["id"]}
    assert await talk.threads() == [view]


async def test_threads_go_with_their_board(any_talk: Talk) -> None:
    talk = any_talk
    made = await talk.start("commenter")
    await talk.suggest({"kind": "title", "title": "New"})
    await talk["commenter"].ask("PUT", f"/comments/{made['comments'][0]['id']}/reactions/👍")
    await talk["ada"].ask("DELETE", talk.path, expect=204)
    await talk["ada"].ask("GET", f"{talk.path}/threads", expect=404)
    await talk.answer("commenter", made, "Still?", expect=404)
    await talk["commenter"].ask("POST", f"/threads/{made['id']}/resolve", expect=404)
    # Their ids are free again: nothing of them is left.
    wish = {"workspace": talk.room.workspace, "title": "Another"}
    talk.room.board = (await talk["ada"].ask("POST", "/boards", wish, 201))["id"]
    await talk.start("ada", id=made["id"], comment={"id": made["comments"][0]["id"]})
