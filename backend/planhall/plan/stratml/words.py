"""What StratML has no element for, in words, for people who read the file elsewhere."""

from collections.abc import Iterable, Sequence

from planhall.plan.document import whole
from planhall.plan.model import DEFAULT_STATUS, Channel, Item, Measure
from planhall.plan.stratml.lexical import writable


def label(word: str) -> str:
    """A word of the vocabulary as people read it: ``in_progress`` is “In progress”."""
    text = word.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def of_item(
    item: Item,
    *,
    named: bool,
    parent: Item | None,
    channels: Sequence[Channel],
    measures: Sequence[Measure],
) -> str:
    """What an item's element does not say; ``named``: not even of which kind it is."""
    lines: list[str] = []
    if named:
        below = f" under “{parent.title}”" if parent is not None and parent.title else ""
        lines.append(f"{label(item.kind) or 'Item'}{below}")
    if item.status != DEFAULT_STATUS:
        lines.append(f"Status: {label(item.status)}")
    if item.owner is not None and item.owner.name:
        lines.append(f"Owner: {item.owner.name}")
    if item.due is not None:
        lines.append(f"Due: {item.due}")
    if channels:
        lines.append("Channels: " + ", ".join(way.name for way in channels))
    lines.extend("Measure: " + of_measure(measure) for measure in measures)
    return writable("\n".join(lines))


def of_measure(measure: Measure) -> str:
    """A measure in one line: from where, to where, by when, and its readings."""
    parts: list[str] = []
    if measure.baseline is not None:
        parts.append(f"from {amount(measure.baseline, measure.unit)}")
    if measure.target is not None:
        parts.append(f"to {amount(measure.target, measure.unit)}")
    if measure.due is not None:
        parts.append(f"by {measure.due}")
    text = measure.name or "Unnamed"
    if parts:
        text += ", " + " ".join(parts)
    if measure.readings:
        readings = (
            f"{reading.at}: {amount(reading.value, measure.unit)}"
            + (f" ({reading.note})" if reading.note else "")
            for reading in measure.readings
        )
        text += "; " + "; ".join(readings)
    return " ".join(text.split())


def amount(value: float | None, unit: str) -> str:
    if value is None:
        return "no value"
    number = whole(value)
    return f"{number}{'' if unit == '%' else ' '}{unit}".strip()


def of_channel(way: Channel) -> str:
    """A channel in one line: how fast, how formal, when, where, and who speaks."""
    traits = [
        label(way.speed),
        label(way.formality).lower(),
        "at the same time" if way.time == "same" else "at any time",
        "in one place" if way.place == "same" else "from anywhere",
        "two-way" if way.two_way else "one-way",
    ]
    return f"{way.name} ({', '.join(trait for trait in traits if trait)})"


def of_channels(ways: Iterable[Channel]) -> str:
    return writable("Channels:\n" + "\n".join(f"- {of_channel(way)}" for way in ways))
