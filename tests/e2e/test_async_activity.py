"""An activity that stays open for days: opened on the agenda, taken part in from a phone."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from people import UNTIL_STILL, Visitor

PHONE = {"viewport": {"width": 390, "height": 844}, "timezone_id": "Asia/Tokyo"}


def picture(visitor: Visitor, name: str) -> None:
    """Kept for a person to look at, where they ask for it."""
    folder = os.environ.get("PLANHALL_PICTURES")
    if folder:
        visitor.page.evaluate(UNTIL_STILL)
        visitor.page.screenshot(path=Path(folder) / f"async-{name}.png")


def test_people_take_part_in_their_own_time(visit: Callable[..., Visitor]) -> None:
    ada = visit("Ada", timezone_id="Europe/Berlin", locale="en-GB")
    ada.sign_up()
    board = ada.create_plan("Better buses", {"Everyone gets there": []})
    session = ada._post(f"/api/boards/{board}/sessions", {"title": "Autumn ideas"})["id"]
    step = {"kind": "brainstorm", "title": "What annoys people?", "settings": {"anonymous": True}}
    ada._post(f"/api/sessions/{session}/activities", step)
    ada.open_board(board)
    page = ada.page

    # On the agenda: when the session is, and an activity that needs none.
    page.get_by_role("button", name="Sessions").click()
    page.get_by_role("button", name="Autumn ideas").first.click()
    when = page.get_by_label("When, Europe/Berlin")
    expect(page.get_by_text("No time yet · Europe/Berlin")).to_be_visible()
    when.fill("2031-06-12T18:00")
    when.blur()
    page.get_by_role("button", name="Open for days…").click()
    dialog = page.get_by_role("dialog", name="Open for days")
    until = dialog.get_by_label("Open until")
    expect(until).to_be_focused()
    until.fill("2021-01-01T10:00")
    dialog.get_by_role("button", name="Open it").click()
    expect(dialog.get_by_text("This is past already.")).to_be_visible()
    dialog.get_by_role("button", name="Tomorrow 18:00").click()
    expect(dialog.get_by_text("Europe/Berlin")).to_be_visible()
    assert ada.axe_by_day_and_night() == []
    picture(ada, "open")
    dialog.get_by_role("button", name="Open it").click()
    card = page.get_by_role("region", name="Open for days")
    expect(card).to_contain_text("Open until")
    expect(card).to_contain_text("Nobody has written yet")
    assert ada.axe_by_day_and_night() == []
    picture(ada, "agenda")
    page.emulate_media(color_scheme="dark")
    picture(ada, "agenda-dark")
    page.emulate_media(color_scheme="light")
    page.keyboard.press("Escape")
    strips = page.get_by_role("list", name="Open for days")
    expect(strips).to_contain_text("18:00")

    # On a phone, in another zone: 18:00 in Berlin is the next day's small hours there.
    ben = visit("Ben", locale="en-GB", **PHONE)
    ben.accept(ada.invite(board, "commenter"))
    ben.open_board(board)
    theirs = ben.page.get_by_role("list", name="Open for days")
    expect(theirs).to_contain_text("What annoys people?")
    assert "Asia/Tokyo" in (theirs.locator("time").get_attribute("title") or "")
    assert "18:00" not in theirs.inner_text()
    picture(ben, "strip-phone")
    theirs.get_by_role("button", name="Take part in What annoys people?").click()
    stage = ben.page.get_by_role("region", name="Open for days")
    stage.get_by_role("textbox").first.fill("Late buses")
    stage.get_by_role("textbox").first.press("Enter")
    expect(stage.get_by_role("list", name="Your notes")).to_contain_text("Late buses")
    assert ben.axe_by_day_and_night() == []
    picture(ben, "stage-phone")
    stage.get_by_role("button", name="Hide the activity").click()
    expect(stage).to_have_count(0)

    # That somebody took part is told, not who; nothing of what they wrote.
    expect(strips).to_contain_text("1 person took part")
    assert ada.get(f"/api/sessions/{session}")["people"] == []
    assert "Late buses" not in page.content()
    picture(ada, "strip")

    page.get_by_role("button", name="Sessions").click()
    expect(page.get_by_role("button", name="Autumn ideas").first).to_contain_text("12 Jun")
    page.get_by_role("button", name="Autumn ideas").first.click()
    card.get_by_role("button", name="Close now").click()
    page.get_by_role("button", name="Close it now").click()
    expect(card).to_contain_text("Closed")
    card.get_by_role("button", name="Reveal all notes").click()
    expect(card).to_contain_text("revealed")
    theirs.get_by_role("button", name="See what came of What annoys people?").click()
    expect(stage.get_by_text("Late buses")).to_be_visible()
    expect(stage.get_by_text("Ben")).to_have_count(0)
    picture(ben, "revealed-phone")
    stage.get_by_role("button", name="Hide the activity").click()
    theirs.get_by_role("button", name="Do not show What annoys people? here any more").click()
    expect(theirs).to_have_count(0)

    # A vote shows its result to all as it closes.
    options = [{"id": "a", "title": "Night buses"}, {"id": "b", "title": "Fewer fares"}]
    step = {
        "kind": "vote",
        "title": "Do we try it?",
        "settings": {"method": "yesno", "options": options},
    }
    path = f"/api/sessions/{session}/activities"
    made = ada._post(path, step)["activities"][-1]["id"]
    closes_at = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    ada._post(f"{path}/{made}/open", {"closes_at": closes_at})
    theirs.get_by_role("button", name="Take part in Do we try it?").click()
    stage.get_by_role("group", name="Night buses").get_by_label("Yes").click()
    expect(stage.locator("[data-ballot=saved]")).to_be_visible()
    expect(stage.get_by_text("1 person has voted")).to_be_visible()
    picture(ben, "vote-phone")
    ada._post(f"{path}/{made}/close", {})
    expect(stage.get_by_text("1 of 2")).to_be_visible()
    picture(ben, "result-phone")
