"""Notes of items for anyone to read: what may stand in them, and how it is written as HTML."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from planhall.plan.body import BLOCKS, MARKS, TEXT_BLOCKS, inline_text, trim
from planhall.plan.model import Body, Node, Run
from planhall.publishing.markup import Element, Part, tag

LINK_RELATIONS: Final = "nofollow noopener noreferrer"
LONGEST_LINK: Final = 2_000
_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s\x00-\x20\x7f]+", re.IGNORECASE)
_TAGS: Final = {
    "paragraph": "p",
    "bulletList": "ul",
    "listItem": "li",
    "blockquote": "blockquote",
}
_MARK_TAGS: Final = (
    ("code", "code"),
    ("strike", "s"),
    ("underline", "u"),
    ("italic", "em"),
    ("bold", "strong"),
)


def public_body(body: Body) -> Body:
    """The body with nothing but known nodes, marks and attributes; other nodes leave their text."""
    return trim(tuple(_blocks(body)))


def body_elements(body: Body) -> list[Element]:
    """A public body as elements of HTML."""
    return [_block(node) for node in body]


# -- what may stand there


def _blocks(content: Iterable[Node | Run]) -> Iterator[Node]:
    for child in content:
        if isinstance(child, Run):
            yield Node("paragraph", {}, tuple(_runs([child])))
        elif child.name == "horizontalRule":
            yield Node(child.name)
        elif child.name in {"bulletList", "orderedList"}:
            entries = tuple(
                Node("listItem", {}, tuple(_blocks(entry.content)))
                for entry in child.content
                if isinstance(entry, Node)
            )
            yield Node(child.name, _attributes(child), entries)
        elif child.name == "blockquote":
            yield Node(child.name, {}, tuple(_blocks(child.content)))
        elif child.name in TEXT_BLOCKS:
            yield Node(child.name, _attributes(child), tuple(_runs(child.content)))
        elif any(isinstance(one, Node) and one.name in BLOCKS for one in child.content):
            yield from _blocks(child.content)
        else:
            yield Node("paragraph", {}, tuple(_runs(child.content)))


def _runs(content: Iterable[Node | Run]) -> Iterator[Node | Run]:
    for child in content:
        if isinstance(child, Run):
            yield Run(child.text, dict(_marks(child)))
        elif child.name == "hardBreak":
            yield Node("hardBreak")
        else:
            text = inline_text(child)
            if text:
                yield Run(text)


def _marks(run: Run) -> Iterator[tuple[str, Any]]:
    for name, attributes in run.marks.items():
        if name not in MARKS:
            continue
        if name != "link":
            yield name, {}
            continue
        href = attributes.get("href") if isinstance(attributes, dict) else None
        if isinstance(href, str) and len(href) <= LONGEST_LINK and _LINK.fullmatch(href):
            yield name, {"href": href}


def _attributes(node: Node) -> dict[str, Any]:
    if node.name == "orderedList":
        start = _count(node.attrs.get("start"))
        return {} if start is None else {"start": start}
    if node.name == "heading":
        return {"level": _count(node.attrs.get("level")) or 3}
    return {}


def _count(value: Any) -> int | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return int(value) if 0 < value < 10**9 else None


# -- as HTML


def _block(node: Node) -> Element:
    match node.name:
        case "horizontalRule":
            return tag("hr")
        case "heading":
            # No heading of the page: those are the items.
            return tag("p", *_inline(node), class_="subhead", dir_="auto")
        case "codeBlock":
            return tag("pre", tag("code", *_inline(node)), tabindex="0")
        case "orderedList":
            start = node.attrs.get("start", 1)
            return tag("ol", *map(_inner, _nodes(node)), start=None if start == 1 else str(start))
        case "bulletList":
            return tag("ul", *map(_inner, _nodes(node)))
        case "blockquote":
            return tag("blockquote", *map(_inner, _nodes(node)))
        case name:
            return tag(_TAGS.get(name, "p"), *_inline(node), dir_="auto")


def _inner(node: Node) -> Element:
    if node.name == "listItem":
        return tag("li", *map(_inner, _nodes(node)))
    return _block(node)


def _nodes(node: Node) -> Iterator[Node]:
    return (child for child in node.content if isinstance(child, Node))


def _inline(node: Node) -> Iterator[Part]:
    for child in node.content:
        yield _run(child) if isinstance(child, Run) else tag("br")


def _run(run: Run) -> Part:
    part: Part = run.text
    for mark, name in _MARK_TAGS:
        if mark in run.marks:
            part = tag(name, part)
    link = run.marks.get("link")
    if link:
        part = tag("a", part, href=link["href"], rel=LINK_RELATIONS)
    return part
