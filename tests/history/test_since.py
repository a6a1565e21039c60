"""What people are told of a board on their return, over HTTP, and what counts as seen."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from planhall.history.models import SeenRow
from planhall.plan import change
from workshops.room import Room, Window

ROLES = ["ada", "owner", "facilitator", "editor", "guest", "commenter", "viewer"]


async def since(window: Window, board: str) -> Any:
    return await window.ask("GET", f"/boards/{board}/since")


async def see(window: Window, board: str, seq: int | None = None) -> None:
    await window.ask("POST", f"/boards/{board}/seen", {"seq": seq}, 204)


async def add(room: Room, who: str, title: str) -> str:
    """An item that somebody put into the plan."""
    item: str = await room.app.state.sync.edit(
        room.board, room[who].id, lambda doc: change.add_item(doc, "goal", title, by=room[who].id)
    )
    return item


async def retitle(room: Room, who: str, item: str, title: str) -> None:
    await room.app.state.sync.edit(
        room.board, room[who].id, lambda doc: change.set_title(doc, item, title)
    )


def told(answer: Any) -> list[tuple[str, str, list[str]]]:
    names = {person["id"]: person["name"] for person in answer["people"]}
    return [
        (item["title"], one["what"], [names[id_] for id_ in one["people"]])
        for item in answer["items"]
        for one in item["changes"]
    ]


async def test_at_the_first_visit_nothing_is_listed(room: Room) -> None:
    await add(room, "editor", "Run on time")
    answer = await since(room["viewer"], room.board)
    assert answer == {
        "seen_at": None,
        "seq": 2,
        "people": [],
        "items": [],
        "plan": [],
        "truncated": False,
    }


async def test_on_return_others_changes_are_listed_with_their_names(any_room: Room) -> None:
    room = any_room
    item = await add(room, "editor", "Run on time")
    await see(room["viewer"], room.board)
    assert told(await since(room["viewer"], room.board)) == []
    await retitle(room, "editor", item, "Run on time, mostly")
    await retitle(room, "guest", item, "Run on time, mostly so")
    await add(room, "owner", "Hear the riders")
    answer = await since(room["viewer"], room.board)
    assert told(answer) == [
        ("Run on time, mostly so", "title", ["Guest", "Editor"]),
        ("Hear the riders", "added", ["Owner"]),
    ]
    [title] = answer["items"][0]["changes"]
    assert (title["before"], title["after"]) == ("Run on time", "Run on time, mostly so")
    assert answer["seen_at"] is not None
    assert answer["seq"] == 5


async def test_what_one_did_oneself_is_not_listed(room: Room) -> None:
    item = await add(room, "editor", "Run on time")
    await see(room["editor"], room.board)
    await retitle(room, "editor", item, "Run on time, mostly")
    assert told(await since(room["editor"], room.board)) == []
    await add(room, "owner", "Hear the riders")
    assert told(await since(room["editor"], room.board)) == [
        ("Hear the riders", "added", ["Owner"])
    ]


async def test_what_is_marked_as_seen_does_not_come_again(room: Room) -> None:
    await see(room["viewer"], room.board)
    await add(room, "editor", "One")
    answer = await since(room["viewer"], room.board)
    await add(room, "editor", "Two")
    await see(room["viewer"], room.board, answer["seq"])
    assert told(await since(room["viewer"], room.board)) == [("Two", "added", ["Editor"])]
    await see(room["viewer"], room.board)
    assert told(await since(room["viewer"], room.board)) == []


async def test_what_is_seen_never_goes_back_nor_past_what_there_is(any_room: Room) -> None:
    room = any_room
    for title in ("One", "Two"):
        await add(room, "editor", title)
    await see(room["viewer"], room.board, 2**62)
    await see(room["viewer"], room.board, 1)
    assert told(await since(room["viewer"], room.board)) == []
    await add(room, "editor", "Three")
    assert told(await since(room["viewer"], room.board)) == [("Three", "added", ["Editor"])]


@pytest.mark.parametrize("seq", [-1, 2**63, "x"])
async def test_what_is_no_number_of_an_update_is_refused(room: Room, seq: object) -> None:
    await room["viewer"].ask("POST", f"/boards/{room.board}/seen", {"seq": seq}, 422)


@pytest.mark.parametrize("who", ROLES)
async def test_everyone_on_the_board_is_told_and_may_have_seen_it(room: Room, who: str) -> None:
    by = "owner" if who == "editor" else "editor"
    await see(room[who], room.board)
    await add(room, by, "New")
    assert told(await since(room[who], room.board)) == [("New", "added", [by.title()])]


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("nobody", 401)])
async def test_nobody_else_learns_anything(room: Room, who: str, status: int) -> None:
    await room[who].ask("GET", f"/boards/{room.board}/since", expect=status)
    await room[who].ask("POST", f"/boards/{room.board}/seen", {"seq": 1}, status)
    await room[who].ask("GET", "/boards/0000000000000000/since", expect=min(status, 404))


async def test_each_has_their_own_visits(room: Room) -> None:
    await see(room["viewer"], room.board)
    await add(room, "editor", "One")
    await see(room["commenter"], room.board)
    await add(room, "editor", "Two")
    assert [title for title, _, _ in told(await since(room["viewer"], room.board))] == [
        "One",
        "Two",
    ]
    assert [title for title, _, _ in told(await since(room["commenter"], room.board))] == ["Two"]


async def test_the_plan_as_such_is_told_too(room: Room) -> None:
    await see(room["viewer"], room.board)
    await room["editor"].ask("PATCH", f"/boards/{room.board}", {"title": "Buses"})
    [title] = (await since(room["viewer"], room.board))["plan"]
    assert (title["what"], title["before"], title["after"]) == ("title", "Our plan", "Buses")
    assert title["people"] == [room["editor"].id]


async def test_where_too_much_changed_it_is_not_asked_by_whom(room: Room) -> None:
    room.app.state.history._max_entries = 2
    await see(room["viewer"], room.board)
    for title in ("One", "Two", "Three"):
        await add(room, "editor", title)
    answer = await since(room["viewer"], room.board)
    assert answer["truncated"]
    assert answer["people"] == []
    assert told(answer) == [(title, "added", []) for title in ("One", "Two", "Three")]
    assert answer["items"][0]["changes"][0]["at"] is None


async def test_a_guest_who_signs_in_to_an_account_has_seen_what_either_saw(room: Room) -> None:
    guest, account = room["guest"], room["commenter"]
    await add(room, "editor", "One")
    await see(account, room.board, 1)
    await see(guest, room.board, 2)
    mine = await add(room, "guest", "By me")
    guest_id = guest.id
    await guest.ask(
        "POST", "/sign-in", {"email": "commenter@example.org", "password": "correct horse"}
    )
    # What they wrote as a guest was their own.
    assert told(await since(guest, room.board)) == []
    await see(room["viewer"], room.board, 1)
    answer = await since(room["viewer"], room.board)
    assert told(answer) == [("One", "added", ["Editor"]), ("By me", "added", ["Commenter"])]
    assert guest_id not in {person["id"] for person in answer["people"]}
    assert mine == answer["items"][1]["item"]


async def test_with_the_board_goes_who_has_seen_it(room: Room) -> None:
    await see(room["viewer"], room.board)
    await room["owner"].ask("DELETE", f"/boards/{room.board}", expect=204)
    async with room.app.state.history._database.session() as session:
        assert list(await session.scalars(select(col(SeenRow.board_id)))) == []


async def test_it_is_told_the_same_from_a_snapshot(room: Room) -> None:
    """A room that closes leaves a snapshot; what came after is told from there."""
    sync = room.app.state.sync
    item = await add(room, "editor", "Run on time")
    await see(room["viewer"], room.board)
    async with sync.rooms.hold(room.board) as live:
        await sync.writer.save_snapshot(live.snapshot())
    await retitle(room, "editor", item, "Run on time, mostly")
    answer = await since(room["viewer"], room.board)
    assert told(answer) == [("Run on time, mostly", "title", ["Editor"])]
    state = await room.app.state.plan.read(room.board)
    assert state.items[item].title == "Run on time, mostly"
