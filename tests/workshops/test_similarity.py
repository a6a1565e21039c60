"""Groups that the words of notes suggest."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from planhall.workshops.similarity import NOTES_AT_MOST, suggest_groups, tokens

NOTES = {
    "1": "Answer customers faster",
    "2": "Faster answers to customers!",
    "3": "Train new employees better",
    "4": "Better training for new employees",
    "5": "A newsletter for partners",
    "6": "Schnellere Antworten vom Kundendienst",
    "7": "Kundendienst: schneller antworten",
    "8": "Coffee",
}


def groups(notes: dict[str, str]) -> set[frozenset[str]]:
    return {frozenset(group.notes) for group in suggest_groups(notes)}


def test_notes_that_say_much_the_same_come_together() -> None:
    assert groups(NOTES) == {frozenset("12"), frozenset("34"), frozenset("67")}


def test_titles_are_made_of_what_they_share() -> None:
    titles = {group.notes: group.title for group in suggest_groups(NOTES)}
    assert titles["1", "2"] == "Customers faster"
    assert titles["3", "4"].split()[0] in {"New", "Employees", "Better"}


def test_the_order_of_notes_changes_nothing() -> None:
    shuffled = list(NOTES.items())
    random.Random(1).shuffle(shuffled)
    assert suggest_groups(dict(shuffled)) == suggest_groups(NOTES)


def test_small_words_make_no_likeness() -> None:
    assert suggest_groups({"1": "This is for the price", "2": "This is for the office"}) == []
    assert tokens("The price of it") == ["price"]
    assert tokens("What is it") == ["what", "is", "it"]


def test_there_may_be_nothing_to_suggest() -> None:
    assert suggest_groups({}) == []
    assert suggest_groups({"1": "Alone"}) == []
    assert suggest_groups({"1": "!!!", "2": "???"}) == []


@given(st.dictionaries(st.text("abc123", min_size=1), st.text(max_size=30), max_size=12))
def test_every_note_is_in_one_group_at_most(notes: dict[str, str]) -> None:
    found = suggest_groups(notes)
    named = [note for group in found for note in group.notes]
    assert len(set(named)) == len(named)
    assert set(named) <= set(notes)
    assert all(len(group.notes) > 1 and group.title for group in found)


def test_a_great_many_notes_do_not_take_for_ever() -> None:
    chance = random.Random(1)
    words = [f"word{number}" for number in range(40)]
    notes = {str(n): " ".join(chance.choices(words, k=6)) for n in range(NOTES_AT_MOST * 3)}
    began = time.monotonic()
    suggest_groups(notes)
    assert time.monotonic() - began < 60
