"""A guest who turns out to have an account: what they put in is the account's, and counts once."""

from typing import Any

from sqlalchemy import select

from planhall.workshops.models import BallotRow
from workshops.room import Room, draft


async def _vote(room: Room, who: str, path: str, dots: dict[str, int]) -> Any:
    return await room[who].ask("PUT", f"{path}/ballot", {"choices": dots})


async def test_a_guest_who_signs_in(room: Room) -> None:
    options = [{"id": "x", "title": "X"}, {"id": "y", "title": "Y"}]
    session = await room.session()
    path = f"/sessions/{session['id']}"
    who = room["facilitator"]
    vote = draft("Vote", "vote", options=options)
    session = await who.ask("POST", f"{path}/activities", vote)
    place = f"{path}/activities/{session['activities'][-1]['id']}"
    start = {"do": "start", "activity": session["activities"][-1]["id"]}
    await who.ask("POST", f"{path}/run", start)
    await room["editor"].ask("POST", f"{path}/me", {"stakeholder": "staff"})
    await _vote(room, "editor", place, {"x": 1})
    await _vote(room, "guest", place, {"y": 2})
    await room["guest"].ask("POST", f"{path}/hand", {"up": True})
    group = {"title": "A", "part": None, "people": [room["guest"].id], "minutes": 1}
    await who.ask("PUT", f"{path}/breakouts", {"breakouts": [group]})
    await who.ask("POST", f"{path}/facilitator", {"to": room["guest"].id})

    account = room["editor"].id
    sign_in = {"email": "editor@example.org", "password": "correct horse"}
    await room["guest"].ask("POST", "/sign-in", sign_in)

    told = await room["guest"].ask("GET", path)
    assert told["facilitator"]["id"] == account
    assert told["hands"] == [account]
    assert told["breakouts"][0]["people"] == [account]
    came = {one["person"]["id"]: one for one in told["people"]}
    assert set(came) == {who.id, account}
    assert came[account]["stakeholder"] == "staff"
    assert came[account]["spoke"] == {"notes": 0, "votes": 1, "hands": 1}
    async with room.app.state.workshops.sessions._database.session() as db:
        [ballot] = await db.scalars(select(BallotRow))
    assert (ballot.person_id, ballot.choices) == (account, {"y": 2})
