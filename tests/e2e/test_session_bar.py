"""A session on the board: everyone's bar, who leads, and what only who facilitates can do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from board_page import until
from people import Visitor, join
from session_page import Bar

GOALS = {"Reach every town": ["Hear the riders", "Hear the drivers"], "Run on time": []}
AGENDA = [
    {"kind": "checkin", "title": "How are we here?", "minutes": 5},
    {"kind": "brainstorm", "title": "What has to change?", "minutes": 8},
    {"kind": "decide", "title": "What we decided", "minutes": 0},
]


@dataclass
class Workshop:
    """Ada leads a session on her board; Bo and Cy take part."""

    board: str
    session: str
    ada: Visitor
    bo: Visitor
    cy: Visitor

    def ask(self, path: str, body: dict[str, Any]) -> Any:
        return self.ada._ask("POST", f"/api/sessions/{self.session}{path}", body)

    def bars(self) -> tuple[Bar, Bar, Bar]:
        return Bar(self.ada), Bar(self.bo), Bar(self.cy)


@pytest.fixture
def workshop(visit: Callable[..., Visitor]) -> Workshop:
    """A session that has just begun, with three people on its board."""
    ada, bo, cy = visit("Ada"), visit("Bo"), visit("Cy")
    ada.sign_up()
    board = ada.create_plan("Buses", GOALS, ["Riders", "Drivers"])
    ada.open_board(board)
    join(bo, ada, board)
    join(cy, ada, board, "facilitator")
    session = ada._ask("POST", f"/api/boards/{board}/sessions", {"title": "Spring"})["id"]
    room = Workshop(board, session, ada, bo, cy)
    for step in AGENDA:
        room.ask("/activities", {**step, "instructions": "Say it briefly.", "settings": {}})
    room.ask("/run", {"do": "start"})
    for bar in room.bars():
        bar.expect_activity("How are we here?", "1 of 3")
    return room


def test_everyone_sees_the_same_activity_and_time(workshop: Workshop) -> None:
    bars = workshop.bars()
    for bar in bars:
        expect(bar.stage).to_contain_text("Say it briefly.")
        assert 0 < bar.seconds() <= 300
    ada, bo, cy = bars
    # The same second at the same moment; between the looks at two windows one may pass.
    seconds = [bar.seconds() for bar in bars]
    assert max(seconds) - min(seconds) <= 1

    ada.button("5 more minutes").click()
    for bar in bars:
        assert until(bar.page, lambda bar=bar: bar.seconds() > 300)
    ada.button("Pause").click()
    for bar in bars:
        expect(bar.root.locator('[data-look="paused"]')).to_be_visible()
    stood = [bar.seconds() for bar in bars]
    assert len(set(stood)) == 1
    ada.page.wait_for_timeout(1300)
    assert [bar.seconds() for bar in bars] == stood
    ada.button("Resume").click()

    ada.button("Next").click()
    for bar in bars:
        bar.expect_activity("What has to change?", "2 of 3")
        expect(bar.stage.get_by_role("heading", name="What has to change?")).to_be_visible()
    # Only who facilitates runs it.
    for bar in (bo, cy):
        expect(bar.button("Next")).to_have_count(0)


def test_hands_and_reactions_reach_everyone(workshop: Workshop) -> None:
    ada, bo, cy = workshop.bars()
    bo.page.keyboard.press("h")
    expect(bo.button("Lower your hand, you are 1st")).to_be_visible()
    cy.button("Raise your hand").click()
    expect(cy.button("Lower your hand, you are 2nd")).to_be_visible()

    ada.button("Facilitate").click()
    ada.facilitate.get_by_role("button", name="Thank you, Bo").click()
    expect(bo.button("Raise your hand")).to_be_visible()
    expect(cy.button("Lower your hand, you are 1st")).to_be_visible()

    bo.button("React").click()
    bo.page.get_by_role("dialog", name="Reactions").get_by_role("button", name="Applause").click()
    for bar in (ada, bo, cy):
        expect(bar.page.locator('[data-reactions="1"]')).to_contain_text("Bo")


def test_who_comes_late_is_where_the_group_is(
    workshop: Workshop, visit: Callable[..., Visitor]
) -> None:
    ada, *_ = workshop.bars()
    ada.button("Next").click()
    ada.button("Facilitate").click()
    dora = visit("Dora", viewport={"width": 390, "height": 844})
    join(dora, workshop.ada, workshop.board)
    late = Bar(dora)
    late.expect_activity("What has to change?", "2 of 3")
    late.stage.get_by_label("Write a note").fill("More buses")
    assert abs(late.seconds() - ada.seconds()) <= 1
    # On a phone the activity is over the plan, which is one press away.
    late.button("Plan").click()
    expect(dora.page.get_by_role("tree")).to_be_visible()
    expect(late.stage).to_have_count(0)
    late.button("Activity").click()
    expect(late.stage.get_by_label("Write a note")).to_have_value("More buses")

    # For whom one speaks; the facilitator sees whose voices are there.
    late.button("Drivers").click()
    expect(ada.facilitate.get_by_role("listitem").filter(has_text="Drivers")).to_contain_text("1")
    expect(ada.facilitate).to_contain_text("Nobody speaks for Riders")
    assert dora.axe() == []
    assert workshop.ada.axe() == []


def test_who_was_not_heard_is_shown_to_the_facilitator(workshop: Workshop) -> None:
    ada, bo, _ = workshop.bars()
    ada.button("Facilitate").click()
    quiet = ada.facilitate.get_by_role("region", name="Not heard yet")
    expect(quiet).to_contain_text("Bo")
    expect(quiet).to_contain_text("Cy")
    bo.stage.get_by_label("Write a note").fill("Well")
    bo.page.keyboard.press("Enter")
    expect(quiet).not_to_contain_text("Bo", timeout=20_000)
    expect(quiet).to_contain_text("Cy")


def test_following_looking_away_and_being_brought(workshop: Workshop) -> None:
    ada, bo, _ = workshop.bars()
    ada.button("Facilitate").click()
    ada.facilitate.get_by_role("switch", name="Everyone follows me").click()
    following = bo.page.get_by_text("Following Ada")
    expect(following).to_be_visible()
    workshop.ada.board.show("Columns")
    expect(bo.page.locator('[data-view="columns"]')).to_be_visible()
    # What one writes in the activity is no looking away.
    bo.stage.get_by_label("Write a note").fill("Well")
    bo.page.keyboard.press("Enter")
    expect(following).to_be_visible()

    workshop.bo.board.show("Outline")
    expect(following).to_have_count(0)
    bo.button("Follow again").click()
    expect(bo.page.locator('[data-view="columns"]')).to_be_visible()

    ada.facilitate.get_by_role("switch").click()
    expect(following).to_have_count(0)
    expect(bo.button("Follow again")).to_have_count(0)
    workshop.ada.board.show("Outline")
    expect(bo.page.locator('[data-view="columns"]')).to_be_visible()
    ada.facilitate.get_by_role("button", name="Bring everyone here").click()
    expect(bo.page.locator('[data-view="outline"]')).to_be_visible()


def test_a_locked_plan_is_read_and_a_part_stays_open(workshop: Workshop) -> None:
    ada, bo, _ = workshop.bars()
    board = workshop.bo.board
    item = board.item("Hear the riders")
    workshop.ada.board.choose(item)
    ada.button("Facilitate").click()
    ada.facilitate.get_by_text("Locked", exact=True).click()
    expect(bo.page.get_by_text("Locked by the facilitator")).to_be_visible()
    expect(ada.root).to_contain_text("Locked for the others")
    board.row_of(item).locator("[data-title]").click()
    expect(board.title_field(item)).to_have_count(0)
    expect(board.panel.get_by_role("textbox", name="Title")).to_have_count(0)

    ada.facilitate.get_by_text("In one part", exact=True).click()
    expect(bo.page.get_by_text("Open to you: Hear the riders")).to_be_visible()
    expect(ada.root).to_contain_text("Others write in")
    title = board.panel.get_by_role("textbox", name="Title")
    title.click()
    bo.page.keyboard.press("End")
    bo.page.keyboard.type(" first")
    workshop.bo.expect_saved()
    assert until(ada.page, lambda: workshop.ada.board.title(item) == "Hear the riders first")

    ada.facilitate.get_by_text("Everyone", exact=True).click()
    expect(bo.page.get_by_text("Locked by the facilitator")).to_have_count(0)
    expect(bo.page.get_by_role("button", name="Undo")).to_be_visible()


def test_breakouts_bring_one_to_their_part_and_back(workshop: Workshop) -> None:
    _, bo, cy = workshop.bars()
    part = workshop.bo.board.item("Run on time")
    people = [workshop.bo.id(), workshop.cy.id()]
    group = {"title": "Evening", "part": part, "people": people, "minutes": 5}
    path = f"/api/sessions/{workshop.session}/breakouts"
    workshop.ada._ask("PUT", path, {"breakouts": [group]})
    workshop.ask("/breakouts/run", {"do": "start"})
    expect(bo.root).to_contain_text("Evening · you work with Cy")
    expect(cy.root).to_contain_text("Evening · you work with Bo")
    expect(workshop.bo.board.panel.locator(f'[data-item-panel="{part}"]')).to_be_visible()
    workshop.ask("/breakouts/run", {"do": "end"})
    expect(bo.page.get_by_text("Welcome back")).to_be_visible()
    expect(bo.root).not_to_contain_text("Evening")


def test_the_session_is_taken_over_handed_on_and_ended(workshop: Workshop) -> None:
    ada, bo, cy = workshop.bars()
    ada.page.goto("about:blank")
    for bar in (bo, cy):
        expect(bar.root.get_by_text("Ada is not here")).to_be_visible(timeout=20_000)
    # An editor may not; a facilitator of the board may.
    expect(bo.button("Take over")).to_have_count(0)
    cy.button("Take over").click()
    expect(bo.root.get_by_text("Ada is not here")).to_have_count(0)
    cy.button("Next").click()
    bo.expect_activity("What has to change?", "2 of 3")

    cy.button("Facilitate").click()
    cy.facilitate.get_by_role("button", name="Hand over").click()
    cy.page.get_by_role("menuitem", name="Bo").click()
    cy.page.get_by_role("dialog").get_by_role("button", name="Hand over").click()
    expect(bo.button("Next")).to_be_visible()
    expect(cy.button("Next")).to_have_count(0)

    bo.button("Next").click()
    bo.button("End session").click()
    bo.page.get_by_role("dialog").get_by_role("button", name="End session").click()
    for bar in (bo, cy):
        expect(bar.root).to_have_count(0)
        expect(bar.page.get_by_text("The session has ended")).to_be_visible()


def test_a_vote_that_found_nothing_to_vote_on_gets_its_options(
    visit: Callable[..., Visitor],
) -> None:
    ada, bo = visit("Ada"), visit("Bo")
    ada.sign_up()
    board = ada.create_plan("Buses", {}, [])
    ada.open_board(board)
    join(bo, ada, board)
    session = ada._ask("POST", f"/api/boards/{board}/sessions", {"title": "Spring"})["id"]
    step = {"kind": "vote", "title": "Which day?", "instructions": "", "minutes": 5}
    ada._ask("POST", f"/api/sessions/{session}/activities", {**step, "settings": {"dots": 1}})
    ada._ask("POST", f"/api/sessions/{session}/run", {"do": "start"})
    bars = Bar(ada), Bar(bo)
    for bar in bars:
        bar.expect_activity("Which day?", "1 of 1")
        expect(bar.stage.get_by_text("There is nothing to vote on yet")).to_be_visible()
    leading, taking_part = bars
    expect(taking_part.stage.get_by_label("New option")).to_have_count(0)
    assert ada.axe_by_day_and_night() == []
    for day in ("Monday", "Friday"):
        leading.stage.get_by_label("New option").fill(day)
        leading.stage.get_by_label("New option").press("Enter")
    leading.stage.get_by_role("button", name="Put this to the vote").click()
    taking_part.stage.get_by_role("button", name="One more dot on Friday").click()
    expect(taking_part.page.get_by_text("Saved. You can change it")).to_be_visible()
    expect(leading.stage.get_by_text("1 of 2")).to_be_visible()
