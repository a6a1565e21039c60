"""Plots as plain SVG, logarithmic: bars with their spread for each scene, lines for growth."""

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from .cells import Results
from .servers import SERVERS
from .stats import Spread
from .suite import GROWTH, SCENES

COLORS: Final = {
    "planhall": "#2563eb",
    "planhall-sqlite": "#7aa2f7",
    "planhall-yjs": "#0891b2",
    "hocuspocus": "#d9480f",
    "hocuspocus-sqlite": "#f59f6b",
    "y-websocket": "#7c3aed",
    "pycrdt-websocket": "#5c7a29",
}
WIDTH: Final = 720
LEFT: Final = 200
BARS: Final = (
    ("p99", "p99 from change to receipt, ms"),
    ("cpu per 1000 changes", "server CPU, s for each 1,000 changes"),
    ("all synced s", "until all are synced, s"),
    ("cpu ms per joiner", "server CPU for each joiner, ms"),
    ("first opens", "until the first join has the board, ms"),
    ("content p50", "until a joiner has the content, median, ms"),
    ("kilobytes per connection", "memory for each idle connection, KB"),
    ("kilobytes per board", "memory for each open board, KB"),
)
LINES: Final = (
    ("p99", "p99 from change to receipt, ms"),
    ("core busy %", "server's core busy, %"),
    ("cpu per 1000 changes", "server CPU, s for each 1,000 changes"),
    ("joiner", "until somebody who joins at the end has the content, ms"),
    ("resident", "server's resident memory, MB"),
)


def write_plots(results: Results, folder: Path) -> list[Path]:
    """One file for each scene and number that was measured, and for each number that grows."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for scene in SCENES.values():
        if scene.key.startswith("growth-"):
            continue
        for number, title in BARS:
            bars = []
            for key, server in SERVERS.items():
                cell = results.get(scene.key, key)
                spread = cell.spreads().get(number) if cell else None
                if spread is not None and spread.median > 0:
                    bars.append((server.label, COLORS[key], spread))
            if bars:
                path = folder / f"{scene.key}-{number.replace(' ', '-')}.svg"
                path.write_text(bar_chart(f"{scene.title}: {title}", bars))
                written.append(path)
    for number, title in LINES:
        series = []
        for key, server in SERVERS.items():
            points = []
            for people in GROWTH:
                cell = results.get(f"growth-{people}", key)
                spread = cell.spreads().get(number) if cell else None
                if spread is not None and spread.median > 0:
                    points.append((people, spread))
            if points:
                series.append((server.label, COLORS[key], points))
        if series:
            path = folder / f"growth-{number.replace(' ', '-').replace('%', 'share')}.svg"
            path.write_text(line_chart(f"Growth: {title}", series))
            written.append(path)
    return written


class Scale:
    """A logarithmic scale from a range of values to a range of pixels."""

    def __init__(self, values: Sequence[float], low: float, high: float) -> None:
        self.first = math.floor(math.log10(min(values)))
        self.last = max(self.first + 1, math.ceil(math.log10(max(values))))
        self._low, self._high = low, high

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self._low + share * (self._high - self._low)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.first, self.last + 1)]


def bar_chart(title: str, bars: Sequence[tuple[str, str, Spread]]) -> str:
    """Horizontal bars of medians, a whisker from the least to the most."""
    height = 78 + 34 * len(bars)
    values = [v for _, _, s in bars for v in (s.low, s.high, s.median) if v > 0]
    scale = Scale(values, LEFT, WIDTH - 90)
    body = []
    for tick in scale.ticks():
        x = scale.at(tick)
        body.append(_line(x, 44, x, height - 28, "#e5e7eb"))
        body.append(_text(x, height - 10, _number(tick), "middle", "#6b7280"))
    for row, (label, color, spread) in enumerate(bars):
        y = 52 + 34 * row
        end = scale.at(spread.median)
        body.append(_text(LEFT - 10, y + 15, label, "end"))
        body.append(
            f'<rect x="{LEFT}" y="{y}" width="{max(1.0, end - LEFT):.1f}" height="22" '
            f'rx="3" fill="{color}"/>'
        )
        low, high = scale.at(max(spread.low, values[0] * 1e-6)), scale.at(spread.high)
        body.append(_line(max(LEFT, low), y + 11, high, y + 11, "#111827", 1.5))
        body.append(_text(max(end, high) + 8, y + 15, _number(spread.median), "start"))
    return _svg(title, height, body)


def line_chart(title: str, series: Sequence[tuple[str, str, Sequence[tuple[int, Spread]]]]) -> str:
    """Medians over the number of people, with the spread as a bar at each point."""
    height = 400
    right = WIDTH - 190
    ends = math.log10(GROWTH[0]), math.log10(GROWTH[-1])

    def across(people: int) -> float:
        return 70 + (math.log10(people) - ends[0]) / (ends[1] - ends[0]) * (right - 70)

    up = Scale(
        [v for _, _, points in series for _, s in points for v in (s.low, s.high) if v > 0],
        height - 50,
        50,
    )
    body = []
    for tick in up.ticks():
        y = up.at(tick)
        body.append(_line(70, y, right, y, "#e5e7eb"))
        body.append(_text(62, y + 4, _number(tick), "end", "#6b7280"))
    body.extend(
        _text(across(people), height - 30, str(people), "middle", "#6b7280") for people in GROWTH
    )
    body.append(_text((70 + right) / 2, height - 10, "people", "middle", "#6b7280"))
    for number, (label, color, points) in enumerate(series):
        places = [(across(people), up.at(spread.median)) for people, spread in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        body.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2"/>')
        for (x, y), (_, spread) in zip(places, points, strict=True):
            body.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>')
            if spread.low > 0:
                body.append(_line(x, up.at(spread.low), x, up.at(spread.high), color))
        y = 66 + 22 * number
        body.append(_line(WIDTH - 178, y - 4, WIDTH - 158, y - 4, color, 3))
        body.append(_text(WIDTH - 150, y, label, "start"))
    return _svg(title, height, body)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _svg(title: str, height: int, body: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="system-ui, sans-serif" font-size="13" role="img" '
        f'aria-label="{escape(title)}"><rect width="100%" height="100%" fill="white"/>'
        f'<text x="16" y="26" font-size="15" font-weight="600">{escape(title)}</text>'
        + "".join(body)
        + "</svg>\n"
    )


def _line(x1: float, y1: float, x2: float, y2: float, color: str, width: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}" '
        f'stroke-width="{width:g}"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, color: str = "#111827") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{escape(text)}</text>'
    )
