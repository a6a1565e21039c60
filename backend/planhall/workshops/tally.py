"""Counting ballots. Every ballot counts the same, and their order changes nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from planhall.workshops.ballot_rules import ANSWERS
from planhall.workshops.views import ActivitySettings, ResultOption, VoteResult

Choices: TypeAlias = Mapping[str, Any]
"""Of one ballot: what it says of each option that it says anything of."""

Standing: TypeAlias = tuple[Fraction, ...]
"""What options are compared by: the greater one comes first."""

Counted: TypeAlias = tuple[Standing, Fraction, dict[str, float]]


def tally(
    settings: ActivitySettings,
    ballots: Sequence[Choices],
    eligible: int,
    comments: Sequence[str] = (),
) -> VoteResult:
    """What a vote came to.

    ``ballots`` are as ``check_ballot`` lets them through; ``comments`` are given back as they are.

    - dots: the sum of dots.
    - ranked: points by Borda's count: one for each option that the ballot puts no higher, itself
      too; options at one rank share theirs, and those without a rank get none.
    - score: the mean of those who rated it; what nobody rated comes last.
    - grid: the mean of impact less the mean of effort; what nobody placed comes last.
    - yesno: yes less no.
    - consent: fewest objections first, then fewest concerns, then most who consent; the number
      shown is consent less objections.
    """
    count = _COUNTING[settings.method]
    found = [(option, *count(option.id, settings, ballots)) for option in settings.options]
    found.sort(key=lambda entry: entry[1], reverse=True)  # stable: equals keep the options' order
    standings = [standing for _, standing, _, _ in found]
    return VoteResult(
        method=settings.method,
        options=[
            ResultOption(
                id=option.id,
                title=option.title,
                item=option.item,
                score=float(score),
                counts=counts,
                rank=standings.index(standing) + 1,
            )
            for option, standing, score, counts in found
        ],
        ballots=len(ballots),
        eligible=max(eligible, len(ballots)),
        comments=list(comments),
    )


def _dots(option: str, _settings: ActivitySettings, ballots: Sequence[Choices]) -> Counted:
    given = [int(ballot[option]) for ballot in ballots if ballot.get(option)]
    dots = Fraction(sum(given))
    return (dots,), dots, {"dots": float(dots), "voters": float(len(given))}


def _ranked(option: str, settings: ActivitySettings, ballots: Sequence[Choices]) -> Counted:
    points = Fraction(0)
    places: Counter[int] = Counter()
    for ballot in ballots:
        if option not in ballot:
            continue
        above = sum(rank < ballot[option] for rank in ballot.values())
        beside = sum(rank == ballot[option] for rank in ballot.values()) - 1
        places[above + 1] += 1
        points += len(settings.options) - above - Fraction(beside, 2)
    return (points,), points, {str(place): float(n) for place, n in sorted(places.items())}


def _score(option: str, _settings: ActivitySettings, ballots: Sequence[Choices]) -> Counted:
    given = [int(ballot[option]) for ballot in ballots if option in ballot]
    mean = _mean([Fraction(score) for score in given])
    counts = {str(score): float(n) for score, n in sorted(Counter(given).items())}
    return (Fraction(bool(given)), mean), mean, counts


def _grid(option: str, _settings: ActivitySettings, ballots: Sequence[Choices]) -> Counted:
    given = [ballot[option] for ballot in ballots if option in ballot]
    impact = _mean([Fraction(place["impact"]) for place in given])
    effort = _mean([Fraction(place["effort"]) for place in given])
    score = impact - effort
    counts = {"impact": float(impact), "effort": float(effort), "ratings": float(len(given))}
    return (Fraction(bool(given)), score), score, counts


def _yesno(option: str, settings: ActivitySettings, ballots: Sequence[Choices]) -> Counted:
    counts = _answers(option, settings, ballots)
    score = Fraction(counts["yes"] - counts["no"])
    return (score,), score, {answer: float(n) for answer, n in counts.items()}


def _consent(option: str, settings: ActivitySettings, ballots: Sequence[Choices]) -> Counted:
    counts = _answers(option, settings, ballots)
    standing = (-counts["objection"], -counts["concern"], counts["consent"])
    score = Fraction(counts["consent"] - counts["objection"])
    return (
        tuple(Fraction(part) for part in standing),
        score,
        {answer: float(n) for answer, n in counts.items()},
    )


_COUNTING: Mapping[str, Callable[[str, ActivitySettings, Sequence[Choices]], Counted]] = {
    "dots": _dots,
    "ranked": _ranked,
    "score": _score,
    "grid": _grid,
    "yesno": _yesno,
    "consent": _consent,
}


def _answers(option: str, settings: ActivitySettings, ballots: Sequence[Choices]) -> dict[str, int]:
    given = Counter(ballot[option] for ballot in ballots if option in ballot)
    return {answer: given[answer] for answer in ANSWERS[settings.method]}


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values) if values else Fraction(0)
