"""Whether what is stored of a board can be read."""

from typing import Any

from pycrdt import Doc

from planhall.sync.encoding import Malformed
from planhall.sync.log import UpdateLog
from planhall.sync.update_scan import scan


async def unreadable(log: UpdateLog, board: str) -> int:
    """How many stored updates opening the board would leave out, the snapshot's among them."""
    stored = await log.load(board)
    if stored is None:
        return 0
    document: Doc[Any] = Doc()
    count = 0
    for update in (stored.state, *stored.updates):
        if update is None:
            continue
        try:
            scan(update)
            document.apply_update(update)
        except (Malformed, ValueError):
            count += 1
    return count
