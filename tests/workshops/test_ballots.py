"""Voting: secret until the close, one ballot for each person, however many come at once."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from planhall.workshops.models import BallotRow
from workshops.room import Room, draft, opened
from workshops.stage import TAKING_PART, Stage, begin, brainstorm, vote

CROWD = 200


def counts(result: Any) -> dict[str, Any]:
    return {option["id"]: option["counts"] for option in result["options"]}


async def test_a_vote_from_its_begin_to_its_result(room: Room) -> None:
    stage = await vote(room, "dots")
    none = {"activity": stage.activities[0], "choices": {}, "comment": "", "cast_at": None}
    assert await room["editor"].ask("GET", f"{stage.at()}/ballot") == none
    cast = await stage.vote("editor", {"a": 2, "b": 1}, comment="A is best")
    assert (cast["choices"], cast["comment"]) == ({"a": 2, "b": 1}, "A is best")
    assert await room["editor"].ask("GET", f"{stage.at()}/ballot") == cast
    # Whoever asks gets their own, also who facilitates.
    for who in ("facilitator", "guest", "viewer", "ada"):
        assert await room[who].ask("GET", f"{stage.at()}/ballot") == none
    await stage.vote("guest", {"b": 3})
    view = (await stage.view("facilitator"))["activities"][0]
    assert (view["progress"]["ballots"], view["result"]) == (2, None)
    result = await stage.close()
    assert [option["id"] for option in result["options"]] == ["b", "a", "c"]
    assert counts(result)["b"] == {"dots": 4, "voters": 2}
    assert (result["ballots"], result["comments"]) == (2, ["A is best"])
    assert (await stage.view())["activities"][0]["result"] == result
    assert {"type": "result", "activity": stage.activities[0]} in room.said


async def test_the_last_ballot_counts_and_an_empty_one_is_none(room: Room) -> None:
    stage = await vote(room, "dots")
    for dots in (1, 2, 3):
        await stage.vote("editor", {"a": dots})
    await stage.vote("guest", {"b": 1})
    taken_back = await stage.vote("guest", {"b": 0})
    assert (taken_back["choices"], taken_back["cast_at"]) == ({}, None)
    assert (await stage.view())["activities"][0]["progress"]["ballots"] == 1
    result = await stage.close()
    assert (result["ballots"], counts(result)["a"]["dots"]) == (1, 3)


async def test_a_ballot_that_comes_late_changes_nothing(room: Room) -> None:
    stage = await vote(room, "dots")
    await stage.vote("editor", {"a": 1})
    result = await stage.close()
    for who, choices in [("editor", {"b": 3}), ("guest", {"b": 3}), ("editor", {})]:
        late = await room[who].request("PUT", f"/api{stage.at()}/ballot", json={"choices": choices})
        assert (late.status_code, late.json()["code"]) == (409, "vote-closed")
    assert await stage.close() == result
    assert (await room["editor"].ask("GET", f"{stage.at()}/ballot"))["choices"] == {"a": 1}


async def test_who_could_have_voted_is_counted(room: Room) -> None:
    stage = await vote(room, "dots")
    for who in ("editor", "commenter", "viewer"):
        await room[who].ask("POST", f"{stage.path}/me", {})
    await stage.vote("guest", {"a": 1})
    # The facilitator, the editor, the commenter, and the guest, who came by voting.
    assert (await stage.close())["eligible"] == 4


@pytest.mark.parametrize(
    ("method", "choices"),
    [
        ("dots", {"a": 1}),
        ("ranked", {"b": 1, "a": 2}),
        ("score", {"a": 4}),
        ("grid", {"a": {"impact": 7.0, "effort": 2.5}}),
        ("yesno", {"a": "abstain"}),
        ("consent", {"a": "objection"}),
    ],
)
async def test_every_method(room: Room, method: str, choices: Any) -> None:
    stage = await vote(room, method)
    assert (await stage.vote("editor", choices))["choices"] == choices
    result = await stage.close()
    assert (result["method"], result["ballots"]) == (method, 1)


@pytest.mark.parametrize(
    "wish",
    [
        {"choices": {"a": 4}},
        {"choices": {"d": 1}},
        {"choices": {"a": "yes"}},
        {"choices": {"a": None}},
        {"choices": {"a": True}},
        {"choices": {"a": [1]}},
        {"choices": {"a": 1}, "comment": "x" * 4001},
        {"choices": {"a": 1}, "person": "somebody"},
        {"choices": []},
        {},
    ],
)
async def test_ballots_that_are_none(room: Room, wish: dict[str, Any]) -> None:
    stage = await vote(room, "dots")
    await room["editor"].ask("PUT", f"{stage.at()}/ballot", wish, 422)
    assert (await stage.view())["activities"][0]["progress"]["ballots"] == 0


async def test_who_may_vote_and_close(room: Room) -> None:
    stage = await vote(room, "dots")
    wish = {"choices": {"a": 1}}
    for who in TAKING_PART:
        await stage.vote(who, {"a": 1})
    for who, status in [("viewer", 403), ("stranger", 404), ("nobody", 401)]:
        await room[who].ask("PUT", f"{stage.at()}/ballot", wish, status)
    for who, status in [
        ("owner", 403),
        ("editor", 403),
        ("viewer", 403),
        ("stranger", 404),
        ("nobody", 401),
    ]:
        await room[who].ask("POST", f"{stage.at()}/close", None, status)
    assert (await stage.close())["ballots"] == len(TAKING_PART)


async def test_when_one_may_vote(room: Room) -> None:
    later = draft("Later", "vote", options=[{"id": "a", "title": "A"}])
    stage = await begin(room, draft("Talk"), later)
    wish = {"choices": {"a": 1}}
    await room["editor"].ask("PUT", f"{stage.at(0)}/ballot", wish, 409)
    await room["editor"].ask("PUT", f"{stage.at(1)}/ballot", wish, 409)
    await room["facilitator"].ask("POST", f"{stage.at(1)}/close", None, 409)
    await stage.run("next")
    await stage.vote("editor", {"a": 1}, 1)
    await stage.run("pause")
    await stage.vote("editor", {"a": 2}, 1)
    await stage.run("back")
    await stage.vote("guest", {"a": 1}, 1)
    await stage.run("end")
    await room["editor"].ask("PUT", f"{stage.at(1)}/ballot", wish, 409)
    # What was cast is not lost with the end.
    assert (await stage.close(1))["ballots"] == 2


# -- what is voted on


async def options(stage: Stage, activity: int) -> list[tuple[str, str | None]]:
    settings = (await stage.view())["activities"][activity]["settings"]
    return [(option["title"], option["item"]) for option in settings["options"]]


async def test_a_vote_is_on_the_groups_and_the_ideas_in_none(room: Room) -> None:
    stage = await brainstorm(room, draft("Group", "group"), draft("Vote", "vote"))
    notes = [await stage.note("editor", text) for text in ("A", "B", "C")]
    await stage.reveal()
    ids = [note["id"] for note in notes]
    for title, members in [("Both", ids[:2]), ("Empty", [])]:
        await room["editor"].ask(
            "POST", f"{stage.at()}/clusters", {"title": title, "notes": members}, 201
        )
    assert await options(stage, 2) == []
    await stage.run("go", activity=stage.activities[2])
    item = (await stage.notes("editor"))[2]["item"]
    assert await options(stage, 2) == [("Both", None), ("C", item)]
    # Fixed from then on.
    await room["editor"].ask(
        "POST", f"{stage.at()}/clusters", {"title": "New", "notes": ids[2:]}, 201
    )
    await stage.run("back")
    await stage.run("next")
    assert await options(stage, 2) == [("Both", None), ("C", item)]


async def test_a_vote_waits_for_the_ideas_to_be_revealed(room: Room) -> None:
    stage = await brainstorm(room, draft("Vote", "vote"))
    await stage.note("editor", "A")
    await stage.run("next")
    assert await options(stage, 1) == []
    await room["facilitator"].ask("POST", f"{stage.at(1)}/close", None, 409)
    await stage.reveal(0)
    assert [title for title, _ in await options(stage, 1)] == ["A"]


async def test_a_vote_is_on_what_is_below_its_part(room: Room) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "A")
    await stage.note("editor", "B")
    await stage.reveal()
    first, second = (await stage.plan()).roots
    await stage.run("end")
    on_top = await begin(room, draft("Vote", "vote"))
    assert await options(on_top, 0) == [("A", first), ("B", second)]
    await on_top.run("end")
    below = await begin(room, {**draft("Vote", "vote"), "part": first})
    assert await options(below, 0) == []


# -- at once


async def test_a_vote_that_found_nothing_to_vote_on_gets_options_once(room: Room) -> None:
    stage = await begin(room, draft("Which?", "vote", method="score"))
    assert (await stage.view())["activities"][0]["settings"]["options"] == []
    who, options = room["facilitator"], [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    both = {"settings": {"options": options, "method": "dots"}}
    await who.ask("PATCH", stage.at(), both, 409)
    told = await who.ask("PATCH", stage.at(), {"settings": {"options": options}})
    assert [one["title"] for one in told["activities"][0]["settings"]["options"]] == ["A", "B"]
    await stage.vote("editor", {"a": 3})
    for less in (options[:1], []):
        await who.ask("PATCH", stage.at(), {"settings": {"options": less}}, 409)
    assert counts(await stage.close())["a"]


async def test_two_hundred_people_vote_at_once(room: Room) -> None:
    await _crowd_votes(room, CROWD)


async def test_a_crowd_votes_on_either_database(any_room: Room) -> None:
    await _crowd_votes(any_room, 30)


async def _crowd_votes(room: Room, size: int) -> None:
    """Everyone votes, some twice and thrice in the same moment: each counts once."""
    stage = await vote(room, "score")
    crowd = await room.guests(size)
    began = asyncio.get_running_loop().time()
    for tries in (1, 3):
        await asyncio.gather(
            *(
                stage.vote(one, {"a": number % 6, "b": 5 - number % 6})
                for number, one in enumerate(crowd)
                for _ in range(tries if number % 3 == 0 else 1)
            )
        )
    print(f"{size} people voted in {asyncio.get_running_loop().time() - began:.1f} s")
    result = await stage.close()
    assert (result["ballots"], result["eligible"]) == (size, size + 1)
    expected = {str(score): len(range(score, size, 6)) for score in range(6)}
    assert counts(result)["a"] == expected


async def test_each_ballot_is_in_the_result_or_was_told_to_be_late(room: Room) -> None:
    stage = await vote(room, "yesno", ["a"])
    crowd = await room.guests(20)

    async def cast(one: Any) -> int:
        answer = await one.request(
            "PUT", f"/api{stage.at()}/ballot", json={"choices": {"a": "yes"}}
        )
        status: int = answer.status_code
        return status

    casting = [asyncio.create_task(cast(one)) for one in crowd]
    await asyncio.sleep(0.05)
    result = await stage.close()
    statuses = await asyncio.gather(*casting)
    assert set(statuses) <= {200, 409}
    assert counts(result)["a"]["yes"] == statuses.count(200) == result["ballots"]


async def test_ballots_outlive_a_restart_in_the_middle_of_a_vote(room: Room) -> None:
    stage = await vote(room, "dots")
    await stage.vote("editor", {"a": 3})
    await stage.vote("guest", {"b": 2})
    cookies = {who: room[who].cookies for who in ("editor", "guest", "facilitator")}
    async with opened(room.settings) as app:
        again = Room(app, room.settings)
        again.board = room.board
        for who, kept in cookies.items():
            (await again.window(who)).cookies = kept
        after = Stage(again, stage.session, stage.activities)
        own = await again["editor"].ask("GET", f"{after.at()}/ballot")
        assert own["choices"] == {"a": 3}
        await after.vote("guest", {"b": 1})
        result = await after.close()
        assert (result["ballots"], counts(result)["b"]["dots"]) == (2, 1)
        await again.__aexit__()


async def test_a_guest_who_signs_in_has_one_ballot(room: Room) -> None:
    stage = await vote(room, "dots")
    account = room["editor"]
    guest = (await room.guests(1))[0]
    await stage.vote(account, {"a": 1})
    await stage.vote(guest, {"b": 2})
    await guest.ask(
        "POST", "/sign-in", {"email": "editor@example.org", "password": "correct horse"}
    )
    assert (await account.ask("GET", f"{stage.at()}/ballot"))["choices"] == {"b": 2}
    async with room.app.state.accounts._database.session() as db:
        voters = list(
            await db.scalars(
                select(col(BallotRow.person_id)).where(
                    col(BallotRow.activity_id) == stage.activities[0]
                )
            )
        )
    assert voters == [account.id]
