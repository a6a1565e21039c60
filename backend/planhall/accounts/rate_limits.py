"""How often one address or one email may try, kept in memory."""

import math
import time
from ipaddress import IPv6Address, ip_address

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import HTTPConnection

from planhall.problems import TooMany


class RateLimit:
    """Some limits at once, such as ``10/minute;100/hour``, for each key of its own."""

    def __init__(self, storage: MemoryStorage, purpose: str, limits: str) -> None:
        self._limiter = MovingWindowRateLimiter(storage)
        self._purpose = purpose
        self._limits: list[RateLimitItem] = parse_many(limits)

    def spend(self, key: str) -> None:
        """Count one try.

        Raises:
            TooMany: there were too many; ``retry_after`` says in how many seconds to come back.
        """
        for limit in self._limits:
            if not self._limiter.hit(limit, self._purpose, key):
                reset = self._limiter.get_window_stats(limit, self._purpose, key).reset_time
                seconds = max(1, math.ceil(reset - time.time()))
                raise TooMany(f"Too many tries. {_wait(seconds)}", retry_after=seconds)


def _wait(seconds: int) -> str:
    if seconds < 90:
        return "Wait a minute, then try again."
    return f"Try again in {math.ceil(seconds / 60)} minutes."


def client_address(connection: HTTPConnection) -> str:
    """Whom to count a request for: an IPv4 address, or the /64 network of an IPv6 address.

    One customer of a provider has a whole /64 to pick addresses from.
    """
    host = connection.client.host if connection.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return f"{IPv6Address(int(address) >> 64 << 64)}/64"
