"""Results as Markdown, and into the page of the documentation."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .cells import Cell, Results
from .servers import SERVERS
from .stats import Spread
from .suite import GROWTH, SCENES, Column, Scene

BEGIN: Final = "<!-- results: written by `python -m tests.bench --write-docs`; do not edit -->"
END: Final = "<!-- end of results -->"


def as_markdown(results: Results, level: int = 3) -> str:
    """Every measured scene as a table, with what is to be known to read it."""
    heading = "#" * level
    parts = [_machine(results)]
    for scene in SCENES.values():
        if scene.key.startswith("growth-"):
            continue
        table = _table(results, scene)
        if table:
            parts.append(f"{heading} {scene.title}\n\n{scene.what[0].upper()}{scene.what[1:]}.\n")
            parts.append(table)
            parts.extend(_verdicts(results, scene))
    growth = _growth(results)
    if growth:
        parts.append(
            f"{heading} Growth with the number of people\n\nAll in one room, all writing 1/s.\n"
        )
        parts.append(growth)
    parts.append(_legend(results))
    return "\n".join(part for part in parts if part).rstrip() + "\n"


def write_docs(results: Results, page: Path) -> None:
    """Put the tables between the markers of a page.

    Raises:
        ValueError: the page has no markers.
    """
    text = page.read_text()
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no place for results: {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n\n{as_markdown(results)}\n{END}{after}")


def cell_text(spread: Spread | None, digits: int) -> str:
    """The median, and in brackets the least and the most, where they differ as printed."""
    if spread is None or math.isnan(spread.median):
        return "—"
    median, low, high = (f"{n:,.{digits}f}" for n in (spread.median, spread.low, spread.high))
    return median if low == high else f"{median} ({low}–{high})"


def _machine(results: Results) -> str:
    machine = results.machine
    abouts: dict[str, str] = {}
    for cell in results.cells():
        abouts[cell.server] = cell.about
    lines = [
        f"Measured on {machine['cores']} cores ({machine['system']}), "
        "the server on one and the generator on another:\n"
    ]
    lines += [f"- {SERVERS[key].label}: {abouts[key]}" for key in SERVERS if key in abouts]
    return "\n".join(lines) + "\n"


def _table(results: Results, scene: Scene) -> str:
    rows = []
    for key, server in SERVERS.items():
        cell = results.get(scene.key, key)
        if cell is not None:
            rows.append(_row(server.label, cell, scene.columns))
    if not rows:
        return ""
    titles = [column.title for column in scene.columns]
    head = f"| server | {' | '.join(titles)} |\n|---|{'---:|' * len(titles)}"
    return "\n".join([head, *rows]) + "\n"


def _row(label: str, cell: Cell, columns: tuple[Column, ...]) -> str:
    marks = ("" if not cell.generator_bound else " ᵍ") + ("" if not cell.disturbed else " ᵈ")
    if not cell.runs:
        reason = cell.failures[0].splitlines()[0] if cell.failures else "not measured"
        return f"| {label}{marks} | {reason} |" + " |" * (len(columns) - 1)
    failed = f", {len(cell.failures)} failed" if cell.failures else ""
    spreads = cell.spreads()
    texts = [cell_text(spreads.get(column.number), column.digits) for column in columns]
    return f"| {label}{marks} ×{len(cell.runs)}{failed} | {' | '.join(texts)} |"


def _verdicts(results: Results, scene: Scene) -> list[str]:
    if scene.reach is None:
        return []
    lines = []
    for ours, theirs in (
        ("planhall", "hocuspocus"),
        ("planhall-sqlite", "hocuspocus-sqlite"),
    ):
        mine, other = results.get(scene.key, ours), results.get(scene.key, theirs)
        if mine is None or not mine.runs:
            continue
        compared: Mapping[str, Spread] | None = other.spreads() if other and other.runs else None
        for text, reached in scene.reach(mine.spreads(), compared):
            lines.append(f"- {'✓' if reached else '✗'} {SERVERS[ours].label}: {text}")
    return ["\n".join(lines) + "\n"] if lines else []


def _growth(results: Results) -> str:
    numbers = (
        Column("p99, ms", "p99", 1),
        Column("core busy, %", "core busy %", 0),
        Column("CPU s / 1,000 changes", "cpu per 1000 changes", 2),
        Column("resident, MB", "resident", 0),
        Column("a joiner, ms", "joiner", 1),
    )
    rows = []
    for key, server in SERVERS.items():
        for column in numbers:
            cells = [results.get(f"growth-{people}", key) for people in GROWTH]
            if not any(cell is not None and cell.runs for cell in cells):
                continue
            texts = [
                cell_text(cell.spreads().get(column.number) if cell else None, column.digits)
                + (" ᵍ" if cell and cell.generator_bound else "")
                + (" ᵈ" if cell and cell.disturbed else "")
                for cell in cells
            ]
            rows.append(f"| {server.label} | {column.title} | {' | '.join(texts)} |")
    if not rows:
        return ""
    head = f"| server | people | {' | '.join(map(str, GROWTH))} |\n|---|---|{'---:|' * len(GROWTH)}"
    return "\n".join([head, *rows]) + "\n"


def _legend(results: Results) -> str:
    cells = list(results.cells())
    lines = [
        "Each cell is the median of its runs, with the least and the most in brackets; × is how "
        "many runs."
    ]
    if any(cell.generator_bound for cell in cells):
        lines.append("ᵍ In some run the generator, not the server, may have been the limit.")
    if any(cell.disturbed for cell in cells):
        lines.append(
            "ᵈ In some run something else used the machine: measure again when it is quiet."
        )
    if any(cell.pace.get("scale", 1) != 1 for cell in cells):
        lines.append("A quick look with fewer people: not a result.")
    notes = [
        f"- {SERVERS[cell.server].label}, {SCENES[cell.scene].title.lower()}: {note}"
        for cell in cells
        for note in [*cell.notes, *(failure.splitlines()[0] for failure in cell.failures)]
    ]
    return "\n".join(lines) + ("\n\n" + "\n".join(notes) if notes else "") + "\n"
