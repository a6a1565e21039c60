"""One timer of a room: whoever has something to send says until when it can wait."""

import asyncio
from collections.abc import Callable
from typing import Final

TIMER_SECONDS: Final = 1e-3
"""The event loop's clock and timers (uvloop's) count in milliseconds."""


class Tick:
    """Runs a callback once for all who asked, as early as the first of them needs it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, run: Callable[[], None]) -> None:
        self._loop = loop
        self._run = run
        self._handle: asyncio.Handle | None = None
        self._due = 0.0

    @property
    def is_due(self) -> bool:
        """Whether a run is to come."""
        return self._handle is not None

    def at(self, due: float) -> None:
        """Run at this time of the loop's clock, or at the end of this turn if it is past."""
        handle = self._handle
        if handle is not None:
            if self._due <= due:
                return
            handle.cancel()
        now = self._loop.time()
        if due <= now:
            # What else has arrived by now comes along, and nothing waits for more.
            self._due = now
            self._handle = self._loop.call_soon(self._fire)
        else:
            self._due = due
            self._handle = self._loop.call_at(due, self._fire)

    def cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    @property
    def late(self) -> float:
        """By how many seconds the last run came later than its timer could have run it."""
        return max(0.0, self._loop.time() - self._due - TIMER_SECONDS)

    def _fire(self) -> None:
        self._handle = None
        self._run()
