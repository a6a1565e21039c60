"""A locked board: read-only for those who do not facilitate it, or open to them in one part."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import expect

from board_page import eventually
from people import Visitor, join
from serving import ServerProcess
from test_roles import close_code_of_a_write, expect_no_way_to_edit

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": ["Fewer breakdowns"]}
ROWS = ["Reach every town", "  Hear the riders", "Run on time", "  Fewer breakdowns"]


@pytest.fixture
def host(visit: Callable[..., Visitor]) -> tuple[Visitor, str]:
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS)
    ada.open_board(board)
    return ada, board


def lock(
    server: ServerProcess,
    host: Visitor,
    board: str,
    *people: Visitor,
    locked: bool = True,
    open_part: str | None = None,
) -> None:
    """Lock the board beside the server, and have it look these people's rights up anew."""
    with closing(sqlite3.connect(server.log.parent / "planhall.db", timeout=10)) as database:
        database.execute(
            "UPDATE board SET locked = ?, open_part = ? WHERE id = ?", [locked, open_part, board]
        )
        database.commit()
    for one in people:
        host.change_role(board, one.id(), "editor")


def test_a_locked_board_is_read_only_and_opens_again(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], server: ServerProcess
) -> None:
    ada, board = host
    bo = visit("Bo")
    join(bo, ada, board)
    bo.board.edit_title(bo.board.item("Run on time"))
    bo.page.keyboard.type(", mostly")
    bo.expect_saved()

    lock(server, ada, board, bo)
    expect(bo.page.get_by_text("Locked by the facilitator")).to_be_visible()
    expect_no_way_to_edit(bo.page)
    bo.board.expect_outline([*ROWS[:2], "Run on time, mostly", ROWS[3]])
    assert close_code_of_a_write(bo.url, board, bo.board_token(board)) == 4403
    assert bo.axe() == []

    # Who facilitates goes on, and all see it.
    ada.board.edit_title(ada.board.item("Run on time, mostly"))
    ada.page.keyboard.type(" so")
    bo.board.expect_outline([*ROWS[:2], "Run on time, mostly so", ROWS[3]])

    lock(server, ada, board, bo, locked=False)
    expect(bo.page.get_by_text("Locked by the facilitator")).to_have_count(0)
    item = bo.board.item("Hear the riders")
    bo.board.edit_title(item)
    bo.page.keyboard.type(" well")
    bo.expect_saved()
    eventually(ada.page, lambda: ada.board.title(item), "Hear the riders well")


def test_one_part_is_open_and_only_that(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], server: ServerProcess
) -> None:
    ada, board = host
    bo = visit("Bo")
    join(bo, ada, board)
    part, below, beside = map(bo.board.item, ("Run on time", "Fewer breakdowns", "Hear the riders"))
    lock(server, ada, board, bo, open_part=part)
    banner = bo.page.get_by_role("status").filter(has_text="Locked by the facilitator")
    expect(banner).to_contain_text("Run on time")

    # Inside, all works: writing, adding, notes.
    bo.board.edit_title(below)
    bo.page.keyboard.type(" by half")
    bo.page.keyboard.press("Enter")
    bo.page.keyboard.type("And repairs")
    bo.page.keyboard.press("Escape")
    bo.board.edit_title(part)
    bo.page.keyboard.press("Enter")
    bo.page.keyboard.type("Spare buses")
    bo.page.keyboard.press("Escape")
    bo.expect_saved()
    inside = ["  Fewer breakdowns by half", "  And repairs", "  Spare buses"]
    ada.board.expect_outline([*ROWS[:3], *inside])

    # Outside, nothing does.
    expect(bo.board.row_of(beside)).to_have_attribute("data-locked", "true")
    expect(bo.board.row_of(beside)).to_have_accessible_name(re.compile("locked"))
    for key in ("e", "Tab", "Delete", "Enter", "5"):
        bo.board.row_of(beside).focus()
        bo.page.keyboard.press(key)
        expect(bo.board.row_of(beside).locator("textarea")).to_have_count(0)
    for key in ("Delete", "Alt+ArrowUp", "Shift+Tab"):
        bo.board.row_of(part).focus()
        bo.page.keyboard.press(key)
    bo.board.open_item(beside)
    expect(bo.board.panel.get_by_text("Locked", exact=True)).to_be_visible()
    expect(bo.board.panel.get_by_role("textbox")).to_have_count(0)
    bo.board.open_item(part)
    bo.board.write_notes("Every morning.")
    bo.expect_saved()
    assert bo.axe() == []
    ada.board.expect_outline([*ROWS[:3], *inside])

    # Whoever writes past the page is refused by the server.
    assert close_code_of_a_write(bo.url, board, bo.board_token(board)) == 4403
    ada.expect_saved()


def test_what_was_written_offline_meanwhile_is_given_back(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], server: ServerProcess
) -> None:
    ada, board = host
    bo = visit("Bo")
    join(bo, ada, board)
    part, beside = bo.board.item("Run on time"), bo.board.item("Hear the riders")
    bo.context.set_offline(True)
    bo.board.edit_title(beside)
    bo.page.keyboard.type(", and listen")
    bo.board.leave_title()
    lock(server, ada, board, bo, open_part=part)
    bo.context.set_offline(False)

    notice = bo.page.get_by_role("alert").filter(has_text="Your last changes were not taken")
    expect(notice).to_contain_text("Hear the riders, and listen")
    bo.board.expect_outline(ROWS)
    ada.board.expect_outline(ROWS)
    # The board goes on, in what is open.
    bo.board.edit_title(part)
    bo.page.keyboard.type(" again")
    bo.expect_saved()
    ada.board.expect_outline([*ROWS[:2], "Run on time again", ROWS[3]])
