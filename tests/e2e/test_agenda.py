"""Planning a session: its agenda, recipes, and breakouts, as a facilitator does it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from board_page import drag, eventually
from people import Visitor, join

STEPS = ["Arrive", "Write", "Group", "Vote"]
KINDS = {"Arrive": "checkin", "Write": "brainstorm", "Group": "group", "Vote": "vote"}
ORDER = """() => [...document.querySelectorAll('[data-activity] [data-opens]')]
  .map((row) => row.firstElementChild.textContent)"""


class Sessions:
    """A board's sessions, in the dialog over it."""

    def __init__(self, visitor: Visitor, board: str) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page
        self.board = board
        self.dialog = self.page.get_by_role("dialog", name="Sessions")

    def open(self) -> "Sessions":
        self.page.get_by_role("button", name="Sessions").click()
        expect(self.dialog).to_be_visible()
        return self

    def open_session(self, title: str) -> "Sessions":
        self.open()
        self.dialog.get_by_role("button", name=title).first.click()
        return self

    def plan(self, steps: list[str] = STEPS) -> str:
        """A session with these steps, over REST."""
        session: str = self.post(f"/api/boards/{self.board}/sessions", {"title": "Spring"})["id"]
        for title in steps:
            step = {"kind": KINDS[title], "title": title, "instructions": "", "minutes": 5}
            self.post(f"/api/sessions/{session}/activities", {**step, "settings": {}})
        return session

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self.visitor._ask("POST", path, body)

    def stored(self) -> Any:
        """The newest session, as the server has it."""
        return self.visitor.get(f"/api/boards/{self.board}/sessions")[0]

    def activity(self, title: str) -> Any:
        return next(one for one in self.stored()["activities"] if one["title"] == title)

    def order(self) -> list[str]:
        shown: list[str] = self.page.evaluate(ORDER)
        return shown

    def expect_order(self, titles: list[str]) -> None:
        """On screen, and on the server."""
        eventually(self.page, self.order, titles)
        eventually(self.page, lambda: [one["title"] for one in self.stored()["activities"]], titles)

    def row(self, title: str) -> Locator:
        return self.dialog.locator("[data-activity]").filter(has_text=title)

    def choose(self, title: str) -> None:
        self.row(title).locator("[data-opens]").click()
        expect(self.dialog.get_by_label("Title", exact=True)).to_have_value(title)

    def pick_up(self, handle: Locator) -> None:
        """With the key M."""
        handle.focus()
        self.page.keyboard.press("m")
        expect(self.dialog.get_by_text("Picked up")).to_be_attached()
        # What was picked up takes keys from the browser's next turn on.
        self.page.evaluate("() => new Promise(done => setTimeout(done, 20))")

    def expect_saved(self) -> None:
        expect(self.dialog.locator("[data-agenda-saving]")).to_have_attribute("data-step", "saved")


@pytest.fixture
def ada(visit: Callable[..., Visitor]) -> Visitor:
    visitor = visit("Ada")
    visitor.sign_up()
    return visitor


@pytest.fixture
def sessions(ada: Visitor) -> Sessions:
    board = ada.create_board("Buses", "engagement-strategy")
    ada.open_board(board)
    return Sessions(ada, board)


def test_a_new_board_is_led_to_its_first_plan(ada: Visitor) -> None:
    board = ada.create_board("Buses")
    ada.open_board(board)
    sessions = Sessions(ada, board).open()
    ada.page.get_by_role("button", name="Plan “Your first plan”").click()
    # It shows step by step what one is about to do.
    preview = sessions.dialog.get_by_role("article", name="Your first plan")
    steps = preview.get_by_role("listitem")
    expect(steps.first).to_be_visible()
    count = steps.count()
    assert count >= 8
    sessions.dialog.get_by_label("Title", exact=True).fill("Kick-off")
    sessions.dialog.get_by_text("Commenter", exact=True).click()
    sessions.dialog.get_by_role("button", name="Plan the session").click()
    eventually(ada.page, lambda: len(sessions.order()), count)
    stored = sessions.stored()
    assert stored["title"] == "Kick-off"
    assert stored["state"] == "planned"
    assert [one["title"] for one in stored["activities"]] == sessions.order()
    total = sum(one["minutes"] for one in stored["activities"])
    hours = f"{int(total // 60)} h {int(total % 60)} min"
    expect(sessions.dialog.locator("[data-times]")).to_contain_text(hours)
    expect(sessions.dialog.locator("[data-times]")).to_contain_text("ends at")


