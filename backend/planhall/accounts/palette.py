"""The colours that people may have: those of ``frontend/src/ui/palette.ts``, in the same order."""

from collections import Counter
from collections.abc import Iterable

PERSON_COLORS = (
    "#4e68ce",
    "#b15204",
    "#058379",
    "#9e4aa4",
    "#548100",
    "#bd413f",
    "#0177bc",
    "#8f6b02",
    "#7a59c3",
    "#00864b",
    "#b54076",
    "#067f94",
)


def next_color(after: str | None, taken: Iterable[str] = ()) -> str:
    """The colour for someone new: the one least seen among ``taken``, looking on from ``after``.

    Neighbours in the palette differ strongly, so people who come one after another look different.
    """
    start = PERSON_COLORS.index(after) + 1 if after in PERSON_COLORS else 0
    order = PERSON_COLORS[start:] + PERSON_COLORS[:start]
    seen = Counter(taken)
    return min(order, key=lambda color: seen[color])
