"""What workshops write into a plan: revealed ideas, groups made goals, decisions, actions.

Each function changes the live document inside one ``Sync.edit``. Ids follow from those of notes,
groups and decisions, so that what a crash left undone is done again without doing it twice.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pycrdt import Doc, XmlFragment

from planhall.boards.views import one_line
from planhall.plan import document as fields
from planhall.plan.body import heading, paragraph, plain_text, read_body
from planhall.plan.change import (
    At,
    append_body,
    move_items,
    put_items,
    restore_item,
    set_kind,
)
from planhall.plan.model import Body, Item, Node, Owner, Run
from planhall.plan.read import has_item, read_tree
from planhall.workshops.result_words import result_lines, turnout
from planhall.workshops.views import VoteResult

TITLE_LENGTH: Final = 200
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH: Final = 20


def item_of(what: str, id_: str) -> str:
    """The id of the item that a note (“idea”), a cluster, a decision or an action becomes."""
    number = int.from_bytes(hashlib.sha256(f"{what} {id_}".encode()).digest())
    digits = []
    for _ in range(_ID_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(digits)


@dataclass(frozen=True, slots=True)
class Idea:
    """A revealed note. ``by`` is None where nobody is to learn whose it is."""

    item: str
    text: str
    by: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """Something to be done."""

    item: str
    title: str
    owner: Owner | None
    due: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision, as it goes into the plan."""

    title: str
    what: str
    why: str
    who: tuple[str, ...]
    at: datetime
    dissent: str
    tally: VoteResult | None
    kind: str
    """Of the new item, where one is made."""
    by: str
    new_item: str
    """The id of that."""
    item: str | None
    """The item into which it is written; None: a new one."""


def write_ideas(doc: Doc[Any], ideas: Sequence[Idea], part: str | None, at: int) -> None:
    """Put ideas below ``part``, or at the top, in their order; ``at`` is in milliseconds."""
    items = []
    for idea in ideas:
        title, body = title_and_body(idea.text)
        items.append(Item(id=idea.item, kind="idea", title=title, body=body, created_by=idea.by))
    put_items(doc, items, _below(doc, part), at=at)


def write_group(
    doc: Doc[Any],
    item: Item,
    ideas: Sequence[str],
    part: str | None,
    *,
    again: bool,
) -> None:
    """Make a group an item of the plan below ``part``, with its ideas below it.

    ``again``: it may be there already. Then ideas that came to the group later are brought below
    it, and it comes back out of the bin; without, nothing is done once it is there.
    """
    new = put_items(doc, [item], _below(doc, part))
    if not new:
        if not again:
            return
        if not has_item(doc, item.id):
            restore_item(doc, item.id)
            set_kind(doc, item.id, item.kind)
    parents = read_tree(doc).parents
    moving = [idea for idea in ideas if idea in parents and parents[idea] != item.id]
    # One by one: an idea that somebody put above the item stays where it is.
    for idea in moving:
        move_items(doc, [idea], At(item.id))


def write_decision(
    doc: Doc[Any], decision: Verdict, part: str | None, actions: Sequence[Promise]
) -> str:
    """Write a decision into its item, or a new one, and its actions below that.

    Returns the id of the item.
    """
    item = decision.item
    if item is None or not has_item(doc, item):
        item = decision.new_item
        new = Item(
            id=item,
            kind=decision.kind,
            title=one_line(decision.title, TITLE_LENGTH),
            body=decision_body(decision),
            status="agreed",
            created_by=decision.by,
        )
        put_items(doc, [new], _below(doc, part))
    else:
        body = (heading(f"Decision: {decision.title}"), *decision_body(decision))
        entry = fields.root(doc, fields.ITEMS)[item]
        there = read_body(fields.ensure(entry, "body", XmlFragment, XmlFragment))
        if plain_text(body) not in plain_text(there):
            append_body(doc, item, body)
    write_actions(doc, actions, item)
    return item


def write_actions(doc: Doc[Any], actions: Sequence[Promise], part: str | None) -> None:
    """Put actions below an item, or at the top."""
    put_items(
        doc,
        [
            Item(
                id=action.item,
                kind="action",
                title=one_line(action.title, TITLE_LENGTH),
                status="agreed",
                owner=action.owner,
                due=action.due,
                created_by=action.by,
            )
            for action in actions
        ],
        _below(doc, part),
    )


def title_and_body(text: str) -> tuple[str, Body]:
    """A note as an item: its first line as title, the rest, or all of a long one, as body."""
    first, _, rest = text.strip().partition("\n")
    title = one_line(first, TITLE_LENGTH)
    shown = " ".join(first.split())
    return title, _paragraphs(text if len(shown) > TITLE_LENGTH else rest)


def decision_body(decision: Verdict) -> Body:
    """What, why, who, when, the tally and what spoke against it."""
    blocks = [*_paragraphs(decision.what), *_labelled("Why", decision.why)]
    blocks += _labelled("Who", ", ".join(decision.who))
    blocks += _labelled("When", f"{decision.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
    if decision.tally is not None:
        blocks += _labelled("Tally", turnout(decision.tally))
        lines = [paragraph(line) for line in result_lines(decision.tally)]
        if lines:
            entries = tuple(Node("listItem", {}, (line,)) for line in lines)
            blocks.append(Node("bulletList", {}, entries))
    return (*blocks, *_labelled("Dissent", decision.dissent))


def _labelled(label: str, text: str) -> list[Node]:
    first, *others = _paragraphs(text) or (None,)
    if first is None:
        return []
    return [Node("paragraph", {}, (Run(f"{label}: ", {"bold": {}}), *first.content)), *others]


def _paragraphs(text: str) -> tuple[Node, ...]:
    return tuple(paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _below(doc: Doc[Any], part: str | None) -> At:
    """The place below an item; at the top, where that is gone."""
    return At(part if part is not None and has_item(doc, part) else None)
