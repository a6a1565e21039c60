"""Participation as a table (CSV, RFC 4180), for a spreadsheet."""

import csv
from io import StringIO
from typing import Any, Protocol

from planhall.participation.periods import Per
from planhall.participation.views import ParticipationReport, WayCounts
from planhall.plan.table import inert

COLUMNS = (
    "What",
    "Name",
    "Stakeholder group",
    "Wrote",
    "Commented",
    "Voted",
    "Decided",
    "Total",
    "Answered somebody",
    "People",
    "Sessions",
)
_SLICES = {Per.QUARTER: "Quarter of an hour", Per.DAY: "Day", Per.WEEK: "Week"}


class _Writer(Protocol):
    def writerow(self, row: list[Any], /) -> object: ...


def write_csv(report: ParticipationReport) -> str:
    """One row for the whole, then for each slice of time, group, and (where told) person."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    names = {group.id: group.name for group in report.groups}
    _row(
        writer, "Total", "", counts=report.totals, answers=report.ways.answers,
        people=report.contributed,
    )  # fmt: skip
    for one in report.over_time:
        _row(writer, _SLICES[report.per], one.start, counts=one.counts, answers=one.answers)
    for group in report.groups:
        _row(writer, "Group", group.name, counts=group.counts, people=group.contributed)
    others = report.others
    _row(writer, "Group", "Others", counts=others.counts, people=others.contributed)
    for missing in report.missing.groups:
        _row(writer, "Missing group", names[missing])
    for person in report.people or ():
        _row(
            writer, "Person", person.person.name, names.get(person.group or "", ""),
            counts=person.counts, answers=person.answers, sessions=person.sessions,
        )  # fmt: skip
    for silent in report.missing.people or ():
        _row(writer, "Not heard yet", silent.name)
    return out.getvalue()


def _row(
    writer: _Writer,
    what: str,
    name: str,
    group: str = "",
    *,
    counts: WayCounts | None = None,
    answers: int | None = None,
    people: int | None = None,
    sessions: int | None = None,
) -> None:
    told = (
        [None] * 5
        if counts is None
        else [counts.wrote, counts.commented, counts.voted, counts.decided, counts.total]
    )
    numbers = ["" if number is None else number for number in (*told, answers, people, sessions)]
    writer.writerow([what, inert(name), inert(group), *numbers])
