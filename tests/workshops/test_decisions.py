"""Decisions and actions: written down, and into the plan."""

from typing import Any

import pytest

from planhall.plan.body import plain_text
from planhall.plan.model import Owner
from workshops.room import Room, draft
from workshops.stage import Stage, begin, brainstorm, vote

DECISION = {
    "title": "Opening hours",
    "what": "We open on Saturdays.",
    "why": "Most asked for it.",
    "who": ["Ada", "The board"],
    "dissent": "Two people cannot come.",
}


async def decide(stage: Stage, who: str = "facilitator", **more: Any) -> Any:
    return await stage.room[who].ask("POST", f"{stage.path}/decisions", {**DECISION, **more}, 201)


async def test_a_decision_becomes_an_item_that_says_all(room: Room) -> None:
    stage = await vote(room, "yesno", ["a"])
    await stage.vote("editor", {"a": "yes"})
    result = await stage.close()
    made = await decide(stage, activity=stage.activities[0], kind="objective")
    assert made["tally"] == result
    item = (await stage.plan()).items[made["item"]]
    assert (item.kind, item.title, item.status) == ("objective", "Opening hours", "agreed")
    assert item.created_by == room["facilitator"].id
    text = plain_text(item.body)
    for said in (
        "We open on Saturdays.",
        "Why: Most asked for it.",
        "Who: Ada, The board",
        f"When: {made['at'][:10]}",
        "Tally: Yes or no, 1 of 2 people voted",
        "1. A: 1 yes",
        "Dissent: Two people cannot come.",
    ):
        assert said in text
    assert await room["viewer"].ask("GET", f"{stage.path}/decisions") == [made]
    told = {"type": "decision", "activity": stage.activities[0], "session": stage.session}
    assert told in room.said


async def test_a_decision_sent_twice_is_written_once(room: Room) -> None:
    stage = await brainstorm(room)
    made = await decide(stage, id="d1", actions=[{"title": "Ask the shops"}])
    assert made["id"] == "d1"
    assert await decide(stage, id="d1", title="Other words") == made
    assert await room["viewer"].ask("GET", f"{stage.path}/decisions") == [made]
    assert len((await stage.plan()).items) == 2
    other = await begin_after(stage)
    body = {**DECISION, "id": "d1"}
    await room["facilitator"].ask("POST", f"{other.path}/decisions", body, 409)
    await room["owner"].ask("POST", f"{stage.path}/decisions", body, 409)


async def begin_after(stage: Stage) -> Stage:
    """Another session on the same board."""
    await stage.run("end")
    return await brainstorm(stage.room)


async def test_a_decision_is_written_into_the_item_that_it_is_about(room: Room) -> None:
    stage = await brainstorm(room)
    await stage.note("editor", "Saturdays\nAnd Sundays?")
    await stage.reveal()
    [item] = (await stage.plan()).roots
    made = await decide(stage, item=item)
    assert made["item"] == item
    plan = await stage.plan()
    assert list(plan.items) == [item]
    assert plan.items[item].title == "Saturdays"
    text = plain_text(plan.items[item].body)
    assert text.startswith("And Sundays?\n\nDecision: Opening hours\n\nWe open on Saturdays.")


async def test_without_an_item_it_goes_into_the_part_of_its_activity(room: Room) -> None:
    stage = await brainstorm(room, draft("Decide", "decide"))
    await stage.note("editor", "Saturdays")
    await stage.reveal()
    [item] = (await stage.plan()).roots
    await room["facilitator"].ask("PATCH", stage.at(1), {"part": item})
    assert (await decide(stage, activity=stage.activities[1]))["item"] == item


async def test_actions_go_below_the_decision_with_owner_and_due(room: Room) -> None:
    stage = await begin(room, draft("Decide", "decide"))
    actions = [
        {"title": "Ask the vendor", "owner": room["editor"].id, "due": "2027-01-31"},
        {"title": "Print a sign", "owner_name": "Zoe"},
        {"title": "Tell everyone"},
    ]
    made = await decide(stage, actions=actions)
    plan = await stage.plan()
    items = [plan.items[child] for child in plan.items[made["item"]].children]
    assert [item.id for item in items] == [action["id"] for action in made["actions"]]
    assert {item.kind for item in items} == {"action"}
    assert [item.title for item in items] == [action["title"] for action in actions]
    assert [item.owner for item in items] == [
        Owner(room["editor"].id, "Editor"),
        Owner(None, "Zoe"),
        None,
    ]
    assert [item.due for item in items] == ["2027-01-31", None, None]
    assert [action["decision"] for action in made["actions"]] == [made["id"]] * 3


