"""What stands in a calendar, before it is written as a file."""

from dataclasses import dataclass
from datetime import datetime

from planhall.plan.model import Item
from planhall.workshops.planned import PlannedSession


@dataclass(frozen=True, slots=True)
class SessionTime:
    session: PlannedSession
    board: str
    """The board's title."""
    url: str


@dataclass(frozen=True, slots=True)
class DueItem:
    board: str
    board_title: str
    item: Item
    url: str
    sequence: int
    """Higher whenever the item may be another."""
    changed_at: datetime
