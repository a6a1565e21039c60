"""The public page of a plan, and its small one for other pages: plain HTML that runs no scripts."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from planhall.plan.model import KINDS, Channel, Item, Measure, Plan, Stakeholder
from planhall.plan.stratml.words import amount, label
from planhall.publishing.bodies import body_elements
from planhall.publishing.markup import Element, add, document, tag
from planhall.publishing.shown import STATEMENTS, latest_of, progress_of

DEEPEST: Final = 8
"""Items further down stand side by side at this depth."""
DESCRIPTION_LENGTH: Final = 200
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Links:
    """Where what belongs to a published plan is."""

    page: str
    feed: str
    stratml: str | None = None
    markdown: str | None = None


class Pages:
    """Writes pages in the app's colours and, where the app is built, in its type."""

    def __init__(self, web_dir: Path) -> None:
        style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
        self._style = _font_face(web_dir) + style
        digest = hashlib.sha256(self._style.encode()).digest()
        self.style_source = f"'sha256-{base64.b64encode(digest).decode()}'"
        """What a Content-Security-Policy has to allow."""
        self.version = digest.hex()[:8]

    def whole(self, plan: Plan, at: datetime, links: Links, *, indexed: bool) -> bytes:
        """The page. Blocks for up to some seconds with a large plan."""
        main = tag(
            "main",
            _header(plan, at, links),
            *_outline(plan, small=False),
            _groups(plan.stakeholders),
            _channels(plan.channels),
        )
        head = self._head(plan, links, indexed=indexed)
        return document(tag("html", head, tag("body", main, _footer()), lang="en"))

    def small(self, plan: Plan, at: datetime, links: Links, *, indexed: bool) -> bytes:
        """What other pages show within them."""
        away = {"target": "_blank", "rel": "noopener"}
        title = tag("h1", tag("a", _title(plan), href=links.page, dir_="auto", **away))
        main = tag(
            "main",
            tag("header", _organization(plan), title),
            *_outline(plan, small=True),
            tag(
                "p",
                tag("a", "Open the whole plan", href=links.page, **away),
                tag("span", "As of ", _moment(at), class_="as-of"),
                class_="more",
            ),
        )
        head = self._head(plan, links, indexed=indexed)
        return document(tag("html", head, tag("body", main, class_="small"), lang="en"))

    def notice(self, title: str, text: str) -> bytes:
        """A page that says why there is nothing."""
        head = tag(
            "head",
            *_meta(),
            tag("meta", name="robots", content="noindex, nofollow"),
            tag("title", f"{title} · Planhall"),
            tag("style", self._style),
        )
        main = tag("main", tag("h1", title), tag("p", text), class_="notice")
        return document(tag("html", head, tag("body", main, _footer()), lang="en"))

    def _head(self, plan: Plan, links: Links, *, indexed: bool) -> Element:
        title = _title(plan)
        about = _about(plan)
        robots = None if indexed else tag("meta", name="robots", content="noindex, nofollow")
        return tag(
            "head",
            *_meta(),
            robots,
            tag("title", f"{title} · {plan.organization}" if plan.organization else title),
            tag("meta", name="description", content=about),
            tag("meta", property="og:type", content="article"),
            tag("meta", property="og:site_name", content="Planhall"),
            tag("meta", property="og:title", content=title),
            tag("meta", property="og:description", content=about),
            tag("meta", property="og:url", content=links.page),
            tag("link", rel="canonical", href=links.page),
            tag(
                "link",
                rel="alternate",
                type="application/atom+xml",
                title=f"Changes of {title}",
                href=links.feed,
            ),
            tag("style", self._style),
        )


def _font_face(web_dir: Path) -> str:
    found = sorted((web_dir / "assets").glob("inter-latin-wght-normal-*.woff2"))
    if not found:
        return ""
    return (
        '@font-face{font-family:"Inter Variable";font-style:normal;font-display:swap;'
        f'font-weight:100 900;src:url("/assets/{found[0].name}") format("woff2-variations")}}\n'
    )


