"""From contributions to what is told of them, and to whom."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from planhall.accounts.views import Person
from planhall.boards.contributions import Attended, Contribution, Kind
from planhall.participation.periods import Period
from planhall.participation.views import (
    AboutMe,
    ChannelUse,
    GroupPart,
    KindCount,
    MissingVoices,
    OthersPart,
    ParticipationReport,
    PersonCounts,
    SilentGroup,
    TimePart,
    TwoWay,
    WayCounts,
)
from planhall.plan.model import Plan

TOLD_BY_GROUP: Final = 3
"""What fewer people than these did is told by group only to those who see people, too."""

WAYS: Final[Mapping[Kind, str]] = {
    Kind.PLAN: "wrote",
    Kind.NOTE: "wrote",
    Kind.COMMENT: "commented",
    Kind.REACTION: "commented",
    Kind.SUGGESTION: "commented",
    Kind.BALLOT: "voted",
    Kind.VERDICT: "decided",
    Kind.DECISION: "decided",
}


@dataclass(frozen=True, slots=True)
class Material:
    """All that there is to count."""

    period: Period
    contributions: Sequence[Contribution]
    truncated: bool
    came: Sequence[Attended]
    """Those who came in this time."""
    speaks_for: Mapping[str, str]
    """The stakeholder group of each person who named one."""
    plan: Plan
    made_by: Mapping[str, str]
    """Who made each item of the plan, where that is known."""
    could: frozenset[str]
    """Everyone on the board who may contribute."""
    people: Mapping[str, Person]
    unnamed: frozenset[str]
    """Those who are not to be named."""
    viewer: str
    sees_people: bool


@dataclass(slots=True)
class _Tally:
    """What some people did."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    answers: int = 0
    people: set[str] = field(default_factory=set)

    def add(self, one: Contribution, answers: bool) -> None:
        self.kinds[one.kind] += one.count
        if answers:
            self.answers += one.count
        if one.person is not None:
            self.people.add(one.person)

    def join(self, other: "_Tally") -> None:
        self.kinds += other.kinds
        self.answers += other.answers
        self.people |= other.people

    @property
    def counts(self) -> WayCounts:
        ways: Counter[str] = Counter()
        for kind, count in self.kinds.items():
            ways[WAYS[kind]] += count
        return WayCounts(**ways)


def report(material: Material) -> ParticipationReport:
    """May take some tenths of a second where there is much."""
    groups = {group.id: group for group in material.plan.stakeholders}
    whole = _Tally()
    slices: defaultdict[str, _Tally] = defaultdict(_Tally)
    by_group_then: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_person: defaultdict[str, _Tally] = defaultdict(_Tally)
    by_group: dict[str, _Tally] = {id_: _Tally() for id_ in groups}
    others = _Tally()
    for one in material.contributions:
        maker = material.made_by.get(one.about or "")
        answers = one.answers or (maker is not None and maker != one.person)
        group = _group_of(material, one.person)
        start = material.period.start_of(one.at)
        for tally in (whole, slices[start], by_group.get(group or "", others)):
            tally.add(one, answers)
        if group in by_group:
            by_group_then[start][group] += one.count
        if one.person is not None:
            by_person[one.person].add(one, answers)
    came_for = Counter(
        group
        for person in {came.person for came in material.came}
        if (group := material.speaks_for.get(person)) is not None
    )
    told = set(by_group)
    if not material.sees_people:
        told -= _fold_small(by_group, others)
    return ParticipationReport(
        since=material.period.since,
        until=material.period.until,
        per=material.period.per,
        totals=whole.counts,
        contributed=len(whole.people),
        came=len({came.person for came in material.came}),
        over_time=[
            TimePart(
                start=start,
                counts=slices[start].counts,
                answers=slices[start].answers,
                groups={id_: count for id_, count in by_group_then[start].items() if id_ in told},
            )
            for start in material.period.starts()
        ],
        groups=[
            GroupPart(
                id=id_,
                name=group.name,
                color=group.color,
                came=came_for[id_],
                contributed=len(by_group[id_].people) if id_ in told else None,
                counts=by_group[id_].counts if id_ in told else None,
            )
            for id_, group in groups.items()
        ],
        others=OthersPart(contributed=len(others.people), counts=others.counts),
        ways=_ways(material.plan, whole),
        missing=_missing(material, came_for, set(by_person)),
        people=_people(material, by_person) if material.sees_people else None,
        me=_about_me(material, by_person.get(material.viewer, _Tally())),
        truncated=material.truncated,
    )


