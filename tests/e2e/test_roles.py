"""What a role may not do, it is neither offered nor allowed; a change takes hold at once."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect
from pycrdt import Doc, Map, create_update_message
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from board_page import eventually
from people import Visitor, join
from serving import ServerProcess

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}
ROWS = ["Reach every town", "  Hear the riders", "Run on time"]


@pytest.fixture
def host(visit: Callable[..., Visitor]) -> tuple[Visitor, str]:
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS)
    ada.open_board(board)
    return ada, board


@pytest.mark.parametrize(
    ("role", "told"), [("viewer", "You can read this board"), ("commenter", "as a commenter")]
)
def test_who_only_reads_sees_all_and_changes_nothing(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], role: str, told: str
) -> None:
    ada, board = host
    ada.board.open_item(ada.board.item("Hear the riders"))
    ada.board.write_notes("On the platform.")
    vera = visit("Vera")
    join(vera, ada, board, role)
    vera.board.expect_outline(ROWS)
    expect(vera.page.get_by_text(told)).to_be_visible()
    expect_no_way_to_edit(vera.page)

    # Keys and clicks that would change the plan for an editor.
    town = vera.board.item("Run on time")
    vera.board.row_of(town).focus()
    for key in ("Tab", "Delete", "Alt+ArrowUp", "5", "e", "Shift+Enter"):
        vera.board.row_of(town).focus()
        vera.page.keyboard.press(key)
    vera.board.row_of(town).locator("[data-title]").click()
    expect(vera.board.panel).to_be_visible()
    vera.board.open_item(vera.board.item("Hear the riders"))
    eventually(vera.page, vera.board.body, ["On the platform."])
    vera.board.notes.click()
    vera.page.keyboard.type("No!")
    expect(vera.board.panel.get_by_role("textbox")).to_have_count(0)
    expect_no_way_to_edit(vera.page)
    vera.board.show("Columns")
    expect_no_way_to_edit(vera.page)
    assert vera.board.unsaved() == 0
    vera.expect_saved()
    assert vera.board.body() == ["On the platform."]

    # Others' changes show all the same.
    ada.page.keyboard.type(" And on the bus.")
    eventually(vera.page, vera.board.body, ["On the platform. And on the bus."])

    # Whoever writes past the page is refused by the server.
    token = vera.board_token(board)
    assert close_code_of_a_write(vera.url, board, token) == 4403
    ada.board.expect_outline(ROWS)


def expect_no_way_to_edit(page: Page) -> None:
    main = page.get_by_role("main")
    expect(main.get_by_role("button", name=re.compile("^Add"))).to_have_count(0)
    expect(main.get_by_role("button", name=re.compile("^More for"))).to_have_count(0)
    expect(main.get_by_role("textbox")).to_have_count(0)
    expect(main.locator("textarea, [contenteditable='true']")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def close_code_of_a_write(url: str, board: str, token: str) -> int:
    """What the server says to a Yjs client of one's own that sends a change."""
    doc: Doc[Map[object]] = Doc()
    doc.get("items", type=Map)["forged"] = Map({"kind": "goal"})
    with connect(f"{url.replace('http', 'ws', 1)}/yjs/{board}?token={token}") as socket:
        socket.send(create_update_message(doc.get_update()))
        return close_code(socket)


def read_on(socket: ClientConnection) -> None:
    while True:
        socket.recv(timeout=10)


