"""Which part of an update can go into a document now, and which has to wait.

yrs keeps what has to wait by itself, but a waiting struct that overlaps with what is there, or
that points to itself, can end the process. So it is handed only what fits at once: each client's
structs begin where the document ends, and all that they point to is there. That is what Yjs calls
integration order; the rest is kept here, as an update of its own.

Values that follow one another under one key (deleted ones, which an undo manager keeps) are handed
over one by one: yrs loops for ever over some that are not all deleted.
"""

from collections.abc import Mapping
from typing import NamedTuple

from planhall.sync.encoding import var_uint
from planhall.sync.joining import join
from planhall.sync.structs import SKIP, compose, is_run, one_by_one, without_beginning
from planhall.sync.update_scan import Outline, Piece, Span, scan


class Rest(NamedTuple):
    """Part of an update that has to wait."""

    update: bytes
    client: int
    clock: int
    """None of it can go in before this client's clock is past this one."""


class Parts(NamedTuple):
    """An update, cut up."""

    ready: bytes | None
    """What the document lacks and can take; None: nothing."""
    reached: dict[int, int]
    """The clocks of those whose structs are in it, once it is in."""
    rests: tuple[Rest, ...]


def split(update: bytes, outline: Outline, clocks: Mapping[int, int]) -> Parts:
    """Cut an update for a document that has these clocks."""
    structs = outline.structs
    plain = not outline.has_gaps and not outline.has_runs
    if len(structs) <= 1 and plain and _fits(outline, clocks):
        return Parts(update, {span.client: span.end for span in structs}, ())
    return _cut(update, clocks)


def _fits(outline: Outline, clocks: Mapping[int, int]) -> bool:
    """Whether an update of at most one client can go in as it is."""
    client = end = -1
    for span in outline.structs:
        client, start, end = span
        if start != clocks.get(client, 0) or start == end:
            return False
    for need in outline.needs:
        if need.at >= clocks.get(need.client, 0):
            return False
    for deleted in outline.deletes:
        known = end if deleted.client == client else clocks.get(deleted.client, 0)
        if deleted.end > known:
            return False
    return True


def _cut(update: bytes, clocks: Mapping[int, int]) -> Parts:
    pieces: list[list[Piece]] = []
    outline = scan(update, pieces)
    reached, blocked_by = _reach(update, outline, pieces, clocks)
    ready: list[bytes] = []
    rests: list[Rest] = []
    more: list[bytes] = []
    changed: dict[int, int] = {}
    for block, (span, listed) in enumerate(zip(outline.structs, pieces, strict=True)):
        known = clocks.get(span.client, 0)
        end = reached[span.client]
        # Up to where it came, a struct begins; one of which half is known may be held up itself.
        taken = _block(update, span.client, listed, known, end) if end > known else b""
        if taken:
            ready.append(taken)
            changed[span.client] = end
        left = _block(update, span.client, listed, end, span.end)
        if not left:
            continue
        rest = compose([left], [])
        if any(piece.clock < end < piece.clock + piece.length for piece in listed):
            # Without its beginning a struct needs less, and may go in after all.
            again = split(rest, scan(rest), {**clocks, **reached})
            if again.ready is not None:
                more.append(again.ready)
                changed.update(again.reached)
            rests += again.rests
        else:
            rests.append(Rest(rest, *blocked_by[block]))
    now, later = _cut_deletes(outline.deletes, clocks, reached)
    for client, spans in later.items():
        first = min(span.start for span in spans)
        rests.append(Rest(compose([], spans), client, first))
    whole = compose(ready, now) if ready or now else None
    if more:
        whole = join(more if whole is None else [whole, *more])
    return Parts(whole, changed, tuple(rests))


def _reach(
    update: bytes, outline: Outline, pieces: list[list[Piece]], clocks: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """How far each client's structs can go in, and what holds up those that cannot all."""
    needs: list[list[tuple[int, int, int]]] = [[] for _ in outline.structs]
    for need in outline.needs:
        needs[need.block].append((need.clock, need.client, need.at))
    known = {span.client: clocks.get(span.client, 0) for span in outline.structs}
    next_need = [0] * len(needs)
    next_piece = [0] * len(needs)
    waiting: dict[int, list[int]] = {}
    blocked_by: dict[int, tuple[int, int]] = {}
    todo = list(range(len(needs)))
    while todo:
        block = todo.pop()
        span = outline.structs[block]
        listed = pieces[block]
        at = known[span.client]
        if span.start > at:
            blocked_by[block] = (span.client, at)
            continue
        held: tuple[int, int] | None = None
        before = at
        position = next_piece[block]
        while position < len(listed):
            piece = listed[position]
            if piece.clock + piece.length <= at:
                position += 1
                continue
            if update[piece.begin] == SKIP:
                held = (span.client, at)
                break
            mine = needs[block]
            cursor = next_need[block]
            while cursor < len(mine) and mine[cursor][0] < piece.clock:
                cursor += 1
            while cursor < len(mine) and mine[cursor][0] == piece.clock:
                _, client, needed = mine[cursor]
                if needed >= known.get(client, clocks.get(client, 0)):
                    held = (client, needed)
                    break
                cursor += 1
            next_need[block] = cursor
            if held is not None:
                break
            at = piece.clock + piece.length
            position += 1
        next_piece[block] = position
        known[span.client] = at
        if held is not None:
            blocked_by[block] = held
            waiting.setdefault(held[0], []).append(block)
        else:
            blocked_by.pop(block, None)
        if at > before:
            todo.extend(waiting.pop(span.client, ()))
    return known, blocked_by


def _block(update: bytes, client: int, listed: list[Piece], start: int, end: int) -> bytes:
    """One client's structs from one clock up to another, which begins a struct."""
    taken = [piece for piece in listed if piece.clock + piece.length > start and piece.clock < end]
    while taken and update[taken[0].begin] == SKIP:
        taken = taken[1:]
    if not taken:
        return b""
    offset = max(start - taken[0].clock, 0)
    structs: list[bytes] = []
    for piece in taken:
        if is_run(update, piece):
            structs += one_by_one(update, client, piece, offset)
        elif offset:
            structs.append(without_beginning(update, client, piece, offset))
        else:
            structs.append(update[piece.begin : piece.end])
        offset = 0
    head = (var_uint(len(structs)), var_uint(client), var_uint(max(start, taken[0].clock)))
    return b"".join((*head, *structs))


def _cut_deletes(
    deletes: list[Span], clocks: Mapping[int, int], reached: Mapping[int, int]
) -> tuple[list[Span], dict[int, list[Span]]]:
    now: list[Span] = []
    later: dict[int, list[Span]] = {}
    for span in deletes:
        known = reached.get(span.client, clocks.get(span.client, 0))
        if span.start < known:
            now.append(span._replace(end=min(span.end, known)))
        if span.end > known:
            later.setdefault(span.client, []).append(span._replace(start=max(span.start, known)))
    return now, later
