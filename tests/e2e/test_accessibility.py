"""axe finds nothing serious on any page, in light and dark, on a wide screen and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from people import Visitor

WIDE: dict[str, Any] = {"color_scheme": "light"}
PHONE: dict[str, Any] = {
    "color_scheme": "light",
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
}


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def ada(request: pytest.FixtureRequest, visit: Callable[..., Visitor]) -> Visitor:
    # Things that fade in have less contrast on the way.
    return visit("Ada", reduced_motion="reduce", **request.param)


def test_pages_of_nobody_in_particular(ada: Visitor, visit: Callable[..., Visitor]) -> None:
    host = visit("Host")
    host.sign_up()
    link = host.invite(host.create_board("Buses", "engagement-strategy"), "editor")
    for path, shown in [
        ("/sign-in", "Sign in to Planhall"),
        ("/sign-up", "Make an account"),
        (link, "Buses"),
        ("/join/nobody-made-this-one", ""),
        ("/no/such/page", ""),
    ]:
        ada.page.goto(path)
        heading = ada.page.get_by_role("heading", level=1)
        expect(heading.filter(has_text=shown) if shown else heading).to_be_visible()
        assert ada.axe_by_day_and_night() == [], path


def test_pages_of_ones_own(ada: Visitor) -> None:
    ada.sign_up()
    ada.page.goto("/")
    expect(ada.page.get_by_role("heading", level=1)).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "home without boards"
    ada.create_board("Buses", "strategic-plan")
    for path in ("/", "/account", f"/workspaces/{ada.workspace()}"):
        ada.page.goto(path)
        expect(ada.page.get_by_role("heading", level=1)).to_be_visible()
        ada.page.wait_for_load_state("networkidle")
        assert ada.axe_by_day_and_night() == [], path


def test_a_board(ada: Visitor) -> None:
    ada.sign_up()
    board = ada.create_board("Buses", "engagement-strategy")
    ada.open_board(board)
    expect(ada.page.get_by_role("treeitem").first).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "outline"
    item = ada.page.get_by_role("treeitem").first.get_attribute("data-item-id")
    ada.open_board(board, f"?item={item}")
    expect(ada.page.locator(f'[data-item-panel="{item}"]')).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "an open item"
    ada.open_board(board, "?view=columns")
    expect(ada.page.locator("[data-card-id]").first).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "columns"


def test_dialogs_of_a_board(ada: Visitor) -> None:
    ada.sign_up()
    ada.open_board(ada.create_board("Buses", "engagement-strategy"))
    for entry in ("Plan details", "Stakeholder groups", "Channels", "Bin"):
        ada.page.get_by_role("button", name="Board menu").click()
        ada.page.get_by_role("menuitem", name=entry).click()
        expect(ada.page.get_by_role("dialog")).to_be_visible()
        assert ada.axe_by_day_and_night() == [], entry
        ada.page.keyboard.press("Escape")
        expect(ada.page.get_by_role("dialog")).to_have_count(0)


def test_the_share_dialog(ada: Visitor) -> None:
    ada.sign_up()
    board = ada.create_board("Buses", "blank")
    ada.invite(board, "viewer")
    ada.open_board(board)
    share = ada.page.get_by_role("button", name="Share")
    if not share.is_visible():
        # On a phone it is in the menu.
        ada.page.get_by_role("button", name="Board menu").click()
        share = ada.page.get_by_role("menuitem", name="Share")
    share.click()
    expect(ada.page.get_by_role("dialog")).to_be_visible()
    expect(ada.page.get_by_text("not used yet")).to_be_visible()
    assert ada.axe_by_day_and_night() == []
