"""A time that is counted, cut into days, weeks or quarters of an hour by somebody's clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planhall.problems import Invalid

MAX_DAYS: Final = 366
DAYS_BY_DAY: Final = 62
"""More days than these are told by the week."""
_QUARTER: Final = timedelta(minutes=15)


class Per(StrEnum):
    QUARTER = "quarter"
    DAY = "day"
    WEEK = "week"


def zone_named(name: str) -> tzinfo:
    """
    Raises:
        Invalid: no such time zone is known here.
    """
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(
            "The time zone is not known: name one of the IANA's, as Europe/Berlin."
        ) from None


@dataclass(frozen=True, slots=True)
class Period:
    """From ``since`` until before ``until``."""

    since: datetime
    until: datetime
    per: Per
    zone: tzinfo

    def start_of(self, at: datetime) -> str:
        """When the day, week or quarter began that this moment is in, as ISO 8601 has it.

        What is before or after the time is in its first or last one.
        """
        at = max(self.since, min(at, self._last))
        if self.per is Per.QUARTER:
            return _quarter_text(_quarter(at), self.zone)
        return self._first_day(at).isoformat()

    def starts(self) -> list[str]:
        """Of every part of the time, in order."""
        if self.per is Per.QUARTER:
            first = _quarter(self.since)
            return [
                _quarter_text(first + number * _QUARTER, self.zone)
                for number in range((self._last - first) // _QUARTER + 1)
            ]
        step = 7 if self.per is Per.WEEK else 1
        day, end = self._first_day(self.since), self._first_day(self._last)
        count = (end - day).days // step
        return [(day + timedelta(days=number * step)).isoformat() for number in range(count + 1)]

    @property
    def _last(self) -> datetime:
        return max(self.since, self.until - timedelta(milliseconds=1))

    def _first_day(self, at: datetime) -> date:
        day = at.astimezone(self.zone).date()
        return day - timedelta(days=day.weekday()) if self.per is Per.WEEK else day


def last_days(days: int, zone: tzinfo, now: datetime) -> Period:
    """The last ``days`` days by the clock of that zone, today being one of them."""
    today = now.astimezone(zone).date()
    first = today - timedelta(days=days - 1)
    since = datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC)
    return Period(since, now, Per.DAY if days <= DAYS_BY_DAY else Per.WEEK, zone)


def time_of(began: datetime, ended: datetime, zone: tzinfo) -> Period:
    """A session's time; of one that went on for more than a year, the last one."""
    since = max(began, ended - timedelta(days=MAX_DAYS))
    length = ended - since
    if length <= timedelta(days=1):
        return Period(since, ended, Per.QUARTER, zone)
    per = Per.DAY if length <= timedelta(days=DAYS_BY_DAY) else Per.WEEK
    return Period(since, ended, per, zone)


def _quarter(at: datetime) -> datetime:
    utc = at.astimezone(UTC)
    return utc.replace(minute=utc.minute // 15 * 15, second=0, microsecond=0)


def _quarter_text(start: datetime, zone: tzinfo) -> str:
    return start.astimezone(zone).isoformat(timespec="minutes")
