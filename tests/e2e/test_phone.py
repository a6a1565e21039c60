"""A session from a phone: joined by its code, seen on the projector, and its record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from board_page import eventually, until
from people import Visitor

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "reduced_motion": "reduce",
}
PROJECTOR: dict[str, Any] = {
    "viewport": {"width": 1920, "height": 1080},
    "reduced_motion": "reduce",
}
GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}
AGENDA = [
    {"kind": "brainstorm", "title": "What has to change?", "minutes": 8},
    {"kind": "vote", "title": "What comes first?", "minutes": 5},
    {"kind": "decide", "title": "What do we decide?", "minutes": 0},
]
IDEA = "Benches with a back"
WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth > window.innerWidth"


@dataclass
class Workshop:
    """A session that Ada leads on her board."""

    ada: Visitor
    board: str
    session: str
    code: str
    activities: list[str]

    def ask(self, path: str, body: dict[str, Any], method: str = "POST") -> Any:
        return self.ada._ask(method, f"/api/sessions/{self.session}{path}", body)

    def of(self, activity: int, path: str) -> None:
        self.ask(f"/activities/{self.activities[activity]}{path}", {})

    def now(self) -> Any:
        return self.ada.get(f"/api/sessions/{self.session}")


@pytest.fixture
def workshop(visit: Callable[..., Visitor]) -> Workshop:
    """A session that has just begun; nobody but Ada is on its board."""
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS, ["Riders", "Drivers"])
    session = ada._ask("POST", f"/api/boards/{board}/sessions", {"title": "Spring"})["id"]
    room = Workshop(ada, board, session, "", [])
    for step in AGENDA:
        room.ask("/activities", {**step, "instructions": "Say it briefly.", "settings": {}})
    begun = room.ask("/run", {"do": "start"})
    room.code = begun["code"]
    room.activities = [activity["id"] for activity in begun["activities"]]
    return room


def come_in(phone: Visitor, workshop: Workshop) -> Page:
    """By the code, typed as people type it, with nothing but a name."""
    page = phone.page
    page.goto("/s")
    page.get_by_label("Code").fill(workshop.code.replace("-", " ").lower())
    page.get_by_role("button", name="Join").click()
    page.get_by_label("Your name").fill(phone.name)
    page.get_by_role("button", name="Join the session").click()
    expect(page.get_by_role("heading", name="Spring", level=1)).to_be_visible()
    return page


def open_screen(room: Visitor, workshop: Workshop) -> Page:
    """A projector in the room: it needs no more than to read the board."""
    room.accept(workshop.ada.invite(workshop.board, "viewer"))
    room.page.goto(f"/boards/{workshop.board}/screen")
    expect(room.page.get_by_role("heading", name="Spring", level=1)).to_be_visible()
    return room.page


def write(page: Page, text: str) -> None:
    page.get_by_label("Write a note").fill(text)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("list", name="Your notes").get_by_text(text)).to_be_visible()


def take(page: Page, form: str) -> bytes:
    """The record as a file."""
    page.get_by_role("button", name="Download").tap()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=form).tap()
    return download.value.path().read_bytes()


def count_on(screen: Page) -> Locator:
    return screen.get_by_role("main").get_by_role("status")


def test_a_whole_session_from_a_phone(workshop: Workshop, visit: Callable[..., Visitor]) -> None:
    farah = visit("Farah", color_scheme="light", **PHONE)
    room = visit("Room", color_scheme="light", **PROJECTOR)
    screen = open_screen(room, workshop)
    joining = screen.get_by_role("region", name="How to join")
    expect(joining).to_contain_text(workshop.code)
    expect(joining.get_by_role("img", name=f"/s/{workshop.code}")).to_be_visible()

    page = come_in(farah, workshop)
    write(page, IDEA)
    expect(count_on(screen)).to_have_text("1note from 1 person")
    expect(screen.get_by_text(IDEA)).to_have_count(0)
    page.get_by_role("button", name="Raise hand").tap()
    expect(screen.get_by_role("region", name="Who speaks next")).to_contain_text("Farah")
    page.get_by_role("button", name="React").tap()
    page.get_by_role("button", name="Applause").tap()
    expect(screen.locator("[data-reactions]")).to_contain_text("👏")
    page.keyboard.press("Escape")
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    assert farah.axe_by_day_and_night() == [], "writing"
    assert room.axe_by_day_and_night() == [], "the screen while people write"

    workshop.of(0, "/reveal")
    expect(screen.get_by_text(IDEA)).to_be_visible()
    expect(page.get_by_role("article").filter(has_text=IDEA)).to_contain_text("You")
    assert room.axe_by_day_and_night() == [], "the screen with ideas"

    workshop.ask("/run", {"do": "next"})
    page.get_by_role("button", name=f"One more dot on {IDEA}").tap()
    expect(page.get_by_text("Saved. You can change it")).to_be_visible()
    expect(count_on(screen)).to_have_text("1 of 2have voted")
    assert farah.axe_by_day_and_night() == [], "voting"
    assert room.axe_by_day_and_night() == [], "the screen while people vote"

    workshop.of(1, "/close")
    for shown in (page, screen):
        expect(shown.get_by_text(f"“{IDEA}” comes first.")).to_be_visible()
    workshop.ask(
        "/decisions",
        {
            "activity": workshop.activities[1],
            "title": "Benches first",
            "what": "New benches before new paint.",
            "why": "They had all dots.",
            "who": ["Ada", "Farah"],
            "dissent": "Ada would paint first.",
            "actions": [{"title": "Ask for prices", "owner_name": "Farah", "due": "2031-03-12"}],
        },
    )
    for shown in (page, screen):
        expect(shown.get_by_role("heading", name="Benches first")).to_be_visible()
    assert room.axe_by_day_and_night() == [], "the screen with a decision"

    workshop.ask("/run", {"do": "end"})
    expect(screen.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert farah.axe_by_day_and_night() == [], "the end"

    page.get_by_role("link", name="See the record").tap()
    expect(page.get_by_role("heading", name="Spring", level=1)).to_be_visible()
    record = page.get_by_role("article")
    for words in ("Benches first", "They had all dots.", "Ada would paint first.", IDEA, "Farah"):
        expect(record).to_contain_text(words)
    assert not page.evaluate(WIDER_THAN_THE_WINDOW)
    assert farah.axe_by_day_and_night() == [], "the record"
    assert b"Benches first" in take(page, "Markdown")
    assert take(page, "PDF").startswith(b"%PDF-")
    record.get_by_role("link", name="Ask for prices").tap()
    expect(page.locator("[data-item-panel]")).to_contain_text("Ask for prices")


def test_a_code_that_leads_nowhere(visit: Callable[..., Visitor]) -> None:
    farah = visit("Farah", **PHONE)
    page = farah.page
    page.goto("/s")
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_role("alert")).to_contain_text("Enter the code")
    page.get_by_label("Code").fill("k0m 3qx")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Codes never hold 0")
    expect(page.get_by_label("Code")).to_have_value("K0M-3QX")
    assert farah.axe() == []


def test_what_is_written_without_a_network_arrives_later(
    workshop: Workshop, visit: Callable[..., Visitor]
) -> None:
    farah = visit("Farah", **PHONE)
    page = come_in(farah, workshop)
    write(page, "Before the tunnel")
    farah.context.set_offline(True)
    expect(page.get_by_text("No connection.")).to_be_visible()
    write(page, "In the tunnel")
    page.get_by_label("Write a note").fill("Half a thou")
    assert workshop.now()["activities"][0]["progress"]["notes"] == 1
    assert farah.axe() == []
    farah.context.set_offline(False)
    eventually(page, lambda: workshop.now()["activities"][0]["progress"]["notes"], 2, timeout=30)
    page.reload()
    expect(page.get_by_label("Write a note")).to_have_value("Half a thou")
    expect(page.get_by_role("list", name="Your notes").get_by_role("listitem")).to_have_count(2)


def test_a_breakout_on_a_phone_and_back(workshop: Workshop, visit: Callable[..., Visitor]) -> None:
    farah = visit("Farah", **PHONE)
    page = come_in(farah, workshop)
    room = visit("Room", **PROJECTOR)
    screen = open_screen(room, workshop)
    workshop.ada.open_board(workshop.board)
    goal = workshop.ada.board.item("Reach every town")
    group = {"title": "North", "part": goal, "people": [farah.id()], "minutes": 10}
    workshop.ask("/breakouts", {"breakouts": [group]}, method="PUT")
    workshop.ask("/breakouts/run", {"do": "start"})

    mine = page.get_by_role("region", name="Your group")
    expect(mine.get_by_role("heading", name="North")).to_be_visible()
    expect(mine).to_contain_text("Hear the riders")
    expect(mine).not_to_contain_text("Run on time")
    expect(page.get_by_role("timer")).to_be_visible()
    expect(screen.get_by_role("listitem").filter(has_text="North")).to_contain_text("Farah")
    assert farah.axe() == [], "a group"
    assert room.axe() == [], "the screen while groups work"
    page.get_by_text("Activity", exact=True).tap()
    expect(page.get_by_label("Write a note")).to_be_visible()

    workshop.ask("/breakouts/run", {"do": "end"})
    expect(mine).to_have_count(0)
    expect(page.get_by_label("Write a note")).to_be_visible()


def test_for_whom_one_speaks(workshop: Workshop, visit: Callable[..., Visitor]) -> None:
    farah = visit("Farah", **PHONE)
    page = come_in(farah, workshop)
    groups = page.get_by_role("group", name="For whom do you speak?")
    groups.get_by_text("Drivers").tap()
    expect(groups).to_have_count(0)

    def told() -> bool:
        people = {one["person"]["name"]: one for one in workshop.now()["people"]}
        return people["Farah"]["stakeholder"] is not None

    assert until(page, told)
    page.get_by_role("button", name="You", exact=True).tap()
    expect(page.get_by_role("radio", name="Drivers")).to_be_checked()
    assert farah.axe() == []


def test_a_record_is_for_those_on_the_board(
    workshop: Workshop, visit: Callable[..., Visitor]
) -> None:
    eve = visit("Eve")
    eve.sign_up()
    eve.page.goto(f"/sessions/{workshop.session}/record")
    expect(eve.page.get_by_role("heading", name="There is no such record")).to_be_visible()
    assert eve.axe() == []
