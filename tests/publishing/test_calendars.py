"""Calendars of people: a secret address, and there what they may see at that moment."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from limits.storage import MemoryStorage

from planhall.accounts.rate_limits import RateLimit
from planhall.plan import change
from planhall.plan.model import Item, Owner
from planhall.publishing.calendar_entries import DueItem
from planhall.publishing.ics import write_calendar
from publishing.visiting import add, edit, visit
from workshops.room import Room, draft


async def made(room: Room, who: str, **wish: bool) -> str:
    url: str = (await room[who].ask("POST", "/me/calendar", wish, 201))["url"]
    return url


async def events(room: Room, url: str) -> dict[str, str]:
    """What is in it: each event's summary, and its day or time."""
    answer = await visit(room, url)
    assert answer.status_code == 200, answer.text
    calendar = Calendar.from_ical(answer.content)
    return {str(one["summary"]): str(one["dtstart"].dt) for one in calendar.walk("VEVENT")}


async def test_sessions_and_due_dates_are_in_it(any_room: Room) -> None:
    room = any_room
    goal = await add(room, "Run on time")
    mine = await add(room, "Ask, then listen; twice", "action")
    done = await add(room, "Done already", "action", "done")
    for item, day in ((goal, "2027-03-31"), (mine, "2027-02-01"), (done, "2027-02-02")):
        await edit(room, lambda doc, item=item, day=day: change.set_due(doc, item, day))
    await edit(room, lambda doc: change.set_owner(doc, mine, Owner(room["viewer"].id, "Viewer")))
    session = await room["facilitator"].ask(
        "POST",
        f"/boards/{room.board}/sessions",
        {"title": "Spring plan", "starts_at": "2027-01-12T09:00:00+02:00"},
        201,
    )
    path = f"/sessions/{session['id']}"
    await room["facilitator"].ask("POST", f"{path}/activities", draft("One", minutes=90))
    url = await made(room, "viewer")
    assert await events(room, url) == {
        "Spring plan · Our plan": "2027-01-12 07:00:00+00:00",
        "Due: Run on time": "2027-03-31",
        "Due: Ask, then listen; twice": "2027-02-01",
    }
    answer = await visit(room, url)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    again = await visit(room, url, **{"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")

    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    assert b"METHOD:PUBLISH" in lines
    calendar = Calendar.from_ical(answer.content)
    by_uid = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    meeting = by_uid[f"session-{session['id']}@planhall"]
    assert meeting["duration"].dt == timedelta(minutes=90)
    due = by_uid[f"due-{room.board}-{goal}@planhall"]
    assert due["dtend"].dt == date(2027, 4, 1)
    assert due["url"] == f"{room.settings.base_url}/boards/{room.board}?item={goal}"
    for one in by_uid.values():
        assert one["dtstamp"].dt.tzinfo is not None
        assert int(one["sequence"]) >= 0

    # Another time is the same event, later; what is done is not due any more.
    before = int(meeting["sequence"])
    await room["facilitator"].ask("PATCH", path, {"starts_at": "2027-01-13T07:30:00Z"})
    await edit(room, lambda doc: change.set_status(doc, goal, "done"))
    calendar = Calendar.from_ical((await visit(room, url)).content)
    by_uid = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    meeting = by_uid[f"session-{session['id']}@planhall"]
    assert meeting["dtstart"].dt == datetime(2027, 1, 13, 7, 30, tzinfo=UTC)
    assert int(meeting["sequence"]) > before
    assert len(by_uid) == 2

    # Only what is one's own, at the same address.
    await edit(room, lambda doc: change.set_status(doc, goal, "agreed"))
    assert (await room["viewer"].ask("PATCH", "/me/calendar", {"mine": True}))["url"] == url
    assert set(await events(room, url)) == {
        "Spring plan · Our plan",
        "Due: Ask, then listen; twice",
    }


async def test_it_shows_what_one_may_see_at_that_moment(room: Room) -> None:
    goal = await add(room, "Run on time")
    await edit(room, lambda doc: change.set_due(doc, goal, "2027-03-31"))
    urls = {who: await made(room, who) for who in ("viewer", "guest", "stranger", "ada")}
    seen = {"Due: Run on time": "2027-03-31"}
    for who, url in urls.items():
        assert await events(room, url) == ({} if who == "stranger" else seen)
    people = f"/boards/{room.board}/people"
    await room["ada"].ask("DELETE", f"{people}/{room['viewer'].id}", expect=204)
    assert await events(room, urls["viewer"]) == {}
    assert await events(room, urls["guest"]) == seen
    await room["ada"].ask("PATCH", f"/boards/{room.board}", {"archived": True})
    assert await events(room, urls["guest"]) == {}
    await room["ada"].ask("DELETE", f"/boards/{room.board}", expect=204)
    assert await events(room, urls["ada"]) == {}


async def test_an_address_is_ended_renewed_and_secret(room: Room) -> None:
    for method, body in (("GET", None), ("POST", {}), ("PATCH", {}), ("DELETE", None)):
        await room["nobody"].ask(method, "/me/calendar", body, 401)
    assert await room["viewer"].ask("GET", "/me/calendar") == {"calendar": None}
    await room["viewer"].ask("PATCH", "/me/calendar", {"mine": True}, 404)
    first = await made(room, "viewer", mine=True)
    state = await room["viewer"].ask("GET", "/me/calendar")
    assert (state["calendar"]["url"], state["calendar"]["mine"]) == (first, True)
    second = await made(room, "viewer")
    assert second != first
    assert (await visit(room, first)).status_code == 404
    assert (await visit(room, second)).status_code == 200
    await room["viewer"].ask("DELETE", "/me/calendar", expect=204)
    assert (await visit(room, second)).status_code == 404
    for name in ("x.ics", "%00.ics", ".ics", "x" * 3000):
        address = f"{room.settings.base_url}/calendar/{name}"
        assert (await visit(room, address)).status_code == 404, name
    third = await made(room, "viewer")
    wish = {"current": "correct horse", "new": "another correct horse"}
    await room["viewer"].ask("POST", "/me/password", wish, 204)
    assert (await visit(room, third)).status_code == 404
    fourth = await made(room, "viewer")
    room.app.state.publishing.fetches = RateLimit(MemoryStorage(), "few", "2/hour")
    assert [(await visit(room, fourth)).status_code for _ in range(3)] == [200, 200, 429]


async def test_a_guests_address_is_the_accounts_after_signing_in(room: Room) -> None:
    goal = await add(room, "Run on time")
    await edit(room, lambda doc: change.set_due(doc, goal, "2027-03-31"))
    await edit(room, lambda doc: change.set_owner(doc, goal, Owner(room["guest"].id, "Guest")))
    url = await made(room, "guest", mine=True)
    wish = {"email": "stranger@example.org", "password": "correct horse"}
    await room["guest"].ask("POST", "/sign-in", wish)
    assert (await room["stranger"].ask("GET", "/me/calendar"))["calendar"]["url"] == url
    assert await events(room, url) == {"Due: Run on time": "2027-03-31"}


def test_any_words_make_a_file_that_can_be_read() -> None:
    text = 'BEGIN:VEVENT\r\nX:1\n\x00\x07;,\\:"ü' + "ж" * 500
    for day in ("0001-01-01", "9999-12-31", "2027-02-29", "nonsense"):
        item = Item("i\r\n:;", "goal\r\nX:1", text, due=day, owner=Owner(None, text))
        now = datetime(2026, 11, 28, tzinfo=UTC)
        due = DueItem("b", text, item, "https://example.org/x", 2**40, now)
        content, _ = write_calendar([], [due], now)
        found = Calendar.from_ical(content)
        assert len(found.walk("VEVENT")) == (1 if day[0] in "09" else 0)
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        assert not found.walk("X")
