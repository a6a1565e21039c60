"""Who takes part, and which voices are missing: plots and tables, told by role."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from people import Visitor

GOALS = {"Reach every town": ["Hear the riders"], "Run on time": []}
GROUPS = ("Riders", "Drivers")
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def said(text: str) -> dict[str, Any]:
    inline = [{"type": "text", "text": text}]
    return {"type": "doc", "content": [{"type": "paragraph", "content": inline}]}


def talk_and_vote(ada: Visitor, ben: Visitor, board: str) -> str:
    """Ben asks and Ada answers; in a session Ben, who speaks for the riders, votes."""
    thread = ben._ask(
        "POST", f"/api/boards/{board}/threads", {"comment": {"body": said("Which towns?")}}
    )
    ada._ask("POST", f"/api/threads/{thread['id']}/comments", {"body": said("All of them")})
    session = ada._ask("POST", f"/api/boards/{board}/sessions", {"title": "Spring plan"})
    options = [{"id": name, "title": name} for name in ("Bus", "Tram")]
    step = {
        "kind": "vote",
        "title": "Which?",
        "instructions": "",
        "minutes": 5,
        "settings": {"method": "dots", "options": options},
    }
    session = ada._ask("POST", f"/api/sessions/{session['id']}/activities", step)
    path = f"/api/sessions/{session['id']}"
    ada._ask("POST", f"{path}/run", {"do": "start"})
    groups: list[dict[str, str]] = ada.get(f"/api/boards/{board}/participation")["report"]["groups"]
    riders = next(group["id"] for group in groups if group["name"] == "Riders")
    ben._ask("POST", f"{path}/me", {"stakeholder": riders})
    vote = session["activities"][0]["id"]
    ben._ask("PUT", f"{path}/activities/{vote}/ballot", {"choices": {"Bus": 1}, "comment": ""})
    ada._ask("POST", f"{path}/activities/{vote}/close")
    ada._ask("POST", f"{path}/run", {"do": "end"})
    found: str = session["id"]
    return found


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def switch(page: Page, name: str) -> Locator:
    return page.get_by_role("switch", name=name)


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    found: bool = page.evaluate(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return found


def test_an_owner_sees_who_takes_part_and_can_turn_it_off(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    ada, ben = visit("Ada", color_scheme="light"), visit("Ben")
    ada.sign_up()
    board = ada.create_plan("Riverbend Transit", GOALS, GROUPS)
    ben.accept(ada.invite(board, "commenter"))
    session = talk_and_vote(ada, ben, board)

    ada.open_board(board)
    page = ada.page
    page.get_by_role("button", name="Board menu").click()
    page.get_by_role("menuitem", name="Participation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Riverbend Transit")
    expect(card(page, "Over time").get_by_role("img")).to_be_visible()
    people = card(page, "People").get_by_role("row")
    expect(people).to_have_count(3)
    expect(people.filter(has_text="Ben")).to_contain_text("Riders")
    missing = card(page, "Missing voices")
    expect(missing).to_contain_text("Drivers")
    expect(missing).not_to_contain_text("Riders")
    expect(missing).to_contain_text("2 of 2 people contributed")
    expect(card(page, "Two-way and one-way")).to_contain_text("answer somebody")
    over_time = card(page, "Over time")
    over_time.get_by_text("By group", exact=True).click()
    expect(over_time.get_by_role("list")).to_contain_text("Riders")
    over_time.get_by_text("As a table").click()
    expect(over_time.get_by_role("columnheader", name="Week from")).to_be_visible()
    page.get_by_text("30 days").click()
    expect(over_time.get_by_role("columnheader", name="Day")).to_be_visible()
    expect(over_time.get_by_role("row")).to_have_count(31)
    over_time.get_by_text("As a table").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    table = download.value.path().read_text("utf-8-sig")
    assert "Person,Ben,Riders,0,1,1,0" in table
    assert ada.axe_by_day_and_night() == []
    page.screenshot(path=tmp_path / "participation.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=tmp_path / "participation-dark.png", full_page=True)

    page.goto(f"/sessions/{session}/record")
    page.get_by_role("link", name="Participation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Spring plan")
    expect(card(page, "People").get_by_role("row").filter(has_text="Ben")).to_be_visible()

    turned = switch(page, "Participation on this board")
    expect(turned).to_be_checked()
    turned.click()
    expect(page.get_by_role("heading", name="Participation is turned off")).to_be_visible()
    expect(turned).not_to_be_checked()
    ben.page.goto(f"/boards/{board}/participation")
    expect(ben.page.get_by_role("heading", name="Participation is turned off")).to_be_visible()
    expect(switch(ben.page, "Participation on this board")).to_have_count(0)
    assert ben.axe() == []
    turned.click()
    expect(card(page, "Over time")).to_be_visible()


def test_a_participant_sees_sums_and_themself_and_need_not_be_named(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    ada, ben = visit("Ada"), visit("Ben", color_scheme="light", **PHONE)
    ada.sign_up()
    board = ada.create_plan("Riverbend Transit", GOALS, GROUPS)
    ben.accept(ada.invite(board, "commenter"))
    talk_and_vote(ada, ben, board)

    page = ben.page
    page.goto(f"/boards/{board}/participation")
    about = card(page, "About you")
    expect(about).to_contain_text("Votes you took part in, once closed")
    expect(about).to_contain_text("Riders")
    expect(card(page, "People")).to_have_count(0)
    expect(card(page, "What is counted")).to_contain_text("Never what, never when")
    # Ben alone speaks for the riders: what he did is told to the others as one of all.
    expect(card(page, "By stakeholder group")).to_contain_text("too few to tell apart")
    assert fits(page)
    assert ben.axe_by_day_and_night() == []
    page.screenshot(path=tmp_path / "participation-phone.png", full_page=True)

    ada.page.goto(f"/boards/{board}/participation")
    named = card(ada.page, "People").get_by_role("row").filter(has_text="Ben")
    expect(named).to_be_visible()
    mine = switch(page, "Name me")
    expect(mine).to_be_checked()
    mine.click()
    expect(mine).not_to_be_checked()
    expect(mine).not_to_have_attribute("aria-busy", "true")
    ada.page.reload()
    expect(card(ada.page, "People").get_by_role("row")).to_have_count(2)
    expect(named).to_have_count(0)
    expect(about).to_contain_text("Votes you took part in, once closed")
