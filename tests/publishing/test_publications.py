"""Who publishes a board, at which address, and until when."""

from limits.storage import MemoryStorage
from sqlalchemy import func, select
from sqlmodel import col

from planhall.accounts.rate_limits import RateLimit
from planhall.publishing.models import PublicationRow, ShownChangeRow, ShownRow
from publishing.visiting import add, publish, told, visit
from workshops.room import Room

PATHS = ["", "/embed", "/feed.atom", "/plan.md", "/plan.stratml.xml"]


async def test_only_owners_publish_and_everyone_on_the_board_is_told(room: Room) -> None:
    path = f"/boards/{room.board}/publication"
    for who in ("facilitator", "editor", "guest", "commenter", "viewer"):
        for method in ("PUT", "DELETE"):
            body = {} if method == "PUT" else None
            refused = await room[who].ask(method, path, body, 403)
            assert (refused["code"], refused["needed_role"]) == ("forbidden", "owner")
        assert await room[who].ask("GET", path) == {
            "publication": None,
            "may_publish": False,
            "former_url": None,
        }
    for who, status in (("stranger", 404), ("nobody", 401)):
        for method in ("GET", "PUT", "DELETE"):
            await room[who].ask(method, path, {} if method == "PUT" else None, status)
    await room["owner"].ask("DELETE", path, expect=204)  # nothing to end
    # What cannot be is refused, and changes nothing.
    refused = await room["owner"].ask("PUT", path, {"item": "nosuchitem"}, 422)
    assert "item" in refused["detail"]
    await room["owner"].ask("PUT", path, {"owners": "perhaps"}, 422)
    await room["owner"].ask("PUT", path, {"address": "mine"}, 422)
    assert (await room["owner"].ask("GET", path))["publication"] is None
    made = await publish(room)
    for who in ("ada", "owner", "editor", "viewer"):
        state = await room[who].ask("GET", path)
        assert state["publication"] == made
        assert state["may_publish"] is (who in {"ada", "owner"})


async def test_an_ended_address_is_dead_on_all_paths_until_it_is_chosen_again(
    room: Room,
) -> None:
    path = f"/boards/{room.board}/publication"
    made = await publish(room, downloads=True)
    for rest in PATHS:
        assert (await visit(room, made["url"] + rest)).status_code == 200, rest
    # Something else is shown at the same address.
    assert (await publish(room, downloads=True, owners=True))["url"] == made["url"]
    tag = (await visit(room, made["url"])).headers["etag"]
    await room["owner"].ask("DELETE", path, expect=204)
    for rest in PATHS:
        for headers in ({}, {"If-None-Match": tag}, {"If-None-Match": "*"}):
            answer = await visit(room, made["url"] + rest, **headers)
            assert answer.status_code == 404, rest
            assert "There is nothing here" in answer.text
            assert "Our plan" not in answer.text
    state = await room["owner"].ask("GET", path)
    assert state == {"publication": None, "may_publish": True, "former_url": made["url"]}
    assert (await room["editor"].ask("GET", path))["former_url"] is None
    # By default it is another one; the former one can be chosen.
    fresh = await publish(room)
    assert fresh["url"] != made["url"]
    assert (await visit(room, made["url"])).status_code == 404
    await room["owner"].ask("DELETE", path, expect=204)
    again = await publish(room, address="former")
    assert again["url"] == fresh["url"]
    assert (await visit(room, again["url"])).status_code == 200


async def test_nothing_is_left_of_a_deleted_board(any_room: Room) -> None:
    room = any_room
    made = await publish(room)
    await add(room, "Run on time")
    await told(room, made, ["Added: Run on time"])
    await room["ada"].ask("DELETE", f"/boards/{room.board}", expect=204)
    assert (await visit(room, made["url"])).status_code == 404
    async with room.app.state.boards._database.session() as db:
        for table in (PublicationRow, ShownRow, ShownChangeRow):
            assert await db.scalar(select(func.count(col(table.board_id)))) == 0


async def test_what_is_no_address_leads_nowhere_and_nobody_tries_many(room: Room) -> None:
    base = room.settings.base_url
    for path in ("x" * 43, "%00", "%ff", "..%2f..", "ü", "a/b/c", "'--", "x" * 5000, ""):
        answer = await visit(room, f"{base}/p/{path}")
        assert answer.status_code == 404, path
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    made = await publish(room)
    publishing = room.app.state.publishing
    publishing.publications._limit = RateLimit(MemoryStorage(), "few", "1/hour")
    path = f"/boards/{room.board}/publication"
    await room["owner"].ask("PUT", path, {})
    assert (await room["owner"].ask("PUT", path, {}, 429))["retry_after"] > 0
    publishing.visits = RateLimit(MemoryStorage(), "few", "2/hour")
    statuses = [(await visit(room, made["url"])).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
