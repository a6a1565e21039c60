"""Who is told of what, and how: the rules, free of the database."""

from typing import Final, Literal

Kind = Literal[
    "mention",
    "reply",
    "comment",
    "suggestion",
    "suggestion-decided",
    "assigned",
    "due",
    "decision",
    "session",
    "activity",
    "activity-closing",
    "invitation",
    "role",
]
Level = Literal["watching", "participating", "muted"]
Frequency = Literal["instant", "daily", "weekly", "none"]
BoardFrequency = Literal["default", "instant", "daily", "weekly", "none"]

DEFAULT_LEVEL: Final[Level] = "participating"
DEFAULT_EMAIL: Final[Frequency] = "instant"
DEFAULT_ZONE: Final = "UTC"

_ALWAYS: Final = frozenset({"assigned", "role", "invitation"})
_ONLY_WATCHING: Final = frozenset({"comment", "suggestion"})


def is_told(level: Level, kind: Kind, *, personal: bool = True) -> bool:
    """Whether somebody of this level finds it in the inbox.

    ``personal``: it is about them by name, or of what is theirs; not only of a group or a board.
    """
    if level == "watching" or kind in _ALWAYS:
        return True
    if level == "muted":
        return kind == "mention" and personal
    return kind not in _ONLY_WATCHING and (kind != "suggestion-decided" or personal)


def frequency(level: Level, on_board: BoardFrequency, at_large: Frequency) -> Frequency:
    """How often mail of a board comes."""
    if level == "muted":
        return "none"
    return at_large if on_board == "default" else on_board
