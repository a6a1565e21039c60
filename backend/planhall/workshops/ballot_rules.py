"""Whether a ballot is one that a vote takes."""

from collections.abc import Mapping
from typing import Any, Final

from planhall.problems import Invalid
from planhall.workshops.views import ActivitySettings

USUAL_SCORE: Final = 5
"""The highest score, where the vote does not say."""
GRID_MOST: Final = 10
"""The most of impact and of effort; the least is 0."""
ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "yesno": ("yes", "no", "abstain"),
    "consent": ("consent", "concern", "objection", "abstain"),
}


def highest_score(settings: ActivitySettings) -> int:
    return USUAL_SCORE if settings.max is None else settings.max


def check_ballot(settings: ActivitySettings, choices: Mapping[str, Any]) -> dict[str, Any]:
    """The choices as they are kept: by option, in the order of the options.

    Not every option needs a choice.

    Raises:
        Invalid: the vote does not take it; says which option, and why.
    """
    titles = {option.id: option.title for option in settings.options}
    unknown = next((option for option in choices if option not in titles), None)
    if unknown is not None:
        raise Invalid(f"choices: “{unknown}” is no option of this vote.")
    kept = {option: choices[option] for option in titles if option in choices}
    check = {
        "dots": _check_dots,
        "ranked": _check_rank,
        "score": _check_score,
        "grid": _check_place,
        "yesno": _check_answer,
        "consent": _check_answer,
    }[settings.method]
    for option, choice in kept.items():
        try:
            check(settings, choice)
        except ValueError as error:
            raise Invalid(f"“{titles[option]}”: {error}") from None
    if settings.method == "dots":
        kept = {option: dots for option, dots in kept.items() if dots > 0}
        used = sum(kept.values())
        if used > settings.dots:
            raise Invalid(f"You have {settings.dots} dots, and this ballot gives {used}.")
    return kept


def _whole(choice: Any) -> int:
    if isinstance(choice, bool) or not isinstance(choice, int | float) or choice != choice // 1:
        raise ValueError("say a whole number.")
    return int(choice)


def _check_dots(settings: ActivitySettings, choice: Any) -> None:
    dots = _whole(choice)
    most = settings.dots if settings.max is None else min(settings.max, settings.dots)
    if not 0 <= dots <= most:
        raise ValueError(f"at most {most} dots go on one option, and not less than none.")


def _check_rank(settings: ActivitySettings, choice: Any) -> None:
    if not 1 <= _whole(choice) <= len(settings.options):
        raise ValueError(f"a rank is a number from 1 to {len(settings.options)}.")


def _check_score(settings: ActivitySettings, choice: Any) -> None:
    highest = highest_score(settings)
    if not 0 <= _whole(choice) <= highest:
        raise ValueError(f"a score is a number from 0 to {highest}.")


def _check_place(_settings: ActivitySettings, choice: Any) -> None:
    if not isinstance(choice, Mapping) or set(choice) != {"impact", "effort"}:
        raise ValueError("say its impact and its effort.")
    for side, value in choice.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 <= value <= GRID_MOST:
            raise ValueError(f"its {side} is a number from 0 to {GRID_MOST}.")


def _check_answer(settings: ActivitySettings, choice: Any) -> None:
    answers = ANSWERS[settings.method]
    if not isinstance(choice, str) or choice not in answers:
        raise ValueError(f"answer one of {', '.join(answers)}.")
