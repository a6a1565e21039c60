"""Each message arrives at least once with one id, whatever the receiver and we ourselves do."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

from sqlalchemy import update

from planhall.accounts.times import utc_now
from planhall.database import open_database
from planhall.public_addresses import Addresses
from planhall.settings import Settings
from planhall.webhooks.models import DeliveryRow, WebhookRow
from planhall.webhooks.sending import Sender
from webhooks.hooks import hook, paused, settled
from webhooks.receiver import Receiver
from workshops.room import Room, opened


async def test_what_fails_is_sent_again_also_after_a_restart(
    on_any_database: Settings, receiver: Receiver
) -> None:
    async with opened(on_any_database) as app, Room(app, on_any_database) as room:
        made = await hook(room, receiver.url())
        receiver.answers = [500, 302, 429]
        sent = await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
        tries = await receiver.has(4)
        assert {one.id for one in tries} == {sent["id"]}
        assert len({one.body for one in tries}) == 1
        assert all(one.signed_with(made["secret"]) for one in tries)
        (seen,) = await settled(room, made["id"])
        assert (seen["state"], seen["tries"], seen["status"]) == ("delivered", 4, 200)
        assert seen["next_at"] is None
        assert receiver.at("/elsewhere") == []
        await receiver.down()
        lost = await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
        async with asyncio.timeout(60):
            while not (await _listed(room, made["id"]))["error"]:
                await asyncio.sleep(0.02)
        assert (await _listed(room, made["id"]))["error"] == "Nothing listens there."
    await receiver.up()
    async with opened(on_any_database):
        *_, late = await receiver.has(5)
        assert late.id == lost["id"]
        assert late.signed_with(made["secret"])


async def _listed(room: Room, webhook: str) -> dict[str, str]:
    listed: list[dict[str, str]] = await room["owner"].ask("GET", f"/webhooks/{webhook}/deliveries")
    return listed[0]


async def test_two_processes_never_send_one_message_at_the_same_time(
    on_any_database: Settings, receiver: Receiver
) -> None:
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(opened(on_any_database))
        room = await stack.enter_async_context(Room(app, on_any_database))
        await stack.enter_async_context(opened(on_any_database))
        made = await hook(room, receiver.url())
        sent = [
            await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
            for _ in range(20)
        ]
        await settled(room, made["id"], len(sent))
        assert sorted(one.id for one in receiver.messages) == sorted(one["id"] for one in sent)
        assert set(receiver.most_at_once.values()) == {1}


async def test_a_slow_receiver_holds_up_nobody_else(room: Room, receiver: Receiver) -> None:
    slow = await hook(room, receiver.url("/held"))
    made = await hook(room, receiver.url())
    for _ in range(20):
        await room["owner"].ask("POST", f"/webhooks/{slow['id']}/ping", None, 201)
    await receiver.has(2, "/held")
    await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
    await settled(room, made["id"])
    assert len(receiver.at("/held")) == 2
    receiver.let_go.set()
    assert len(await receiver.has(20, "/held")) == 20


async def test_who_does_not_answer_in_time_has_not_got_it(receiver: Receiver) -> None:
    async with Sender(Addresses(allow_private=True, field="body.url"), 0.05) as sender:
        outcome = await sender.send(receiver.url("/held"), [], "message", b"{}")
        assert (outcome.status, outcome.arrived) == (None, False)
        assert outcome.error == "No answer within 0.05 seconds."
        receiver.let_go.set()


async def test_after_a_day_it_is_given_up_and_after_long_it_is_paused(
    room: Room, receiver: Receiver
) -> None:
    made = await hook(room, receiver.url("/held"))
    database = open_database(room.settings)

    async def change(table: type, **values: object) -> None:
        async with database.session() as session:
            await session.execute(update(table).values(**values))

    long_ago = utc_now() - timedelta(hours=25)
    receiver.answers = [500] * 10
    await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
    await receiver.has(1, "/held")
    await change(WebhookRow, failures=40, failing_since=utc_now() - timedelta(minutes=59))
    await change(DeliveryRow, until=long_ago)
    receiver.let_go.set()
    # The message on its way knows its own end; the next one is the last.
    (first,) = await settled(room, made["id"])
    assert (first["state"], first["status"]) == ("failed", 500)
    (one,) = await room["owner"].ask("GET", f"/boards/{room.board}/webhooks")
    assert (one["paused"], one["failures"]) == (None, 42)
    await change(WebhookRow, failing_since=long_ago)
    await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
    stopped = await paused(room, "failing")
    assert stopped["failures"] == 43
    resumed = await room["owner"].ask("PATCH", f"/webhooks/{made['id']}", {"paused": False})
    assert (resumed["paused"], resumed["failures"]) == (None, 0)
    receiver.answers = [410]
    await room["owner"].ask("POST", f"/webhooks/{made['id']}/ping", None, 201)
    await paused(room, "gone")
    await database.close()
