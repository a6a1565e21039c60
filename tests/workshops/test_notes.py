"""Writing alone, then showing it: what anyone gets, and what goes into the plan."""

import asyncio
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from planhall.accounts.times import utc_now
from planhall.workshops.models import NoteRow
from workshops.room import Room, draft
from workshops.stage import TAKING_PART, Stage, begin, brainstorm, texts


async def test_before_the_reveal_everyone_sees_their_own_only(room: Room) -> None:
    stage = await brainstorm(room)
    for who in TAKING_PART:
        await stage.note(who, f"By {who}")
    for who in [*TAKING_PART, "ada", "viewer"]:
        own = [f"By {who}"] if who in TAKING_PART else []
        assert texts(await stage.notes(who)) == own
    progress = (await stage.view())["activities"][0]["progress"]
    assert (progress["notes"], progress["people_with_notes"]) == (5, 5)
    assert not progress["revealed"]
    assert (await stage.plan()).items == {}


async def test_the_reveal_shows_all_and_writes_ideas(room: Room) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "Faster answers", color="pink")
    await stage.note("guest", "A newsletter\nOnce a month, for partners")
    view = await stage.reveal()
    assert view["activities"][0]["progress"]["revealed"]
    assert {"type": "notes", "activity": stage.activities[0]} in room.said
    for who in ("viewer", "editor", "ada"):
        notes = await stage.notes(who)
        assert texts(notes) == ["Faster answers", "A newsletter\nOnce a month, for partners"]
        assert [note["author"]["name"] for note in notes] == ["Editor", "Guest"]
        assert [note["mine"] for note in notes] == [who == "editor", False]
        assert notes[0]["color"] == "pink"
    plan = await stage.plan()
    ideas = [plan.items[note["item"]] for note in notes]
    assert plan.roots == tuple(idea.id for idea in ideas)
    assert [idea.title for idea in ideas] == ["Faster answers", "A newsletter"]
    assert {idea.kind for idea in ideas} == {"idea"}
    assert [idea.created_by for idea in ideas] == [room["editor"].id, room["guest"].id]
    assert ideas[0].body == ()
    assert ideas[1].body[0].content[0].text == "Once a month, for partners"  # type: ignore[union-attr]


async def test_ideas_go_below_the_part_or_to_the_top_where_it_is_gone(room: Room) -> None:
    stage = await brainstorm(room, draft("More?", "write"))
    await stage.note("editor", "First")
    await stage.reveal()
    first = (await stage.notes("editor"))[0]["item"]
    who = room["facilitator"]
    await who.ask("PATCH", stage.at(1), {"part": first})
    await stage.run("next")
    await stage.note("editor", "Second", 1)
    await stage.reveal(1)
    assert (await stage.plan()).items[first].children == (
        (await stage.notes("editor", 1))[0]["item"],
    )


async def test_a_part_that_is_gone_means_the_top(room: Room) -> None:
    stage = await begin(room, {**draft("What?", "brainstorm"), "part": "no-such-item"})
    await stage.note("editor", "First")
    await stage.reveal()
    assert [item.title for item in (await stage.plan()).walk()] == ["First"]


@pytest.mark.parametrize("kind", ["brainstorm", "write", "checkin", "discuss"])
async def test_kinds_in_which_people_write(room: Room, kind: str) -> None:
    stage = await begin(room, draft("What?", kind))
    await stage.note("commenter", "Here")
    await stage.reveal()
    assert texts(await stage.notes("viewer")) == ["Here"]


@pytest.mark.parametrize("kind", ["group", "vote", "decide"])
async def test_kinds_in_which_nobody_writes(room: Room, kind: str) -> None:
    stage = await begin(room, draft("What?", kind))
    await room["editor"].ask("POST", f"{stage.at()}/notes", {"text": "Here"}, 409)
    await room["facilitator"].ask("POST", f"{stage.at()}/reveal", None, 409)
    assert await stage.notes("editor") == []


async def test_one_changes_and_takes_back_what_is_ones_own(room: Room) -> None:
    stage = await brainstorm(room)
    note = await stage.note("editor", "Frist")
    path = f"/notes/{note['id']}"
    changed = await room["editor"].ask("PATCH", path, {"text": "First"})
    assert (changed["text"], changed["color"]) == ("First", "yellow")
    changed = await room["editor"].ask("PATCH", path, {"color": "teal"})
    assert (changed["text"], changed["color"]) == ("First", "teal")
    # Others do not even learn that it is there.
    for who in ("facilitator", "ada", "guest", "viewer"):
        await room[who].ask("PATCH", path, {"text": "Mine"}, 404)
        await room[who].ask("DELETE", path, None, 404)
    await room["editor"].ask("DELETE", path, None, 204)
    await room["editor"].ask("DELETE", path, None, 404)
    assert (await stage.view())["activities"][0]["progress"]["notes"] == 0


async def test_what_all_have_seen_stays(room: Room) -> None:
    stage = await brainstorm(room)
    note = await stage.note("editor", "First")
    await stage.reveal()
    path = f"/notes/{note['id']}"
    assert (await room["editor"].request("PATCH", f"/api{path}", json={"text": "x"})).json()[
        "code"
    ] == "already-revealed"
    await room["editor"].ask("DELETE", path, None, 409)
    late = await room["guest"].request("POST", f"/api{stage.at()}/notes", json={"text": "Late"})
    assert (late.status_code, late.json()["code"]) == (409, "already-revealed")
    assert texts(await stage.notes("guest")) == ["First"]


