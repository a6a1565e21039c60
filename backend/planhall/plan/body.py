"""Rich text: between a Y.XmlFragment, Tiptap's JSON and plain text.

The fragment is as y-prosemirror writes it: an XmlElement for each node with the node's attributes,
an XmlText for each stretch of inline text, whose formatting attributes are the marks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pycrdt import XmlElement, XmlFragment, XmlText

from planhall.plan.document import plain
from planhall.plan.model import Body, Node, Run

TEXT_BLOCKS = frozenset({"paragraph", "heading", "codeBlock"})
BLOCKS = TEXT_BLOCKS | {"bulletList", "orderedList", "listItem", "blockquote", "horizontalRule"}
MARKS = frozenset({"bold", "italic", "strike", "code", "underline", "link"})

MAX_DEPTH = 32  # of nodes within nodes; deeper ones, which no editor makes, are read as flat text

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_WHITESPACE = re.compile(r"[ \t\r\n]+")
_BULLET = re.compile(r"[-*•][ \t]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,9})[.)][ \t]+(?=\S)", re.ASCII)
# y-prosemirror appends a hash to a mark's name where marks of one kind may overlap.
_MARK_HASH = re.compile(r"--[A-Za-z0-9+/=]{8}$")
_SAFE_LINK = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)


def read_body(fragment: XmlFragment | None) -> Body:
    """What the fragment holds, without empty paragraphs at its end."""
    if fragment is None:
        return ()
    return trim(_as_blocks(read_nodes(fragment, 0)))


def has_body(fragment: XmlFragment | None) -> bool:
    """Whether the fragment holds any text, or a node that shows without text."""
    return fragment is not None and bool(read_body(fragment))


def write_body(fragment: XmlFragment, body: Body) -> None:
    """Put this body at the end of the fragment (which must be integrated in a document)."""
    for node in body:
        write_node(fragment, node)


def trim(body: Body) -> Body:
    """The body without empty paragraphs at its end: an editor always leaves one there."""
    end = len(body)
    while end and body[end - 1].name == "paragraph" and not body[end - 1].content:
        end -= 1
    return body[:end]


def to_json(body: Body) -> list[dict[str, Any]]:
    """The body as ProseMirror JSON (the ``content`` of a ``doc``)."""
    return [_node_to_json(node) for node in body]


def from_json(content: Any) -> Body:
    """A body from ProseMirror JSON; what is not of that form is left out."""
    return trim(_as_blocks(_nodes_from_json(content, 0)))


def plain_text(body: Body) -> str:
    """The body as people would write it in plain text: a blank line between blocks, lists with
    ``-`` or ``1.``. ``from_text`` reads paragraphs and flat lists back."""
    return "\n\n".join(_block_text(node) for node in body)


def inline_text(node: Node) -> str:
    """All text in the node, without its marks; a hard break is a line break."""
    parts = []
    for child in node.content:
        if isinstance(child, Run):
            parts.append(child.text)
        elif child.name == "hardBreak":
            parts.append("\n")
        else:
            parts.append(inline_text(child))
    return "".join(parts)


def paragraph(text: str) -> Node:
    return Node("paragraph", {}, (Run(text),) if text else ())


def heading(text: str, level: int = 3) -> Node:
    return Node("heading", {"level": level}, (Run(text),))


def from_text(text: str) -> Body:
    """Paragraphs and lists from plain text.

    Blank lines part paragraphs; other line breaks within one are how a file was wrapped, so they
    read as spaces. A block whose every line starts with ``-``, ``*`` or ``•`` (or is indented below
    such a line) is a list, one with ``1.``, ``2.`` … a numbered one.
    """
    blocks: list[Node] = []
    for block in _BLANK_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in block.strip().split("\n")]
        if lines == [""]:
            continue
        blocks.append(_list_from(lines) or paragraph(collapse(" ".join(lines))))
    return tuple(blocks)


def collapse(text: str) -> str:
    """The text on one line, each stretch of white space as one space."""
    return _WHITESPACE.sub(" ", text).strip(" ")


def first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def _list_from(lines: list[str]) -> Node | None:
    for pattern, name in ((_BULLET, "bulletList"), (_NUMBER, "orderedList")):
        matches = [pattern.match(line) for line in lines]
        if not all(matches):
            continue
        texts = [line[match.end() :] for line, match in zip(lines, matches, strict=True) if match]
        attrs: dict[str, Any] = {}
        if name == "orderedList":
            numbers = [int(match[1]) for match in matches if match]
            if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
                return None
            attrs = {"start": numbers[0]}
        entries = (Node("listItem", {}, (paragraph(collapse(text)),)) for text in texts)
        return Node(name, attrs, tuple(entries))
    return None


def _block_text(node: Node) -> str:
    match node.name:
        case "bulletList":
            return "\n".join("- " + _indent(_inner_text(entry)) for entry in _nodes(node))
        case "orderedList":
            start = node.attrs.get("start")
            first = start if isinstance(start, int) and not isinstance(start, bool) else 1
            return "\n".join(
                f"{number}. " + _indent(_inner_text(entry))
                for number, entry in enumerate(_nodes(node), first)
            )
        case "horizontalRule":
            return "—"
        case name if name in TEXT_BLOCKS:
            return inline_text(node)
        case _:
            return _inner_text(node)


def _inner_text(node: Node) -> str:
    """The text of what is in a node that holds blocks."""
    texts: list[str] = []
    inline: list[Node | Run] = []
    for child in node.content:
        if isinstance(child, Node) and child.name in BLOCKS:
            texts.append(_block_text(child))
        else:
            inline.append(child)
    if inline:
        texts.insert(0, inline_text(Node("paragraph", {}, tuple(inline))))
    return "\n".join(texts)


def _indent(text: str) -> str:
    return text.replace("\n", "\n  ")


def _nodes(node: Node) -> Iterable[Node]:
    return (child for child in node.content if isinstance(child, Node))


def _as_blocks(nodes: Iterable[Node | Run]) -> Body:
    """Text that stands where only blocks may stand goes into a paragraph of its own."""
    return tuple(
        node if isinstance(node, Node) else Node("paragraph", {}, (node,)) for node in nodes
    )


def read_nodes(parent: XmlFragment | XmlElement, depth: int) -> tuple[Node | Run, ...]:
    """What an element that is ``depth`` nodes deep holds."""
    nodes: list[Node | Run] = []
    for child in parent.children:
        if isinstance(child, XmlText):
            nodes.extend(read_runs(child))
        elif isinstance(child, XmlElement):
            if depth >= MAX_DEPTH:
                text = _deep_text(child)
                nodes.extend([Run(text)] if text else [])
                continue
            nodes.append(read_node(child, depth))
    return tuple(nodes)


def read_node(element: XmlElement, depth: int) -> Node:
    attrs = {key: plain(value) for key, value in _attributes(element)}
    return Node(element.tag or "paragraph", attrs, read_nodes(element, depth + 1))


def _attributes(element: XmlElement) -> Iterator[tuple[str, Any]]:
    pairs: Any = element.attributes
    return ((key, value) for key, value in pairs if value is not None)


def _deep_text(element: XmlElement) -> str:
    """The text of an element at any depth, without recursion."""
    parts: list[str] = []
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, XmlText):
            parts.extend(run.text for run in read_runs(node))
        else:
            stack.extend(reversed(list(node.children)))
    return "".join(parts)


def read_runs(text: XmlText) -> list[Run]:
    """A stretch of text; what is embedded in it is left out."""
    runs: list[Run] = []
    for part, attributes in text.diff():
        if not isinstance(part, str) or not part:
            continue
        marks = {
            _MARK_HASH.sub("", name): plain(value) if isinstance(value, dict) else {}
            for name, value in sorted((attributes or {}).items())
            if value is not None and value is not False and not name.startswith("ychange")
        }
        if runs and runs[-1].marks == marks:
            runs[-1] = Run(runs[-1].text + part, marks)
        else:
            runs.append(Run(part, marks))
    return runs


def write_node(parent: XmlFragment | XmlElement, node: Node, at: int | None = None) -> None:
    """Put a node before the child now at this index, or last."""
    attrs = {key: value for key, value in node.attrs.items() if value is not None}
    index = len(parent.children) if at is None else at
    element = parent.children.insert(index, XmlElement(node.name, attrs))
    for piece in in_pieces(node.content):
        if isinstance(piece, Node):
            write_node(element, piece)
        else:
            write_text(element, piece)


def write_text(
    parent: XmlFragment | XmlElement, runs: Iterable[Run], at: int | None = None
) -> None:
    """Put a stretch of text before the child now at this index, or last."""
    text = parent.children.insert(len(parent.children) if at is None else at, XmlText())
    for run in runs:
        # every mark is named at every insertion, or the text would take on its neighbour's
        text.insert(len(text), run.text, dict(run.marks) or None)


def in_pieces(content: Iterable[Node | Run]) -> list[Node | tuple[Run, ...]]:
    """What a node holds as its element has it: nodes, and stretches of text between them."""
    pieces: list[Node | tuple[Run, ...]] = []
    for child in content:
        if isinstance(child, Node):
            pieces.append(child)
        elif pieces and isinstance(pieces[-1], tuple):
            pieces[-1] = (*pieces[-1], child)
        else:
            pieces.append((child,))
    return pieces


def _node_to_json(node: Node) -> dict[str, Any]:
    json: dict[str, Any] = {"type": node.name}
    attrs = {key: value for key, value in node.attrs.items() if value is not None}
    if attrs:
        json["attrs"] = attrs
    if node.content:
        json["content"] = [
            _node_to_json(child) if isinstance(child, Node) else _run_to_json(child)
            for child in node.content
        ]
    return json


def _run_to_json(run: Run) -> dict[str, Any]:
    json: dict[str, Any] = {"type": "text", "text": run.text}
    if run.marks:
        json["marks"] = [
            {"type": name, "attrs": dict(attrs)} if attrs else {"type": name}
            for name, attrs in sorted(run.marks.items())
        ]
    return json


def _nodes_from_json(content: Any, depth: int) -> tuple[Node | Run, ...]:
    if not isinstance(content, list) or depth > MAX_DEPTH:
        return ()
    nodes: list[Node | Run] = []
    for json in content:
        if not isinstance(json, dict) or not isinstance(json.get("type"), str):
            continue
        if json["type"] == "text":
            text = json.get("text")
            if isinstance(text, str) and text:
                nodes.append(Run(text, _marks_from_json(json.get("marks"))))
            continue
        attrs = json.get("attrs")
        nodes.append(
            Node(
                json["type"],
                dict(attrs) if isinstance(attrs, Mapping) else {},
                _nodes_from_json(json.get("content"), depth + 1),
            )
        )
    return tuple(nodes)


def _marks_from_json(marks: Any) -> dict[str, Any]:
    if not isinstance(marks, list):
        return {}
    found: dict[str, Any] = {}
    for mark in marks:
        if not isinstance(mark, dict) or mark.get("type") not in MARKS:
            continue
        attrs = mark.get("attrs")
        attrs = dict(attrs) if isinstance(attrs, dict) else {}
        if mark["type"] == "link" and not _SAFE_LINK.match(str(attrs.get("href") or "")):
            continue  # a file must not bring in javascript: and the like
        found[mark["type"]] = attrs
    return dict(sorted(found.items()))
