"""Calendars as files (RFC 5545): sessions with their time, due dates as whole days."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import quote

from icalendar import Calendar, Event

from planhall.boards.views import one_line
from planhall.plan.stratml.words import label
from planhall.publishing.calendar_entries import DueItem, SessionTime

REFRESH: Final = timedelta(hours=1)
UNTIMED: Final = timedelta(hours=1)
"""How long a session takes whose agenda says nothing of it."""
_LONGEST: Final = 300
_LARGEST: Final = 2**31 - 1


def write_calendar(
    sessions: Sequence[SessionTime], due: Sequence[DueItem], now: datetime
) -> tuple[bytes, str]:
    """The file, and an ETag that stays as long as the file says the same."""
    calendar = Calendar()
    calendar.add("prodid", "-//Planhall//Planhall//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Planhall")
    calendar.add("x-wr-calname", "Planhall")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for time in sessions:
        calendar.add_component(_session(time))
    for item in due:
        event = _due(item)
        if event is not None:
            calendar.add_component(event)
    says = hashlib.sha256(calendar.to_ical()).hexdigest()[:32]
    for event in calendar.events:
        # When this file was made; what it says is the same without that.
        event.add("dtstamp", now.astimezone(UTC))
    return calendar.to_ical(), f'"{says}"'


def _session(time: SessionTime) -> Event:
    session = time.session
    event = Event()
    event.add("uid", f"session-{session.id}@planhall")
    event.add("summary", one_line(f"{session.title} · {time.board}", _LONGEST))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("duration", timedelta(minutes=round(session.minutes)) or UNTIMED)
    event.add("sequence", min(session.revision, _LARGEST))
    event.add("url", time.url)
    event.add("description", f"A session on “{one_line(time.board, _LONGEST)}”.\n{time.url}")
    event.add("categories", ["Session"])
    event.add("created", session.created_at.astimezone(UTC))
    return event


def _due(due: DueItem) -> Event | None:
    item = due.item
    try:
        day = date.fromisoformat(item.due or "")
    except ValueError:
        return None
    title = one_line(item.title, _LONGEST) or "Untitled"
    event = Event()
    event.add("uid", f"due-{due.board}-{quote(item.id, safe='')}@planhall")
    event.add("summary", f"Due: {title}")
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("sequence", min(due.sequence, _LARGEST))
    event.add("last-modified", due.changed_at.astimezone(UTC))
    event.add("url", due.url)
    lines = [f"{label(item.kind) or 'Item'} of “{one_line(due.board_title, _LONGEST)}”"]
    if item.owner is not None and item.owner.name.strip():
        lines.append(f"Owner: {one_line(item.owner.name, _LONGEST)}")
    event.add("description", "\n".join([*lines, due.url]))
    event.add("categories", [label(item.kind) or "Item"])
    return event
