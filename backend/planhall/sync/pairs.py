"""Characters that Yjs counts as two: an emoji is a pair of UTF-16 units, each with its own clock.

An update can put something between the two, or delete one of them. Yjs then has two replacement
characters; yrs loses the second unit and its clock, so that what it sends to a newcomer says
something else of everything that the same client wrote after it, or cannot be read at all. No
editor does that on purpose, and those that compare texts take care not to, so such an update is
refused before yrs sees it.
"""

import re
from typing import Final

from planhall.sync.encoding import Malformed, Reader
from planhall.sync.structs import GC, SKIP
from planhall.sync.update_scan import Outline, Piece, scan

_ORIGIN: Final = 0x80
_RIGHT_ORIGIN: Final = 0x40
_TEXT: Final = 4

_TWO_UNITS: Final = re.compile(rb"[\xf0-\xf4][\x80-\xbf]{3}")
"""The UTF-8 of a character above U+FFFF. Numbers may look like one, so it is only a first look."""


Seconds = dict[int, set[int]]
"""For each client, the clocks of second units."""


class Pairs:
    """Where a document's pairs are."""

    def __init__(self) -> None:
        self._seconds: Seconds = {}

    def loaded(self, state: bytes) -> None:
        """Take in all of a document."""
        self.add(pairs_in(state))

    def check(self, update: bytes, outline: Outline) -> Seconds:
        """Look at an update of which everything can go in; returns the pairs that it brings.

        Raises:
            Malformed: it would part a pair.
        """
        brought = pairs_in(update)
        seconds = self._seconds
        if brought:
            seconds = {**seconds}
            for client, clocks in brought.items():
                seconds[client] = clocks | seconds.get(client, set())
        if seconds and (
            _deletes_half(outline, seconds) or _points_between(update, outline, seconds)
        ):
            raise Malformed("half a character is deleted, or something is put inside of one")
        return brought

    def add(self, brought: Seconds) -> None:
        """These are in the document now."""
        for client, clocks in brought.items():
            self._seconds.setdefault(client, set()).update(clocks)


def pairs_in(update: bytes) -> Seconds:
    """The pairs in the texts of an update."""
    found: Seconds = {}
    if _TWO_UNITS.search(update) is None:
        return found
    pieces: list[list[Piece]] = []
    outline = scan(update, pieces)
    for span, listed in zip(outline.structs, pieces, strict=True):
        for piece in listed:
            if update[piece.begin] & 0x1F != _TEXT:
                continue
            if _TWO_UNITS.search(update, piece.content, piece.end) is None:
                continue
            clock = piece.clock
            for character in Reader(update, piece.content).var_string():
                clock += 1
                if character > "\uffff":
                    found.setdefault(span.client, set()).add(clock)
                    clock += 1
    return found


def _deletes_half(outline: Outline, seconds: Seconds) -> bool:
    # Ranges that meet in the middle of a pair delete all of it, but yrs takes one after the other.
    # Yjs joins those that meet, so honest clients send none.
    return any(
        span.start in seconds.get(span.client, ()) or span.end in seconds.get(span.client, ())
        for span in outline.deletes
    )


def _points_between(update: bytes, outline: Outline, seconds: Seconds) -> bool:
    concerned = {need.client for need in outline.needs}
    concerned.update(span.client for span in outline.structs)
    if concerned.isdisjoint(seconds):
        return False
    pieces: list[list[Piece]] = []
    scan(update, pieces)
    for listed in pieces:
        for piece in listed:
            info = update[piece.begin]
            if info & 0x1F in (GC, SKIP):
                continue
            reader = Reader(update, piece.begin + 1)
            if info & _ORIGIN:
                client, clock = reader.var_uint(), reader.var_uint()
                if clock + 1 in seconds.get(client, ()):
                    return True
            if info & _RIGHT_ORIGIN:
                client, clock = reader.var_uint(), reader.var_uint()
                if clock in seconds.get(client, ()):
                    return True
    return False
