"""What may be in a comment, and whom it mentions."""

from typing import Any

import pytest

from discussion.talk import Talk, mention, say, words
from planhall.discussion.rich_text import COMMENT, PLAN_BODY, checked


def doc(*content: Any) -> dict[str, Any]:
    return {"type": "doc", "content": list(content)}


def node(name: str, *content: Any, **attrs: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"type": name}
    if attrs:
        made["attrs"] = attrs
    if content:
        made["content"] = list(content)
    return made


def text(words_: str, *marks: Any) -> dict[str, Any]:
    marked = [{"type": mark} if isinstance(mark, str) else mark for mark in marks]
    return {"type": "text", "text": words_, **({"marks": marked} if marks else {})}


def link(href: Any, **attrs: Any) -> dict[str, Any]:
    return {"type": "link", "attrs": {"href": href, **attrs}}


def nested(depth: int) -> dict[str, Any]:
    """Lists within lists: ``depth`` of them."""
    entry = node("listItem", node("paragraph", text("deep")))
    for _ in range(depth - 1):
        entry = node("listItem", node("paragraph", text("x")), node("bulletList", entry))
    return doc(node("bulletList", entry))


TAKEN = {
    "words": say("Why?"),
    "marks": doc(node("paragraph", text("a", "bold", "code", "italic", "strike"))),
    "a link": doc(node("paragraph", text("a", link("https://example.org/a?b=c")))),
    "an email": doc(node("paragraph", text("a", link("mailto:ada@example.org")))),
    "lines": doc(node("paragraph", text("a"), node("hardBreak"), text("b"))),
    "a list": doc(node("bulletList", node("listItem", node("paragraph", text("a"))))),
    "numbers": doc(node("orderedList", node("listItem", node("paragraph", text("a"))), start=3)),
    "three lists": nested(3),
    "an empty paragraph between": doc(
        node("paragraph", text("a")), node("paragraph"), node("paragraph", text("b"))
    ),
    "as long as it may be": say("x" * 10_000),
}
REFUSED = {
    "no document": node("paragraph", text("a")),
    "nothing": doc(),
    "only space": doc(node("paragraph", text("  \n"))),
    "only a paragraph": doc(node("paragraph")),
    "too long": say("x" * 10_001),
    "too deep": nested(4),
    "too many nodes": doc(node("paragraph", text("a")), *[node("paragraph")] * 5000),
    "a heading": doc(node("heading", text("a"), level=2)),
    "an image": doc(node("image", src="https://example.org/a.png")),
    "text outside a paragraph": doc(text("a")),
    "a list in a paragraph": doc(node("paragraph", node("bulletList"))),
    "a list without entries": doc(node("bulletList"), node("paragraph", text("a"))),
    "an entry that is a list": doc(node("bulletList", node("listItem", nested(1)["content"][0]))),
    "an unknown mark": doc(node("paragraph", text("a", "highlight"))),
    "a script": doc(node("paragraph", text("a", link("javascript:alert(1)")))),
    "a hidden script": doc(node("paragraph", text("a", link("\x01javascript:alert(1)")))),
    "a file": doc(node("paragraph", text("a", link("file:///etc/passwd")))),
    "a link to nowhere": doc(node("paragraph", text("a", {"type": "link"}))),
    "a text that is none": doc(node("paragraph", {"type": "text", "text": 5})),
    "content that is none": doc({"type": "paragraph", "content": {"type": "text"}}),
    "a mention of a thing": doc(node("paragraph", mention("thing", "x"))),
    "a mention without id": doc(node("paragraph", mention("person", ""))),
    "null": doc(None),
    "a list of nothing": {"type": "doc", "content": "abc"},
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken(name: str) -> None:
    assert checked(TAKEN[name], COMMENT) == TAKEN[name]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked(REFUSED[name], COMMENT)


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_refused_over_rest(talk: Talk, name: str) -> None:
    await talk.start("commenter", comment={"body": REFUSED[name]}, expect=422)


def test_what_is_left_out() -> None:
    given = doc(
        node("paragraph", text("a\x00b"), text("c"), text(""), style="color: red"),
        node("paragraph", text("d", link("https://example.org", target="_top", onclick="x()"))),
    )
    assert checked(given, COMMENT) == doc(
        node("paragraph", text("abc")), node("paragraph", text("d", link("https://example.org")))
    )


def test_the_body_of_an_item_may_hold_more() -> None:
    body = doc(
        node("heading", text("a"), level=2),
        node("blockquote", node("paragraph", text("b", "underline"))),
        node("codeBlock", text("x = 1")),
        node("horizontalRule"),
        node("paragraph", text("c", link("tel:+3212345", target="_blank"))),
    )
    assert checked(body, PLAN_BODY) == body
    assert checked(doc(node("paragraph")), PLAN_BODY) == doc(node("paragraph"))
    for refused in (mention("person", "ada"), {"type": "heading"}, text("a")):
        with pytest.raises(ValueError, match=r"."):
            checked(doc(refused), PLAN_BODY)


async def test_mentions_have_the_names_that_we_know(any_talk: Talk) -> None:
    talk = any_talk
    guest, staff = talk["guest"].id, talk.staff
    body = say("Hi ", mention("person", guest, "Boss"), mention("group", staff, "Boss"))
    body["content"].append(
        node("paragraph", mention("group", "everyone"), mention("person", guest))
    )
    made = await talk.start("commenter", comment={"body": body})
    [comment] = made["comments"]
    assert words(comment["body"]) == "Hi @Guest@Staff@everyone@Guest"
    assert comment["mentions"] == [
        {"kind": "person", "id": guest, "label": "Guest"},
        {"kind": "group", "id": staff, "label": "Staff"},
        {"kind": "group", "id": "everyone", "label": "everyone"},
    ]


async def test_a_mention_of_nobody_known_is_text(talk: Talk) -> None:
    unknown = [
        mention("person", talk["stranger"].id, "Stranger"),
        mention("group", "gone", "Old group"),
        mention("person", talk.staff, "Mixed up"),
    ]
    made = await talk.start("commenter", comment={"body": say("Hi ", *unknown)})
    [comment] = made["comments"]
    assert comment["body"] == say("Hi @Stranger@Old group@Mixed up")
    assert comment["mentions"] == []


async def test_a_changed_comment_mentions_others(talk: Talk) -> None:
    [comment] = (await talk.start("commenter"))["comments"]
    body = say("Hi ", mention("person", talk["editor"].id))
    view = await talk["commenter"].ask("PATCH", f"/comments/{comment['id']}", {"body": body})
    assert [one["label"] for one in view["comments"][0]["mentions"]] == ["Editor"]
