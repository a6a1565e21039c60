"""Links are made, copied, followed and taken back in the share dialog."""

from collections.abc import Callable

from playwright.sync_api import expect

from people import Visitor


def test_a_link_is_made_copied_and_opened(visit: Callable[..., Visitor]) -> None:
    ada = visit("Ada", permissions=["clipboard-read", "clipboard-write"])
    ada.sign_up()
    board = ada.create_plan("Buses", {"Reach every town": []})
    ada.open_board(board)
    page = ada.page
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Role of the link: Editor").click()
    page.get_by_role("menuitem", name="Viewer").click()
    dialog.get_by_label("Label of the link").fill("For the council")
    dialog.get_by_role("button", name="Copy new link").click()
    expect(dialog.get_by_role("button", name="Link copied")).to_be_visible()
    expect(dialog.get_by_text("For the council")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{ada.url}/join/")

    gus = visit("Gus")
    gus.page.goto(link)
    expect(gus.page.get_by_text("You can read the plan")).to_be_visible()
    gus.page.get_by_label("Your name").fill("Gus")
    gus.page.get_by_role("button", name="Join the board").click()
    gus.board.expect_outline(["Reach every town"])
    expect(gus.page.get_by_text("You can read this board")).to_be_visible()

    # The dialog knows who came by it, and there the role is changed.
    expect(dialog.get_by_text("used once")).to_be_visible()
    dialog.get_by_role("button", name="Role of Gus: Viewer").click()
    page.get_by_role("menuitem", name="Editor").click()
    expect(gus.page.get_by_role("button", name="Add a goal", exact=True)).to_be_visible()

    dialog.get_by_role("button", name="Revoke the link For the council").click()
    expect(dialog.get_by_text("For the council")).to_have_count(0)
    hal = visit("Hal")
    hal.page.goto(link)
    expect(hal.page.get_by_role("heading", name="This link was revoked")).to_be_visible()

    dialog.get_by_role("button", name="Role of Gus: Editor").click()
    page.get_by_role("menuitem", name="Remove from the board").click()
    page.get_by_role("dialog", name="Remove Gus?").get_by_role("button", name="Remove").click()
    expect(gus.page.get_by_role("treeitem")).to_have_count(0)
    expect(gus.page.get_by_role("heading", level=1)).to_be_visible()