def _group_of(material: Material, person: str | None) -> str | None:
    """For whom what somebody did counts; None: for no group."""
    if person is None or person in material.unnamed:
        return None
    return material.speaks_for.get(person)


def _fold_small(by_group: Mapping[str, _Tally], others: _Tally) -> set[str]:
    """Put what few did among the others, and as much more as keeps them from standing out there.

    Else "Vendors: voted 1" would say what the only vendor did.
    """
    folded: set[str] = set()
    for id_, tally in sorted(by_group.items(), key=lambda entry: (len(entry[1].people), entry[0])):
        if not tally.kinds:
            continue
        alone = 0 < len(others.people) < TOLD_BY_GROUP
        if len(tally.people) < TOLD_BY_GROUP or alone:
            others.join(tally)
            folded.add(id_)
    return folded


def _ways(plan: Plan, whole: _Tally) -> TwoWay:
    two_way = {channel.id: channel.two_way for channel in plan.channels}
    uses: Counter[str] = Counter()
    both = one_way = 0
    for item in plan.items.values():
        used = [id_ for id_ in item.channels if id_ in two_way]
        uses.update(used)
        if any(two_way[id_] for id_ in used):
            both += 1
        elif used:
            one_way += 1
    return TwoWay(
        answers=whole.answers,
        announcements=whole.counts.total - whole.answers,
        channels=[
            ChannelUse(
                id=channel.id,
                name=channel.name,
                two_way=channel.two_way,
                items=uses[channel.id],
            )
            for channel in plan.channels
        ],
        items_two_way=both,
        items_one_way=one_way,
    )


def _missing(
    material: Material, came_for: Mapping[str, int], contributed: set[str]
) -> MissingVoices:
    heard = contributed | {came.person for came in material.came}
    silent = material.could - heard
    groups = {group.id for group in material.plan.stakeholders}
    spoke_for = {material.speaks_for.get(person) for person in heard}
    by_group = Counter(
        group if (group := _group_of(material, person)) in groups else None for person in silent
    )
    return MissingVoices(
        groups=[
            group.id
            for group in material.plan.stakeholders
            if not came_for.get(group.id) and group.id not in spoke_for
        ],
        could=len(material.could),
        silent=len(silent),
        silent_groups=[
            SilentGroup(group=group, people=by_group[group])
            for group in (*(group.id for group in material.plan.stakeholders), None)
            if by_group[group]
        ],
        people=_named(material, silent) if material.sees_people else None,
    )


def _people(material: Material, by_person: Mapping[str, _Tally]) -> list[PersonCounts]:
    """Those who contributed or came, most first."""
    sessions, hands = _attendance(material)
    shown = [
        PersonCounts(
            person=person,
            group=material.speaks_for.get(person.id),
            counts=(tally := by_person.get(person.id, _Tally())).counts,
            answers=tally.answers,
            sessions=sessions[person.id],
            hands=hands[person.id],
        )
        for person in _named(material, set(by_person) | set(sessions))
    ]
    return sorted(shown, key=lambda one: -one.counts.total)


def _about_me(material: Material, tally: _Tally) -> AboutMe:
    sessions, hands = _attendance(material)
    return AboutMe(
        group=material.speaks_for.get(material.viewer),
        counted=[
            KindCount(kind=kind, count=tally.kinds[kind]) for kind in Kind if tally.kinds[kind]
        ],
        counts=tally.counts,
        answers=tally.answers,
        sessions=sessions[material.viewer],
        hands=hands[material.viewer],
    )


def _attendance(material: Material) -> tuple[Counter[str], Counter[str]]:
    """How many sessions each came to, and how often they raised a hand."""
    sessions: Counter[str] = Counter()
    hands: Counter[str] = Counter()
    for came in material.came:
        sessions[came.person] += 1
        hands[came.person] += came.hands
    return sessions, hands


def _named(material: Material, ids: Set[str]) -> list[Person]:
    found = [material.people[id_] for id_ in ids - material.unnamed if id_ in material.people]
    return sorted(found, key=lambda person: (person.name.lower(), person.id))
