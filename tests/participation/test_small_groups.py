"""What few did is told by group only to those who see people."""

from datetime import UTC, datetime

from planhall.boards.contributions import Attended, Contribution, Kind
from planhall.participation.counting import Material, report
from planhall.participation.periods import last_days
from planhall.participation.views import ParticipationReport
from planhall.plan.model import Plan, Stakeholder

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
BEFORE = datetime(2026, 3, 4, 9, tzinfo=UTC)


def _told(sizes: dict[str, int], *, sees_people: bool) -> ParticipationReport:
    """Of groups with so many people, each of whom wrote once."""
    people = {f"{group}{number}": group for group, size in sizes.items() for number in range(size)}
    return report(
        Material(
            period=last_days(7, UTC, NOW),
            contributions=[Contribution(person, Kind.NOTE, BEFORE) for person in people],
            truncated=False,
            came=[Attended(person, "s", BEFORE, group, 0) for person, group in people.items()],
            speaks_for=people,
            plan=Plan(stakeholders=tuple(Stakeholder(group, group) for group in sizes)),
            made_by={},
            could=frozenset(people),
            people={},
            unnamed=frozenset(),
            viewer="somebody",
            sees_people=sees_people,
        )
    )


def _by_group(told: ParticipationReport) -> dict[str, int | None]:
    return {group.id: group.contributed for group in told.groups}


def test_a_small_group_is_told_among_the_others() -> None:
    told = _told({"many": 5, "few": 2, "fewer": 1}, sees_people=False)
    assert _by_group(told) == {"many": 5, "few": None, "fewer": None}
    assert told.others.contributed == 3
    assert [part.groups for part in told.over_time if part.groups] == [{"many": 5}]
    assert [group.came for group in told.groups] == [5, 2, 1]


def test_nobody_stands_alone_among_the_others() -> None:
    told = _told({"many": 5, "some": 3, "one": 1, "none": 0}, sees_people=False)
    assert _by_group(told) == {"many": 5, "some": None, "one": None, "none": 0}
    assert told.others.contributed == 4
    assert told.missing.groups == ["none"]


def test_who_sees_people_sees_every_group() -> None:
    told = _told({"many": 5, "one": 1}, sees_people=True)
    assert _by_group(told) == {"many": 5, "one": 1}
    assert told.others.contributed == 0
