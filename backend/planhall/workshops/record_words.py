"""The words of a record that its Markdown and its PDF share."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from planhall.workshops.taking_part_views import (
    Action,
    Decision,
    RecordedActivity,
    RecordedIdea,
    SessionRecord,
)

KINDS: Final = {
    "brainstorm": "Brainstorm",
    "group": "Grouping",
    "vote": "Vote",
    "discuss": "Discussion",
    "write": "Writing",
    "decide": "Decision",
    "checkin": "Check-in",
}


def file_stem(record: SessionRecord) -> str:
    """A file name that every system takes."""
    day = record.started_at or record.created_at
    plain = unicodedata.normalize("NFKC", record.title)
    title = re.sub(r"[^\w]+", "-", plain).strip("-_").lower()[:80]
    return f"{day.astimezone(UTC):%Y-%m-%d}-{title or 'session'}"


def moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def facts(record: SessionRecord) -> Iterator[tuple[str, str]]:
    """What stands at the head of a record: labels and what they say."""
    yield "Plan", record.board_title
    if record.facilitator is not None:
        yield "Facilitator", record.facilitator
    if record.started_at is not None:
        yield "Began", moment(record.started_at)
    else:
        yield "Planned", moment(record.created_at)
    if record.ended_at is not None:
        yield "Ended", moment(record.ended_at)


def people(record: SessionRecord) -> list[str]:
    return [
        one.person.name + (f" ({one.stakeholder})" if one.stakeholder else "")
        for one in record.people
    ]


def step_heading(step: RecordedActivity) -> str:
    minutes = "" if step.minutes <= 0 else f", {step.minutes:g} min"
    return f"{step.title} ({KINDS[step.kind].lower()}{minutes})"


def ideas_by_group(step: RecordedActivity) -> list[tuple[str, list[RecordedIdea]]]:
    """The ideas of each group, then those in none; the title of the latter is empty where there
    are no groups."""
    grouped = [
        (cluster.title, [idea for idea in step.ideas if idea.cluster == cluster.id])
        for cluster in step.clusters
    ]
    known = {cluster.id for cluster in step.clusters}
    loose = [idea for idea in step.ideas if idea.cluster not in known]
    shown = [(title, ideas) for title, ideas in grouped if ideas]
    if loose:
        shown.append(("In no group" if shown else "", loose))
    return shown


def unrevealed(step: RecordedActivity) -> str:
    count = step.unrevealed
    if not count:
        return ""
    notes = "1 note was" if count == 1 else f"{count} notes were"
    return f"{notes} not revealed."


def decision_facts(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.why:
        yield "Why", decision.why
    if decision.who:
        yield "Who", ", ".join(decision.who)
    yield "When", moment(decision.at)
    if decision.dissent:
        yield "Dissent", decision.dissent


def action_line(action: Action) -> str:
    parts = [action.title]
    if action.owner_name:
        parts.append(action.owner_name)
    if action.due is not None:
        parts.append(f"by {action.due}")
    return " · ".join(parts)
