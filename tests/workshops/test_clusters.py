"""Groups of revealed notes: made, moved, suggested, and made items of the plan."""

from typing import Any

import pytest

from planhall.plan.change import delete_item
from workshops.room import Room, draft
from workshops.stage import Stage, brainstorm


async def revealed(room: Room, *texts: str) -> tuple[Stage, list[str]]:
    """A brainstorm whose notes everyone sees, and their ids."""
    stage = await brainstorm(room, draft("Group them", "group"))
    ids = [(await stage.note("editor", text))["id"] for text in texts]
    await stage.reveal()
    await stage.run("next")
    return stage, ids


def groups(session: Any) -> list[tuple[str, list[str]]]:
    return [(one["title"], one["notes"]) for one in session["activities"][0]["clusters"]]


async def test_groups_are_made_moved_named_and_undone(room: Room) -> None:
    stage, [a, b, c] = await revealed(room, "A", "B", "C")
    editor = room["editor"]
    made = await editor.ask(
        "POST", f"{stage.at()}/clusters", {"title": "First", "notes": [b, a]}, 201
    )
    assert made["notes"] == [b, a]
    assert groups(await stage.view()) == [("First", [b, a])]
    moved = await editor.ask("PATCH", f"/notes/{c}", {"cluster": made["id"]})
    assert moved["cluster"] == made["id"]
    assert groups(await stage.view()) == [("First", [b, a, c])]
    await editor.ask("PATCH", f"/notes/{b}", {"cluster": None})
    assert groups(await stage.view()) == [("First", [a, c])]
    path = f"{stage.at()}/clusters/{made['id']}"
    named = await editor.ask("PATCH", path, {"title": "Renamed"})
    assert named == {"id": made["id"], "title": "Renamed", "notes": [a, c], "item": None}
    second = await editor.ask(
        "POST", f"{stage.at()}/clusters", {"title": "Second", "notes": [c]}, 201
    )
    assert groups(await stage.view()) == [("Renamed", [a]), ("Second", [c])]
    await editor.ask("DELETE", path, None, 204)
    assert groups(await stage.view()) == [("Second", [c])]
    notes = await stage.notes("viewer")
    assert {note["id"]: note["cluster"] for note in notes} == {a: None, b: None, c: second["id"]}
    assert room.said.count({"type": "notes", "activity": stage.activities[0]}) == 7


async def test_all_groups_at_once(room: Room) -> None:
    stage, [a, b, c] = await revealed(room, "A", "B", "C")
    path = f"{stage.at()}/clusters"
    wish = {"clusters": [{"title": "One", "notes": [a]}, {"title": "Two", "notes": [b]}]}
    session = await room["editor"].ask("PUT", path, wish)
    assert groups(session) == [("One", [a]), ("Two", [b])]
    two = session["activities"][0]["clusters"][1]["id"]
    wish = {
        "clusters": [{"title": "New", "notes": [c]}, {"id": two, "title": "2", "notes": [b, a]}]
    }
    session = await room["editor"].ask("PUT", path, wish)
    assert groups(session) == [("New", [c]), ("2", [b, a])]
    assert session["activities"][0]["clusters"][1]["id"] == two
    assert groups(await room["editor"].ask("PUT", path, {"clusters": []})) == []


@pytest.mark.parametrize(
    "clusters",
    [
        [{"title": "One", "notes": ["no-such-note"]}],
        [{"title": "One", "notes": ["A", "A"]}],
        [{"title": "One", "notes": ["A"]}, {"title": "Two", "notes": ["A"]}],
        [{"id": "no-such-group", "title": "One", "notes": []}],
        [{"title": "", "notes": []}],
        [{"title": "x" * 201, "notes": []}],
    ],
)
async def test_groups_that_make_no_sense_change_nothing(
    room: Room, clusters: list[dict[str, Any]]
) -> None:
    stage, [a] = await revealed(room, "A")
    await room["editor"].ask(
        "POST", f"{stage.at()}/clusters", {"title": "There", "notes": [a]}, 201
    )
    for cluster in clusters:
        cluster["notes"] = [a if note == "A" else note for note in cluster["notes"]]
    await room["editor"].ask("PUT", f"{stage.at()}/clusters", {"clusters": clusters}, 422)
    assert groups(await stage.view()) == [("There", [a])]


