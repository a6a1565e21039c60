"""Comments: live for those who are here, on words that move, kept while offline, and by role."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from board_page import eventually
from comments_page import Comments
from people import Visitor, join
from serving import ServerProcess
from test_lock import lock

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}
WIDE: dict[str, Any] = {"color_scheme": "light"}
PHONE: dict[str, Any] = {
    "color_scheme": "light",
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
}


@pytest.fixture
def host(visit: Callable[..., Visitor]) -> tuple[Visitor, str]:
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS, ["Drivers"])
    ada.open_board(board)
    return ada, board


@pytest.fixture
def pair(visit: Callable[..., Visitor], host: tuple[Visitor, str]) -> tuple[Visitor, Visitor, str]:
    ada, board = host
    bo = visit("Bo")
    join(bo, ada, board)
    return ada, bo, board


def threads_of(visitor: Visitor, board: str) -> Any:
    return visitor.get(f"/api/boards/{board}/threads")


def the_thread(visitor: Visitor, board: str) -> Any:
    """The only one of the board, once the server has it: one sees one's own words before that."""
    eventually(visitor.page, lambda: len(threads_of(visitor, board)), 1)
    return threads_of(visitor, board)[0]


def test_two_people_talk_about_an_item(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, board = pair
    hers, his = Comments(ada), Comments(bo)
    goal = ada.board.item("Reach every town")
    hers.begin_on_item(goal, "Which towns?")

    # He sees how many there are, on the item and on the board, and goes there.
    expect(his.count_on(goal)).to_have_attribute("data-comment-count", "1")
    his.expect_open(1)
    expect(bo.row(goal)).to_have_accessible_name(re.compile("1 open comment"))
    his.count_on(goal).click()
    expect(his.comment("Which towns?")).to_contain_text("Ada")
    his.answer("Which towns?", "All with a station.")
    expect(hers.comment("All with a station.")).to_contain_text("Bo")

    # A reaction, one's own words changed, and taken back.
    hers.comment("All with a station.").get_by_role("button", name="React").click()
    ada.page.get_by_role("button", name="Thumbs up").click()
    expect(his.comment("All with a station.")).to_contain_text("👍1")
    his.menu_of("All with a station.", "Edit")
    edit = his.side.get_by_role("textbox", name="Change your comment")
    expect(edit).to_be_focused()
    bo.page.keyboard.press("Control+End")
    bo.page.keyboard.type(" And a depot.")
    his.side.get_by_role("button", name="Save").click()
    expect(hers.comment("And a depot.")).to_contain_text("edited")
    his.menu_of("And a depot.", "Delete")
    bo.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(hers.comment("And a depot.")).to_have_count(0)

    # Resolved and opened again.
    hers.thread("Which towns?").get_by_role("button", name="Resolve").click()
    his.expect_open(0)
    expect(his.count_on(goal)).to_have_count(0)
    his.filter("Resolved")
    thread = his.thread("Which towns?")
    expect(thread).to_contain_text("Resolved by Ada")
    thread.get_by_role("button", name="Reopen").click()
    hers.expect_open(1)
    assert len(threads_of(ada, board)) == 1


def test_rich_text_and_mentions_by_keyboard(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, board = pair
    hers = Comments(ada)
    ada.page.keyboard.press("c")
    hers.open()
    hers.side.get_by_role("button", name="Comment on the board").click()
    editor = hers.write("New comment", "Dear ")
    ada.page.keyboard.type("@bo")
    names = hers.side.get_by_role("listbox", name="Whom do you mean?")
    expect(names.get_by_role("option", name="Bo")).to_have_attribute("aria-selected", "true")
    ada.page.keyboard.press("Enter")
    ada.page.keyboard.type("and @dri")
    expect(names.get_by_role("option")).to_have_count(1)
    ada.page.keyboard.press("Tab")
    ada.page.keyboard.type(": ")
    ada.page.keyboard.press("Control+b")
    ada.page.keyboard.type("now")
    ada.page.keyboard.press("Control+b")
    expect(editor).to_have_text("Dear @Bo and @Drivers : now")
    hers.send()
    expect(hers.comment("Dear").locator("strong")).to_have_text("now")

    comment = the_thread(ada, board)["comments"][0]
    assert [(one["kind"], one["label"]) for one in comment["mentions"]] == [
        ("person", "Bo"),
        ("group", "Drivers"),
    ]
    his = Comments(bo)
    his.open()
    his.filter("Mine")
    expect(his.comment("Dear")).to_contain_text("@Bo")


def test_a_comment_on_words_moves_with_them_and_outlives_them(
    pair: tuple[Visitor, Visitor, str],
) -> None:
    ada, bo, _ = pair
    hers, his = Comments(ada), Comments(bo)
    goal = ada.board.item("Reach every town")
    for visitor in (ada, bo):
        visitor.board.open_item(goal)
    ada.board.write_notes("By bus and by boat.")
    eventually(bo.page, bo.board.body, ["By bus and by boat."])

    hers.select_in_notes("by boat")
    hers.comment_on_selection("Who has a boat?")
    eventually(bo.page, lambda: his.marked_in_notes(goal), ["by boat"])
    hers.select_in_title("every town")
    hers.comment_on_selection("Villages too?")
    eventually(bo.page, lambda: his.marked_in_title(goal), 1)
    # The document holds nothing of it.
    assert ada.board.body() == ["By bus and by boat."]

    # He writes before them, within them, and all of it moves in both windows.
    bo.board.notes.click()
    bo.page.keyboard.press("Control+Home")
    bo.page.keyboard.type("First of all: ")
    for one in (hers, his):
        eventually(one.page, lambda one=one: one.marked_in_notes(goal), ["by boat"])
    his.select_in_notes("boat")
    bo.page.keyboard.press("ArrowLeft")
    bo.page.keyboard.type("big ")
    for one in (hers, his):
        eventually(one.page, lambda one=one: one.marked_in_notes(goal), ["by big boat"])

    # A press on the words opens their thread.
    bo.board.notes.locator("[data-mark]").click()
    expect(his.thread("Who has a boat?")).to_have_attribute("data-active", "true")

    # So does a press on those of a title, which is edited there all the same.
    box = bo.board.panel.locator("h2 [data-mark]").first.bounding_box()
    assert box is not None
    bo.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(his.thread("Villages too?")).to_have_attribute("data-active", "true")
    expect(bo.board.panel.locator("h2 textarea")).to_be_focused()

    # The words go; the thread says so, and what they were.
    his.select_in_notes("by big boat")
    bo.page.keyboard.press("Delete")
    eventually(ada.page, lambda: hers.marked_in_notes(goal), [])
    thread = hers.thread("Who has a boat?")
    expect(thread).to_contain_text("Detached")
    expect(thread).to_contain_text("by boat")
    expect(hers.thread("Villages too?")).not_to_contain_text("Detached")


def test_a_link_leads_to_a_thread_and_its_item(pair: tuple[Visitor, Visitor, str]) -> None:
    ada, bo, board = pair
    goal = ada.board.item("Run on time")
    Comments(ada).begin_on_item(goal, "Which time?")
    thread = the_thread(ada, board)["id"]
    bo.open_board(board, f"?thread={thread}")
    expect(Comments(bo).thread("Which time?")).to_have_attribute("data-active", "true")
    expect(bo.board.panel.locator(f'[data-item-panel="{goal}"]')).to_be_visible()
    bo.open_board(board, "?thread=nosuchthread")
    expect(Comments(bo).side).to_contain_text("not here any more")


def test_written_offline_it_is_sent_on_return_and_once(
    visit: Callable[..., Visitor], host: tuple[Visitor, str]
) -> None:
    ada, board = host
    bo = visit("Bo", service_workers="allow")
    join(bo, ada, board)
    bo.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    his = Comments(bo)
    goal = bo.board.item("Run on time")
    his.begin_on_item(goal, "Before the tunnel")
    expect(his.comment("Before the tunnel").get_by_role("button", name="React")).to_be_visible()
    bo.context.set_offline(True)
    bo.board.expect_state("offline")
    his.answer("Before the tunnel", "In the tunnel")
    expect(his.comment("In the tunnel")).to_contain_text("Waiting to be sent")
    bo.board.panel.get_by_role("button", name="Comment", exact=True).click()
    his.write("New comment", "A second one")
    his.send()
    expect(his.side).to_contain_text("2 comments wait to be sent")
    his.side.get_by_role("button", name="Comment on the board").click()
    his.write("New comment", "Half a thou")
    assert len(threads_of(ada, board)) == 1

    # The page is loaded anew without a network: nothing of it is lost.
    bo.page.wait_for_timeout(400)
    bo.page.reload()
    his.open()
    for words in ("In the tunnel", "A second one"):
        expect(his.comment(words)).to_contain_text("Waiting to be sent")
    expect(his.side.get_by_role("textbox", name="New comment")).to_have_text("Half a thou")

    # Who would sign in to an account now is told what that costs.
    bo.page.goto("/sign-in")
    bo.page.get_by_label("Email").fill("bo@example.org")
    bo.page.get_by_role("textbox", name="Password").fill("correct horse")
    bo.page.get_by_role("button", name="Sign in", exact=True).click()
    warning = bo.page.get_by_role("dialog", name="Not everything is saved")
    warning.get_by_role("button", name="Not yet").click()
    expect(warning).to_have_count(0)
    bo.page.goto(f"/boards/{board}")
    his.open()
    expect(his.comment("In the tunnel")).to_contain_text("Waiting to be sent")

    bo.context.set_offline(False)

    def written() -> list[list[str]]:
        return [
            [comment["body"]["content"][0]["content"][0]["text"] for comment in thread["comments"]]
            for thread in threads_of(ada, board)
        ]

    eventually(
        ada.page,
        written,
        [["Before the tunnel", "In the tunnel"], ["A second one"]],
        timeout=30,
    )
    expect(his.side.get_by_text("Waiting to be sent")).to_have_count(0)
    bo.page.reload()
    his.open()
    expect(his.comment("In the tunnel")).to_have_count(1)
    assert written() == [["Before the tunnel", "In the tunnel"], ["A second one"]]


def test_a_comment_that_is_refused_says_why_and_keeps_its_words(
    pair: tuple[Visitor, Visitor, str],
) -> None:
    ada, bo, board = pair
    his = Comments(bo)
    his.begin_on_item(bo.board.item("Run on time"), "Which time?")
    bo.page.route(
        "**/api/threads/*/comments",
        lambda route: route.fulfill(
            status=409,
            content_type="application/problem+json",
            body='{"status": 409, "code": "conflict", "detail": "This thread is full."}',
        ),
    )
    his.answer("Which time?", "Seven")
    refused = his.comment("Seven")
    expect(refused).to_contain_text("Not sent: This thread is full.")
    bo.page.unroute("**/api/threads/*/comments")
    refused.get_by_role("button", name="Try again").click()
    expect(his.comment("Seven").get_by_role("button", name="React")).to_be_visible()
    assert len(threads_of(ada, board)[0]["comments"]) == 2


def test_a_commenter_writes_and_a_viewer_reads(
    visit: Callable[..., Visitor], host: tuple[Visitor, str]
) -> None:
    ada, board = host
    goal = ada.board.item("Reach every town")
    ada.board.open_item(goal)
    ada.board.write_notes("By bus.")
    ada.expect_saved()
    cem, vera = visit("Cem"), visit("Vera")
    join(cem, ada, board, "commenter")
    join(vera, ada, board, "viewer")

    theirs = Comments(cem)
    cem.board.open_item(goal)
    eventually(cem.page, cem.board.body, ["By bus."])
    theirs.select_in_title("every town")
    theirs.comment_on_selection("Every one?")
    cem.board.notes.evaluate("notes => notes.scrollIntoView()")
    theirs.select_in_notes("bus")
    theirs.comment_on_selection("Or by tram?")

    seen = Comments(vera)
    seen.expect_open(2)
    seen.open()
    expect(seen.comment("Or by tram?")).to_contain_text("Cem")
    vera.board.open_item(goal)
    eventually(vera.page, lambda: seen.marked_in_notes(goal), ["bus"])
    seen.select_in_notes("bus")
    expect(seen.bubble).to_have_count(0)
    for name in ("Answer", "Resolve", "React", "Comment on the board"):
        expect(seen.side.get_by_role("button", name=name)).to_have_count(0)
    expect(vera.board.panel.get_by_role("button", name="Comment", exact=True)).to_have_count(0)
    expect(seen.side.get_by_role("textbox")).to_have_count(0)


def test_commenting_goes_on_while_a_board_is_locked(
    pair: tuple[Visitor, Visitor, str], server: ServerProcess
) -> None:
    ada, bo, board = pair
    lock(server, ada, board, bo)
    expect(bo.page.get_by_text("Locked by the facilitator")).to_be_visible()
    item = bo.board.item("Run on time")
    his = Comments(bo)
    his.begin_on_item(item, "While it is locked")
    bo.board.panel.get_by_role("button", name="Close").click()
    expect(Comments(ada).count_on(item)).to_have_attribute("data-comment-count", "1")


@pytest.mark.parametrize("look", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], look: dict[str, Any]
) -> None:
    ada, board = host
    goal = ada.board.item("Reach every town")
    comments = Comments(ada)
    ada.board.open_item(goal)
    ada.board.write_notes("By bus and by boat.")
    comments.select_in_notes("by boat")
    comments.comment_on_selection("Who has a boat?")
    comments.answer("Who has a boat?", "Bo has one.")
    comments.begin_on_item(goal, "Which towns?")
    comments.thread("Which towns?").get_by_role("button", name="Resolve").click()
    comments.expect_open(1)

    bo = visit("Bo", **look)
    join(bo, ada, board)
    his = Comments(bo)
    assert bo.axe_by_day_and_night() == [], "a board with comments"
    his.open()
    his.thread("Who has a boat?").get_by_role("button", name="Answer", exact=True).click()
    his.thread("Who has a boat?").get_by_role("textbox", name="Answer").click()
    bo.page.keyboard.type("@")
    expect(his.side.get_by_role("listbox")).to_be_visible()
    assert bo.axe_by_day_and_night() == [], "an open thread, and somebody to name"
    bo.page.keyboard.press("Escape")
    if look is PHONE:
        wider = "document.documentElement.scrollWidth > window.innerWidth"
        assert not bo.page.evaluate(wider)
        # The sheet makes room for what the thread is about.
        his.thread("Who has a boat?").get_by_role("button").first.click()
        expect(his.side).to_have_count(0)
    eventually(bo.page, lambda: his.marked_in_notes(goal), ["by boat"])
    assert bo.axe_by_day_and_night() == [], "the marked words"
    if look is PHONE:
        bo.board.panel.get_by_role("button", name="Close").click()
    his.open()
    his.filter("Resolved")
    expect(his.thread("Which towns?")).to_be_visible()
    assert bo.axe_by_day_and_night() == [], "resolved ones"
