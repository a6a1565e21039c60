"""When a room sends what has come: at once in a quiet one, gathered with more in a lively one."""

from typing import Final

LIVELY_SECONDS: Final = 4e-3
"""A room that sent something so short a time ago is lively: more is likely to come at once."""

GATHER_SECONDS: Final = 1e-3
"""How long a lively room waits for more. The event loop's timers count in milliseconds."""

SHARE: Final = 1 / 3
"""Of the time, a room works no more than this for long, however many there are to send to and
however slow the machine is: what is left is for reading, for storing and for other rooms."""

BURST_SECONDS: Final = 10e-3
"""How much a room may work without a pause that did little before."""


class Pace:
    """Says when to send next.

    It keeps a bucket of working time, which fills as time passes, and from which is drawn what
    sending took. Times are in seconds, by one clock that never goes back.
    """

    def __init__(self, longest: float) -> None:
        """``longest``: how long changes are held back at most."""
        self._longest = longest
        self._gather = min(GATHER_SECONDS, longest)
        self._credit = BURST_SECONDS
        self._counted_at = 0.0
        self._sent_at = float("-inf")
        self._not_before = float("-inf")

    def due(self, now: float) -> float:
        """When to send what has come now."""
        if now - self._sent_at < LIVELY_SECONDS:
            now += self._gather
        return max(now, self._not_before)

    def may_send(self, now: float) -> bool:
        """Whether the pause is over."""
        return now >= self._not_before

    def worked(self, now: float, seconds: float, *, late: float, sent: bool) -> None:
        """Count what was done until now.

        ``seconds``: of the processor's time, since what others took of it is over. ``late``: by
        how much it began too late, which is load too, if others': it counts for as much again as
        was done, and no more, or whoever was held up once would make everyone wait again. ``sent``:
        changes were among what was sent, and the next ones come after a pause.
        """
        filled = min(BURST_SECONDS, self._credit + (now - self._counted_at) * SHARE)
        # Nobody waits for longer than the longest pause, so a debt beyond it is forgiven.
        self._credit = max(filled - seconds - min(late, seconds), -self._longest * SHARE)
        self._counted_at = now
        if sent:
            self._sent_at = now
            self._not_before = now + max(0.0, -self._credit / SHARE)
