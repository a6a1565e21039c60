"""Activities that stay open for days: taking part without a live session, reminders, the close."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from planhall.boards.events import ActivityClosing, ActivityOpened, Event
from planhall.workshops.for_days import ForDays, reminder
from workshops.room import Room, draft, opened
from workshops.stage import Stage, texts

OPTIONS = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]


class Ear:
    """Keeps the events of what is open for days."""

    def __init__(self, room: Room) -> None:
        self.heard: list[Any] = []
        room.app.state.boards.events.listen(self)

    async def happened(self, session: AsyncSession, event: Event) -> None:
        if isinstance(event, ActivityOpened | ActivityClosing):
            self.heard.append(event)


def in_days(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def closing(room: Room) -> ForDays:
    return room.app.state.workshops.taking_part.for_days  # type: ignore[no-any-return]


async def planned(room: Room, *steps: dict[str, Any]) -> Stage:
    """A session with these steps that has not begun."""
    who = room["facilitator"]
    session = await who.ask("POST", f"/boards/{room.board}/sessions", {"title": "By Friday"}, 201)
    for step in steps:
        session = await who.ask("POST", f"/sessions/{session['id']}/activities", step)
    return Stage(room, session["id"], [step["id"] for step in session["activities"]])


async def open_for(
    stage: Stage, days: float = 3, activity: int = 0, expect: int = 200, **wish: Any
) -> Any:
    wish = {"closes_at": in_days(days).isoformat(), **wish}
    return await stage.room["facilitator"].ask("POST", f"{stage.at(activity)}/open", wish, expect)


def storm(title: str = "What comes to mind?", **settings: Any) -> dict[str, Any]:
    return draft(title, "brainstorm", **settings)


def vote(title: str = "Which?", **settings: Any) -> dict[str, Any]:
    return draft(title, "vote", options=OPTIONS, **settings)


async def test_people_take_part_without_a_live_session_until_it_closes(any_room: Room) -> None:
    room = any_room
    ear = Ear(room)
    stage = await planned(room, storm(), vote(), storm("Later"))
    await room["editor"].ask("POST", f"{stage.at()}/notes", {"text": "Early"}, 409)
    await open_for(stage, 3)
    view = await open_for(stage, 2, 1)
    assert (view["state"], view["people"]) == ("planned", [])
    assert [step["closes_at"] is not None for step in view["activities"]] == [True, True, False]
    assert [(one.title, one.kind) for one in ear.heard] == [
        ("What comes to mind?", "brainstorm"),
        ("Which?", "vote"),
    ]

    for who in ("editor", "commenter", "guest"):
        await stage.note(who, f"By {who}")
    await stage.vote("editor", {"a": 3}, 1)
    await stage.vote("editor", {"b": 3}, 1)
    await stage.vote("guest", {"b": 2}, 1)
    await room["editor"].ask("POST", f"{stage.at(2)}/notes", {"text": "Not open"}, 409)
    view = await stage.view()
    # Nobody is told who took part: that they came is known of a live session only.
    assert view["people"] == []
    assert view["activities"][0]["progress"]["people_with_notes"] == 3
    assert view["activities"][1]["progress"]["ballots"] == 2
    assert texts(await stage.notes("facilitator")) == []

    await closing(room).do_due(in_days(2.5))
    view = await stage.view()
    brainstorm, voted, _ = view["activities"]
    assert (brainstorm["progress"]["closed"], voted["progress"]["closed"]) == (False, True)
    assert (voted["state"], voted["result"]["ballots"]) == ("done", 2)
    # Everyone on the board who may vote had days for it.
    assert voted["result"]["eligible"] == 6
    assert voted["result"]["options"][0]["id"] == "b"
    late = {"choices": {"a": 1}, "comment": ""}
    refused = await room["owner"].ask("PUT", f"{stage.at(1)}/ballot", late, 409)
    assert refused["type"].endswith("vote-closed")

    await closing(room).do_due(in_days(3.5))
    refused = await room["owner"].ask("POST", f"{stage.at()}/notes", {"text": "Late"}, 409)
    assert refused["type"].endswith("activity-closed")
    assert "closed" in refused["detail"]
    [own] = await stage.notes("editor")
    await room["editor"].ask("PATCH", f"/notes/{own['id']}", {"text": "Late"}, 409)
    assert texts(await stage.notes("owner")) == []

    await stage.reveal()
    assert len(await stage.notes("viewer")) == 3
    ideas = [item.title for item in (await stage.plan()).items.values()]
    assert sorted(ideas) == ["By commenter", "By editor", "By guest"]
    record = await room["viewer"].ask("GET", f"{stage.path}/record?format=json")
    assert len(record["agenda"][0]["ideas"]) == 3
    assert record["agenda"][1]["result"]["ballots"] == 2


async def test_notes_can_be_revealed_as_it_closes(room: Room) -> None:
    stage = await planned(room, storm())
    view = await open_for(stage, 1, reveal=True)
    assert view["activities"][0]["reveals"] is True
    await stage.note("editor", "An idea")
    await closing(room).do_due(in_days(1.1))
    assert texts(await stage.notes("viewer")) == ["An idea"]
    assert (
        (await room.app.state.workshops.sessions.public_view(stage.session))
        .activities[0]
        .progress.revealed
    )
    assert [item.title for item in (await stage.plan()).items.values()] == ["An idea"]
    await open_for(stage, 2, expect=409)


async def test_a_live_session_goes_on_beside_what_is_open(room: Room) -> None:
    stage = await planned(room, storm(), storm("Live"), storm("Never"))
    await open_for(stage, 3)
    await stage.run("start", activity=stage.activities[1])
    await stage.note("editor", "For days")
    await stage.note("editor", "Now", 1)
    view = await stage.view()
    assert [one["person"]["name"] for one in view["people"]] == ["Facilitator", "Editor"]
    await stage.note("commenter", "From home")
    assert len((await stage.view())["people"]) == 2
    await stage.run("go", activity=stage.activities[0])
    await stage.run("end")
    await stage.note("guest", "After the session")
    await room["guest"].ask("POST", f"{stage.at(1)}/notes", {"text": "Too late"}, 409)
    await open_for(stage, 2, 2, expect=409)
    await closing(room).do_due(in_days(4))
    await stage.reveal()
    assert len(await stage.notes("viewer")) == 3


async def test_time_is_given_and_taken_by_who_facilitates(room: Room) -> None:
    stage = await planned(room, storm(), vote(), draft("Talk", "decide"))
    path, wish = f"{stage.at()}/open", {"closes_at": in_days(3).isoformat()}
    others = {
        "ada": 403,
        "owner": 403,
        "editor": 403,
        "guest": 403,
        "commenter": 403,
        "viewer": 403,
        "stranger": 404,
        "nobody": 401,
    }
    for who, code in others.items():
        await room[who].ask("POST", path, wish, code)
    for wrong in ("soon", "2031-05-04T18:00:00", in_days(-1).isoformat(), in_days(400).isoformat()):
        refused = await room["facilitator"].ask("POST", path, {"closes_at": wrong}, 422)
        assert "closes_at" in str(refused)
    await open_for(stage, 3, 2, expect=409)
    assert [step["closes_at"] for step in (await stage.view())["activities"]] == [None] * 3

    await open_for(stage, 3)
    for who in ("viewer", "stranger", "nobody"):
        await room[who].ask("POST", f"{stage.at()}/notes", {"text": "x"}, others[who])
    for who, code in others.items():
        await room[who].ask("POST", f"{stage.at()}/close", None, code)
    await room["facilitator"].ask("DELETE", stage.path, None, 409)
    facilitator = room["facilitator"]
    for _ in range(2):
        closed = await facilitator.ask("POST", f"{stage.at()}/close")
        assert closed["activities"][0]["progress"]["closed"] is True
    await room["editor"].ask("POST", f"{stage.at()}/notes", {"text": "x"}, 409)
    # What nobody has seen yet can be opened once more.
    await open_for(stage, 1)
    await stage.note("editor", "In time")
    await closing(room).do_due(in_days(0.5))
    await stage.note("editor", "Still in time")

    await open_for(stage, 3, 1)
    await stage.vote("editor", {"a": 1}, 1)
    assert (await stage.close(1))["ballots"] == 1
    refused = await open_for(stage, 3, 1, expect=409)
    assert refused["type"].endswith("vote-closed")
    ended = await stage.run("end")
    assert ended["state"] == "ended"
    assert ended["started_at"] is not None


async def test_an_empty_vote_closes_too(room: Room) -> None:
    stage = await planned(room, draft("Which?", "vote", options=[]), storm("Ideas"))
    source = {"settings": {"source": stage.activities[1]}}
    await room["facilitator"].ask("PATCH", stage.at(), source)
    await open_for(stage, 1)
    assert await closing(room).do_due(in_days(2)) is None
    voted = (await stage.view())["activities"][0]
    assert (voted["progress"]["closed"], voted["result"]["options"]) == (True, [])


async def test_those_who_have_not_taken_part_are_reminded_once(any_room: Room) -> None:
    room = any_room
    ear = Ear(room)
    stage = await planned(room, storm(anonymous=True))
    await open_for(stage, 4)
    await stage.note("editor", "Mine")
    await stage.note("guest", "Mine too")
    await closing(room).do_due(in_days(2.9))
    assert len(ear.heard) == 1
    await asyncio.gather(*(closing(room).do_due(in_days(3.1)) for _ in range(4)))
    [_, told] = ear.heard
    assert isinstance(told, ActivityClosing)
    assert told.by is None
    assert told.waiting_for == {
        room[who].id for who in ("ada", "owner", "facilitator", "commenter")
    }
    await open_for(stage, 6)
    await closing(room).do_due(in_days(5.5))
    assert len(ear.heard) == 2


@pytest.mark.parametrize(
    ("hours", "after"), [(24 * 7, 24 * 6), (48, 24), (30, 15), (24, 12), (1, 0.5)]
)
def test_when_people_are_reminded(hours: float, after: float) -> None:
    now = datetime(2031, 5, 4, tzinfo=UTC)
    assert reminder(now, now + timedelta(hours=hours)) == now + timedelta(hours=after)


async def test_two_nodes_close_it_once_also_after_a_restart(any_room: Room) -> None:
    room = any_room
    stage = await planned(room, storm(), vote())
    await open_for(stage, 1, reveal=True)
    await open_for(stage, 1, 1)
    await stage.note("editor", "Kept")
    await stage.vote("editor", {"a": 1}, 1)
    # Another node starts after this one was told: it knows from the database alone.
    async with opened(room.settings) as other:
        nodes = [closing(room), other.state.workshops.taking_part.for_days]
        counted: list[str] = []
        for node in nodes:
            count = node._ballots.count

            async def once(db: Any, session: Any, row: Any, count: Any = count) -> None:
                counted.append(row.id)
                await count(db, session, row)

            node._ballots.count = once
        assert await nodes[1].do_due(datetime.now(UTC)) is not None
        await asyncio.gather(*(node.do_due(in_days(2)) for node in nodes * 2))
    assert counted == [stage.activities[1]]
    assert texts(await stage.notes("viewer")) == ["Kept"]
    assert (await stage.view())["activities"][1]["result"]["ballots"] == 1


async def test_what_fails_is_tried_again_and_keeps_nothing_else_from_closing(room: Room) -> None:
    stage = await planned(room, vote("One"), vote("Two"))
    await open_for(stage, 1)
    await open_for(stage, 1, 1)
    node = closing(room)
    count = node._ballots.count

    async def fails(db: Any, session: Any, row: Any) -> None:
        await count(db, session, row)
        if row.title == "One":
            raise OSError("the disk is full")

    node._ballots.count = fails  # type: ignore[method-assign]
    await node.do_due(in_days(2))
    closed = [step["progress"]["closed"] for step in (await stage.view())["activities"]]
    assert closed == [False, True]
    node._ballots.count = count  # type: ignore[method-assign]
    await node.do_due(in_days(2))
    closed = [step["progress"]["closed"] for step in (await stage.view())["activities"]]
    assert closed == [True, True]


async def test_the_clock_closes_it_by_itself(room: Room) -> None:
    stage = await planned(room, vote())
    await open_for(stage, 0.4 / 86400)
    async with asyncio.timeout(20):
        while not (await stage.view())["activities"][0]["progress"]["closed"]:
            await asyncio.sleep(0.05)
