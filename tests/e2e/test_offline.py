"""Work goes on without a network: nothing is lost, and nothing shows as saved that is not."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from board_page import eventually
from people import Visitor, join

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}
BEFORE = ["Reach every town", "  Hear the riders", "Run on time"]


@pytest.fixture
def pair(visit: Callable[..., Visitor]) -> tuple[Visitor, Visitor, str]:
    ada, bo = visit("Ada", service_workers="allow"), visit("Bo")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS)
    ada.open_board(board)
    join(bo, ada, board)
    return ada, bo, board


def keep_the_app(visitor: Visitor) -> None:
    """Wait until the browser holds all it needs to open the app without a network."""
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")


def test_a_whole_afternoon_offline(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    keep_the_app(ada)
    ada.context.set_offline(True)
    ada.board.expect_state("offline")
    assert ada.board.unsaved() == 0

    town = ada.board.item("Reach every town")
    ada.board.edit_title(town)
    ada.page.keyboard.type(" and village")
    ada.page.keyboard.press("Enter")
    ada.page.keyboard.type("Written on the train")
    ada.board.leave_title()
    mine = [
        "Reach every town and village",
        "  Hear the riders",
        "Written on the train",
        "Run on time",
    ]
    ada.board.expect_outline(mine)
    ada.board.expect_state("offline")
    assert ada.board.unsaved() > 0
    expect(ada.board.state).to_have_accessible_name(re.compile(r"Offline · \d+ changes not sent"))
    expect(ada.page.get_by_text("No connection. Go on working")).to_be_visible()

    # Meanwhile Bo changes the same title, adds below it, and sees nothing of Ada's.
    bo.board.edit_title(town)
    bo.page.keyboard.press("Home")
    bo.page.keyboard.type("We ")
    bo.board.leave_title()
    bo.page.keyboard.press("Shift+Enter")
    bo.page.keyboard.type("Hear the drivers")
    bo.board.leave_title()
    bo.expect_saved()
    bo.board.expect_outline(
        ["We Reach every town", "  Hear the riders", "  Hear the drivers", "Run on time"]
    )

    # The page is loaded anew without a network: the browser has the app, and the plan too.
    ada.page.reload()
    ada.board.expect_outline(mine)
    ada.board.expect_state("offline")
    assert ada.board.unsaved() > 0
    # It goes on being a board to work on.
    ada.board.edit_title(ada.board.item("Written on the train"))
    ada.page.keyboard.type(" home")
    ada.board.leave_title()

    ada.context.set_offline(False)
    merged = [
        "We Reach every town and village",
        "  Hear the riders",
        "  Hear the drivers",
        "Written on the train home",
        "Run on time",
    ]
    for visitor in (ada, bo):
        visitor.board.expect_outline(merged, timeout=30)
        visitor.expect_saved()
    assert ada.board.unsaved() == 0


def test_the_home_page_and_a_board_open_without_a_network(
    pair: tuple[Visitor, Visitor, str],
) -> None:
    ada, _, _ = pair
    keep_the_app(ada)
    ada.page.goto("/")
    ada.page.get_by_role("link", name="Buses").click()
    ada.expect_saved()
    ada.page.goto("/")
    expect(ada.page.get_by_role("link", name="Buses")).to_be_visible()
    ada.context.set_offline(True)
    ada.page.reload()
    ada.page.get_by_role("link", name="Buses").click()
    ada.board.expect_outline(BEFORE)
    ada.board.expect_state("offline")
    ada.context.set_offline(False)
    ada.expect_saved(30_000)


def test_offline_changes_of_a_title_and_a_body_meet(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    item = ada.board.item("Hear the riders")
    for visitor in pair[:2]:
        visitor.board.open_item(item)
    ada.board.write_notes("Begin.")
    ada.expect_saved()
    eventually(bo.page, bo.board.body, ["Begin."])
    for visitor, text in ((ada, " From Ada."), (bo, " From Bo.")):
        visitor.context.set_offline(True)
        visitor.board.expect_state("offline")
        visitor.board.write_notes(text)
    assert ada.board.body() == ["Begin. From Ada."]
    assert bo.board.body() == ["Begin. From Bo."]
    for visitor in pair[:2]:
        visitor.context.set_offline(False)
        visitor.expect_saved(30_000)
    eventually(ada.page, lambda: ada.board.body() == bo.board.body(), True)
    (text,) = ada.board.body()
    assert sorted(text) == sorted("Begin. From Ada. From Bo.")
    assert " From Ada." in text
    assert " From Bo." in text
