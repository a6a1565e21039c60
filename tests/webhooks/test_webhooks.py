"""Webhooks over REST: who may have them, and what they are told."""

from typing import Any

from pycrdt import Doc

from discussion.talk import say
from planhall.plan import change
from webhooks.hooks import EVERYTHING, hook, paused, settled
from webhooks.receiver import Receiver
from workshops.room import Room


async def test_owners_and_facilitators_have_them_and_nobody_else(
    room: Room, receiver: Receiver
) -> None:
    path = f"/boards/{room.board}/webhooks"
    wish = {"url": receiver.url(), "events": ["plan.changed", "comment.added"]}
    made = await room["facilitator"].ask("POST", path, wish, 201)
    assert made["secret"].startswith("whsec_")
    assert made["events"] == ["comment.added", "plan.changed"]
    sent = await room["facilitator"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
    await settled(room, made["id"])
    every = [
        ("GET", path, None),
        ("POST", path, wish),
        ("PATCH", f"/webhooks/{made['id']}", {"paused": True}),
        ("POST", f"/webhooks/{made['id']}/secret", None),
        ("POST", f"/webhooks/{made['id']}/ping", None),
        ("GET", f"/webhooks/{made['id']}/deliveries", None),
        ("POST", f"/webhooks/deliveries/{sent['id']}/again", None),
        ("DELETE", f"/webhooks/{made['id']}", None),
    ]
    refused = {"editor": 403, "commenter": 403, "viewer": 403, "stranger": 404, "nobody": 401}
    for who, status in refused.items():
        for method, where, body in every:
            await room[who].ask(method, where, body, status)
    (listed,) = await room["owner"].ask("GET", path)
    assert "secret" not in listed
    assert listed["by"]["name"] == "Facilitator"
    assert listed["last"]["state"] == "delivered"
    assert listed["last"]["status"] == 200

    await room["owner"].ask("PATCH", f"/webhooks/{made['id']}", {"paused": True})
    await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 409)
    await room["owner"].ask("DELETE", f"/webhooks/{made['id']}", None, 204)
    assert await room["owner"].ask("GET", path) == []
    await room["owner"].ask("GET", f"/webhooks/{made['id']}/deliveries", None, 404)
    for bad in ({"events": []}, {"events": ["note.added"]}, {"url": ""}, {"url": "ftp://x.org"}):
        await room["owner"].ask("POST", path, {**wish, **bad}, 422)
    for _ in range(20):
        await hook(room, receiver.url())
    await room["owner"].ask("POST", path, wish, 409)


async def test_they_are_told_what_happens_in_signed_messages(
    room: Room, receiver: Receiver
) -> None:
    made = await hook(room, receiver.url())
    quiet = await hook(room, receiver.url("/quiet"), "decision.taken")
    wish = {
        "item": None,
        "field": "item",
        "anchor": None,
        "quote": "",
        "comment": {"body": say("Why?")},
    }
    await room["commenter"].ask("POST", f"/boards/{room.board}/threads", wish, 201)
    (first,) = await receiver.has(1)
    assert first.signed_with(made["secret"])
    assert not first.signed_with(quiet["secret"])
    assert first.headers["content-type"] == "application/json"
    told = first.json
    assert told["type"] == "comment.added"
    assert told["timestamp"].endswith("Z")
    assert told["data"]["by"] == {"id": room["commenter"].id, "name": "Commenter"}
    assert told["data"]["text"] == "Why?"
    assert told["data"]["board"] == {
        "id": room.board,
        "title": "Our plan",
        "url": f"{room.settings.base_url}/boards/{room.board}",
    }

    session = await room.running()
    await room["facilitator"].ask("POST", f"/sessions/{session['id']}/run", {"do": "end"})

    def grow(doc: Doc[Any]) -> None:
        change.add_item(doc, "goal", "Grow", by=room["editor"].id)

    await room.app.state.sync.edit(room.board, room["editor"].id, grow)
    messages = [one.json for one in await receiver.has(4)]
    assert {one["type"] for one in messages[1:]} == {
        "session.started",
        "session.ended",
        "plan.changed",
    }
    (plan,) = [one["data"] for one in messages if one["type"] == "plan.changed"]
    assert plan["items"] == 1
    assert plan["people"] == [{"id": room["editor"].id, "name": "Editor"}]
    assert receiver.at("/quiet") == []
    assert "plan.changed" in EVERYTHING


async def test_a_new_secret_signs_beside_the_old_one(room: Room, receiver: Receiver) -> None:
    made = await hook(room, receiver.url())
    path = f"/webhooks/{made['id']}"
    fresh = await room["facilitator"].ask("POST", f"{path}/secret")
    assert fresh["secret"] != made["secret"]
    sent = await room["owner"].ask("POST", f"{path}/ping", None, 201)
    (message,) = await receiver.has(1)
    assert message.id == sent["id"]
    assert message.json["type"] == "ping"
    assert message.signed_with(made["secret"])
    assert message.signed_with(fresh["secret"])
    await settled(room, made["id"])
    await room["owner"].ask("POST", f"/webhooks/deliveries/{sent['id']}/again")
    first, again = await receiver.has(2)
    assert (again.id, again.body) == (first.id, first.body)


async def test_who_is_no_facilitator_any_more_is_told_nothing(
    room: Room, receiver: Receiver
) -> None:
    await hook(room, receiver.url(), who="facilitator")
    path = f"/boards/{room.board}/people/{room['facilitator'].id}"
    await room["ada"].ask("PATCH", path, {"role": "viewer"})
    await room.running("owner")
    stopped = await paused(room, "role")
    assert receiver.messages == []
    await room["owner"].ask("PATCH", f"/webhooks/{stopped['id']}", {"paused": False})
    await room["owner"].ask("POST", f"/webhooks/{stopped['id']}/ping", None, 201)
    (message,) = await receiver.has(1)
    assert message.json["type"] == "ping"
