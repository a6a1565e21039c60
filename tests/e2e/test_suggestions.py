"""Who may not change the plan suggests a change; who may accepts or declines it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from board_page import eventually
from people import Visitor, join
from suggestions_page import Suggestions
from test_accessibility import PHONE, WIDE

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}
ROWS = ["Reach every town", "  Hear the riders", "Run on time"]


@pytest.fixture
def host(visit: Callable[..., Visitor]) -> tuple[Visitor, str]:
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS)
    ada.open_board(board)
    return ada, board


@pytest.fixture
def cy(visit: Callable[..., Visitor], host: tuple[Visitor, str]) -> Visitor:
    """A commenter, with the board open."""
    cy = visit("Cy")
    join(cy, *host, "commenter")
    cy.board.expect_outline(ROWS)
    return cy


def suggest(visitor: Visitor, board: str, **wish: Any) -> str:
    """Over REST, where a test is not about the form."""
    body = {"item": None, "note": "", **wish}
    made: str = visitor._ask("POST", f"/api/boards/{board}/suggestions", body)["id"]
    return made


def test_a_title_is_accepted_and_a_new_item_declined_live(
    host: tuple[Visitor, str], cy: Visitor
) -> None:
    ada, _board = host
    town = cy.board.item("Reach every town")
    cys, adas = Suggestions(cy), Suggestions(ada)

    cy.board.open_item(town)
    cys.suggest_title("Reach every village", "Villages wait the longest.")
    expect(cys.mark(town)).to_have_accessible_name("1 suggestion")
    cy.board.panel.get_by_role("button", name="Suggest a new item below").click()
    cys.form.get_by_label("Title of the new item").fill("Run at night")
    cys.send()
    expect(cys.mark(town)).to_have_accessible_name("2 suggestions")
    # Nothing of the plan has changed by it.
    cy.board.expect_outline(ROWS)

    # Ada has the board open, and sees both come.
    expect(adas.mark(town)).to_have_accessible_name("2 suggestions")
    expect(adas.button).to_have_accessible_name("Suggestions 2 open")
    adas.open_list()
    title = adas.card("Villages wait the longest.")
    expect(title).to_contain_text("Suggested by Cy")
    expect(adas.side(title, "Now")).to_contain_text("Reach every town")
    expect(adas.side(title, "Now").locator("del")).to_have_text("town")
    expect(adas.side(title, "Proposed").locator("ins")).to_have_text("village")
    title.get_by_role("button", name="Accept").click()
    expect(adas.cards()).to_have_count(1)
    changed = ["Reach every village", *ROWS[1:]]
    ada.board.expect_outline(changed)
    cy.board.expect_outline(changed)

    night = adas.card("Run at night")
    expect(night).to_contain_text("New objective")
    night.get_by_role("button", name="Decline…").click()
    night.get_by_role("button", name="Decline", exact=True).click()
    expect(night.get_by_text("Say why")).to_be_visible()
    night.get_by_label("Why not").fill("There are no drivers for it.")
    night.get_by_role("button", name="Decline", exact=True).click()
    expect(adas.list.get_by_text("Nothing is suggested now")).to_be_visible()
    expect(adas.button).to_have_accessible_name("Suggestions")

    # Cy sees what became of both, with who said so and why.
    expect(cys.mark(town)).to_have_count(0)
    cys.open_list()
    cys.show_decided()
    expect(cys.card("Run at night")).to_contain_text("Suggested by you, declined by Ada")
    expect(cys.card("Run at night")).to_contain_text("There are no drivers for it.")
    accepted = cys.card("Villages wait the longest.")
    expect(accepted).to_contain_text("Suggested by you, accepted by Ada")
    expect(cys.side(accepted, "Before")).to_contain_text("Reach every town")
    cy.board.expect_outline(changed)


def test_notes_a_status_and_a_place_are_suggested_and_accepted(
    host: tuple[Visitor, str], cy: Visitor
) -> None:
    ada, _board = host
    riders, time = cy.board.item("Hear the riders"), cy.board.item("Run on time")
    ada.board.open_item(riders)
    ada.board.write_notes("On the platform.")
    ada.expect_saved()
    cys, adas = Suggestions(cy), Suggestions(ada)
    cy.board.open_item(riders)
    eventually(cy.page, cy.board.body, ["On the platform."])

    cy.board.panel.get_by_role("button", name="Suggest other notes").click()
    notes = cys.form.get_by_role("textbox", name="Proposed notes")
    expect(notes).to_have_text("On the platform.")
    notes.click()
    cy.page.keyboard.press("Control+End")
    cy.page.keyboard.type(" And on the bus.")
    cys.send()
    cy.board.panel.get_by_role("button", name="Suggest a change", exact=True).click()
    cys.choose("Status")
    cys.form.get_by_role("button", name="Suggest", exact=True).click()
    expect(cys.form.get_by_role("alert")).to_have_text("Choose another status.")
    cys.form.get_by_role("combobox", name="Proposed status").click()
    cy.page.get_by_role("option", name="Agreed").click()
    cys.send()
    cy.board.panel.get_by_role("button", name="Suggest a change", exact=True).click()
    cys.choose("Place")
    cys.form.get_by_role("combobox", name="Proposed place").click()
    cy.page.get_by_role("option", name="Run on time").click()
    cys.send()

    # In the open item, too, they are side by side, and decided there.
    here = ada.board.panel.get_by_role("region", name="Suggestions")
    expect(adas.cards(here)).to_have_count(3)
    words = adas.card("And on the bus.", here)
    expect(adas.side(words, "Proposed").locator("ins")).to_have_text(" And on the bus.")
    words.get_by_role("button", name="Accept").click()
    eventually(ada.page, ada.board.body, ["On the platform. And on the bus."])
    adas.card("Agreed", here).get_by_role("button", name="Accept").click()
    expect(ada.board.panel.get_by_role("button", name="Status: Agreed")).to_be_visible()
    place = adas.card("Below “Run on time”", here)
    expect(adas.side(place, "Now")).to_contain_text("Below “Reach every town”")
    place.get_by_role("button", name="Accept").click()
    ada.board.expect_outline(["Reach every town", "Run on time", "  Hear the riders"])
    expect(here).to_have_count(0)
    eventually(cy.page, cy.board.body, ["On the platform. And on the bus."])
    expect(cys.mark(time)).to_have_count(0)


def test_what_changed_since_is_said_and_one_s_own_is_withdrawn(
    host: tuple[Visitor, str], cy: Visitor
) -> None:
    ada, board = host
    town, time = cy.board.item("Reach every town"), cy.board.item("Run on time")
    suggest(cy, board, item=town, change={"kind": "title", "title": "Reach every village"})
    suggest(cy, board, item=time, change={"kind": "title", "title": "Run every hour"})
    ada.board.edit_title(town)
    ada.page.keyboard.type(" and city")
    ada.board.leave_title()
    ada.expect_saved()

    adas, cys = Suggestions(ada), Suggestions(cy)
    adas.open_list()
    card = adas.card("village")
    expect(card).to_contain_text("Changed since this was suggested. It was: Reach every town")
    expect(adas.side(card, "Now")).to_contain_text("Reach every town and city")
    adas.close_list()

    # The mark on an item leads to what is about it.
    cys.mark(time).click()
    expect(cys.list.get_by_text("Only about “Run on time”")).to_be_visible()
    expect(cys.cards()).to_have_count(1)
    expect(cys.list.get_by_role("button", name="Accept")).to_have_count(0)
    expect(cys.list.get_by_role("button", name="Decline…")).to_have_count(0)
    cys.card("Run every hour").get_by_role("button", name="Withdraw").click()
    expect(cys.list.get_by_text("Nothing is suggested now")).to_be_visible()
    cys.list.get_by_role("button", name="Show all").click()
    expect(cys.cards()).to_have_count(1)
    cys.show_decided()
    expect(cys.card("Run every hour")).to_contain_text("Withdrawn by you")
    expect(adas.mark(time)).to_have_count(0)

    # What is about an item in the bin cannot be accepted, and says so.
    ada.board.choose(town)
    ada.page.keyboard.press("Delete")
    ada.board.expect_outline(["Run on time"])
    adas.open_list()
    card = adas.card("village")
    expect(card).to_contain_text("This item is not in the plan any more.")
    expect(card.get_by_role("button", name="Accept")).to_be_disabled()
    adas.decline(card, "We let it go.")
    adas.show_decided()
    expect(adas.card("village")).to_contain_text("We let it go.")


def test_what_was_decided_meanwhile_is_said(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], cy: Visitor
) -> None:
    ada, board = host
    town = cy.board.item("Reach every town")
    made = suggest(cy, board, item=town, change={"kind": "title", "title": "Reach every village"})
    adas = Suggestions(ada)
    adas.open_list()
    expect(adas.cards()).to_have_count(1)
    bo = visit("Bo")
    bo.accept(ada.invite(board, "editor"))

    def decline_first(route: Route) -> None:
        """Between the press of the button and its coming to the service."""
        bo._ask("POST", f"/api/suggestions/{made}/decline", {"reason": "Not now."})
        route.continue_()

    ada.page.route("**/api/suggestions/*/accept", decline_first)
    with ada.page.expect_response("**/accept") as answered:
        adas.card("village").get_by_role("button", name="Accept").click()
    assert answered.value.status == 409
    expect(ada.page.get_by_text("The suggestion was not accepted")).to_be_visible()
    expect(adas.cards()).to_have_count(0)
    adas.show_decided()
    expect(adas.card("village")).to_contain_text("declined by Bo")
    ada.board.expect_outline(ROWS)


def test_what_is_written_offline_is_kept_and_sent_later(
    host: tuple[Visitor, str], cy: Visitor
) -> None:
    ada, _board = host
    town = cy.board.item("Reach every town")
    cys = Suggestions(cy)
    cy.board.open_item(town)
    # The code of the form is there before the connection goes.
    cy.board.panel.get_by_role("button", name="Suggest another title").click()
    cy.context.set_offline(True)
    cy.board.expect_state("offline")
    cys.form.get_by_label("Proposed title").fill("Reach every village")
    cys.form.get_by_label("Why").fill("They wait the longest.")
    expect(cys.form.get_by_text("This needs a connection.")).to_be_visible()
    expect(cys.form.get_by_role("button", name="Suggest", exact=True)).to_be_disabled()
    cys.form.get_by_role("button", name="Keep for later").click()

    cy.context.set_offline(False)
    cy.page.reload()
    cy.expect_saved()
    cys.open_list()
    expect(cys.list.get_by_text("Begun and not sent yet")).to_be_visible()
    cys.list.get_by_role("button", name="Go on").click()
    expect(cys.form.get_by_text("You began this before")).to_be_visible()
    expect(cys.form.get_by_label("Proposed title")).to_have_value("Reach every village")
    cys.send()
    expect(cys.cards()).to_have_count(1)
    expect(cys.list.get_by_text("Begun and not sent yet")).to_have_count(0)
    expect(Suggestions(ada).mark(town)).to_have_accessible_name("1 suggestion")


def test_a_viewer_reads_suggestions_and_makes_none(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], cy: Visitor
) -> None:
    ada, board = host
    town = cy.board.item("Reach every town")
    made = suggest(cy, board, item=town, change={"kind": "title", "title": "Reach every village"})
    vera = visit("Vera")
    join(vera, ada, board, "viewer")
    veras = Suggestions(vera)
    vera.board.open_item(town)
    here = vera.board.panel.get_by_role("region", name="Suggestions")
    expect(veras.card("village", here)).to_contain_text("Suggested by Cy")
    expect(here.get_by_role("button")).to_have_count(0)
    expect(vera.page.get_by_role("button", name=re.compile(r"^Suggest\b"))).to_have_count(0)
    veras.open_list()
    expect(veras.list.get_by_role("button", name="Accept")).to_have_count(0)
    expect(veras.list.get_by_role("button", name="Suggest a new item")).to_have_count(0)

    # Nor past the page; nor does a commenter accept.
    headers = {"Origin": vera.url}
    change = {"kind": "title", "title": "Mine"}
    for visitor, path, body in [
        (vera, f"/api/boards/{board}/suggestions", {"item": town, "change": change, "note": ""}),
        (vera, f"/api/suggestions/{made}/accept", {}),
        (vera, f"/api/suggestions/{made}/decline", {"reason": "No."}),
        (cy, f"/api/suggestions/{made}/accept", {}),
        (cy, f"/api/suggestions/{made}/decline", {"reason": "No."}),
    ]:
        answer = visitor.context.request.post(path, data=body, headers=headers)
        assert answer.status == 403, (path, answer.text())
    ada.board.expect_outline(ROWS)


def test_who_edits_suggests_from_an_item_s_menus(host: tuple[Visitor, str]) -> None:
    ada, _board = host
    town = ada.board.item("Reach every town")
    adas = Suggestions(ada)
    ada.board.choose(town)
    ada.board.row_of(town).get_by_role("button", name="More for").click()
    ada.page.get_by_role("menuitem", name="Suggest a change…").click()
    expect(adas.form.get_by_label("Proposed title")).to_be_focused()
    ada.page.keyboard.press("Escape")
    expect(adas.form).to_have_count(0)
    expect(ada.board.row_of(town)).to_be_focused()

    panel = ada.board.open_item(town)
    expect(panel.get_by_role("button", name=re.compile(r"^Suggest\b"))).to_have_count(0)
    panel.get_by_role("button", name="More", exact=True).click()
    ada.page.get_by_role("menuitem", name="Suggest a change…").click()
    adas.form.get_by_label("Proposed title").fill("Reach every village")
    adas.send()
    here = panel.get_by_role("region", name="Suggestions")
    expect(adas.card("village", here)).to_contain_text("Suggested by you")
    ada.board.expect_outline(ROWS)


def test_marks_show_in_columns(host: tuple[Visitor, str], cy: Visitor) -> None:
    ada, board = host
    town = cy.board.item("Reach every town")
    suggest(cy, board, item=town, change={"kind": "status", "status": "agreed"})
    ada.board.show("Columns")
    adas = Suggestions(ada)
    adas.mark(town).click()
    expect(adas.cards()).to_have_count(1)
    expect(adas.side(adas.card("Status"), "Proposed")).to_contain_text("Agreed")


@pytest.mark.parametrize("options", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_of_it_keeps_anybody_out(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], options: dict[str, Any]
) -> None:
    ada, board = host
    town = ada.board.item("Reach every town")
    suggest(ada, board, item=town, change={"kind": "title", "title": "Reach every village"})
    declined = suggest(ada, board, item=town, change={"kind": "status", "status": "done"})
    ada._ask("POST", f"/api/suggestions/{declined}/decline", {"reason": "Not yet."})
    cy = visit("Cy", **options)
    cy.accept(ada.invite(board, "commenter"))
    cys = Suggestions(cy)
    cy.open_board(board, f"?item={town}")
    here = cy.board.panel.get_by_role("region", name="Suggestions")
    expect(cys.card("village", here)).to_be_visible()
    assert cy.axe_by_day_and_night() == [], "an open item"
    cy.board.panel.get_by_role("button", name="Suggest other notes").or_(
        cy.board.panel.get_by_role("button", name="Suggest notes")
    ).click()
    expect(cys.form.get_by_role("textbox", name="Proposed notes")).to_be_visible()
    assert cy.axe_by_day_and_night() == [], "the form, notes"
    cys.choose("Place")
    assert cy.axe_by_day_and_night() == [], "the form, place"
    cys.form.get_by_role("button", name="Cancel").click()
    expect(cys.form).to_have_count(0)
    cy.board.panel.get_by_role("button", name="Close").click()
    cys.open_list()
    assert cy.axe_by_day_and_night() == [], "the list"
    cys.show_decided()
    expect(cys.card("Not yet.")).to_be_visible()
    assert cy.axe_by_day_and_night() == [], "decided ones"

    # Who decides sees more.
    eve = visit("Eve", **options)
    join(eve, ada, board)
    eves = Suggestions(eve)
    eves.open_list()
    eves.cards().get_by_role("button", name="Decline…").click()
    expect(eves.cards().get_by_label("Why not")).to_be_focused()
    assert eve.axe_by_day_and_night() == [], "saying why not"
