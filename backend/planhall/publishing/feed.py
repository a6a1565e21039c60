"""The feed of a published plan's changes: Atom (RFC 4287), without a name of anyone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from planhall.plan.model import Item, Plan
from planhall.plan.stratml.lexical import clean
from planhall.plan.stratml.words import label
from planhall.publishing.changes import DayChange
from planhall.publishing.markup import Element
from planhall.publishing.page import Links, anchor_of
from planhall.workshops.decided import Decided

ATOM: Final = "http://www.w3.org/2005/Atom"
ENTRIES: Final = 100
_SAID: Final = (
    ("title", "It has another title."),
    ("kind", "It is of another kind."),
    ("body", "Its notes are reworded."),
    ("due", "It has another due date."),
    ("measures", "Its measures or their readings changed."),
)


@dataclass(frozen=True, slots=True)
class Entry:
    id: str
    title: str
    lines: tuple[str, ...]
    published: datetime
    updated: datetime
    item: Item


def write_feed(
    plan: Plan,
    links: Links,
    feed_id: str,
    began: datetime,
    changes: Sequence[DayChange],
    decisions: Sequence[Decided],
) -> bytes:
    """The newest entries; only of items that the plan shows, in their words of today."""
    prefix = f"urn:planhall:publication:{feed_id}"
    entries = [
        *_of_changes(plan, prefix, changes),
        *_of_decisions(plan, prefix, decisions),
    ]
    entries.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
    entries = entries[:ENTRIES]
    title = " ".join(plan.title.split()) or "Untitled plan"
    # The stubs know of no default namespace.
    names: dict[Any, str] = {None: ATOM}
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=names)
    _text(root, "id", prefix)
    _text(root, "title", title)
    _text(root, "updated", _time(max([began, *(entry.updated for entry in entries)])))
    author = etree.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", " ".join(plan.organization.split()) or title)
    _link(root, "self", links.feed, "application/atom+xml")
    _link(root, "alternate", links.page, "text/html")
    _text(root, "generator", "Planhall")
    for entry in entries:
        _entry(root, entry, links.page)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _of_changes(plan: Plan, prefix: str, changes: Sequence[DayChange]) -> Iterator[Entry]:
    for change in changes:
        item = plan.items.get(change.item)
        if item is None or not change.what:
            continue
        headline, lines = _words(item, change)
        yield Entry(
            id=f"{prefix}:{quote(change.item, safe='')}:{change.day.isoformat()}",
            title=headline,
            lines=lines,
            published=change.first_at,
            updated=change.last_at,
            item=item,
        )


def _words(item: Item, change: DayChange) -> tuple[str, tuple[str, ...]]:
    name = " ".join(item.title.split()) or "Untitled"
    if change.what.get("added"):
        return f"Added: {name}", (f"{label(item.kind) or 'Item'} added to the plan.",)
    lines = tuple(text for key, text in _SAID if change.what.get(key))
    status = change.what.get("status")
    if not status:
        return f"Changed: {name}", lines
    now = label(str(status[1]))
    said = f"Its status is {now.lower()} now; it was {label(str(status[0])).lower()}."
    headline = f"Done: {name}" if status[1] == "done" else f"{now}: {name}"
    return headline, (said, *lines)


def _of_decisions(plan: Plan, prefix: str, decisions: Sequence[Decided]) -> Iterator[Entry]:
    for decision in decisions:
        item = plan.items.get(decision.item)
        if item is None:
            continue
        title = " ".join(decision.title.split())
        yield Entry(
            id=f"{prefix}:decision:{quote(decision.id, safe='')}",
            title=f"Decided: {title or item.title}",
            lines=tuple(part for part in decision.what.splitlines() if part.strip()),
            published=decision.at,
            updated=decision.at,
            item=item,
        )


def _entry(root: Element, entry: Entry, page: str) -> None:
    element = etree.SubElement(root, f"{{{ATOM}}}entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _time(entry.updated))
    _text(element, "published", _time(entry.published))
    _link(element, "alternate", f"{page}#{quote(anchor_of(entry.item.id))}", "text/html")
    category = etree.SubElement(element, f"{{{ATOM}}}category")
    category.set("term", clean(entry.item.kind))
    category.set("label", clean(label(entry.item.kind)))
    _text(element, "content", "\n".join(entry.lines) or entry.title)


def _text(parent: Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = clean(text)


def _link(parent: Element, rel: str, href: str, type_: str) -> None:
    link = etree.SubElement(parent, f"{{{ATOM}}}link")
    link.set("rel", rel)
    link.set("type", type_)
    link.set("href", href)


def _time(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
