"""Rich text that clients send: taken only in the form that every editor can show.

A document is ProseMirror JSON. Nodes and marks of which we do not know are refused, attributes of
which we do not know are left out, and so are characters that no page takes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from planhall.accounts.ids import plausible

LABEL_LENGTH: Final = 200
HREF_LENGTH: Final = 2000
_ATTRIBUTE_LENGTH: Final = 200
_HEADINGS: Final = range(1, 7)
_START_MOST: Final = 1_000_000_000

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """What may be in a document."""

    blocks: frozenset[str]
    inline: frozenset[str]
    marks: frozenset[str]
    schemes: re.Pattern[str]
    """How a link may begin."""
    link: frozenset[str]
    """The attributes of a link that are kept."""
    depth: int
    """The most nodes within one another, text among them."""
    letters: int
    pieces: int
    """The most nodes."""
    may_be_empty: bool = False


COMMENT: Final = Shape(
    blocks=frozenset({"paragraph", "bulletList", "orderedList"}),
    inline=frozenset({"text", "hardBreak", "mention"}),
    marks=frozenset({"bold", "italic", "strike", "code", "link"}),
    schemes=re.compile(r"(https?://|mailto:)", re.IGNORECASE),
    link=frozenset({"href"}),
    depth=8,
    letters=10_000,
    pieces=5_000,
)
PLAN_BODY: Final = Shape(
    blocks=frozenset(
        {
            "paragraph",
            "heading",
            "bulletList",
            "orderedList",
            "blockquote",
            "codeBlock",
            "horizontalRule",
        }
    ),
    inline=frozenset({"text", "hardBreak"}),
    marks=frozenset({"bold", "italic", "strike", "code", "underline", "link"}),
    schemes=re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE),
    link=frozenset({"href", "target", "rel", "class", "title"}),
    depth=24,
    letters=100_000,
    pieces=20_000,
    may_be_empty=True,
)


def checked(document: Any, shape: Shape) -> Json:
    """The document, with nothing in it but what its shape knows.

    Raises:
        ValueError: it is none of that shape.
    """
    return _Reading(shape).document(document)


def without_controls(text: str) -> str:
    """The text without characters that no database or page takes."""
    return "".join(
        character
        for character in text.replace("\r\n", "\n")
        if (ord(character) >= 32 or character in "\n\t")
        and ord(character) != 0x7F
        and not 0xD800 <= ord(character) <= 0xDFFF
    )


def nodes_in(node: Json) -> Iterator[Json]:
    """Every node below this one, in order."""
    for child in node.get("content", ()):
        yield child
        yield from nodes_in(child)


def plain_text(document: Json) -> str:
    """The words of a document: its blocks in lines of their own, mentions by their names."""
    lines = []
    for block in document.get("content", ()):
        inline = [_words(node) for node in nodes_in(block)]
        text = "".join(inline) if inline else _words(block)
        lines += [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(lines)


def _words(node: Json) -> str:
    match node["type"]:
        case "text":
            return str(node["text"])
        case "mention":
            return f"@{node['attrs']['label'] or node['attrs']['id']}"
        case "hardBreak" | "paragraph" | "listItem" | "taskItem":
            return "\n"
        case _:
            return ""


def joined(inline: Iterable[Json]) -> list[Json]:
    """Inline nodes, where neighbouring texts with the same marks are one."""
    nodes: list[Json] = []
    for node in inline:
        last = nodes[-1] if nodes else None
        if (
            last is not None
            and last["type"] == node["type"] == "text"
            and last.get("marks") == node.get("marks")
        ):
            nodes[-1] = {**last, "text": last["text"] + node["text"]}
        else:
            nodes.append(node)
    return nodes


class _Reading:
    """One walk over a document that somebody sent."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._letters = 0
        self._pieces = 0
        self._says_something = False

    def document(self, given: Any) -> Json:
        if not isinstance(given, Mapping) or given.get("type") != "doc":
            raise ValueError("a text is a ProseMirror document, of type “doc”")
        content = [self._block(one, 1) for one in self._list(given)]
        if not self._says_something and not self._shape.may_be_empty:
            raise ValueError("a comment needs words")
        return {"type": "doc", "content": content}

    def _block(self, given: Any, depth: int) -> Json:
        name = self._name(given, self._shape.blocks, depth)
        content: list[Json] = []
        match name:
            case "paragraph" | "heading" | "codeBlock":
                content = self._inline(given, depth + 1, plain=name == "codeBlock")
            case "bulletList" | "orderedList":
                content = [self._entry(one, depth + 1) for one in self._list(given)]
                if not content:
                    raise ValueError("a list needs entries")
            case "blockquote":
                content = self._blocks(given, depth + 1)
            case "horizontalRule":
                self._says_something = True
        node: Json = {"type": name}
        attrs = _block_attributes(name, given.get("attrs"))
        if attrs:
            node["attrs"] = attrs
        if content:
            node["content"] = content
        return node

    def _blocks(self, given: Any, depth: int) -> list[Json]:
        blocks = [self._block(one, depth) for one in self._list(given)]
        if not blocks:
            raise ValueError(f"a “{given['type']}” needs something in it")
        return blocks

    def _entry(self, given: Any, depth: int) -> Json:
        self._name(given, frozenset({"listItem"}), depth)
        blocks = self._blocks(given, depth + 1)
        if blocks[0]["type"] != "paragraph":
            raise ValueError("an entry of a list begins with a paragraph")
        return {"type": "listItem", "content": blocks}

    def _inline(self, given: Any, depth: int, *, plain: bool) -> list[Json]:
        allowed = frozenset({"text"}) if plain else self._shape.inline
        nodes = []
        for one in self._list(given):
            name = self._name(one, allowed, depth)
            node: Json = {"type": name}
            if name == "text":
                node["text"] = self._text(one.get("text"))
                if not node["text"]:
                    continue
            elif name == "mention":
                node["attrs"] = self._mention(one.get("attrs"))
            marks = [] if plain else self._marks(one.get("marks"))
            if marks:
                node["marks"] = marks
            nodes.append(node)
        return joined(nodes)

    def _text(self, given: Any) -> str:
        if not isinstance(given, str):
            raise ValueError("a text node has a text")  # noqa: TRY004
        text = without_controls(given)
        self._count_letters(text)
        self._says_something = self._says_something or not text.isspace()
        return text

    def _mention(self, given: Any) -> Json:
        if not isinstance(given, Mapping) or given.get("kind") not in ("person", "group"):
            raise ValueError("a mention is of a “person” or a “group”")
        id_, label = given.get("id"), given.get("label")
        if not isinstance(id_, str) or not plausible(id_):
            raise ValueError("a mention has an id")
        label = without_controls(label)[:LABEL_LENGTH] if isinstance(label, str) else ""
        self._count_letters(label)
        self._says_something = True
        return {"kind": given["kind"], "id": id_, "label": label}

    def _marks(self, given: Any) -> list[Json]:
        if given is None:
            return []
        if not isinstance(given, list):
            raise ValueError("marks are a list")  # noqa: TRY004
        found: dict[str, Json] = {}
        for mark in given:
            name = mark.get("type") if isinstance(mark, Mapping) else None
            if not isinstance(name, str) or name not in self._shape.marks:
                raise ValueError(f"no text has the mark {_told(name)} here")
            found[name] = {"type": name}
            if name == "link":
                found[name]["attrs"] = self._link(mark.get("attrs"))
        return [found[name] for name in sorted(found)]

    def _link(self, given: Any) -> Json:
        href = given.get("href") if isinstance(given, Mapping) else None
        if not isinstance(href, str) or len(href) > HREF_LENGTH:
            raise ValueError(f"a link has an address of at most {HREF_LENGTH} letters")
        href = without_controls(href).strip()
        if self._shape.schemes.match(href) is None:
            raise ValueError("a link leads to a web page or an email address")
        kept = {
            key: value
            for key, value in given.items()
            if key in self._shape.link
            and (value is None or (isinstance(value, str) and len(value) <= _ATTRIBUTE_LENGTH))
        }
        return {**kept, "href": href}

    def _list(self, given: Any) -> list[Any]:
        content = given.get("content")
        if content is None:
            return []
        if not isinstance(content, list):
            raise ValueError("the content of a node is a list")  # noqa: TRY004
        return content

    def _name(self, given: Any, allowed: frozenset[str], depth: int) -> str:
        """The type of a node, which is counted."""
        name = given.get("type") if isinstance(given, Mapping) else None
        if not isinstance(name, str) or name not in allowed:
            raise ValueError(f"there cannot be a {_told(name)} here")
        if depth > self._shape.depth:
            raise ValueError(f"at most {self._shape.depth} nodes are within one another")
        self._pieces += 1
        if self._pieces > self._shape.pieces:
            raise ValueError(f"a text has at most {self._shape.pieces} nodes")
        return name

    def _count_letters(self, text: str) -> None:
        self._letters += len(text)
        if self._letters > self._shape.letters:
            raise ValueError(f"a text has at most {self._shape.letters} letters")


def _block_attributes(name: str, given: Any) -> Json:
    attrs = given if isinstance(given, Mapping) else {}
    match name:
        case "heading":
            level = attrs.get("level")
            if isinstance(level, bool) or not isinstance(level, int) or level not in _HEADINGS:
                raise ValueError("the level of a heading is a number from 1 to 6")
            return {"level": level}
        case "orderedList":
            start = attrs.get("start")
            if isinstance(start, bool) or not isinstance(start, int) or start == 1:
                return {}
            if not 0 <= start <= _START_MOST:
                raise ValueError("a list starts with a number that is not less than 0")
            return {"start": start}
        case "codeBlock":
            language = attrs.get("language")
            if isinstance(language, str) and language and len(language) <= _ATTRIBUTE_LENGTH:
                return {"language": without_controls(language)}
    return {}


def _told(name: Any) -> str:
    return f"“{name[:40]}”" if isinstance(name, str) else "node without a type"
