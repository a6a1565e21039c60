"""The clock of an activity or a breakout. Rows hold when it ends: it goes on through a restart."""

import time
from typing import Protocol

from planhall.workshops.views import ActivityTimer

MINUTE_MS = 60_000


def now_ms() -> int:
    """Server milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Timed(Protocol):
    """A row with a clock. Without a limit (``minutes`` 0) there is nothing to count."""

    minutes: float
    ends_at: int | None
    remaining_ms: int


def planned_ms(minutes: float) -> int:
    return round(minutes * MINUTE_MS)


def remaining(row: Timed, now: int) -> int:
    """Milliseconds until the time is up; negative once it is."""
    return row.remaining_ms if row.ends_at is None else row.ends_at - now


def run(row: Timed, now: int) -> None:
    """Let the clock run; nothing changes where it does, or where there is no limit."""
    if row.minutes > 0 and row.ends_at is None:
        row.ends_at = now + row.remaining_ms


def stop(row: Timed, now: int) -> None:
    row.remaining_ms = remaining(row, now)
    row.ends_at = None


def reset(row: Timed) -> None:
    """The whole time anew, standing still."""
    row.ends_at = None
    row.remaining_ms = planned_ms(row.minutes)


def extend(row: Timed, minutes: float, now: int, *, running: bool) -> None:
    """Give more time: from now on, where the time is up already.

    What had no limit gets one.
    """
    more = planned_ms(minutes)
    if row.minutes <= 0:
        row.minutes = minutes
        row.ends_at = now + more if running else None
        row.remaining_ms = more
    elif row.ends_at is not None:
        row.ends_at = max(row.ends_at, now) + more
    else:
        row.remaining_ms = max(row.remaining_ms, 0) + more


def set_minutes(row: Timed, minutes: float, now: int, *, running: bool) -> None:
    """Plan another time; what is under way keeps the time that it has used."""
    used = planned_ms(row.minutes) - remaining(row, now) if row.minutes > 0 else 0
    row.minutes = minutes
    row.ends_at = None
    row.remaining_ms = max(planned_ms(minutes) - used, 0)
    if running:
        run(row, now)


def timer_view(row: Timed, now: int) -> ActivityTimer:
    return ActivityTimer(
        running=row.ends_at is not None,
        limited=row.minutes > 0,
        ends_at=row.ends_at,
        remaining_ms=remaining(row, now),
    )
