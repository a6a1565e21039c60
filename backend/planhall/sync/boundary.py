"""Tries changes that have to stay within a part on a copy of the document, before they go in."""

from enum import Enum, auto
from typing import Final

from planhall.sync.access import Guard
from planhall.sync.document import Document, Spoiled
from planhall.sync.update_scan import Outline, scan


class Trial(Enum):
    """What came of trying a change."""

    FITS = auto()
    STRAYS = auto()
    """It does not stay within, or builds on what is not there."""
    BROKEN = auto()
    """No document can take it."""
    EARLY = auto()
    """How deep types nest has to be measured first."""


NO_WAITING: Final = 0


class Boundary:
    """A copy of a room's document that is kept as it is, and the guard's eye on it.

    Who makes changes that are not tried tells it of them (`follow`).
    """

    def __init__(self, original: Document, guard: Guard) -> None:
        self._copy = Document(NO_WAITING)
        self._copy.load(original.whole(), [])
        self._copy.nesting.like(original.nesting)
        self._trace = guard.follow(self._copy.doc)
        self.is_stale = False
        """The copy holds what the document does not."""

    def close(self) -> None:
        self._trace.close()

    def follow(self, change: bytes) -> bool:
        """Take in what somebody else changed; whether the copy is still of use."""
        outline = scan(change)
        try:
            applied = self._copy.apply([(change, outline)])
        except Spoiled:
            return False
        self._trace.passed()
        outcome = applied.outcomes[0]
        return outcome.broken is None and not outcome.is_early and self._copy.is_complete(outline)

    def try_out(self, update: bytes, outline: Outline, within: str) -> Trial:
        """Apply a change to the copy, and see whether all of it stays within a part."""
        if not self._copy.is_whole(update, outline):
            return Trial.STRAYS
        try:
            applied = self._copy.apply([(update, outline)])
        except Spoiled:
            self.is_stale = True
            return Trial.BROKEN
        outcome = applied.outcomes[0]
        if outcome.is_early:
            return Trial.EARLY
        if outcome.broken is not None:
            return Trial.BROKEN
        self.is_stale = not self._trace.stays_within(within)
        return Trial.STRAYS if self.is_stale else Trial.FITS
