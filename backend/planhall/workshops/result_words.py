"""A vote's result in words: for the plan, the record as Markdown, and the one as PDF."""

from typing import Final

from planhall.workshops.views import ResultOption, VoteResult

METHODS: Final = {
    "dots": "Dots",
    "ranked": "Ranking",
    "score": "Score",
    "grid": "Impact and effort",
    "yesno": "Yes or no",
    "consent": "Consent",
}


def turnout(result: VoteResult) -> str:
    """“Dots, 6 of 8 people voted”."""
    people = "person" if result.eligible == 1 else "people"
    return f"{METHODS[result.method]}, {result.ballots} of {result.eligible} {people} voted"


def result_lines(result: VoteResult) -> list[str]:
    """One line for each option, best first."""
    return [
        f"{option.rank}. {option.title}: {numbers(result, option)}" for option in result.options
    ]


def numbers(result: VoteResult, option: ResultOption) -> str:
    """What an option got."""
    counts = option.counts
    match result.method:
        case "dots":
            return f"{_some(option.score, 'dot')} from {_people(counts.get('voters', 0))}"
        case "ranked":
            return f"{_some(option.score, 'point')}, first for {_number(counts.get('1', 0))}"
        case "score":
            rated = sum(counts.values())
            return "not rated" if not rated else f"{_number(option.score)} from {_people(rated)}"
        case "grid":
            if not counts.get("ratings"):
                return "not placed"
            return f"impact {_number(counts['impact'])}, effort {_number(counts['effort'])}"
        case _:
            return ", ".join(
                f"{_number(count)} {answer}" for answer, count in counts.items() if count
            ) or ("no answers")


def _number(value: float) -> str:
    """At most one decimal, and none where it says nothing."""
    return f"{round(value, 1):g}".replace("-", "−")


def _some(value: float, word: str) -> str:
    return f"{_number(value)} {word}{'' if value == 1 else 's'}"


def _people(value: float) -> str:
    return "1 person" if value == 1 else f"{_number(value)} people"
