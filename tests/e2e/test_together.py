"""Several people write in the same place at the same time."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from board_page import eventually, until
from people import Visitor, join

GOALS = {"Reach every town": ["Hear the riders", "Hear the drivers"], "Run on time": []}


@pytest.fixture
def crew(visit: Callable[..., Visitor]) -> list[Visitor]:
    """Three people on one board, each in a window of their own."""
    ada, bo, cleo = visit("Ada"), visit("Bo"), visit("Cleo")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS)
    ada.open_board(board)
    for visitor in (bo, cleo):
        join(visitor, ada, board)
    return [ada, bo, cleo]


def interleave(*typing: tuple[Visitor, str]) -> None:
    """Everyone presses one key in turn, and nobody waits to see what the others did."""
    for at in range(max(len(text) for _, text in typing)):
        for visitor, text in typing:
            if at < len(text):
                visitor.page.keyboard.press(text[at] if text[at] != " " else "Space")


def only(text: str, letters: str) -> str:
    return "".join(letter for letter in text if letter in letters)


def test_two_write_at_two_places_of_one_title(crew: list[Visitor]) -> None:
    ada, bo, _ = crew
    item = ada.board.item("Run on time")
    ada.board.edit_title(item)
    bo.board.edit_title(item)
    ada.page.keyboard.press("Home")
    interleave((ada, "Always "), (bo, " every day"))
    for visitor in crew:
        eventually(
            visitor.page, lambda v=visitor: v.board.title(item), "Always Run on time every day"
        )
        visitor.expect_saved()


def test_three_write_at_one_place_of_one_title(crew: list[Visitor]) -> None:
    item = crew[0].board.item("Run on time")
    for visitor in crew:
        visitor.board.edit_title(item)
    texts = ["abcdefghijklm", "NOPQRSTUVWXYZ", "0123456789"]
    interleave(*zip(crew, texts, strict=True))
    for visitor in crew:
        visitor.expect_saved()
    until(crew[0].page, lambda: len({v.board.title(item) for v in crew}) == 1)
    titles = [visitor.board.title(item) for visitor in crew]
    assert titles[0] == titles[1] == titles[2]
    assert titles[0].startswith("Run on time")
    written = titles[0].removeprefix("Run on time")
    for text in texts:
        assert only(written, text) == text, "letters were lost or changed places"
    assert len(written) == sum(map(len, texts))


def test_one_deletes_what_another_writes_in(crew: list[Visitor]) -> None:
    ada, bo, _ = crew
    item = ada.board.item("Hear the riders")
    ada.board.edit_title(item)
    bo.board.edit_title(item)
    interleave((ada, " today"), (bo, " now"))
    ada.page.keyboard.press("Control+a")
    bo.page.keyboard.press("!")
    ada.page.keyboard.press("Delete")
    bo.page.keyboard.press("?")
    ada.expect_saved()
    bo.expect_saved()
    until(ada.page, lambda: len({v.board.title(item) for v in crew}) == 1)
    titles = {visitor.board.title(item) for visitor in crew}
    assert len(titles) == 1
    # What was typed after the deletion survives it.
    assert titles.pop().endswith("?")


def test_two_write_in_one_body(crew: list[Visitor]) -> None:
    ada, bo, cleo = crew
    item = ada.board.item("Hear the drivers")
    ada.board.open_item(item)
    ada.board.write_notes("First line.")
    ada.page.keyboard.press("Enter")
    ada.page.keyboard.type("Second line.")
    for visitor in (bo, cleo):
        visitor.board.open_item(item)
        eventually(visitor.page, visitor.board.body, ["First line.", "Second line."])
    bo.board.notes.locator("p").first.click()
    bo.page.keyboard.press("End")
    cleo.board.notes.locator("p").nth(1).click()
    cleo.page.keyboard.press("End")
    interleave((ada, "abcdefghijklm"), (bo, "NOPQRSTUVWXYZ"), (cleo, "0123456789"))
    for visitor in crew:
        visitor.expect_saved()
    until(ada.page, lambda: len({tuple(v.board.body()) for v in crew}) == 1)
    bodies = [visitor.board.body() for visitor in crew]
    assert bodies[0] == bodies[1] == bodies[2]
    first, second = bodies[0]
    assert first == "First line.NOPQRSTUVWXYZ"
    assert second.startswith("Second line.")
    written = second.removeprefix("Second line.")
    assert only(written, "abcdefghijklm") == "abcdefghijklm"
    assert only(written, "0123456789") == "0123456789"
    assert len(written) == 23


def test_letters_and_a_named_caret_show_at_once(crew: list[Visitor]) -> None:
    ada, bo, _ = crew
    item = ada.board.item("Run on time")
    ada.board.edit_title(item)
    ada.page.keyboard.type("!")
    expect(bo.board.row_of(item).locator('[data-caret-name="Ada"]')).to_be_attached()
    eventually(bo.page, lambda: bo.board.title(item), "Run on time!", timeout=2)
    # The caret leaves with the focus.
    ada.board.leave_title()
    expect(bo.board.row_of(item).locator("[data-caret-name]")).to_have_count(0)

    ada.board.open_item(item)
    bo.board.open_item(item)
    ada.board.write_notes("Hello")
    expect(bo.board.notes.locator('[data-caret-name="Ada"]')).to_be_attached()
    eventually(bo.page, bo.board.body, ["Hello"])


def test_who_is_here_and_following_them(crew: list[Visitor]) -> None:
    ada, bo, cleo = crew
    expect(ada.page.get_by_role("button", name="3 here now")).to_be_visible()
    item = ada.board.item("Hear the riders")
    ada.board.choose(item)
    ada.page.keyboard.press("o")
    expect(bo.board.row_of(item)).to_have_attribute("data-peers", "true")

    bo.board.follow("Ada")
    expect(bo.page.get_by_role("status").filter(has_text="Following Ada")).to_be_visible()
    expect(bo.board.panel.locator(f'[data-item-panel="{item}"]')).to_be_visible()
    ada.board.show("Columns")
    expect(bo.page.locator('[data-view="columns"]')).to_be_visible()
    # The first thing one does oneself ends it.
    bo.page.keyboard.press("ArrowDown")
    expect(bo.page.get_by_text("Following Ada")).to_have_count(0)

    cleo.context.close()
    expect(ada.page.get_by_role("button", name="2 here now")).to_be_visible()
