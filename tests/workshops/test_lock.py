"""A session locks the board, or opens a part of it; who facilitates writes all the same."""

import asyncio
from typing import Any

import pytest

from planhall.plan.change import At, add_item
from planhall.settings import Settings
from planhall.sync.access import Access, Credentials
from workshops.room import Room, Window, opened


async def access(room: Room, who: str) -> Access:
    """What the sync core lets somebody do."""
    window: Window = room[who]
    credentials = Credentials(session=window.cookies.get(room.settings.session_cookie))
    found: Access = await room.app.state.sync.authorizer.authorize(room.board, credentials)
    return found


async def items(room: Room) -> tuple[str, str]:
    """An item of the plan, and one below it."""

    def change(doc: Any) -> tuple[str, str]:
        above = add_item(doc, "goal", "Above", by=None)
        return above, add_item(doc, "objective", "Below", At(above), by=None)

    return await room.app.state.sync.edit(room.board, "test", change)  # type: ignore[no-any-return]


async def test_while_it_is_locked_only_facilitators_write(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}/stage"
    told = await room["facilitator"].ask("POST", path, {"lock": "locked"})
    assert (told["lock"], told["open_part"]) == ("locked", None)
    writes = {who: (await access(room, who)).can_write for who in ("ada", "owner", "facilitator")}
    assert set(writes.values()) == {True}
    for who in ("editor", "guest", "commenter", "viewer"):
        assert not (await access(room, who)).can_write, who
    await room["editor"].ask("PATCH", f"/boards/{room.board}", {"title": "Mine"}, 403)
    await room["facilitator"].ask("POST", path, {"lock": "open"})
    assert (await access(room, "editor")).can_write


async def test_a_part_stays_open(room: Room) -> None:
    above, below = await items(room)
    session = await room.running()
    path = f"/sessions/{session['id']}/stage"
    told = await room["facilitator"].ask("POST", path, {"lock": "part", "open_part": above})
    assert (told["lock"], told["open_part"]) == ("part", above)
    seen = await access(room, "editor")
    assert (seen.can_write, seen.within) == (True, above)
    assert (await access(room, "facilitator")).within is None
    told = await room["facilitator"].ask("POST", path, {"open_part": below})
    assert (await access(room, "editor")).within == below
    told = await room["facilitator"].ask("POST", path, {"lock": "locked"})
    assert (told["lock"], told["open_part"]) == ("locked", None)
    assert not (await access(room, "editor")).can_write
    await room["facilitator"].ask("POST", path, {"open_part": above}, 422)


async def test_whom_it_is_handed_to_writes(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    await room["facilitator"].ask("POST", f"{path}/stage", {"lock": "locked"})
    await room["facilitator"].ask("POST", f"{path}/facilitator", {"to": room["guest"].id})
    assert (await access(room, "guest")).can_write
    assert not (await access(room, "editor")).can_write
    await room["guest"].ask("POST", f"{path}/facilitator", {"to": room["editor"].id})
    assert not (await access(room, "guest")).can_write
    assert (await access(room, "editor")).can_write


async def test_the_end_opens_the_board(room: Room) -> None:
    session = await room.running()
    path = f"/sessions/{session['id']}"
    await room["facilitator"].ask("POST", f"{path}/stage", {"lock": "locked"})
    ended = await room["facilitator"].ask("POST", f"{path}/run", {"do": "end"})
    assert (ended["lock"], ended["open_part"], ended["follow"]) == ("open", None, False)
    assert (await access(room, "editor")).can_write


async def test_who_facilitated_has_no_more_rights_after_the_end(room: Room) -> None:
    first = await room.running()
    path = f"/sessions/{first['id']}"
    await room["facilitator"].ask("POST", f"{path}/facilitator", {"to": room["guest"].id})
    await room["guest"].ask("POST", f"{path}/run", {"do": "end"})
    second = await room.running(title="Second")
    await room["facilitator"].ask("POST", f"/sessions/{second['id']}/stage", {"lock": "locked"})
    assert not (await access(room, "guest")).can_write


@pytest.mark.parametrize("crashed_after", ["the session's change", "the end"])
async def test_a_crash_between_session_and_board_is_put_right(
    quick: Settings, database: object, crashed_after: str
) -> None:
    async with opened(quick) as app, Room(app, quick) as room:
        session = await room.running()
        path = f"/sessions/{session['id']}"
        stage = {"lock": "locked"}
        if crashed_after == "the end":
            await room["facilitator"].ask("POST", f"{path}/stage", stage)

        async def crash(board: str, **_lock: object) -> None:
            raise SystemError("the power went out")

        app.state.boards.set_lock = crash
        call = ("run", {"do": "end"}) if crashed_after == "the end" else ("stage", stage)
        with pytest.raises(SystemError):
            await room["facilitator"].ask("POST", f"{path}/{call[0]}", call[1])
        assert (await access(room, "editor")).can_write == (crashed_after != "the end")
        async with opened(quick) as again:
            room.app = again
            assert (await access(room, "editor")).can_write == (crashed_after == "the end")


async def test_the_lock_and_the_end_at_once_leave_the_board_open(any_room: Room) -> None:
    session = await any_room.running()
    path = f"/api/sessions/{session['id']}"
    who = any_room["facilitator"]
    answers = await asyncio.gather(
        *(who.post(f"{path}/stage", json={"lock": "locked"}) for _ in range(4)),
        who.post(f"{path}/run", json={"do": "end"}),
        *(who.post(f"{path}/stage", json={"lock": "locked"}) for _ in range(4)),
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert (await access(any_room, "editor")).can_write
