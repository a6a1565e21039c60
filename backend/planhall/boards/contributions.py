"""That somebody did something on a board, never what: as the parts tell it to who counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MAX_CONTRIBUTIONS: Final = 20_000
"""Of more than these of one sort, the older ones are left out."""


class Kind(StrEnum):
    """What sort of thing it was."""

    PLAN = "plan"
    """A minute in which they wrote in the plan."""
    NOTE = "note"
    """A note in a session, once revealed with its author's name."""
    COMMENT = "comment"
    REACTION = "reaction"
    SUGGESTION = "suggestion"
    BALLOT = "ballot"
    """They voted, in a vote that is closed."""
    VERDICT = "verdict"
    """They accepted or declined a suggestion."""
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person did at one time."""

    person: str | None
    """None: somebody whose account is gone."""
    kind: Kind
    at: datetime
    count: int = 1
    answers: bool = False
    """It answers somebody else."""
    about: str | None = None
    """The item of the plan that it is about, where that may make it an answer."""


@dataclass(frozen=True, slots=True)
class Contributions:
    found: Sequence[Contribution]
    truncated: bool = False
    """There are older ones, which were left out."""


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody came to a session."""

    person: str
    session: str
    at: datetime
    stakeholder: str | None
    """Id of the group of the plan that they spoke for."""
    hands: int
    """How often they raised a hand."""
