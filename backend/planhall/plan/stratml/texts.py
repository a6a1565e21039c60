"""An item's title and body, and the Name, Description and OtherInformation of its element.

``get`` reads them from an element, ``put`` writes them to one. What ``put`` would lose shows when
``get`` reads it back, and goes into the element's marker (see ``docs/stratml.md``).
"""

import re
from dataclasses import dataclass

from planhall.plan.body import collapse, from_text, heading, paragraph, plain_text
from planhall.plan.model import Body, Node, Run
from planhall.plan.stratml.lexical import writable

OTHER_HEADING = "Other information"
# Elements that are a statement: their Description is all they say.
STATEMENTS = frozenset({"Vision", "Mission"})
WITH_OTHER = frozenset({"Goal", "Objective"})
LONG_TITLE = 280

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*(?= )")


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of an element, as written."""

    name: str = ""
    description: str = ""
    other: str = ""


def get(element: str, texts: Texts) -> tuple[str, Body]:
    """The title and body that these texts mean.

    An element without a name is a statement: its title is the first paragraph of its Description
    (or the first sentences, where that is long).
    """
    title = collapse(texts.name)
    body = from_text(texts.description)
    if not title:
        title, body = _statement(body)
    other = from_text(texts.other)
    if other:
        body = (*body, heading(OTHER_HEADING), *other)
    return title, body


def put(element: str, title: str, body: Body, *, statement: bool = False) -> Texts:
    """Texts for a title and a body; ``statement`` where the element came without a name."""
    main, other = _split_other(body) if element in WITH_OTHER else (body, ())
    description = writable(plain_text(main))
    if element in STATEMENTS or statement:
        parts = [part for part in (writable(title), description) if part]
        return Texts("", "\n\n".join(parts), writable(plain_text(other)))
    return Texts(writable(title), description, writable(plain_text(other)))


def _statement(body: Body) -> tuple[str, Body]:
    if not body or body[0].name != "paragraph":
        return "", body
    text = "".join(run.text for run in body[0].content if isinstance(run, Run))
    if len(text) <= LONG_TITLE:
        return text, body[1:]
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= LONG_TITLE]
    if not ends:
        return text, body[1:]
    return text[: ends[-1]], (paragraph(text[ends[-1] :].strip(" ")), *body[1:])


def _split_other(body: Body) -> tuple[Body, Body]:
    """The body before and after the heading that stands for OtherInformation."""
    for index, node in enumerate(body):
        if _is_other_heading(node):
            return body[:index], body[index + 1 :]
    return body, ()


def _is_other_heading(node: Node) -> bool:
    return node == heading(OTHER_HEADING)