def test_activities_are_reordered_by_keys(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    sessions.pick_up(sessions.row("Arrive").get_by_role("button", name="Move Arrive"))
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        sessions.page.keyboard.press(key)
    sessions.expect_order(["Write", "Group", "Arrive", "Vote"])
    # Escape leaves it where it was, and the dialog open.
    sessions.pick_up(sessions.row("Write").get_by_role("button", name="Move Write"))
    for key in ("ArrowDown", "Escape"):
        sessions.page.keyboard.press(key)
    sessions.expect_order(["Write", "Group", "Arrive", "Vote"])
    # Without picking it up: as rows of the plan move.
    sessions.row("Vote").locator("[data-opens]").focus()
    sessions.page.keyboard.press("Alt+ArrowUp")
    sessions.page.keyboard.press("Alt+ArrowUp")
    sessions.expect_order(["Write", "Vote", "Group", "Arrive"])
    expect(sessions.row("Vote").locator("[data-opens]")).to_be_focused()


def test_activities_are_reordered_by_mouse(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    drag(sessions.page, sessions.row("Arrive"), sessions.row("Group"), dy=12)
    sessions.expect_order(["Write", "Group", "Arrive", "Vote"])
    drag(sessions.page, sessions.row("Vote"), sessions.row("Write"), dy=-12)
    sessions.expect_order(["Vote", "Write", "Group", "Arrive"])
    # What is dragged is drawn beside the pointer.
    box = sessions.row("Group").bounding_box()
    assert box is not None
    x, y = box["x"] + 90, box["y"] + 20
    mouse = sessions.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 8, y + 8)
    mouse.move(x + 40, y + 60, steps=4)
    ghost = sessions.page.locator("[data-ghost]").bounding_box()
    assert ghost is not None
    assert abs(ghost["x"] - (x + 40)) < 30
    assert abs(ghost["y"] - (y + 60)) < 30
    sessions.page.keyboard.press("Escape")
    mouse.up()
    sessions.page.reload()
    sessions.open_session("Spring")
    sessions.expect_order(["Vote", "Write", "Group", "Arrive"])


def test_activities_are_reordered_by_a_finger(visit: Callable[..., Visitor]) -> None:
    ada = visit("Ada", viewport={"width": 390, "height": 844}, has_touch=True)
    ada.sign_up()
    board = ada.create_board("Buses")
    ada.open_board(board)
    sessions = Sessions(ada, board)
    sessions.plan()
    sessions.open_session("Spring")
    start = sessions.row("Arrive").bounding_box()
    end = sessions.row("Group").bounding_box()
    assert start is not None
    assert end is not None
    x, y = start["x"] + 120, start["y"] + start["height"] / 2
    below = end["y"] + end["height"] / 2 + 12
    touch = ada.context.new_cdp_session(ada.page)

    def finger(kind: str, at: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": at}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", y)
    # A finger that rests picks up; one that moves on scrolls.
    ada.page.wait_for_timeout(500)
    for step in range(1, 9):
        finger("touchMove", y + (below - y) * step / 8)
    finger("touchEnd", below)
    sessions.expect_order(["Write", "Group", "Arrive", "Vote"])


def test_what_is_said_of_an_activity_is_stored(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    dialog = sessions.dialog
    sessions.choose("Write")
    dialog.get_by_label("Title", exact=True).fill("What moves us?")
    dialog.get_by_label("Instructions").fill("One thought on each note.")
    dialog.get_by_label("Minutes", exact=True).fill("12")
    dialog.get_by_text("Anonymous", exact=True).click()
    dialog.get_by_role("button", name="Works on: The whole plan").click()
    part = sessions.page.get_by_role("option").first
    name = part.locator("span").first.inner_text()
    part.click()
    sessions.expect_saved()
    stored = sessions.activity("What moves us?")
    assert stored["instructions"] == "One thought on each note."
    assert stored["minutes"] == 12
    assert stored["settings"]["anonymous"] is True
    assert stored["part"] is not None, name

    sessions.choose("Vote")
    dialog.get_by_text("Score", exact=True).click()
    dialog.get_by_role("textbox", name="Scores from 0 to").fill("10")
    dialog.get_by_text("By hand", exact=True).click()
    field = dialog.get_by_label("New option")
    for option in ("Night buses", "Cheaper tickets"):
        field.fill(option)
        field.press("Enter")
    sessions.expect_saved()
    settings = sessions.activity("Vote")["settings"]
    assert (settings["method"], settings["max"]) == ("score", 10)
    assert [one["title"] for one in settings["options"]] == ["Night buses", "Cheaper tickets"]

    # The ideas of an activity before it take the place of what was written by hand.
    dialog.get_by_text("From the session", exact=True).click()
    sessions.expect_saved()
    assert sessions.activity("Vote")["settings"]["options"] == []


def test_a_title_cannot_be_taken_away(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    sessions.choose("Write")
    title = sessions.dialog.get_by_label("Title", exact=True)
    title.fill("")
    title.blur()
    expect(title).to_have_value("Write")
    assert sessions.activity("Write")


def test_adding_between_duplicating_and_deleting(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    page, dialog = sessions.page, sessions.dialog
    between = dialog.get_by_role("button", name="Add an activity before Group")
    between.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Discussion").click()
    # It is to be named first.
    title = dialog.get_by_label("Title", exact=True)
    expect(title).to_be_focused()
    page.keyboard.type("Talk")
    sessions.expect_order(["Arrive", "Write", "Talk", "Group", "Vote"])

    dialog.get_by_role("button", name="What to do with Talk").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    sessions.expect_order(["Arrive", "Write", "Talk", "Talk", "Group", "Vote"])

    dialog.get_by_role("button", name="What to do with Vote").click()
    page.get_by_role("menuitem", name="Delete").click()
    sessions.expect_order(["Arrive", "Write", "Talk", "Talk", "Group"])
    page.get_by_role("alert").get_by_role("button", name="Undo").click()
    sessions.expect_order(["Arrive", "Write", "Talk", "Talk", "Group", "Vote"])


def test_what_is_typed_offline_is_kept_and_sent_later(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    sessions.choose("Write")
    sessions.visitor.context.set_offline(True)
    sessions.dialog.get_by_label("Title", exact=True).fill("Written offline")
    saving = sessions.dialog.locator("[data-agenda-saving]")
    expect(saving).to_have_attribute("data-step", "away")
    eventually(sessions.page, sessions.order, ["Arrive", "Written offline", "Group", "Vote"])
    # Closing it loses nothing.
    sessions.page.keyboard.press("Escape")
    expect(sessions.dialog).to_have_count(0)
    sessions.visitor.context.set_offline(False)
    sessions.open_session("Spring")
    sessions.expect_order(["Arrive", "Written offline", "Group", "Vote"])


def test_what_another_facilitator_changes_shows_at_once(
    sessions: Sessions, visit: Callable[..., Visitor]
) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    bo = visit("Bo")
    bo.sign_up()
    join(bo, sessions.visitor, sessions.board, "facilitator")
    bos = Sessions(bo, sessions.board).open_session("Spring")
    bos.row("Vote").locator("[data-opens]").focus()
    bo.page.keyboard.press("Alt+ArrowUp")
    sessions.expect_order(["Arrive", "Write", "Vote", "Group"])


def test_starting_one_ending_it_and_deleting_another(sessions: Sessions) -> None:
    first = sessions.plan()
    page, dialog = sessions.page, sessions.dialog
    sessions.post(f"/api/boards/{sessions.board}/sessions", {"title": "Autumn"})
    sessions.open_session("Spring")
    dialog.get_by_role("button", name="Start", exact=True).click()
    # It is on: the board shows it.
    expect(dialog).to_have_count(0)
    assert sessions.visitor.get(f"/api/sessions/{first}")["state"] == "running"

    # One at a time.
    sessions.open_session("Autumn")
    expect(dialog.get_by_text("“Spring” is on now.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Start", exact=True)).to_be_disabled()
    sessions.post(f"/api/sessions/{first}/run", {"do": "end"})
    expect(dialog.get_by_text("“Spring” is on now.")).to_have_count(0)

    dialog.get_by_role("button", name="All sessions").click()
    past = dialog.get_by_role("region", name="Past")
    expect(past.get_by_role("link", name="Record of Spring")).to_have_attribute(
        "href", f"/sessions/{first}/record"
    )
    dialog.get_by_role("button", name="What to do with Autumn").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("button", name="Delete the session").click()
    expect(dialog.get_by_role("region", name="Planned")).to_have_count(0)
    assert [
        one["title"] for one in sessions.visitor.get(f"/api/boards/{sessions.board}/sessions")
    ] == ["Spring"]


def test_escape_closes_what_is_open_in_the_dialog_first(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    page, dialog = sessions.page, sessions.dialog
    sessions.choose("Group")
    source = dialog.get_by_role("combobox", name="Notes to group")
    for open_it, inside in (
        (source, page.get_by_role("option").first),
        (
            dialog.get_by_role("button", name="What to do with Vote"),
            page.get_by_role("menuitem", name="Duplicate"),
        ),
        (
            dialog.get_by_role("button", name="Save as a recipe"),
            page.get_by_role("button", name="Save the recipe"),
        ),
    ):
        open_it.click()
        expect(inside).to_be_visible()
        page.keyboard.press("Escape")
        expect(inside).to_have_count(0)
        expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_who_does_not_facilitate_only_looks(
    sessions: Sessions, visit: Callable[..., Visitor]
) -> None:
    sessions.plan()
    bo = visit("Bo")
    join(bo, sessions.visitor, sessions.board, "editor")
    bos = Sessions(bo, sessions.board).open()
    expect(bos.dialog.get_by_role("button", name="Plan a session")).to_have_count(0)
    bos.dialog.get_by_role("button", name="Spring").click()
    eventually(bo.page, bos.order, STEPS)
    expect(bos.dialog.get_by_role("button", name="Start", exact=True)).to_have_count(0)
    expect(bos.dialog.get_by_role("button", name="Move Write")).to_have_count(0)
    bos.choose("Write")
    expect(bos.dialog.get_by_label("Title", exact=True)).not_to_be_editable()


def test_an_agenda_is_kept_as_a_recipe_and_used_again(sessions: Sessions) -> None:
    sessions.plan()
    sessions.open_session("Spring")
    page, dialog = sessions.page, sessions.dialog
    dialog.get_by_role("button", name="Save as a recipe").click()
    form = page.get_by_role("dialog", name="Save as a recipe")
    form.get_by_label("Name").fill("Our way")
    form.get_by_label("What it is for").fill("Every spring")
    form.get_by_role("button", name="Save the recipe").click()
    expect(form).to_have_count(0)

    dialog.get_by_role("button", name="Add an activity", exact=True).click()
    page.get_by_role("menuitem", name="From a recipe").click()
    dialog.get_by_role("button", name="Our way").click()
    preview = dialog.get_by_role("article", name="Our way")
    expect(preview.get_by_role("listitem")).to_have_count(len(STEPS))
    preview.get_by_role("button", name="Add to the agenda").click()
    sessions.expect_order([*STEPS, *STEPS])

    dialog.get_by_role("button", name="Add an activity", exact=True).click()
    page.get_by_role("menuitem", name="From a recipe").click()
    dialog.get_by_role("button", name="Our way").click()
    preview.get_by_role("button", name="Delete the recipe Our way").click()
    page.get_by_role("button", name="Delete the recipe", exact=True).click()
    expect(dialog.get_by_role("button", name="Our way")).to_have_count(0)


def test_only_what_is_not_done_may_change_while_it_is_on(sessions: Sessions) -> None:
    session = sessions.plan()
    sessions.post(f"/api/sessions/{session}/run", {"do": "start"})
    sessions.post(f"/api/sessions/{session}/run", {"do": "next"})
    sessions.open_session("Spring")
    expect(sessions.row("Arrive")).to_contain_text("Done")
    expect(sessions.row("Write")).to_contain_text("On now")
    sessions.choose("Arrive")
    expect(sessions.dialog.get_by_label("Title", exact=True)).not_to_be_editable()
    sessions.choose("Write")
    title = sessions.dialog.get_by_label("Title", exact=True)
    title.fill("Write more")
    sessions.pick_up(sessions.row("Vote").get_by_role("button", name="Move Vote"))
    for key in ("ArrowUp", "Enter"):
        sessions.page.keyboard.press(key)
    sessions.expect_order(["Arrive", "Write more", "Vote", "Group"])


def test_breakouts_at_random_and_by_hand(sessions: Sessions, visit: Callable[..., Visitor]) -> None:
    session = sessions.plan()
    sessions.post(f"/api/sessions/{session}/run", {"do": "start"})
    names = ["Bo", "Cy", "Dee", "Eve", "Fay"]
    for name in names:
        guest = visit(name)
        guest.accept(sessions.visitor.invite(sessions.board, "editor"))
        guest._ask("POST", f"/api/sessions/{session}/me", {})
    sessions.open_session("Spring")
    page, dialog = sessions.page, sessions.dialog
    dialog.get_by_role("tab", name="Breakouts").click()
    dialog.get_by_role("button", name="Deal people out at random").click()

    def sizes() -> list[int]:
        found: list[int] = page.evaluate(
            """() => [...document.querySelectorAll('section[data-group]')]
              .map((group) => group.querySelectorAll('[data-person]').length)"""
        )
        return found

    eventually(page, lambda: sorted(sizes()), [2, 3])
    # Everyone is in one group, and none of it is sent before one says so.
    assert sessions.stored()["breakouts"] == []
    first = dialog.get_by_role("region", name="Group 1")
    second = dialog.get_by_role("region", name="Group 2")
    moved = first.locator("[data-person]").first
    name = next(name for name in names if name in moved.inner_text())
    sessions.pick_up(first.get_by_role("button", name=f"Move {name}"))
    for key in ("ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(second.get_by_text(name, exact=True)).to_be_visible()
    second.get_by_label(f"Move {name} to").select_option(label="Group 1")
    expect(first.get_by_text(name, exact=True)).to_be_visible()
    first.get_by_label("Name of the group").fill("Riders")
    drag(page, second.locator("[data-person]").first, dialog.get_by_role("region", name="Riders"))
    eventually(page, lambda: sum(sizes()), 5)

    dialog.get_by_role("button", name="Send them off").click()
    expect(dialog.get_by_text("2 groups at work")).to_be_visible()
    stored = sessions.stored()["breakouts"]
    assert [one["state"] for one in stored] == ["running", "running"]
    assert stored[0]["title"] == "Riders"
    assert sorted(person for one in stored for person in one["people"]) == sorted(
        one["person"]["id"] for one in sessions.stored()["people"] if one["person"]["guest"]
    )
    ends = stored[0]["timer"]["ends_at"]
    dialog.get_by_role("button", name="2 min more for Riders").click()
    eventually(
        page,
        lambda: [one["timer"]["ends_at"] for one in sessions.stored()["breakouts"]],
        [ends + 120_000, stored[1]["timer"]["ends_at"]],
    )
    dialog.get_by_role("button", name="Bring everyone back").click()
    expect(dialog.get_by_role("button", name="Deal people out at random")).to_be_visible()
    assert sessions.stored()["breakouts"] == []


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "light", "viewport": {"width": 390, "height": 844}, "has_touch": True},
    ],
    ids=["wide", "phone"],
)
def test_axe_finds_nothing_in_planning(
    options: dict[str, Any], visit: Callable[..., Visitor]
) -> None:
    ada = visit("Ada", reduced_motion="reduce", **options)
    ada.sign_up()
    board = ada.create_board("Buses", "engagement-strategy")
    ada.open_board(board)
    sessions = Sessions(ada, board).open()
    assert ada.axe_by_day_and_night() == [], "no session yet"
    ada.page.get_by_role("button", name="Plan another session").click()
    sessions.dialog.get_by_text("Dot vote", exact=True).click()
    expect(sessions.dialog.get_by_role("article")).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "planning one"
    sessions.dialog.get_by_role("button", name="Plan the session").click()
    expect(sessions.dialog.locator("[data-activity]").first).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "an agenda"
    vote = sessions.dialog.locator("[data-activity]").filter(has_text="Vote · dots")
    vote.locator("[data-opens]").click()
    expect(sessions.dialog.get_by_text("Dots for each")).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "a vote"
    back = sessions.dialog.get_by_role("button", name="All activities")
    if back.is_visible():
        back.click()
        # The focus is where one came from.
        expect(vote.locator("[data-opens]")).to_be_focused()
    sessions.dialog.get_by_role("button", name="Add an activity", exact=True).click()
    ada.page.get_by_role("menuitem", name="From a recipe").click()
    expect(sessions.dialog.get_by_role("button", name="Dot vote")).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "recipes"
    sessions.dialog.get_by_role("tab", name="Breakouts").click()
    sessions.dialog.get_by_role("button", name="Put them together by hand").click()
    expect(sessions.dialog.get_by_role("region", name="Group 2")).to_be_visible()
    assert ada.axe_by_day_and_night() == [], "breakouts"
