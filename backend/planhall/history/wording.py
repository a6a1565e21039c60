"""Short plain texts of what was there before and after."""

from typing import Final

from planhall.plan.body import plain_text
from planhall.plan.model import Body, Measure

LONGEST: Final = 240
_CONTEXT: Final = 40
_CUT: Final = "…"


def short(text: str | None) -> str | None:
    """The beginning of a text; null for none."""
    if not text:
        return None
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + _CUT


def excerpts(before: Body, after: Body) -> tuple[str | None, str | None]:
    """Of two bodies, the stretch where they begin to differ."""
    old, new = _flat(before), _flat(after)
    start = 0
    if max(len(old), len(new)) > LONGEST:
        same = _common_start(old, new)
        start = max(0, old.rfind(" ", 0, max(0, same - _CONTEXT)) + 1)
    return short(_from(old, start)), short(_from(new, start))


def measure_text(measure: Measure) -> str:
    """A measure's name, what it goes from and to, and its last reading."""
    unit = f" {measure.unit}" if measure.unit else ""
    parts = [measure.name or "Measure"]
    if measure.baseline is not None or measure.target is not None:
        parts.append(f"{_number(measure.baseline)} → {_number(measure.target)}{unit}")
    if measure.due:
        parts.append(f"by {measure.due}")
    last = measure.readings[-1] if measure.readings else None
    if last is not None:
        parts.append(f"{_number(last.value)}{unit} on {last.at}")
    return ", ".join(parts)


def _flat(body: Body) -> str:
    return " ".join(plain_text(body).split())


def _from(text: str, start: int) -> str:
    return _CUT + text[start:] if start and len(text) > start else text[start:]


def _common_start(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.6g}" if abs(value) < 1_000_000 else f"{value:,.0f}"
