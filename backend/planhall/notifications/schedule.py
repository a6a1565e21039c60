"""Moments of the day where somebody is."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

MORNING: Final = time(8)
_MONDAY: Final = 0


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def known_zone(name: str) -> str:
    """The name, where it is one of an IANA time zone.

    Raises:
        ValueError: it is not.
    """
    if name not in _zones():
        raise ValueError("this is no time zone; name one as “Europe/Berlin”")
    return name


def _zone(name: str) -> ZoneInfo:
    # A name may go out of use; what was kept must not stop anything.
    return ZoneInfo(name if name in _zones() else "UTC")


def morning_of(day: date, zone: str) -> datetime:
    """08:00 of a day there, in UTC."""
    return datetime.combine(day, MORNING, _zone(zone)).astimezone(UTC)


def next_morning(now: datetime, zone: str) -> datetime:
    """The next 08:00 there, later than now."""
    day = now.astimezone(_zone(zone)).date()
    today = morning_of(day, zone)
    return today if today > now else morning_of(day + timedelta(days=1), zone)


def next_monday(now: datetime, zone: str) -> datetime:
    """The next Monday's 08:00 there, later than now."""
    day = now.astimezone(_zone(zone)).date()
    monday = day + timedelta(days=(_MONDAY - day.weekday()) % 7)
    first = morning_of(monday, zone)
    return first if first > now else morning_of(monday + timedelta(days=7), zone)
