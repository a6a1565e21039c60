"""A plan as a Markdown document (CommonMark), to read and to send."""

import re
from collections.abc import Iterator

from planhall.plan.model import Body, Item, Node, Plan, Run
from planhall.plan.stratml.words import label, of_channel, of_measure

MAX_HEADING = 6
STATEMENTS = frozenset({"mission", "vision", "value"})

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")
_MARKERS = {"bold": "**", "italic": "*", "strike": "~~"}


def write_markdown(plan: Plan) -> str:
    """The whole plan: statements, the tree of items, stakeholder groups and channels."""
    return "\n\n".join(_sections(plan)) + "\n"


def _sections(plan: Plan) -> Iterator[str]:
    yield f"# {_line(plan.title) or 'Untitled plan'}"
    if plan.organization:
        yield f"*{_line(plan.organization)}*"
    if plan.description:
        yield escape(plan.description)
    for item in plan.walk():
        yield from _item(plan, item)
    if plan.stakeholders:
        yield "## Stakeholder groups"
        yield "\n".join(
            f"- **{_line(group.name)}**"
            + (f": {_line(group.description)}" if group.description else "")
            for group in plan.stakeholders
        )
    if plan.channels:
        yield "## Channels"
        yield "\n".join(f"- {_line(of_channel(way))}" for way in plan.channels)


def _item(plan: Plan, item: Item) -> Iterator[str]:
    title = _line(item.title) or "Untitled"
    level = min(2 + plan.depth(item.id), MAX_HEADING)
    yield f"{'#' * level} {label(item.kind)}: {title}"
    facts = list(_facts(plan, item))
    if facts:
        yield "\n".join(f"- {fact}" for fact in facts)
    body = write_blocks(item.body)
    if body:
        yield body


def _facts(plan: Plan, item: Item) -> Iterator[str]:
    if item.kind not in STATEMENTS:
        yield f"Status: {label(item.status)}"
    if item.owner is not None and item.owner.name:
        yield f"Owner: {_line(item.owner.name)}"
    if item.due is not None:
        yield f"Due: {item.due}"
    groups = [group.name for group in plan.stakeholders if group.id in item.stakeholders]
    if groups:
        yield "For: " + ", ".join(map(_line, groups))
    ways = [way.name for way in plan.channels if way.id in item.channels]
    if ways:
        yield "Through: " + ", ".join(map(_line, ways))
    for measure in item.measures:
        yield "Measure: " + _line(of_measure(measure))


def write_blocks(body: Body) -> str:
    """A body as Markdown blocks."""
    return "\n\n".join(block for node in body if (block := _block(node)))


def _block(node: Node) -> str:
    match node.name:
        case "heading":
            return f"**{_inline(node)}**" if node.content else ""
        case "bulletList":
            return "\n".join(_list_item(child, "- ") for child in _nodes(node))
        case "orderedList":
            first = node.attrs.get("start", 1)
            start = first if isinstance(first, int) else 1
            return "\n".join(
                _list_item(child, f"{start + index}. ") for index, child in enumerate(_nodes(node))
            )
        case "blockquote":
            inner = write_blocks(tuple(_nodes(node)))
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case "codeBlock":
            code = "".join(part.text for part in node.content if isinstance(part, Run))
            longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
            fence = "`" * max(3, longest + 1)
            return f"{fence}\n{code}\n{fence}"
        case "horizontalRule":
            return "---"
        case _:
            return _inline(node)


def _list_item(node: Node, marker: str) -> str:
    inner = write_blocks(tuple(_nodes(node)))
    indent = " " * len(marker)
    return marker + inner.replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")


def _nodes(node: Node) -> Iterator[Node]:
    return (child for child in node.content if isinstance(child, Node))


def _inline(node: Node) -> str:
    parts = []
    for child in node.content:
        if isinstance(child, Run):
            parts.append(_run(child))
        elif child.name == "hardBreak":
            parts.append("\\\n")
        else:
            parts.append(_inline(child))
    return _LINE_START.sub(r"\1\\\2\3", "".join(parts).strip())


def _run(run: Run) -> str:
    if "code" in run.marks:
        fence = "``" if "`" in run.text else "`"
        pad = " " if "`" in run.text else ""
        return f"{fence}{pad}{run.text}{pad}{fence}"
    # Markers must touch the text that they mark.
    core = run.text.strip()
    if not core:
        return run.text
    before, after = run.text.split(core, 1)
    text = escape(core)
    for mark, marker in _MARKERS.items():
        if mark in run.marks:
            text = f"{marker}{text}{marker}"
    link = run.marks.get("link")
    href = link.get("href") if isinstance(link, dict) else None
    if isinstance(href, str):
        text = f"[{text}](<{href.replace('>', '%3E').replace('<', '%3C')}>)"
    return f"{before}{text}{after}"


def escape(text: str) -> str:
    """Text in which nothing is Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _line(text: str) -> str:
    return escape(" ".join(text.split()))