async def test_nothing_is_grouped_before_the_reveal(room: Room) -> None:
    stage = await brainstorm(room)
    note = await stage.note("editor", "A")
    for method, path, body in [
        ("GET", "/clusters/suggest", None),
        ("PUT", "/clusters", {"clusters": []}),
        ("POST", "/clusters", {"title": "One", "notes": [note["id"]]}),
        ("POST", "/clusters/some-id/promote", {"kind": "goal"}),
    ]:
        answer = await room["facilitator"].request(method, f"/api{stage.at()}{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "not-revealed")
    await room["editor"].ask("PATCH", f"/notes/{note['id']}", {"cluster": "some-id"}, 409)


async def test_who_may_group(room: Room) -> None:
    stage, [a, _b] = await revealed(room, "A", "B")
    path = f"{stage.at()}/clusters"
    wish = {"title": "One", "notes": [a]}
    statuses = {"viewer": 403, "commenter": 403, "stranger": 404, "nobody": 401}
    for who, status in statuses.items():
        await room[who].ask("POST", path, wish, status)
        await room[who].ask("PUT", path, {"clusters": []}, status)
        await room[who].ask("GET", f"{path}/suggest", None, status)
        await room[who].ask("PATCH", f"/notes/{a}", {"cluster": "x"}, status)
    for who in ("guest", "editor", "owner", "facilitator"):
        await room[who].ask("POST", path, wish, 201)
    # Who may not change the plan while it is locked does not group its ideas either.
    await room["facilitator"].ask("POST", f"{stage.path}/stage", {"lock": "locked"})
    for who, status in {"guest": 403, "editor": 403, "owner": 201, "facilitator": 201}.items():
        await room[who].ask("POST", path, wish, status)


async def test_groups_are_suggested_of_loose_notes(room: Room) -> None:
    stage, [a, b, c, d] = await revealed(
        room, "Answer customers faster", "Faster answers to customers", "A newsletter", "Coffee"
    )
    path = f"{stage.at()}/clusters"
    [suggested] = await room["editor"].ask("GET", f"{path}/suggest")
    assert sorted(suggested["notes"]) == sorted([a, b])
    assert "ustomers" in suggested["title"]
    await room["editor"].ask("POST", path, {"title": "One", "notes": [a, c]}, 201)
    assert await room["editor"].ask("GET", f"{path}/suggest") == []
    assert d


async def test_a_group_becomes_a_goal_with_its_ideas_below_it(room: Room) -> None:
    stage, [a, b, c] = await revealed(room, "A", "B", "C")
    editor = room["editor"]
    made = await editor.ask(
        "POST", f"{stage.at()}/clusters", {"title": "Service", "notes": [b, a]}, 201
    )
    path = f"{stage.at()}/clusters/{made['id']}"
    item = (await editor.ask("POST", f"{path}/promote", {"kind": "goal"}))["item"]
    plan = await stage.plan()
    assert (plan.items[item].kind, plan.items[item].title) == ("goal", "Service")
    assert [plan.items[child].title for child in plan.items[item].children] == ["B", "A"]
    assert (await stage.view())["activities"][0]["clusters"][0]["item"] == item
    # Once more: what came to the group since follows, and nothing is there twice.
    await editor.ask("PATCH", f"/notes/{c}", {"cluster": made["id"]})
    assert (await editor.ask("POST", f"{path}/promote", {"kind": "goal"}))["item"] == item
    plan = await stage.plan()
    assert len(plan.items) == 4
    assert [plan.items[child].title for child in plan.items[item].children] == ["B", "A", "C"]


async def test_a_goal_that_was_deleted_comes_back_when_it_is_wanted_again(room: Room) -> None:
    stage, [a] = await revealed(room, "A")
    made = await room["editor"].ask(
        "POST", f"{stage.at()}/clusters", {"title": "Service", "notes": [a]}, 201
    )
    path = f"{stage.at()}/clusters/{made['id']}/promote"
    item = (await room["editor"].ask("POST", path, {"kind": "goal"}))["item"]
    await room.app.state.sync.edit(
        room.board, room["editor"].id, lambda doc: delete_item(doc, item, by=None)
    )
    assert (await stage.plan()).items == {}
    await room["editor"].ask("POST", path, {"kind": "strategy"})
    plan = await stage.plan()
    assert plan.items[item].kind == "strategy"
    assert [plan.items[child].title for child in plan.items[item].children] == ["A"]


async def test_a_group_becomes_nothing_else(room: Room) -> None:
    stage, [a] = await revealed(room, "A")
    made = await room["editor"].ask(
        "POST", f"{stage.at()}/clusters", {"title": "Service", "notes": [a]}, 201
    )
    path = f"{stage.at()}/clusters/{made['id']}/promote"
    await room["editor"].ask("POST", path, {"kind": "mission"}, 422)
    await room["viewer"].ask("POST", path, {"kind": "goal"}, 403)
    await room["editor"].ask(
        "POST", f"{stage.at()}/clusters/no-such/promote", {"kind": "goal"}, 404
    )
    assert len((await stage.plan()).items) == 1
