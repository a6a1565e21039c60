"""People move items against each other; both end with one tree, and no item is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, expect

from board_page import drag, eventually, until
from people import Visitor, join

GOALS = {"A": ["A1", "A2", "A3"], "B": ["B1"], "C": []}
ROWS = ["A", "  A1", "  A2", "  A3", "B", "  B1", "C"]
LEVEL = 24


@pytest.fixture
def pair(visit: Callable[..., Visitor]) -> tuple[Visitor, Visitor, str]:
    ada, bo = visit("Ada"), visit("Bo")
    ada.sign_up()
    board = ada.create_plan("Letters", GOALS)
    ada.open_board(board)
    join(bo, ada, board)
    for visitor in (ada, bo):
        visitor.board.expect_outline(ROWS)
    return ada, bo, board


def expect_the_same(*visitors: Visitor) -> list[str]:
    """Everyone's outline, which is everyone's."""
    for visitor in visitors:
        visitor.expect_saved(30_000)
    until(visitors[0].page, lambda: len({tuple(v.board.outline()) for v in visitors}) == 1)
    outlines = [visitor.board.outline() for visitor in visitors]
    assert all(outline == outlines[0] for outline in outlines), outlines
    return outlines[0]


def names(outline: list[str]) -> list[str]:
    return sorted(row.strip() for row in outline)


def test_each_under_the_other_makes_no_cycle(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    # Apart from one another, so that neither knows of the other's move.
    for visitor in (ada, bo):
        visitor.context.set_offline(True)
        visitor.board.expect_state("offline")
    # B becomes a child of A: the goal before it takes it in.
    ada.board.choose(ada.board.item("B"))
    ada.page.keyboard.press("Tab")
    ada.board.expect_outline(["A", "  A1", "  A2", "  A3", "  B", "    B1", "C"])
    # A goes below B, then under it.
    bo.board.choose(bo.board.item("A"))
    bo.page.keyboard.press("Alt+ArrowDown")
    bo.page.keyboard.press("Tab")
    bo.board.expect_outline(["B", "  B1", "  A", "    A1", "    A2", "    A3", "C"])
    for visitor in (ada, bo):
        visitor.context.set_offline(False)
    merged = expect_the_same(ada, bo)
    assert names(merged) == names(ROWS)
    # One of the two stands under the other, with all that hangs below each.
    assert ("  B" in merged) != ("  A" in merged)


def test_reordering_one_list_from_two_sides(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    ada.board.choose(ada.board.item("A3"))
    bo.board.choose(bo.board.item("A1"))
    # Neither waits to see the other's step.
    for _ in range(2):
        ada.page.keyboard.press("Alt+ArrowUp")
        bo.page.keyboard.press("Alt+ArrowDown")
    merged = expect_the_same(ada, bo)
    assert names(merged) == names(ROWS)
    assert merged[0] == "A"
    assert sorted(merged[1:4]) == ["  A1", "  A2", "  A3"]


def test_one_deletes_a_goal_under_which_another_moves(
    pair: tuple[Visitor, Visitor, str],
) -> None:
    ada, bo, _ = pair
    for visitor in (ada, bo):
        visitor.context.set_offline(True)
        visitor.board.expect_state("offline")
    ada.board.choose(ada.board.item("B"))
    ada.page.keyboard.press("Delete")
    bo.board.choose(bo.board.item("C"))
    bo.page.keyboard.press("Tab")
    bo.board.expect_outline([*ROWS[:6], "  C"])
    for visitor in (ada, bo):
        visitor.context.set_offline(False)
    merged = expect_the_same(ada, bo)
    # B is in the bin with what hung below it then; C comes to the top, and is seen.
    assert merged == ["A", "  A1", "  A2", "  A3", "C"]

    ada.page.get_by_role("button", name="Board menu").click()
    ada.page.get_by_role("menuitem", name="Bin").click()
    ada.page.get_by_role("button", name="Restore B", exact=True).click()
    ada.page.keyboard.press("Escape")
    assert names(expect_the_same(ada, bo)) == names(ROWS)


def test_dragging_rows_with_the_mouse(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    # One level down while dragging: C becomes a sibling of the objective after which it is dropped.
    drag(ada.page, ada.board.row("C"), ada.board.row("B1"), dy=10, dx=LEVEL)
    ada.board.expect_outline([*ROWS[:6], "  C"])
    # To the very top.
    drag(ada.page, ada.board.row("B"), ada.board.row("A"), dy=-12)
    moved = ["B", "  B1", "  C", "A", "  A1", "  A2", "  A3"]
    ada.board.expect_outline(moved)
    bo.board.expect_outline(moved)
    # An item never goes under itself: dropped on its own child it stays.
    drag(bo.page, bo.board.row("B"), bo.board.row("B1"), dy=10, dx=LEVEL)
    bo.board.expect_outline(moved)
    assert expect_the_same(ada, bo) == moved


def test_dragging_against_each_other_with_the_mouse(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    # Ada holds A1 in the air while Bo puts it elsewhere; the later drop counts, for both.
    row, target = ada.board.row("A1"), ada.board.row("B1")
    start, end = row.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    ada.page.mouse.move(start["x"] + 200, start["y"] + 17)
    ada.page.mouse.down()
    ada.page.mouse.move(start["x"] + 220, start["y"] + 40, steps=4)
    bo.board.choose(bo.board.item("A1"))
    bo.page.keyboard.press("Alt+ArrowDown")
    bo.page.keyboard.press("Alt+ArrowDown")
    ada.board.expect_outline(["A", "  A2", "  A3", "  A1", "B", "  B1", "C"])
    ada.page.mouse.move(end["x"] + 200, end["y"] + end["height"] - 6, steps=4)
    ada.page.mouse.up()
    assert expect_the_same(ada, bo) == ["A", "  A2", "  A3", "B", "  B1", "  A1", "C"]


def test_dragging_with_the_keyboard(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    ada.board.choose(ada.board.item("C"))
    for key, told in [
        ("m", "Picked up C."),
        ("ArrowUp", "Before B1, level 2"),
        ("ArrowUp", "After A, level 1"),
        ("ArrowRight", "After A3, level 2"),
        ("Enter", "Dropped."),
    ]:
        press_and_hear(ada, key, told)
    moved = ["A", "  A1", "  A2", "  A3", "  C", "B", "  B1"]
    bo_rows = expect_the_same(ada, bo)
    assert names(bo_rows) == names(ROWS)
    assert bo_rows == moved
    # Escape leaves it where it was.
    for key, told in [
        ("m", "Picked up C."),
        ("ArrowUp", "After A2, level 2"),
        ("Escape", "Left where it was"),
    ]:
        press_and_hear(ada, key, told)
    assert expect_the_same(ada, bo) == moved


def press_and_hear(visitor: Visitor, key: str, told: str) -> None:
    """Press a key, and wait for what a screen reader is told of it."""
    visitor.page.keyboard.press(key)
    expect(visitor.page.get_by_text(told)).to_be_attached()
    # What was picked up takes keys from the browser's next turn on.
    visitor.page.evaluate("new Promise((resolve) => setTimeout(resolve))")


def test_dragging_cards_with_the_mouse(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, _ = pair
    ada.board.show("Columns")
    assert ada.board.column("objective") == ["A1", "A2", "A3", "B1"]
    # Within the column, and so within the list below its goal.
    drag(ada.page, ada.board.card("A3"), ada.board.card("A1"), dy=-30)
    eventually(ada.page, lambda: ada.board.column("objective"), ["A3", "A1", "A2", "B1"])
    # To another column: it becomes another kind.
    heading = ada.page.locator('[data-column="strategy"]')
    drag(ada.page, ada.board.card("A2"), heading, dy=-100)
    eventually(ada.page, lambda: ada.board.column("strategy"), ["A2"])
    bo.board.show("Columns")
    for kind, cards in {"objective": ["A3", "A1", "B1"], "strategy": ["A2"]}.items():
        eventually(bo.page, lambda k=kind: bo.board.column(k), cards)
    bo.board.show("Outline")
    ada.board.show("Outline")
    assert names(expect_the_same(ada, bo)) == names(ROWS)


def test_moving_with_a_finger(
    visit: Callable[..., Visitor], pair: tuple[Visitor, Visitor, str]
) -> None:
    ada, _, board = pair
    fay = visit("Fay", has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    join(fay, ada, board)
    # A long press takes the row up, and the finger carries it.
    touch = fay.context.new_cdp_session(fay.page)
    start = fay.board.row("C").bounding_box()
    end = fay.board.row("A").bounding_box()
    assert start is not None
    assert end is not None
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    finger(touch, "touchStart", x, y)
    expect(fay.page.locator("[data-dragging]")).to_have_count(1)
    for step in range(1, 9):
        finger(touch, "touchMove", x, y + (end["y"] + 4 - y) * step / 8)
    finger(touch, "touchEnd")
    fay.board.expect_outline(["C", *ROWS[:6]])
    # The bar over the screen keyboard does what Tab and Alt+Arrow do.
    fay.board.row("B").tap()
    bar = fay.page.get_by_role("toolbar", name="The chosen item")
    bar.get_by_role("button", name="Move up").tap()
    fay.board.expect_outline(["C", "B", "  B1", "A", "  A1", "  A2", "  A3"])
    bar.get_by_role("button", name="Indent").tap()
    moved = ["C", "  B", "    B1", "A", "  A1", "  A2", "  A3"]
    fay.board.expect_outline(moved)
    ada.board.expect_outline(moved)


def finger(session: CDPSession, kind: str, x: float = 0, y: float = 0) -> None:
    points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
