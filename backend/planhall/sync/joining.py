"""Several updates as one that says the same, without a document and without yrs."""

from collections.abc import Sequence

from planhall.sync.encoding import var_uint
from planhall.sync.structs import SKIP, compose, is_run, one_by_one, without_beginning
from planhall.sync.update_scan import Outline, Piece, Span, scan

_SKIP_HEAD = bytes((SKIP,))


def join(updates: Sequence[bytes]) -> bytes:
    """One update with all that these hold, gaps included.

    Yjs calls it `mergeUpdates`; this one reads nothing but lengths, and never fails on what `scan`
    takes. Where two say different things of one clock, the one with the earlier beginning holds,
    then the earlier update.

    Raises:
        Malformed: one of them is not an update.
    """
    pieces: dict[int, list[tuple[Piece, bytes]]] = {}
    deleted: dict[int, list[Span]] = {}
    for update in updates:
        listed: list[list[Piece]] = []
        outline = scan(update, listed)
        for span, of_client in zip(outline.structs, listed, strict=True):
            pieces.setdefault(span.client, []).extend((piece, update) for piece in of_client)
        for span in outline.deletes:
            deleted.setdefault(span.client, []).append(span)
    blocks = [_block(client, of_client) for client, of_client in pieces.items()]
    return compose(
        [block for block in blocks if block],
        [span for spans in deleted.values() for span in _united(spans)],
    )


def stand_apart(updates: Sequence[tuple[bytes, Outline]]) -> bool:
    """Whether updates can be put `side_by_side`: of one client each, all different, no deletions.

    Keystrokes of several people are like that.
    """
    clients = {
        outline.structs[0].client
        for update, outline in updates
        if len(outline.structs) == 1 and not outline.deletes
        and update[0] == 1 and update[-1] == 0
    }  # fmt: skip
    return len(clients) == len(updates)


def side_by_side(updates: Sequence[bytes]) -> bytes:
    """What `join` makes of updates that `stand_apart`, without looking at them."""
    return compose([update[1:-1] for update in updates], ())


def _block(client: int, pieces: list[tuple[Piece, bytes]]) -> bytes:
    begin = end = -1
    structs: list[bytes] = []
    for piece, update in sorted(pieces, key=lambda one: one[0].clock):
        piece_end = piece.clock + piece.length
        if update[piece.begin] == SKIP or piece_end <= end:
            continue
        if end < 0:
            begin = piece.clock
        elif piece.clock > end:
            structs.append(_SKIP_HEAD + var_uint(piece.clock - end))
        if piece.clock < end:
            offset = end - piece.clock
            if is_run(update, piece):
                structs += one_by_one(update, client, piece, offset)
            else:
                structs.append(without_beginning(update, client, piece, offset))
        else:
            structs.append(update[piece.begin : piece.end])
        end = piece_end
    if not structs:
        return b""
    return b"".join((var_uint(len(structs)), var_uint(client), var_uint(begin), *structs))


def _united(spans: list[Span]) -> list[Span]:
    united: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if united and span.start <= united[-1].end:
            united[-1] = united[-1]._replace(end=max(united[-1].end, span.end))
        else:
            united.append(span)
    return united