async def test_a_note_sent_twice_is_written_once(room: Room) -> None:
    stage = await brainstorm(room)
    await asyncio.gather(*(stage.note("editor", "First", id="chosen-id") for _ in range(5)))
    assert [note["id"] for note in await stage.notes("editor")] == ["chosen-id"]
    # Also when the reveal came between.
    await stage.reveal()
    again = await stage.note("editor", "First", id="chosen-id")
    assert again["id"] == "chosen-id"
    assert len(await stage.notes("viewer")) == 1


async def test_nobody_takes_anothers_note_by_its_id(room: Room) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "First", id="chosen-id")
    answer = await room["guest"].request(
        "POST", f"/api{stage.at()}/notes", json={"text": "Second", "id": "chosen-id"}
    )
    assert answer.status_code == 409
    assert "First" not in answer.text


@pytest.mark.parametrize(
    "wish",
    [
        {"text": ""},
        {"text": " \n "},
        {"text": "x" * 501},
        {"text": "a\x00b"},
        {"text": "x", "color": "red"},
        {"text": "x", "id": "a b"},
        {"text": "x", "author": "somebody"},
        {},
    ],
)
async def test_notes_that_are_none(room: Room, wish: dict[str, Any]) -> None:
    stage = await brainstorm(room)
    await room["editor"].ask("POST", f"{stage.at()}/notes", wish, 422)
    assert await stage.notes("editor") == []


async def test_when_one_may_write(room: Room) -> None:
    stage = await brainstorm(room, draft("Later", "brainstorm"))
    await room["editor"].ask("POST", f"{stage.at(1)}/notes", {"text": "Early"}, 409)
    await room["facilitator"].ask("POST", f"{stage.at(1)}/reveal", None, 409)
    # What was on its way when the facilitator went on still counts, until the reveal.
    await stage.run("next")
    await stage.note("editor", "On its way", 0)
    await stage.run("pause")
    await stage.note("editor", "In the break", 1)
    await stage.run("end")
    await room["editor"].ask("POST", f"{stage.at(1)}/notes", {"text": "Too late"}, 409)


async def test_who_may_do_what(room: Room) -> None:
    stage = await brainstorm(room)
    for who, status in [("viewer", 403), ("stranger", 404), ("nobody", 401)]:
        await room[who].ask("POST", f"{stage.at()}/notes", {"text": "Hello"}, status)
    for who, status in [
        ("editor", 403),
        ("owner", 403),
        ("ada", 403),
        ("viewer", 403),
        ("stranger", 404),
        ("nobody", 401),
    ]:
        await room[who].ask("POST", f"{stage.at()}/reveal", None, status)
    for who, status in [("viewer", 200), ("stranger", 404), ("nobody", 401)]:
        await room[who].ask("GET", f"{stage.at()}/notes", None, status)
    assert not (await stage.view())["activities"][0]["progress"]["revealed"]


async def test_an_activity_of_another_session_is_not_there(room: Room) -> None:
    stage = await brainstorm(room)
    await stage.run("end")
    other = await brainstorm(room)
    path = f"/sessions/{stage.session}/activities/{other.activities[0]}"
    await room["editor"].ask("GET", f"{path}/notes", None, 404)
    await room["editor"].ask("POST", f"{path}/notes", {"text": "x"}, 404)
    await room["facilitator"].ask("POST", f"{path}/reveal", None, 404)


async def test_revealing_again_changes_nothing(room: Room) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "First")
    await stage.reveal()
    before = await stage.plan()
    await stage.reveal()
    assert await stage.plan() == before


async def test_everyone_has_so_many_notes(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planhall.workshops.notes.NOTES_EACH", 2)
    stage = await brainstorm(room)
    await stage.note("editor", "One")
    await stage.note("editor", "Two")
    await room["editor"].ask("POST", f"{stage.at()}/notes", {"text": "Three"}, 409)
    await stage.note("guest", "One")


async def _authors_everywhere(stage: Stage) -> list[str | None]:
    notes = await stage.notes("viewer")
    plan = await stage.plan()
    record = await stage.room["viewer"].ask("GET", f"{stage.path}/record")
    return [
        *(note["author"] for note in notes),
        *(plan.items[note["item"]].created_by for note in notes),
        *(idea["author"] for idea in record["agenda"][0]["ideas"]),
    ]


async def test_who_wrote_what_is_never_told_of_an_anonymous_activity(room: Room) -> None:
    stage = await brainstorm(room, anonymous=True)
    for who in TAKING_PART:
        await stage.note(who, f"By {who}")
    assert [note["author"] for note in await stage.notes("editor")] == [None]
    await stage.reveal()
    assert await _authors_everywhere(stage) == [None] * 15
    # Nobody who saw when others wrote learns anything from the order.
    notes = await stage.notes("viewer")
    assert [note["id"] for note in notes] == sorted(note["id"] for note in notes)
    assert [note["text"] for note in notes if note["mine"]] == []
    await room["facilitator"].ask("PATCH", stage.at(), {"settings": {"anonymous": False}}, 409)
    await stage.run("end")
    assert await _authors_everywhere(stage) == [None] * 15


async def test_an_error_of_the_store_says_nothing_of_what_was_written(room: Room) -> None:
    """Errors end up in the log, which is not to know who wrote what."""
    database = room.app.state.accounts._database
    now = utc_now()
    note = NoteRow(
        id="note",
        activity_id="no-such-activity",
        author_id=room["editor"].id,
        text="Words of mine",
        color="yellow",
        created_at=now,
        updated_at=now,
    )

    async def store() -> None:
        async with database.session() as db:
            db.add(note)

    with pytest.raises(IntegrityError) as error:
        await store()
    assert "Words of mine" not in str(error.value)
    assert room["editor"].id not in str(error.value)
