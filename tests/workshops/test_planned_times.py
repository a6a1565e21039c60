"""When sessions are meant to begin: planned by those who prepare them, told to calendars."""

from workshops.room import Room

SOON = "2031-05-04T16:00:00Z"
LATER = "2031-06-01T08:30:00Z"


async def test_a_planned_time_is_told_to_all_and_changed_by_who_prepares(room: Room) -> None:
    session = await room.session(starts_at="2031-05-04T18:00:00+02:00")
    path = f"/sessions/{session['id']}"
    assert (await room["viewer"].ask("GET", path))["starts_at"] == SOON
    assert (await room["owner"].ask("PATCH", path, {"title": "New"}))["starts_at"] == SOON
    for who, code in {"editor": 403, "commenter": 403, "viewer": 403, "stranger": 404}.items():
        await room[who].ask("PATCH", path, {"starts_at": LATER}, code)
    assert (await room["owner"].ask("PATCH", path, {"starts_at": LATER}))["starts_at"] == LATER
    for wrong in ("tomorrow", "2031-05-04T18:00:00", "9999-12-31T23:59:59-14:00", True):
        await room["owner"].ask("PATCH", path, {"starts_at": wrong}, 422)
    assert (await room["owner"].ask("GET", path))["starts_at"] == LATER

    await room["facilitator"].ask("POST", f"{path}/run", {"do": "start"})
    refused = await room["facilitator"].ask("PATCH", path, {"starts_at": SOON}, 409)
    assert "begun" in refused["detail"]


async def test_a_time_can_be_taken_back(room: Room) -> None:
    session = await room.session(starts_at=SOON)
    path = f"/sessions/{session['id']}"
    assert (await room["facilitator"].ask("PATCH", path, {"starts_at": None}))["starts_at"] is None


async def test_calendars_hear_of_sessions_that_have_a_time_and_have_not_ended(
    any_room: Room,
) -> None:
    room = any_room
    later = await room.session(title="Later", starts_at=LATER)
    soon = await room.session(title="Soon", starts_at=SOON)
    await room.session(title="Some day")
    over = await room.running(title="Over", starts_at=SOON)
    await room["facilitator"].ask("POST", f"/sessions/{over['id']}/run", {"do": "end"})

    workshops = room.app.state.workshops
    async with workshops.sessions._database.session() as db:
        found = await workshops.planned(db, [room.board])
        assert await workshops.planned(db, []) == []
    assert [one.id for one in found] == [soon["id"], later["id"]]
    assert (found[0].title, found[0].state, found[0].minutes) == ("Soon", "planned", 15)
    assert found[0].starts_at.isoformat() == "2031-05-04T16:00:00+00:00"
