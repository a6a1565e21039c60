"""What somebody new does first, by the forms and the keyboard alone."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from board_page import eventually
from people import PASSWORD, Visitor


def test_from_sign_up_to_a_plan_that_is_still_there(visit: Callable[..., Visitor]) -> None:
    ada = visit("Ada")
    page = ada.page
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in to Planhall")).to_be_visible()
    page.get_by_role("link", name="Make an account").click()
    # What is wrong is said beside the field.
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Name").fill("Ada Lovelace")
    page.get_by_label("Email").fill(ada.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Draw up your first plan")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="New board").last.click()
    dialog = page.get_by_role("dialog", name="New board")
    dialog.get_by_label("Title").fill("Buses for all")
    template = dialog.get_by_role("radio", name=re.compile("engagement strategy", re.I))
    template.focus()
    page.keyboard.press("Space")
    expect(template).to_be_checked()
    dialog.get_by_role("button", name="Create the board").click()
    expect(page.get_by_role("heading", name="Buses for all")).to_be_visible()
    ada.expect_saved()
    expect(page).to_have_title("Buses for all · Planhall")
    template_rows = ada.board.outline()
    assert len(template_rows) > 5

    # A goal at the end, an objective below it and another after that, without the mouse.
    page.get_by_role("button", name="Add a goal", exact=True).click()
    page.keyboard.type("Nobody is left at the stop")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("A night bus in every town")
    page.keyboard.press("Enter")
    page.keyboard.type("Stops that wheels can reach")
    page.keyboard.press("Enter")
    page.keyboard.type("Ask at the stops")
    page.keyboard.press("Tab")
    added = [
        "Nobody is left at the stop",
        "  A night bus in every town",
        "  Stops that wheels can reach",
        "    Ask at the stops",
    ]
    ada.board.expect_outline([*template_rows, *added])
    page.keyboard.press("Control+Enter")
    expect(ada.board.panel).to_contain_text("Ask at the stops")
    ada.board.write_notes("For a week, at all hours.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("Nights too.")
    ada.expect_saved()

    page.reload()
    ada.board.expect_outline([*template_rows, *added])
    eventually(page, ada.board.body, ["For a week, at all hours.", "Nights too."])
    expect(ada.board.notes.locator("strong")).to_have_text("Nights too.")
    page.keyboard.press("Escape")

    page.goto("/")
    expect(page.get_by_role("link", name="Buses for all")).to_be_visible()
    page.get_by_role("button", name="Account of Ada Lovelace").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to Planhall")).to_be_visible()
    # Whoever sits here next finds nothing of it.
    eventually(page, lambda: page.evaluate("indexedDB.databases()"), [])
    eventually(page, lambda: "Buses" in page.evaluate("JSON.stringify(localStorage)"), False)

    page.get_by_label("Email").fill(ada.email)
    page.get_by_label("Password", exact=True).fill("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Buses for all").click()
    ada.board.expect_outline([*template_rows, *added])
    ada.expect_saved()
