"""Keeps the log of a board short: one update for what somebody wrote within a minute.

Only what is in a snapshot is joined, and nothing is dropped: who wrote what, in which minute, can
still be told, and the board as it was at the beginning of any minute can still be had.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import structlog

from planhall.sync.encoding import Malformed
from planhall.sync.log import Head
from planhall.sync.writer import LogWriter

WINDOW_MS: Final = 60_000
MAX_JOINED_BYTES: Final = 128 << 10
PAGE: Final = 5_000
"""How many updates are looked at, at once: about 10 ms."""
STEP_UPDATES: Final = 400
"""How many are joined in one transaction: about as long."""

logger = structlog.get_logger(__name__)


class Compaction:
    """One board's, a step at a time."""

    def __init__(self, board: str, writer: LogWriter) -> None:
        self._board = board
        self._writer = writer
        self._after = 0
        self._upto = 0
        self._found: list[list[int]] = []

    @property
    def is_due(self) -> bool:
        return bool(self._found) or self._after < self._upto

    @property
    def backlog(self) -> int:
        """How many updates may still have to be looked at."""
        return sum(map(len, self._found)) + max(0, self._upto - self._after)

    def note_snapshot(self, seq: int) -> None:
        """All up to this number are in a snapshot now."""
        self._upto = max(self._upto, seq)

    async def step(self) -> None:
        """Do a little of what is due. What cannot be read stays as it is.

        Raises:
            Exception: whatever the log raised; the step can be tried again.
        """
        if not self._found:
            heads = await self._writer.heads(self._board, self._after, self._upto, PAGE)
            self._found = list(groups(heads))
            self._after = heads[-1].seq if len(heads) == PAGE else self._upto
            return
        now: list[list[int]] = []
        count = 0
        while self._found and count < STEP_UPDATES:
            group = self._found.pop()
            now.append(group)
            count += len(group)
        try:
            await self._writer.join(self._board, now)
        except Malformed:
            # Tried again it would fail again, and keep the room from all else that it has to do.
            logger.exception("updates that cannot be read are not joined", board=self._board)
        except BaseException:
            self._found += now
            raise


def groups(heads: Sequence[Head]) -> Iterator[list[int]]:
    """Numbers of updates to be joined, each group in order; single ones are left out."""
    current: dict[tuple[str, int], list[int]] = {}
    sizes: dict[tuple[str, int], int] = {}
    for head in heads:
        key = (head.author, head.at // WINDOW_MS)
        group = current.get(key)
        if group is not None and (
            sizes[key] + head.size > MAX_JOINED_BYTES or len(group) == STEP_UPDATES
        ):
            if len(group) > 1:
                yield group
            group = None
        if group is None:
            current[key] = [head.seq]
            sizes[key] = head.size
        else:
            group.append(head.seq)
            sizes[key] += head.size
    yield from (group for group in current.values() if len(group) > 1)