def _meta() -> Iterator[Element]:
    yield tag("meta", charset="utf-8")
    yield tag("meta", name="viewport", content="width=device-width, initial-scale=1")
    yield tag("meta", name="color-scheme", content="light dark")
    yield tag("link", rel="icon", href="/favicon.svg", type="image/svg+xml")


def _title(plan: Plan) -> str:
    return " ".join(plan.title.split()) or "Untitled plan"


def _about(plan: Plan) -> str:
    text = " ".join(plan.description.split())
    if not text:
        text = f"A plan with {_count(len(plan.items), 'item')}"
        text += f" by {plan.organization}." if plan.organization else "."
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rstrip() + "…"


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _header(plan: Plan, at: datetime, links: Links) -> Element:
    facts = tag("p", tag("span", "As of ", _moment(at)), class_="facts")
    for text, href, type_ in (
        ("Feed of changes", links.feed, "application/atom+xml"),
        ("StratML", links.stratml, "application/xml"),
        ("Markdown", links.markdown, "text/markdown"),
    ):
        if href is not None:
            add(facts, tag("a", text, href=href, type=type_))
    return tag(
        "header",
        _organization(plan),
        tag("h1", _title(plan), dir_="auto"),
        *(tag("p", part, class_="lead", dir_="auto") for part in _paragraphs(plan.description)),
        facts,
    )


def _organization(plan: Plan) -> Element | None:
    name = " ".join(plan.organization.split())
    return tag("p", name, class_="organization", dir_="auto") if name else None


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