def close_code(socket: ClientConnection) -> int:
    """The code with which the server closes the socket."""
    with pytest.raises(ConnectionClosed) as closed:
        read_on(socket)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def test_a_guest_joins_by_a_link_with_a_name(
    visit: Callable[..., Visitor], host: tuple[Visitor, str]
) -> None:
    ada, board = host
    link = ada.invite(board, "editor")
    gus = visit("Gus")
    gus.page.goto(link)
    expect(gus.page.get_by_role("heading", name="Buses")).to_be_visible()
    expect(gus.page.get_by_text("Ada invites you to this plan")).to_be_visible()
    gus.page.get_by_role("button", name="Join the board").click()
    expect(gus.page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
    gus.page.get_by_label("Your name").fill("Gus")
    gus.page.keyboard.press("Enter")
    gus.board.expect_outline(ROWS)
    expect(ada.page.get_by_role("button", name="Follow Gus")).to_be_visible()
    gus.board.edit_title(gus.board.item("Run on time"))
    gus.page.keyboard.type(", mostly")
    gus.expect_saved()
    ada.board.expect_outline([*ROWS[:2], "Run on time, mostly"])
    # The same link leads the same guest straight to the board.
    gus.page.goto(link)
    gus.board.expect_outline([*ROWS[:2], "Run on time, mostly"])


def test_links_that_lead_nowhere_say_why(
    visit: Callable[..., Visitor], host: tuple[Visitor, str], server: ServerProcess
) -> None:
    ada, board = host
    gus = visit("Gus")
    gus.page.goto("/join/no-such-token-was-ever-made-here")
    expect(gus.page.get_by_role("heading", name="This link is not known")).to_be_visible()

    revoked = ada.invite(board, "viewer")
    gus.page.goto(revoked)
    expect(gus.page.get_by_role("heading", name="Buses")).to_be_visible()
    ada.revoke(board, revoked)
    # Revoked while the form was open.
    gus.page.get_by_label("Your name").fill("Gus")
    gus.page.keyboard.press("Enter")
    expect(gus.page.get_by_role("alert")).to_contain_text(re.compile("revoked", re.I))
    gus.page.reload()
    expect(gus.page.get_by_role("heading", name="This link was revoked")).to_be_visible()

    expired = ada.invite(board, "editor")
    with closing(sqlite3.connect(server.log.parent / "planhall.db")) as database:
        # The shortest time that a link can be given is an hour.
        database.execute(
            "UPDATE invite SET expires_at = '2020-01-01 00:00:00.000000' WHERE board_id = ?",
            [board],
        )
        database.commit()
    gus.page.goto(expired)
    expect(gus.page.get_by_role("heading", name="This link has expired")).to_be_visible()

    gus.page.goto(f"/boards/{board}")
    expect(gus.page.get_by_role("heading", name="Sign in to Planhall")).to_be_visible()
    expect(gus.page.get_by_text("Then you go on to the board.")).to_be_visible()


def test_a_changed_role_takes_hold_at_once(
    visit: Callable[..., Visitor], host: tuple[Visitor, str]
) -> None:
    ada, board = host
    bo = visit("Bo")
    join(bo, ada, board, "viewer")
    expect_no_way_to_edit(bo.page)
    person = bo.id()

    ada.change_role(board, person, "editor")
    expect(bo.page.get_by_role("button", name="Add a goal", exact=True)).to_be_visible()
    item = bo.board.item("Run on time")
    bo.board.edit_title(item)
    bo.page.keyboard.type(" again")
    bo.expect_saved()
    eventually(ada.page, lambda: ada.board.title(item), "Run on time again")

    # In the middle of a word.
    ada.change_role(board, person, "viewer")
    expect(bo.page.get_by_text("You can read this board")).to_be_visible()
    expect_no_way_to_edit(bo.page)
    bo.expect_saved()
    bo.board.expect_outline([*ROWS[:2], "Run on time again"])
    ada.board.expect_outline([*ROWS[:2], "Run on time again"])


def test_who_is_removed_sees_the_board_close(
    visit: Callable[..., Visitor], host: tuple[Visitor, str]
) -> None:
    ada, board = host
    bo = visit("Bo")
    join(bo, ada, board)
    bo.board.edit_title(bo.board.item("Run on time"))
    ada.remove_from_board(board, bo.id())
    expect(bo.page.get_by_role("heading", level=1)).to_have_text(
        re.compile("not here|no access", re.I)
    )
    expect(bo.page.get_by_role("treeitem")).to_have_count(0)
    bo.page.reload()
    expect(bo.page.get_by_role("heading", level=1)).to_have_text(
        re.compile("not here|no access", re.I)
    )
    # Nothing of the plan stays in their browser.
    kept = bo.page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    assert not [name for name in kept if board in name]
    # Who goes on is not disturbed.
    ada.board.expect_outline(ROWS)
    ada.expect_saved()
