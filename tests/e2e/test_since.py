"""On return the board shows what others changed meanwhile: to step through, until it is seen."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from board_page import until
from people import Visitor

GOALS = {
    "Reach every town": ["Hear the riders"],
    "Run on time": ["Fewer breakdowns", "Better roads"],
    "Cost less": [],
}

WIDE: dict[str, Any] = {"color_scheme": "light"}
PHONE: dict[str, Any] = {
    "color_scheme": "light",
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
}


def banner(page: Page) -> Locator:
    return page.locator("[data-since-banner]")


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Since you were here")


def steps(page: Page) -> list[tuple[str, list[str]]]:
    """Each item in the panel, and what it says of it."""
    found: list[Any] = panel(page).evaluate(
        """panel => [...panel.querySelectorAll('[data-step]')].map((step) => [
          step.querySelector('button').textContent.trim(),
          [...step.querySelectorAll('[data-what]')].map((change) => change.dataset.what),
        ])"""
    )
    return [(title, whats) for title, whats in found]


def dots(page: Page) -> int:
    return page.locator("[data-since-dot]").count()


def is_recorded(visitor: Visitor, board: str) -> bool:
    """Whether the service knows that they were there, and holds nothing against them."""
    answer = visitor.get(f"/api/boards/{board}/since")
    return answer["seen_at"] is not None and answer["items"] == [] and answer["plan"] == []


def leave(visitor: Visitor, board: str) -> None:
    assert until(visitor.page, lambda: is_recorded(visitor, board))
    visitor.page.goto("/")
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")


def change_much(ada: Visitor) -> None:
    """Ada writes in a title, puts one item in the bin, makes one a goal, and adds one."""
    page, board = ada.page, ada.board
    board.edit_title(board.item("Reach every town"))
    page.keyboard.type(" and village")
    board.leave_title()
    board.choose(board.item("Better roads"))
    page.keyboard.press("Delete")
    board.choose(board.item("Hear the riders"))
    page.keyboard.press("Shift+Tab")
    board.choose(board.item("Cost less"))
    page.keyboard.press("Enter")
    page.keyboard.type("Train the drivers")
    board.leave_title()
    ada.expect_saved()
    board.expect_outline(
        [
            "Reach every town and village",
            "Hear the riders",
            "Run on time",
            "  Fewer breakdowns",
            "Cost less",
            "Train the drivers",
        ]
    )


@pytest.fixture(params=[WIDE], ids=["wide"])
def bo(request: pytest.FixtureRequest, visit: Callable[..., Visitor]) -> Visitor:
    return visit("Bo", **request.param)


@pytest.fixture
def ada(visit: Callable[..., Visitor]) -> Visitor:
    one = visit("Ada")
    one.sign_up()
    return one


@pytest.fixture
def board(ada: Visitor, bo: Visitor) -> str:
    """A board that both have open."""
    made = ada.create_plan("Buses", GOALS)
    bo.accept(ada.invite(made, "editor"))
    for one in (ada, bo):
        one.open_board(made)
        expect(one.page.get_by_role("treeitem").first).to_be_visible()
    return made


def test_who_returns_sees_what_changed_steps_through_it_and_has_seen_it(
    ada: Visitor, bo: Visitor, board: str
) -> None:
    expect(banner(bo.page)).to_have_count(0)
    # What one watches, and what one does, does not come up again.
    ada.board.edit_title(ada.board.item("Cost less"))
    ada.board.leave_title()
    bo.board.edit_title(bo.board.item("Run on time"))
    bo.board.leave_title()
    leave(bo, board)
    change_much(ada)

    bo.open_board(board)
    expect(banner(bo.page)).to_contain_text("5 changes by Ada since")
    assert dots(bo.page) == 3, "an item that is gone has no row"
    assert bo.axe() == []
    # Not looked at, it is there at the next visit too.
    bo.page.reload()
    expect(banner(bo.page)).to_contain_text("5 changes by Ada since")

    banner(bo.page).get_by_role("button", name="Show").click()
    expect(panel(bo.page)).to_be_visible()
    expect(panel(bo.page).get_by_role("button", name="Next")).to_be_focused()
    assert steps(bo.page) == [
        ("Reach every town and village", ["title"]),
        ("Hear the riders", ["moved", "kind"]),
        ("Train the drivers", ["added"]),
        ("Better roads", ["removed"]),
    ]
    title = panel(bo.page).locator('[data-what="title"]')
    expect(title.locator("del")).to_have_text("Reach every town")
    expect(title.locator("ins")).to_have_text("Reach every town and village")
    expect(title).to_contain_text("by Ada")
    moved = panel(bo.page).locator('[data-what="moved"]')
    expect(moved.locator("del")).to_have_text("Under Reach every town")
    expect(moved.locator("ins")).to_have_text("Top of the plan")
    assert bo.axe() == []

    now = bo.page.locator("[data-since-now]")
    for number, item in enumerate(
        ["Reach every town and village", "Hear the riders", "Train the drivers"], 1
    ):
        if number % 2:
            panel(bo.page).get_by_role("button", name="Next").click()
        else:
            bo.page.keyboard.press("n")
        expect(panel(bo.page)).to_contain_text(f"{number} of 4")
        expect(bo.board.row(item).locator("[data-since-now]")).to_be_visible()
        expect(now).to_have_count(1)
    bo.page.keyboard.press("p")
    expect(panel(bo.page)).to_contain_text("2 of 4")
    assert dots(bo.page) == 3
    bo.page.keyboard.press("n")
    bo.page.keyboard.press("n")
    expect(panel(bo.page)).to_contain_text("You have seen all of this.")
    expect(bo.page.locator("[data-since-dot]")).to_have_count(0)

    bo.page.keyboard.press("Escape")
    expect(panel(bo.page)).to_have_count(0)
    expect(banner(bo.page)).to_have_count(0)
    assert until(bo.page, lambda: is_recorded(bo, board))
    bo.page.reload()
    bo.expect_saved()
    bo.page.wait_for_load_state("networkidle")
    expect(banner(bo.page)).to_have_count(0)
    assert dots(bo.page) == 0


def test_by_person_each_has_their_own_part(
    ada: Visitor, bo: Visitor, board: str, visit: Callable[..., Visitor]
) -> None:
    leave(bo, board)
    cy = visit("Cy")
    cy.accept(ada.invite(board, "editor"))
    cy.open_board(board)
    for one, item, words in [(ada, "Cost less", " to run"), (cy, "Run on time", ", always")]:
        one.board.edit_title(one.board.item(item))
        one.page.keyboard.type(words)
        one.board.leave_title()
        one.expect_saved()
    bo.open_board(board)
    expect(banner(bo.page)).to_contain_text("2 changes by 2 people since")
    banner(bo.page).get_by_role("button", name="Show").click()
    panel(bo.page).get_by_text("By person").click()
    expect(panel(bo.page).get_by_role("heading", level=3)).to_have_count(2)
    assert steps(bo.page) == [("Cost less to run", ["title"]), ("Run on time, always", ["title"])]
    expect(panel(bo.page).locator("[data-what]").first).not_to_contain_text("by Ada")


def test_marked_as_seen_at_once_it_is_gone(ada: Visitor, bo: Visitor, board: str) -> None:
    leave(bo, board)
    ada.board.edit_title(ada.board.item("Cost less"))
    ada.page.keyboard.type(" to run")
    ada.board.leave_title()
    ada.expect_saved()
    bo.open_board(board, "?view=columns")
    expect(bo.board.card("Cost less to run").locator("[data-since-dot]")).to_be_visible()
    banner(bo.page).get_by_role("button", name="Mark as seen").click()
    expect(banner(bo.page)).to_have_count(0)
    expect(bo.page.locator("[data-since-dot]")).to_have_count(0)
    assert until(bo.page, lambda: is_recorded(bo, board))
    # Who wrote it is told nothing of it.
    ada.page.reload()
    ada.expect_saved()
    ada.page.wait_for_load_state("networkidle")
    expect(banner(ada.page)).to_have_count(0)


@pytest.mark.parametrize("bo", [WIDE, PHONE], ids=["wide", "phone"], indirect=True)
def test_axe_finds_nothing(ada: Visitor, bo: Visitor, board: str) -> None:
    leave(bo, board)
    change_much(ada)
    bo.open_board(board)
    expect(banner(bo.page)).to_be_visible()
    assert bo.axe_by_day_and_night() == [], "banner"
    banner(bo.page).get_by_role("button", name="Show").click()
    panel(bo.page).get_by_role("button", name="Next").click()
    row = bo.board.row("Reach every town and village")
    expect(row.locator("[data-since-now]")).to_be_visible()
    expect(row).to_be_in_viewport()
    assert bo.axe_by_day_and_night() == [], "by item"
    panel(bo.page).get_by_text("By person").click()
    assert bo.axe_by_day_and_night() == [], "by person"
    overflow = bo.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    panel(bo.page).get_by_role("button", name="Mark as seen").click()
    expect(panel(bo.page)).to_contain_text("You have seen all of this.")
