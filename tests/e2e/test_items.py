"""What one sets on an item shows for all; undo takes back one's own changes, and nobody else's."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from board_page import eventually
from people import Visitor, join

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}


@pytest.fixture
def pair(visit: Callable[..., Visitor]) -> tuple[Visitor, Visitor]:
    ada, bo = visit("Ada"), visit("Bo")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS)
    ada.open_board(board)
    join(bo, ada, board)
    return ada, bo


def test_owner_status_day_and_groups_show_in_the_other_window(
    pair: tuple[Visitor, Visitor],
) -> None:
    ada, bo = pair
    item = ada.board.item("Hear the riders")
    panel = ada.board.open_item(item)
    page = ada.page

    panel.get_by_role("button", name="Status: Draft").click()
    page.get_by_role("option", name="Agreed").click()
    panel.get_by_role("button", name="Give it an owner").click()
    page.get_by_role("option", name="Bo").click()
    panel.get_by_role("button", name="Give it a due date").click()
    page.get_by_role("button", name="End of this year").or_(
        page.get_by_role("dialog").get_by_role("button").last
    ).last.click()
    panel.get_by_role("button", name="Say whom it is for").click()
    page.get_by_role("combobox", name="Stakeholders").fill("Night workers")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(panel.get_by_role("button", name="For Night workers")).to_be_visible()
    day = panel.get_by_role("button", name=re.compile("^Due ")).inner_text().split("\n")[0]

    row = bo.board.row_of(item)
    expect(row).to_have_accessible_name(
        re.compile(r"Objective: Hear the riders .*Agreed; owner Bo; for Night workers")
    )
    theirs = bo.board.open_item(item)
    expect(theirs.get_by_role("button", name="Status: Agreed")).to_be_visible()
    expect(theirs.get_by_role("button", name="Owner: Bo")).to_be_visible()
    expect(theirs.get_by_role("button", name="For Night workers")).to_be_visible()
    expect(theirs.get_by_role("button", name=day)).to_be_visible()

    # And taken away again, by the other.
    theirs.get_by_role("button", name="Owner: Bo").click()
    bo.page.get_by_role("button", name="No owner").click()
    expect(panel.get_by_role("button", name="Give it an owner")).to_be_visible()


def test_a_measure_and_its_reading_show_in_the_other_window(
    pair: tuple[Visitor, Visitor],
) -> None:
    ada, bo = pair
    item = ada.board.item("Hear the riders")
    panel = ada.board.open_item(item)
    panel.get_by_role("button", name="Add a measure").click()
    panel.get_by_role("textbox", name="What is measured").fill("Riders heard")
    measure = panel.get_by_role("region", name="Riders heard")
    panel.get_by_role("textbox", name="Unit").fill("people")
    panel.get_by_role("textbox", name="Baseline").fill("0")
    panel.get_by_role("textbox", name="Target").fill("200")
    panel.get_by_role("textbox", name="Target").press("Enter")
    measure.get_by_label("Value of the new reading").fill("50")
    measure.get_by_label("Value of the new reading").press("Enter")

    expect(bo.board.row_of(item)).to_have_accessible_name(re.compile("25%"))
    theirs = bo.board.open_item(item).get_by_role("region", name="Riders heard")
    expect(theirs.get_by_role("textbox", name="Target")).to_have_value("200")
    expect(theirs.get_by_text("50 people")).to_be_visible()


def test_a_click_from_a_title_into_the_notes_writes_in_the_notes(
    pair: tuple[Visitor, Visitor],
) -> None:
    ada, _ = pair
    item = ada.board.item("Hear the riders")
    ada.board.open_item(item)
    ada.board.write_notes("At the stops.")
    ada.board.edit_title(item)
    ada.board.notes.click()
    ada.page.keyboard.type(" Every week.")
    assert ada.board.title(item) == "Hear the riders"
    eventually(ada.page, lambda: "Every week." in ada.board.body()[0], True)


def test_keys_that_come_faster_than_the_page_draws_are_all_taken(
    pair: tuple[Visitor, Visitor],
) -> None:
    ada, _ = pair
    item = ada.board.item("Run on time")
    ada.board.edit_title(item)
    letters = "abcdefghij" * 10
    # As when a slow machine catches up with a key that is held down.
    ada.page.evaluate(
        "text => { for (const letter of text) document.execCommand('insertText', false, letter) }",
        letters,
    )
    for visitor in pair:
        eventually(visitor.page, lambda v=visitor: v.board.title(item), f"Run on time{letters}")
    ada.expect_saved()


def test_undo_and_redo_are_of_ones_own_changes(pair: tuple[Visitor, Visitor]) -> None:
    ada, bo = pair
    item = ada.board.item("Run on time")
    ada.board.edit_title(item)
    # At once: who pauses between two letters, as a slow machine does, undoes them one by one.
    ada.page.keyboard.insert_text(" always")
    ada.board.leave_title()
    eventually(bo.page, lambda: bo.board.title(item), "Run on time always")
    bo.board.edit_title(item)
    bo.page.keyboard.press("Home")
    bo.page.keyboard.type("We ")
    bo.board.leave_title()
    eventually(ada.page, lambda: ada.board.title(item), "We Run on time always")

    ada.page.keyboard.press("Control+z")
    for visitor in pair:
        eventually(visitor.page, lambda v=visitor: v.board.title(item), "We Run on time")
    ada.page.keyboard.press("Control+Shift+z")
    for visitor in pair:
        eventually(visitor.page, lambda v=visitor: v.board.title(item), "We Run on time always")
    # Of Ada's own there is nothing more to undo; Bo's stays.
    ada.page.keyboard.press("Control+z")
    ada.page.keyboard.press("Control+z")
    ada.page.keyboard.press("Control+z")
    expect(ada.page.get_by_role("button", name="Undo").first).to_have_attribute(
        "aria-disabled", "true"
    )
    for visitor in pair:
        eventually(visitor.page, lambda v=visitor: v.board.title(item), "We Run on time")


def test_undo_of_moves_and_deletions(pair: tuple[Visitor, Visitor]) -> None:
    ada, bo = pair
    rows = ["Reach every town", "  Hear the riders", "Run on time"]
    ada.board.choose(ada.board.item("Run on time"))
    ada.page.keyboard.press("Tab")
    ada.board.expect_outline([*rows[:2], "  Run on time"])
    ada.board.choose(ada.board.item("Reach every town"))
    ada.page.keyboard.press("Delete")
    bo.board.expect_outline([])
    ada.page.get_by_role("button", name="Undo", exact=True).first.click()
    for visitor in pair:
        visitor.board.expect_outline([*rows[:2], "  Run on time"])
    ada.page.get_by_role("button", name="Undo", exact=True).first.click()
    for visitor in pair:
        visitor.board.expect_outline(rows)
    ada.page.get_by_role("button", name="Redo", exact=True).first.click()
    for visitor in pair:
        visitor.board.expect_outline([*rows[:2], "  Run on time"])