async def test_an_action_of_its_own(room: Room) -> None:
    stage = await begin(room, draft("Talk"))
    wish = {"title": "Ask the vendor", "owner": room["guest"].id, "due": "2027-01-31"}
    made = await room["facilitator"].ask("POST", f"{stage.path}/actions", wish, 201)
    assert made == {
        "id": made["id"],
        "title": "Ask the vendor",
        "owner": room["guest"].id,
        "owner_name": "Guest",
        "due": "2027-01-31",
        "decision": None,
    }
    plan = await stage.plan()
    assert plan.roots == (made["id"],)
    assert plan.items[made["id"]].owner == Owner(room["guest"].id, "Guest")


async def test_a_decision_after_a_vote_holds_its_tally(room: Room) -> None:
    options = [{"id": "a", "title": "A"}]
    stage = await begin(
        room, draft("Vote", "vote", options=options), draft("Decide", "decide"), draft("Talk")
    )
    await stage.vote("editor", {"a": 1})
    result = await stage.close()
    assert (await decide(stage, activity=stage.activities[1]))["tally"] == result
    assert (await decide(stage, activity=stage.activities[2]))["tally"] is None
    assert (await decide(stage))["tally"] is None


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"title": ""}, 422),
        ({"what": " "}, 422),
        ({"item": "no-such-item"}, 422),
        ({"activity": "no-such-activity"}, 404),
        ({"kind": "mission"}, 422),
        ({"actions": [{"title": ""}]}, 422),
        ({"actions": [{"title": "x", "due": "2027-02-30"}]}, 422),
        ({"actions": [{"title": "x", "due": "tomorrow"}]}, 422),
        ({"actions": [{"title": "x", "owner": "nobody-here"}]}, 422),
        ({"tally": None}, 422),
    ],
)
async def test_decisions_that_are_none_change_nothing(
    room: Room, more: dict[str, Any], status: int
) -> None:
    stage = await begin(room, draft("Decide", "decide"))
    await room["facilitator"].ask("POST", f"{stage.path}/decisions", {**DECISION, **more}, status)
    assert await room["viewer"].ask("GET", f"{stage.path}/decisions") == []
    assert (await stage.plan()).items == {}


async def test_a_stranger_to_the_board_owns_no_action(room: Room) -> None:
    stage = await begin(room, draft("Decide", "decide"))
    wish = {"title": "x", "owner": room["stranger"].id}
    await room["facilitator"].ask("POST", f"{stage.path}/actions", wish, 422)


async def test_all_that_ballots_said_fits_into_the_dissent(room: Room) -> None:
    stage = await vote(room, "consent", ["a"])
    for who in ("editor", "guest", "commenter"):
        await stage.vote(who, {"a": "objection"}, comment=f"{who} {'x' * 3900}")
    comments = (await stage.close())["comments"]
    made = await decide(stage, activity=stage.activities[0], dissent="\n".join(comments))
    for comment in comments:
        assert comment in made["dissent"]


async def test_who_may_decide(room: Room) -> None:
    stage = await begin(room, draft("Decide", "decide"))
    statuses = {
        "facilitator": 201,
        "owner": 201,
        "editor": 403,
        "commenter": 403,
        "guest": 403,
        "viewer": 403,
        "stranger": 404,
        "nobody": 401,
    }
    for who, status in statuses.items():
        await room[who].ask("POST", f"{stage.path}/decisions", DECISION, status)
        await room[who].ask("POST", f"{stage.path}/actions", {"title": "x"}, status)
        reading = status if status in {404, 401} else 200
        await room[who].ask("GET", f"{stage.path}/decisions", None, reading)
    # Whom the facilitator hands over to may, whatever their role is.
    await room["facilitator"].ask("POST", f"{stage.path}/facilitator", {"to": room["editor"].id})
    await decide(stage, "editor")


async def test_decisions_are_of_sessions_that_began(room: Room) -> None:
    session = await room.session()
    path = f"/sessions/{session['id']}/decisions"
    await room["facilitator"].ask("POST", path, DECISION, 409)
    stage = await begin(room, draft("Decide", "decide"))
    await stage.run("end")
    assert (await decide(stage))["item"] is not None
