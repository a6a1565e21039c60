"""How much one socket, one address and one person may ask for."""

from collections import Counter

from planhall.sync.closing import CloseCode, CloseSocket


class Allowance:
    """A token bucket: a burst at once, then so many a second."""

    __slots__ = ("_burst", "_left", "_rate", "_since")

    def __init__(self, rate: float, burst: int, now: float) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._left = float(burst)
        self._since = now

    def take(self, now: float) -> bool:
        """Use one up; False: none is left."""
        left = self._left + (now - self._since) * self._rate
        self._since = now
        if left > self._burst:
            left = self._burst
        if left < 1:
            self._left = left
            return False
        self._left = left - 1
        return True


class Admission:
    """Counts the open sockets of each holder, of which none may have more than ``limit``."""

    def __init__(self, limit: int, what: str) -> None:
        """``limit`` 0: no limit. ``what`` names the holders to those who are turned away."""
        self._limit = limit
        self._what = what
        self._open: Counter[str] = Counter()

    def enter(self, holder: str) -> None:
        """Count one more; `leave` has to follow.

        Raises:
            CloseSocket: the holder has too many, and this one was not counted.
        """
        if self._limit and self._open[holder] >= self._limit:
            raise CloseSocket(CloseCode.TOO_MANY, f"too many connections of one {self._what}")
        self._open[holder] += 1

    def leave(self, holder: str) -> None:
        self._open[holder] -= 1
        if not self._open[holder]:
            del self._open[holder]
