"""What people are told of, in a browser: the bell and where it leads, settings, ending mail."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from playwright.sync_api import expect

from board_page import until
from inbox_page import Inbox
from people import Visitor
from serving import ServerProcess
from suggestions_page import Suggestions

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def ada(visit: Callable[..., Visitor]) -> Visitor:
    ada = visit("Ada")
    ada.sign_up()
    return ada


def say(ada: Visitor, board: str, item: str | None, words: str, to: str | None = None) -> str:
    """A thread, in which somebody is named."""
    named = [] if to is None else [{"type": "mention", "attrs": mention(to)}]
    content = [*named, {"type": "text", "text": f" {words}"}]
    body = {"type": "doc", "content": [{"type": "paragraph", "content": content}]}
    wish = {"item": item, "field": "item", "anchor": None, "quote": "", "comment": {"body": body}}
    thread: str = ada._post(f"/api/boards/{board}/threads", wish)["id"]
    return thread


def mention(person: str) -> dict[str, str]:
    return {"kind": "person", "id": person, "label": "?"}


def test_from_the_bell_to_what_was_said(visit: Callable[..., Visitor], ada: Visitor) -> None:
    board = ada.create_plan("Buses", {"Reach every town": ["Run on time"]})
    bo = visit("Bo")
    bo.sign_up()
    bo.accept(ada.invite(board, "editor"))
    ada.open_board(board)
    town = ada.board.item("Reach every town")
    inbox = Inbox(bo)
    bo.page.goto("/")
    expect(inbox.bell).to_have_accessible_name("Inbox")
    say(ada, board, town, "what of the lake?", to=bo.id())

    # At home: the bell and the tab count it, and it leads to the words.
    inbox.expect_unread(1)
    expect(bo.page).to_have_title(re.compile(r"^\(1\) "))
    inbox.open()
    expect(inbox.row("what of the lake?")).to_contain_text("Ada mentioned you")
    assert bo.axe_by_day_and_night() == [], "the open inbox"
    inbox.follow("what of the lake?")
    expect(bo.page).to_have_url(re.compile(rf"/boards/{board}\?.*thread="))
    side = bo.page.get_by_role("complementary", name="Comments on the board")
    thread = side.get_by_role("article").filter(has_text="what of the lake?")
    expect(thread).to_be_focused()
    expect(inbox.bell).to_have_accessible_name("Inbox")
    expect(bo.page).to_have_title("Buses · Planhall")

    # On a board that is open already, it leads to another thread, with the caret in the answer.
    side.get_by_role("button", name="Close the comments").click()
    other = say(ada, board, town, "and the school?", to=bo.id())
    inbox.expect_unread(1)
    inbox.open()
    expect(inbox.row("and the school?")).to_be_visible()
    bo.page.keyboard.press("j")
    expect(inbox.row("and the school?").get_by_role("link")).to_be_focused()
    bo.page.keyboard.press("Enter")
    expect(side.get_by_role("article").filter(has_text="and the school?")).to_be_focused()
    bo.page.goto(f"/boards/{board}?thread={other}&reply=1")
    answer = side.get_by_role("article").filter(has_text="and the school?")
    expect(answer.get_by_role("textbox", name="Answer")).to_be_focused()

    # Who watches is told of suggestions, and comes to them.
    inbox.choose_level("Watching")
    ada._post(
        f"/api/boards/{board}/suggestions",
        {"item": town, "change": {"kind": "title", "title": "Reach every village"}, "note": ""},
    )
    inbox.expect_unread(1)
    inbox.open()
    inbox.follow("suggested")
    suggestions = Suggestions(bo)
    expect(suggestions.cards()).to_be_focused()
    suggestions.cards().get_by_role("button", name="Decline…").click()
    suggestions.cards().get_by_label("Why not").fill("Not now.")
    suggestions.cards().get_by_role("button", name="Decline").click()
    expect(suggestions.cards()).to_have_count(0)
    suggestions.close_list()
    expect(bo.page).not_to_have_url(re.compile("suggestion"))

    # Who muted a board hears only what names them.
    inbox.choose_level("Muted")
    say(ada, board, None, "to nobody")
    say(ada, board, None, "to Bo again", to=bo.id())
    inbox.expect_unread(1)
    inbox.open()
    expect(inbox.row("to Bo again")).to_be_visible()
    expect(inbox.row("to nobody")).to_have_count(0)
    bo.page.keyboard.press("Escape")

    # What became of one's suggestion is found among those decided.
    told = Inbox(ada)
    told.expect_unread(1)
    told.open()
    told.follow("declined your suggestion")
    expect(Suggestions(ada).card("Not now.")).to_be_focused()


def test_settings_invitations_and_an_end_to_mail(
    visit: Callable[..., Visitor], ada: Visitor, server: ServerProcess
) -> None:
    board = ada.create_plan("Trams", {"Run on time": []})
    cy = visit("Cy")
    cy.sign_up()
    ada.page.goto("/account#notifications")
    field = ada.page.locator("input")
    expect(field.and_(ada.page.get_by_label("Time zone"))).not_to_have_value("")
    with ada.page.expect_response("**/api/notification-settings"):
        ada.page.get_by_role("radiogroup", name="Email").locator("label", has_text="Weekly").click()
    ada.page.reload()
    expect(ada.page.get_by_role("radio", name="Weekly")).to_be_checked()
    expect(ada.page.get_by_text("This browser cannot show them here.")).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "the account"

    ada.open_board(board)
    Inbox(ada).open_board_settings()
    expect(field.and_(ada.page.get_by_label("Email of this board"))).to_have_value(
        "As in your account (weekly)"
    )
    assert ada.axe_by_day_and_night() == [], "a board's settings"
    ada.page.keyboard.press("Escape")

    dee = f"dee.{board}@example.org".lower()
    ada.page.get_by_role("button", name="Share").click()
    ada.page.get_by_text("Invite by email").click()
    ways = ada.page.get_by_role("region", name="Invite by email")
    to = ways.get_by_label("Email addresses")
    to.fill(f"{cy.email}, dee")
    ways.get_by_role("button", name="Send").click()
    expect(ways.get_by_text("“dee” is not an email address.")).to_be_visible()
    to.fill(f"{cy.email}\n{dee}")
    ways.get_by_label("Message").fill("Come and plan with us.")
    ways.get_by_role("button", name="Send").click()
    expect(ways.get_by_text("2 invitations are on the way.")).to_be_visible()
    assert ada.axe() == [], "inviting by email"

    # Somebody with an account finds it in their inbox as well.
    cys = Inbox(cy)
    cy.page.goto("/inbox")
    cys.expect_unread(1)
    cys.row("invited you to “Trams”").get_by_role("link").click()
    expect(cy.page).to_have_url(re.compile("/join/"))

    # Whoever got a mail ends them from its link, signed in or not, and may take it back.
    dees = visit("Dee")
    dees.page.goto(f"/unsubscribe/{unsubscribe_token(dees, server, dee)}")
    dees.page.get_by_role("button", name="Stop these emails").click()
    expect(dees.page.get_by_role("heading", name="No more of these emails")).to_be_visible()
    assert dees.axe() == [], "the end of mails"
    dees.page.get_by_role("button", name="Undo").click()
    expect(dees.page.get_by_text("They are sent as before.")).to_be_visible()
    dees.page.goto("/unsubscribe/nobody-was-sent-this")
    expect(dees.page.get_by_role("heading", name="This link does not work")).to_be_visible()


def unsubscribe_token(visitor: Visitor, server: ServerProcess, address: str) -> str:
    """From the mail to an address, where it is put while there is no mail server."""
    outbox = server.log.parent / "outbox"

    def found() -> list[str]:
        paths = list(outbox.glob("*.eml")) if outbox.exists() else []
        mails = [message_from_bytes(path.read_bytes(), policy=default) for path in paths]
        bodies = [mail.get_body(("plain",)) for mail in mails if mail["To"] == address]
        return [body.get_content() for body in bodies if body is not None]

    assert until(visitor.page, found), f"no mail to {address}"
    token = re.search(r"/unsubscribe/([\w-]+)", found()[0])
    assert token is not None
    return token[1]


def test_on_a_phone_a_guest_reads_it_as_a_sheet(
    visit: Callable[..., Visitor], ada: Visitor
) -> None:
    board = ada.create_plan("Ferries for the whole county", {"Run on time": []})
    options: dict[str, Any] = PHONE
    gus = visit("Gus", **options)
    gus.accept(ada.invite(board, "commenter"))
    say(ada, board, None, "do you take the ferry?", to=gus.id())
    gus.open_board(board)
    inbox = Inbox(gus)
    inbox.expect_unread(1)
    inbox.open()
    assert gus.axe_by_day_and_night() == [], "the inbox on a phone"
    inbox.row("do you take the ferry?").get_by_role("button", name="Mark as read").click()
    expect(inbox.row("do you take the ferry?")).not_to_have_attribute("data-unread", "true")
    inbox.panel.get_by_text("Unread", exact=True).click()
    expect(inbox.panel.get_by_text("You are up to date")).to_be_visible()
    inbox.panel.get_by_role("link", name="Notification settings").click()
    expect(gus.page.get_by_text("You are a guest and have no address here")).to_be_visible()
