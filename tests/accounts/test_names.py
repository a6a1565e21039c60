"""Names, emails and colours: what is taken, and in which form it is kept."""

import re

import pytest

from planhall.accounts.emails import normalise_email
from planhall.accounts.names import clean_name
from planhall.accounts.palette import PERSON_COLORS, next_color
from serving import REPOSITORY


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Ada  ", "Ada"),
        ("Ada Lovelace", "Ada Lovelace"),
        ("Zoe\u0308", "Zoë"),
        ("李小龍", "李小龍"),
        ("👩‍🚀", "👩‍🚀"),
        ("x" * 80, "x" * 80),
    ],
)
def test_names_are_trimmed_and_composed(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        "\u200b\u200b",
        "Ada\nLovelace",
        "Ada\x00",
        "A\tB",
        "Ada\u2028Lovelace",
        "\u202egnirts",
        "\ud800",
        "x" * 81,
    ],
)
def test_names_that_deceive_or_say_nothing_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match="name"):
        clean_name(given)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ada@Example.ORG", "ada@example.org"),
        (" ada@example.org ", "ada@example.org"),
        ("Ada+plans@example.org", "ada+plans@example.org"),
    ],
)
def test_emails_have_one_form(given: str, kept: str) -> None:
    assert normalise_email(given) == kept


@pytest.mark.parametrize("given", ["", "ada", "ada@", "@example.org", "a b@example.org", "a@b@c.d"])
def test_what_is_no_email_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="not an email"):
        normalise_email(given)


def test_the_palette_is_the_web_apps() -> None:
    source = (REPOSITORY / "frontend" / "src" / "ui" / "palette.ts").read_text()
    listed = re.search(r"personColors = \[(.*?)\]", source, re.DOTALL)
    assert listed is not None
    assert tuple(re.findall(r'"(#[0-9a-f]{6})"', listed.group(1))) == PERSON_COLORS


def test_a_newcomer_gets_a_colour_that_nobody_there_has() -> None:
    taken: list[str] = []
    for _ in PERSON_COLORS:
        taken.append(next_color(taken[-1] if taken else None, taken))
    assert sorted(taken) == sorted(PERSON_COLORS)
    assert next_color(PERSON_COLORS[0], PERSON_COLORS[:-1]) == PERSON_COLORS[-1]
