"""How deep the shared types of a document nest.

Whoever deletes, copies or reads a type goes down into it, in yrs and in Yjs alike by recursion:
some thousand levels break a browser, some ten thousand end this process. An update tells where its
own types stand, but not how deep that is; remembering it for all of a board would cost more than
the board. So what is kept is a bound, exact for what was made since the room opened, and too high
by what is not known; `deepest` finds it anew when it matters.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import Final

from planhall.sync.encoding import Malformed, Reader
from planhall.sync.update_scan import Id, Piece, scan

MAX_TYPE_DEPTH: Final = 500
"""How deep shared types may nest; a plan's nest some ten deep, and twice that with lists in it."""

MAX_REMEMBERED: Final = 20_000

MAX_UNSURE: Final = 100

_ORIGIN: Final = 0x80
_RIGHT_ORIGIN: Final = 0x40


class Unmeasured(Exception):
    """An update adds to types of which nobody knows yet how deep they are."""


class Nesting:
    """A bound on the depth of a document's types."""

    def __init__(self) -> None:
        self.bound = 0
        self.unsure = 0
        """By how much the bound may be too high."""
        self._is_measured = True
        self._depths: dict[Id, int] = {}

    @property
    def is_doubtful(self) -> bool:
        """Whether the bound is so much too high that the document should be measured again."""
        return self.unsure > MAX_UNSURE

    def like(self, other: "Nesting") -> None:
        """The document is a copy of that one."""
        self.bound = other.bound
        self.unsure = other.unsure
        self._is_measured = other._is_measured
        self._depths = dict(other._depths)

    def loaded(self) -> None:
        """The document holds something of which nothing is known."""
        self._is_measured = False

    def measured(self, depth: int, unsure_then: int) -> None:
        """The document was this deep when ``unsure`` was this much."""
        self.bound = depth + self.unsure - unsure_then
        self.unsure -= unsure_then
        self._is_measured = True

    def add(self, update: bytes) -> None:
        """Take in the types of an update of which everything can go in.

        Raises:
            Malformed: they may nest too deep.
            Unmeasured: `measured` has to come first.
        """
        unknown = 0
        bound = self.bound
        remembered = self._depths

        def outside(item: Id, *, is_parent: bool) -> int:
            nonlocal unknown
            depth = remembered.get(item)
            if depth is None:
                if not self._is_measured:
                    raise Unmeasured
                unknown = 1
                # A parent is a type. What one stands beside may be a leaf in the deepest one.
                depth = bound if is_parent else bound + 1
            return depth

        depths = _depths_of_types(update, outside)
        deepest = max(depths.values(), default=0)
        if deepest > MAX_TYPE_DEPTH:
            raise Malformed("shared types nest too deep")
        if len(remembered) + len(depths) > MAX_REMEMBERED:
            remembered.clear()
        remembered.update(depths)
        if deepest > bound:
            self.bound = deepest
            self.unsure += unknown * (deepest - bound)


def deepest(document: bytes) -> int:
    """How deep the types of a whole document nest."""
    return max(_depths_of_types(document, _nowhere).values(), default=0)


def _nowhere(_item: Id, *, is_parent: bool) -> int:
    return 0


def _depths_of_types(update: bytes, outside: Callable[..., int]) -> dict[Id, int]:
    """The depth of each type in an update: 1 in a root, one more in each other type.

    ``outside`` answers for items that are not in the update.
    """
    pieces: list[list[Piece]] = []
    outline = scan(update, pieces)
    starts: dict[int, list[int]] = {}
    listed: dict[int, list[Piece]] = {}
    for span, of_client in zip(outline.structs, pieces, strict=True):
        listed[span.client] = of_client
        starts[span.client] = [piece.clock for piece in of_client]
    found: dict[tuple[int, int], int] = {}
    depths: dict[Id, int] = {}
    for ref in outline.types:
        client, clock = ref.id
        path: list[tuple[tuple[int, int], int]] = []
        at = (client, bisect_right(starts[client], clock) - 1)
        while True:
            known = found.get(at)
            if known is not None:
                depth = known
                break
            step, target = _stands(update, at[0], listed[at[0]][at[1]])
            path.append((at, step))
            if target is None:
                depth = 0
                break
            of_target = starts.get(target[0])
            index = bisect_right(of_target, target[1]) - 1 if of_target else -1
            piece = listed[target[0]][index] if index >= 0 else None
            if piece is None or target[1] >= piece.clock + piece.length:
                depth = outside(target, is_parent=step == 1)
                break
            at = (target[0], index)
        for item, step in reversed(path):
            depth += step
            found[item] = depth
        depths[ref.id] = depth
    return depths


def _stands(update: bytes, client: int, piece: Piece) -> tuple[int, Id | None]:
    """How much deeper a struct is than what: beside an item, in a type, or in a root (None)."""
    info = update[piece.begin]
    if info & 0x1F in (0, 10):
        return 0, None
    reader = Reader(update, piece.begin + 1)
    if info & (_ORIGIN | _RIGHT_ORIGIN):
        return 0, (reader.var_uint(), reader.var_uint())
    if reader.var_uint() == 1:
        return 1, None
    return 1, (reader.var_uint(), reader.var_uint())
