"""Every route with every role: who may, who may not, who learns nothing."""

from typing import Any

import pytest

from discussion.talk import Talk, say

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
COMMENTERS = [200, 200, 200, 200, 200, 200, 403, 404, 401]
EDITORS = [200, 200, 200, 200, 200, 403, 403, 404, 401]
FACILITATORS = [200, 200, 200, 403, 403, 403, 403, 404, 401]
NOBODY_ELSE = [403, 403, 403, 403, 403, 403, 403, 404, 401]

Route = tuple[str, str, Any, list[int]]

# What is there was said and suggested by somebody else, in every case.
ROUTES: list[Route] = [
    ("GET", "/boards/{board}/threads", None, EVERYONE),
    ("POST", "/boards/{board}/threads", {"comment": {"body": say("Why?")}}, COMMENTERS),
    ("POST", "/threads/{thread}/comments", {"body": say("Because")}, COMMENTERS),
    ("PATCH", "/comments/{comment}", {"body": say("Mine")}, NOBODY_ELSE),
    ("PUT", "/comments/{comment}/reactions/👍", None, COMMENTERS),
    ("DELETE", "/comments/{comment}/reactions/👍", None, COMMENTERS),
    ("POST", "/threads/{thread}/resolve", None, COMMENTERS),
    ("POST", "/threads/{thread}/reopen", None, COMMENTERS),
    ("DELETE", "/comments/{comment}", None, FACILITATORS),
    ("GET", "/boards/{board}/suggestions", None, EVERYONE),
    (
        "POST",
        "/boards/{board}/suggestions",
        {"item": "{goal}", "change": {"kind": "title", "title": "T"}},
        COMMENTERS,
    ),
    ("POST", "/suggestions/{suggestion}/withdraw", None, NOBODY_ELSE),
    ("POST", "/suggestions/{suggestion}/accept", {}, EDITORS),
    ("POST", "/suggestions/{declined}/decline", {"reason": "No"}, EDITORS),
]


async def _walk(talk: Talk, who: str, ids: dict[str, str], *, exists: bool = True) -> None:
    for method, path, body, statuses in ROUTES:
        expected = statuses[WHO.index(who)] if exists or who == "nobody" else 404
        if isinstance(body, dict) and "item" in body:
            body = {**body, "item": ids["goal"]}
        answer = await talk[who].request(method, "/api" + path.format(**ids), json=body)
        if expected == 200:
            assert answer.is_success, (method, path, answer.text)
            continue
        assert answer.status_code == expected, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        if expected == 403:
            role = "editor" if who == "guest" else "owner" if who == "ada" else who
            assert answer.json()["role"] == role


@pytest.mark.parametrize("who", WHO)
async def test_every_route(talk: Talk, who: str) -> None:
    writer = await talk.room.account("writer")
    await talk.room.invite("commenter", writer)
    thread = await talk.start("writer")
    await talk.answer("writer", thread, "More")
    change = {"kind": "status", "status": "done"}
    ids = {
        "board": talk.room.board,
        "goal": talk.goal,
        "thread": thread["id"],
        "comment": thread["comments"][0]["id"],
        "suggestion": (await talk.suggest(change, "writer"))["id"],
        "declined": (await talk.suggest(change, "writer"))["id"],
    }
    before = await talk.plan()
    said = len(talk.said)
    await _walk(talk, who, ids)
    if who in ("viewer", "stranger", "nobody"):
        assert len(talk.said) == said
    if EDITORS[WHO.index(who)] != 200:
        assert await talk.plan() == before


@pytest.mark.parametrize("who", ["ada", "commenter", "stranger", "nobody"])
@pytest.mark.parametrize("id_", ["gone", "x" * 65, "no id", "%00"])
async def test_what_is_not_there(talk: Talk, who: str, id_: str) -> None:
    ids = dict.fromkeys(("board", "thread", "comment", "suggestion", "declined"), id_)
    await _walk(talk, who, {**ids, "goal": talk.goal}, exists=False)


async def test_what_one_may_not_see_is_told_as_what_is_not_there(talk: Talk) -> None:
    thread = await talk.start("commenter")
    wish = {"body": say("Hello?")}
    real = await talk["stranger"].ask("POST", f"/threads/{thread['id']}/comments", wish, 404)
    none = await talk["stranger"].ask("POST", "/threads/gone/comments", wish, 404)
    assert real == none


async def test_who_leaves_the_board_leaves_their_words(talk: Talk) -> None:
    made = await talk.start("commenter")
    person = talk["commenter"].id
    await talk["ada"].ask("DELETE", f"{talk.path}/people/{person}", expect=204)
    assert await talk.threads() == [made]
    await talk.answer("commenter", made, "More", expect=404)
    await talk["commenter"].ask("DELETE", f"/comments/{made['comments'][0]['id']}", expect=404)


async def test_who_only_looks_on_now_changes_nothing_of_what_they_said(talk: Talk) -> None:
    made = await talk.start("commenter")
    suggestion = await talk.suggest({"kind": "title", "title": "New"})
    path = f"{talk.path}/people/{talk['commenter'].id}"
    await talk["ada"].ask("PATCH", path, {"role": "viewer"})
    comment = f"/comments/{made['comments'][0]['id']}"
    await talk["commenter"].ask("PATCH", comment, {"body": say("No")}, 403)
    await talk["commenter"].ask("DELETE", comment, expect=403)
    await talk["commenter"].ask("POST", f"/suggestions/{suggestion['id']}/withdraw", expect=403)
