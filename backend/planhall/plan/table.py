"""A plan as a table (CSV, RFC 4180), one item a row, to filter and sort in a spreadsheet."""

import csv
from io import StringIO

from planhall.plan.body import plain_text
from planhall.plan.model import Item, Plan
from planhall.plan.stratml.words import label, of_measure

COLUMNS = (
    "Number",
    "Kind",
    "Title",
    "Status",
    "Owner",
    "Due",
    "Stakeholders",
    "Channels",
    "Measures",
    "Text",
    "Parent",
)


def write_csv(plan: Plan) -> str:
    """Every item in order; ``Number`` tells its place in the tree: 2.1.3."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    numbers: dict[str | None, str] = {None: ""}
    for item in plan.walk():
        siblings = plan.items[item.parent].children if item.parent else plan.roots
        above = numbers[item.parent]
        numbers[item.id] = f"{above}{'.' if above else ''}{siblings.index(item.id) + 1}"
        writer.writerow([inert(cell) for cell in _row(plan, item, numbers[item.id])])
    return out.getvalue()


def _row(plan: Plan, item: Item, number: str) -> list[str]:
    groups = {group.id: group.name for group in plan.stakeholders}
    ways = {way.id: way.name for way in plan.channels}
    return [
        number,
        label(item.kind),
        item.title,
        label(item.status),
        item.owner.name if item.owner else "",
        item.due or "",
        "; ".join(groups[id_] for id_ in item.stakeholders if id_ in groups),
        "; ".join(ways[id_] for id_ in item.channels if id_ in ways),
        "\n".join(of_measure(measure) for measure in item.measures),
        plain_text(item.body),
        plan.items[item.parent].title if item.parent else "",
    ]


def inert(cell: str) -> str:
    """A spreadsheet runs a cell that begins so as a formula; the apostrophe keeps it text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