def _moment(at: datetime) -> Element:
    words = f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M} UTC"
    return tag("time", words, datetime=at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _day(day: str) -> Element:
    try:
        found = date.fromisoformat(day)
        words = f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
    except ValueError:
        words = day
    return tag("time", words, datetime=day)


# -- the outline


def _outline(plan: Plan, *, small: bool) -> Iterator[Element]:
    if not plan.items:
        yield tag("p", "Nothing of this plan is shown yet.", class_="empty")
        return
    places: dict[str, tuple[Element, int]] = {}
    outline = tag("div", class_="outline")
    for item in plan.walk():
        above, depth = places.get(item.parent or "", (outline, 0))
        section = tag("section", id=_anchor(item.id), class_=f"item depth-{depth}")
        add(section, *_item(plan, item, depth, small=small))
        above.append(section)
        # What would be too deep goes beside it.
        places[item.id] = (section, depth + 1) if depth < DEEPEST else (above, depth)
    yield outline


def _anchor(item: str) -> str:
    return f"item-{item}" if re.fullmatch(r"[\w-]+", item) else f"item-{item.encode().hex()}"


def anchor_of(item: str) -> str:
    """Where on the page an item is."""
    return _anchor(item)


def _item(plan: Plan, item: Item, depth: int, *, small: bool) -> Iterator[Element]:
    kind = item.kind if item.kind in KINDS else "other"
    chip = tag("span", label(item.kind) or "Item", class_=f"kind kind-{kind}")
    line = tag("p", chip, class_="line")
    if item.kind not in STATEMENTS:
        add(line, tag("span", label(item.status), class_=f"status status-{item.status}"))
    if small and item.due is not None:
        add(line, tag("span", "Due ", _day(item.due), class_="due"))
    yield line
    yield tag(f"h{min(2 + depth, 6)}", item.title.strip() or "Untitled", dir_="auto")
    if small:
        return
    if item.body:
        yield tag("div", *body_elements(item.body), class_="body")
    facts = list(_facts(plan, item))
    if facts:
        yield tag("dl", *facts)
    if item.measures:
        yield tag("ul", *map(_measure, item.measures), class_="measures")


def _facts(plan: Plan, item: Item) -> Iterator[Element]:
    if item.owner is not None:
        yield _fact("Owner", tag("span", item.owner.name, dir_="auto"))
    if item.due is not None:
        yield _fact("Due", _day(item.due))
    groups = [_group_name(group) for group in plan.stakeholders if group.id in item.stakeholders]
    if groups:
        yield _fact("For", *groups)
    ways = [way.name for way in plan.channels if way.id in item.channels]
    if ways:
        yield _fact("Through", *(tag("span", name, dir_="auto") for name in ways))


def _fact(name: str, *values: Element) -> Element:
    return tag("div", tag("dt", name), tag("dd", *values))


def _group_name(group: Stakeholder) -> Element:
    return tag("span", _dot(group.color), group.name, class_="group", dir_="auto")


def _dot(color: str) -> Element | None:
    if not _COLOR.fullmatch(color):
        return None
    circle = tag("circle", cx="4", cy="4", r="4", fill=color)
    return tag("svg", circle, width="8", height="8", viewBox="0 0 8 8", aria_hidden="true")


def _measure(measure: Measure) -> Element:
    name = measure.name.strip() or "Measure"
    line = tag("p", tag("span", name, class_="name", dir_="auto"))
    latest = latest_of(measure)
    parts = []
    if latest is not None:
        parts.append(f"now {amount(latest, measure.unit)}")
    if measure.baseline is not None:
        parts.append(f"from {amount(measure.baseline, measure.unit)}")
    if measure.target is not None:
        parts.append(f"to {amount(measure.target, measure.unit)}")
    numbers = tag("span", " ".join(parts), class_="numbers")
    if measure.due is not None:
        add(numbers, " by " if parts else "by ", _day(measure.due))
    add(line, numbers)
    return tag("li", line, _bar(progress_of(measure), name))


def _bar(progress: float | None, name: str) -> Element | None:
    if progress is None:
        return None
    percent = round(progress * 100)
    # An attribute and no style, which the page's own policy would refuse.
    return tag(
        "svg",
        tag("title", f"{name}: {percent} % of the way"),
        tag("rect", class_="track", width="100", height="6"),
        tag("rect", class_="done", width=str(percent), height="6"),
        class_="bar",
        viewBox="0 0 100 6",
        preserveAspectRatio="none",
        role="img",
    )


# -- below the outline


def _groups(groups: tuple[Stakeholder, ...]) -> Element | None:
    if not groups:
        return None
    rows = [
        tag("li", tag("strong", _group_name(group)), _aside(group.description)) for group in groups
    ]
    return tag("section", tag("h2", "Stakeholder groups"), tag("ul", *rows), class_="list")


def _channels(channels: tuple[Channel, ...]) -> Element | None:
    if not channels:
        return None
    rows = [
        tag("li", tag("strong", way.name, dir_="auto"), _aside(_traits(way))) for way in channels
    ]
    return tag("section", tag("h2", "Channels"), tag("ul", *rows), class_="list")


def _aside(text: str) -> Element | None:
    return tag("span", " ".join(text.split()), dir_="auto") if text.strip() else None


def _traits(way: Channel) -> str:
    traits = (
        label(way.speed),
        label(way.formality).lower(),
        "at the same time" if way.time == "same" else "at any time",
        "in one place" if way.place == "same" else "from anywhere",
        "two-way" if way.two_way else "one-way",
    )
    return ", ".join(trait for trait in traits if trait)


def _footer() -> Element:
    mark = tag(
        "svg",
        tag("rect", width="32", height="32", rx="8", class_="tile"),
        tag("path", d="M7.5 24.5v-9a8.5 8.5 0 0 1 17 0v9", class_="arch"),
        tag("path", d="M12.5 15.5h7M15 20h4.5M15 24.5h4.5", class_="arch"),
        width="18",
        height="18",
        viewBox="0 0 32 32",
        aria_hidden="true",
    )
    return tag("footer", mark, tag("span", "Published with Planhall"))
