"""What counting has to hold to, whatever the ballots: and some counts by hand."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhall.problems import Invalid
from planhall.workshops.ballot_rules import ANSWERS, check_ballot
from planhall.workshops.tally import tally
from planhall.workshops.views import ActivitySettings, VoteOption

METHODS = ["dots", "ranked", "score", "grid", "yesno", "consent"]
NAMES = "abcdef"


def vote(method: Any, options: str = "abc", **more: Any) -> ActivitySettings:
    named = [VoteOption(id=option, title=option.upper()) for option in options]
    return ActivitySettings(method=method, options=named, **more)


def _choice(settings: ActivitySettings) -> st.SearchStrategy[Any]:
    match settings.method:
        case "dots":
            return st.integers(0, 3)
        case "ranked":
            return st.integers(1, len(settings.options))
        case "score":
            return st.integers(0, settings.max or 5)
        case "grid":
            side = st.integers(0, 10) | st.floats(0, 10)
            return st.fixed_dictionaries({"impact": side, "effort": side})
        case _:
            return st.sampled_from(ANSWERS[settings.method])


@st.composite
def votes(draw: st.DrawFn) -> tuple[ActivitySettings, list[dict[str, Any]]]:
    """A vote and ballots that it takes."""
    options = NAMES[: draw(st.integers(1, len(NAMES)))]
    settings = vote(draw(st.sampled_from(METHODS)), options, dots=18)
    ballot = st.dictionaries(st.sampled_from(options), _choice(settings))
    ballots = draw(st.lists(ballot, max_size=12))
    return settings, [check_ballot(settings, choices) for choices in ballots]


@given(votes())
def test_every_option_is_there_once_and_ranks_follow(
    given_: tuple[ActivitySettings, list[dict[str, Any]]],
) -> None:
    settings, ballots = given_
    result = tally(settings, ballots, len(ballots))
    assert sorted(option.id for option in result.options) == [o.id for o in settings.options]
    ranks = [option.rank for option in result.options]
    assert ranks == sorted(ranks)
    # Ranks as in sports: after two firsts comes a third.
    assert all(rank == ranks.index(rank) + 1 for rank in ranks)
    assert result.ballots == len(ballots) <= result.eligible


@given(votes(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(
    given_: tuple[ActivitySettings, list[dict[str, Any]]], chance: random.Random
) -> None:
    settings, ballots = given_
    shuffled = list(ballots)
    chance.shuffle(shuffled)
    assert tally(settings, ballots, 20) == tally(settings, shuffled, 20)


@given(votes())
def test_every_ballot_counts_the_same(
    given_: tuple[ActivitySettings, list[dict[str, Any]]],
) -> None:
    """All ballots twice: the same order of options, and twice the counts."""
    settings, ballots = given_
    once, twice = tally(settings, ballots, 20), tally(settings, ballots * 2, 40)
    assert [(o.id, o.rank) for o in once.options] == [(o.id, o.rank) for o in twice.options]
    for one, other in zip(once.options, twice.options, strict=True):
        for name, count in one.counts.items():
            times = 1 if name in {"impact", "effort"} else 2
            assert other.counts[name] == pytest.approx(times * count)


@given(votes())
def test_a_ballot_that_says_nothing_moves_nothing(
    given_: tuple[ActivitySettings, list[dict[str, Any]]],
) -> None:
    settings, ballots = given_
    without, with_it = tally(settings, ballots, 20), tally(settings, [*ballots, {}], 20)
    assert with_it.options == without.options
    assert with_it.ballots == without.ballots + 1


@given(votes())
def test_the_place_of_an_option_gives_no_advantage(
    given_: tuple[ActivitySettings, list[dict[str, Any]]],
) -> None:
    """With the options in another order each gets what it got before."""
    settings, ballots = given_
    turned = settings.model_copy(update={"options": settings.options[::-1]})
    one = {option.id: option for option in tally(settings, ballots, 20).options}
    other = {option.id: option for option in tally(turned, ballots, 20).options}
    assert one == other


@given(votes())
def test_counts_are_of_what_was_cast(
    given_: tuple[ActivitySettings, list[dict[str, Any]]],
) -> None:
    settings, ballots = given_
    for option in tally(settings, ballots, 20).options:
        said = [ballot[option.id] for ballot in ballots if option.id in ballot]
        match settings.method:
            case "dots":
                assert option.counts == {"dots": sum(said), "voters": len(said)}
            case "grid":
                assert option.counts["ratings"] == len(said)
                if said:
                    mean = sum(place["impact"] for place in said) / len(said)
                    assert option.counts["impact"] == pytest.approx(mean)
            case "score":
                assert option.counts == {str(s): said.count(s) for s in sorted(set(said))}
            case "ranked":
                assert sum(option.counts.values()) == len(said)
            case _:
                assert option.counts == {
                    answer: said.count(answer) for answer in ANSWERS[settings.method]
                }


@given(st.lists(st.permutations("abcd"), min_size=1, max_size=9))
def test_bordas_points_are_shared_out_completely(orders: list[list[str]]) -> None:
    settings = vote("ranked", "abcd")
    ballots = [{option: place for place, option in enumerate(order, 1)} for order in orders]
    result = tally(settings, ballots, 9)
    assert sum(option.score for option in result.options) == 10 * len(orders)


@given(votes())
def test_one_who_likes_an_option_more_does_it_no_harm(
    given_: tuple[ActivitySettings, list[dict[str, Any]]],
) -> None:
    settings, ballots = given_
    best: Any = {"ranked": 1, "score": 5, "yesno": "yes", "consent": "consent", "dots": 3}
    if settings.method not in best or not ballots:
        return
    liked = settings.options[0].id
    others = {key: value for key, value in ballots[0].items() if key != liked}
    before = {o.id: o.rank for o in tally(settings, ballots, 20).options}
    if liked not in ballots[0]:
        return  # to rate what one did not rate may lower its mean
    more = [{**others, liked: best[settings.method]}, *ballots[1:]]
    after = {o.id: o.rank for o in tally(settings, more, 20).options}
    assert after[liked] <= before[liked]


def ranks(result: Any) -> list[tuple[str, float, int]]:
    return [(option.id, option.score, option.rank) for option in result.options]


def test_dots_by_hand() -> None:
    result = tally(vote("dots"), [{"a": 2, "b": 1}, {"b": 1}, {"c": 2}], 5, ["One"])
    assert ranks(result) == [("a", 2, 1), ("b", 2, 1), ("c", 2, 1)]
    result = tally(vote("dots"), [{"b": 3}, {"b": 1, "c": 2}], 5)
    assert ranks(result) == [("b", 4, 1), ("c", 2, 2), ("a", 0, 3)]
    assert result.options[0].counts == {"dots": 4, "voters": 2}
    assert (result.ballots, result.eligible) == (2, 5)


def test_ranked_by_hand() -> None:
    ballots = [{"a": 1, "b": 2, "c": 3}, {"b": 1, "a": 2}, {"a": 1, "b": 1, "c": 2}]
    result = tally(vote("ranked"), ballots, 3)
    # Two firsts share the points of first and second; who ranks nothing gives nothing.
    assert ranks(result) == [("a", 3 + 2 + 2.5, 1), ("b", 2 + 3 + 2.5, 1), ("c", 1 + 0 + 1, 3)]
    assert result.options[0].counts == {"1": 2, "2": 1}
    assert result.options[2].counts == {"3": 2}


def test_score_by_hand() -> None:
    result = tally(vote("score"), [{"a": 5, "b": 4}, {"a": 2, "b": 0}, {"b": 5}], 3)
    assert ranks(result) == [("a", 3.5, 1), ("b", 3, 2), ("c", 0, 3)]
    assert result.options[0].counts == {"2": 1, "5": 1}
    # Nought is a score: it comes before what nobody rated.
    assert ranks(tally(vote("score"), [{"c": 0}], 1))[0] == ("c", 0, 1)


def test_grid_by_hand() -> None:
    place = {"impact": 8, "effort": 2}
    result = tally(vote("grid"), [{"b": place}, {"b": {"impact": 6, "effort": 3}, "c": place}], 2)
    assert ranks(result) == [("c", 6, 1), ("b", 4.5, 2), ("a", 0, 3)]
    assert result.options[1].counts == {"impact": 7, "effort": 2.5, "ratings": 2}


def test_yesno_by_hand() -> None:
    result = tally(vote("yesno", "a"), [{"a": "yes"}, {"a": "no"}, {"a": "yes"}, {}], 9)
    assert ranks(result) == [("a", 1, 1)]
    assert result.options[0].counts == {"yes": 2, "no": 1, "abstain": 0}


def test_one_objection_weighs_more_than_any_consent() -> None:
    ballots = [{"a": "consent", "b": "concern"}] * 5 + [{"a": "objection", "b": "concern"}]
    result = tally(vote("consent", "ab"), ballots, 6)
    assert [option.id for option in result.options] == ["b", "a"]


BAD: list[tuple[Any, dict[str, Any], dict[str, Any], str]] = [
    ("dots", {}, {"x": 1}, "“x” is no option"),
    ("dots", {}, {"a": 2, "b": 2}, "3 dots"),
    ("dots", {"max": 1}, {"a": 2}, "at most 1"),
    ("dots", {}, {"a": -1}, "not less than none"),
    ("dots", {}, {"a": 1.5}, "whole number"),
    ("dots", {}, {"a": "yes"}, "whole number"),
    ("ranked", {}, {"a": 0}, "from 1 to 3"),
    ("ranked", {}, {"a": 4}, "from 1 to 3"),
    ("score", {}, {"a": 6}, "from 0 to 5"),
    ("score", {"max": 10}, {"a": 11}, "from 0 to 10"),
    ("grid", {}, {"a": 3}, "impact"),
    ("grid", {}, {"a": {"impact": 11, "effort": 0}}, "from 0 to 10"),
    ("grid", {}, {"a": {"impact": 1}}, "impact"),
    ("yesno", {}, {"a": "consent"}, "yes, no, abstain"),
    ("consent", {}, {"a": "yes"}, "consent, concern"),
    ("yesno", {}, {"a": 1}, "answer"),
]


@pytest.mark.parametrize(("method", "settings", "choices", "says"), BAD)
def test_ballots_that_a_vote_does_not_take(
    method: Any, settings: dict[str, Any], choices: dict[str, Any], says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        check_ballot(vote(method, **settings), choices)


def test_no_dots_on_an_option_are_no_choice() -> None:
    assert check_ballot(vote("dots"), {"a": 0, "b": 3.0}) == {"b": 3}
