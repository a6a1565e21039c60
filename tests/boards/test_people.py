"""Roles on a board: who holds which, how they change, and that an owner always remains."""

import pytest

from accounts.small_app import SmallApp
from boards.cast import Cast
from planhall.boards.roles import Role


async def roles_on(cast: Cast) -> dict[str, tuple[str, str]]:
    people = (await cast["creator"].get(f"/api/boards/{cast.board}/people")).json()
    return {one["person"]["name"]: (one["role"], one["via"]) for one in people}


async def test_everyone_with_access_is_listed_with_how_they_came(cast: Cast) -> None:
    assert await roles_on(cast) == {
        "Creator": ("owner", "creator"),
        "Owner": ("owner", "invite"),
        "Facilitator": ("facilitator", "invite"),
        "Editor": ("editor", "invite"),
        "Guest": ("editor", "invite"),
        "Member": ("editor", "workspace"),
        "Commenter": ("commenter", "invite"),
        "Viewer": ("viewer", "invite"),
    }


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("owner", True),
        ("facilitator", True),
        ("member", True),
        ("editor", False),
        ("guest-editor", False),
        ("viewer", False),
    ],
)
async def test_emails_are_told_to_those_who_deal_with_people(
    cast: Cast, who: str, told: bool
) -> None:
    people = (await cast[who].get(f"/api/boards/{cast.board}/people")).json()
    others = [one["email"] for one in people if one["person"]["id"] != cast[who].id]
    assert any(others) is told
    own = next(one["email"] for one in people if one["person"]["id"] == cast[who].id)
    assert own == cast[who].me["email"]


async def test_a_new_role_takes_hold_at_once_and_is_told(cast: Cast, small: SmallApp) -> None:
    viewer = cast["viewer"]
    answer = await cast["owner"].patch(
        f"/api/boards/{cast.board}/people/{viewer.id}", json={"role": "editor"}
    )
    assert (answer.json()["person"]["name"], answer.json()["role"]) == ("Viewer", "editor")
    assert small.sync.rechecked == [(cast.board, viewer.id)]
    assert small.sync.notices == [(cast.board, {"type": "people"})]
    assert (
        await viewer.patch(f"/api/boards/{cast.board}", json={"title": "Mine"})
    ).status_code == 200


async def test_a_board_may_give_a_member_more_or_less_than_the_workspace(cast: Cast) -> None:
    path = f"/api/boards/{cast.board}/people/{cast['member'].id}"
    for role in ("viewer", "facilitator"):
        answer = await cast["owner"].patch(path, json={"role": role})
        assert (answer.json()["role"], answer.json()["via"]) == (role, "workspace")
        board = (await cast["member"].get(f"/api/boards/{cast.board}")).json()
        assert board["role"] == role
    # Taken off the board, they are left with what the workspace gives.
    assert (await cast["owner"].delete(path)).status_code == 204
    assert (await roles_on(cast))["Member"] == ("editor", "workspace")
    again = await cast["owner"].delete(path)
    assert (again.status_code, again.json()["code"]) == (409, "member-of-workspace")


async def test_who_is_removed_loses_access_and_their_sockets(cast: Cast, small: SmallApp) -> None:
    editor = cast["editor"]
    answer = await cast["owner"].delete(f"/api/boards/{cast.board}/people/{editor.id}")
    assert answer.status_code == 204
    assert small.sync.rechecked == [(cast.board, editor.id)]
    assert (await editor.get(f"/api/boards/{cast.board}")).status_code == 404
    assert (await editor.get("/api/boards")).json() == []


@pytest.mark.parametrize("who", ["facilitator", "editor", "commenter", "viewer", "guest-editor"])
async def test_everyone_may_leave(cast: Cast, small: SmallApp, who: str) -> None:
    path = f"/api/boards/{cast.board}/people/{cast[who].id}"
    assert (await cast[who].delete(path)).status_code == 204
    assert (await cast[who].get(f"/api/boards/{cast.board}")).status_code == 404
    assert small.sync.rechecked == [(cast.board, cast[who].id)]


async def test_nobody_makes_themselves_more(cast: Cast) -> None:
    for who in ("facilitator", "editor", "commenter", "viewer", "guest-editor", "member"):
        answer = await cast[who].patch(
            f"/api/boards/{cast.board}/people/{cast[who].id}", json={"role": "owner"}
        )
        assert answer.status_code == 403, who


@pytest.mark.parametrize("who", ["stranger", "no such person"])
async def test_only_people_of_the_board_have_a_role_to_change(cast: Cast, who: str) -> None:
    person = cast["stranger"].id if who == "stranger" else "0000000000000000"
    path = f"/api/boards/{cast.board}/people/{person}"
    assert (await cast["owner"].patch(path, json={"role": "editor"})).status_code == 404
    assert (await cast["owner"].delete(path)).status_code == 404


@pytest.mark.parametrize("role", ["boss", "", None, 1])
async def test_an_unknown_role_is_refused(cast: Cast, role: object) -> None:
    path = f"/api/boards/{cast.board}/people/{cast['viewer'].id}"
    assert (await cast["owner"].patch(path, json={"role": role})).status_code == 422


async def test_the_last_owner_stays(small: SmallApp) -> None:
    host = await small.accounts.add_guest("Host")
    board = (await small.boards.create_board(None, "Demo", host)).id
    ada = await small.account("Ada")
    from_host = await small.boards.invites.create(board, host, Role.OWNER)
    await ada.accept(from_host.token)
    # Two owners: either may go.
    path = f"/api/boards/{board}/people"
    assert (await ada.delete(f"{path}/{host.id}")).status_code == 204
    small.sync.forget_calls()
    for answer in (
        await ada.delete(f"{path}/{ada.id}"),
        await ada.patch(f"{path}/{ada.id}", json={"role": "editor"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last-owner")
        assert "Demo" in answer.json()["detail"]
    assert (await ada.get(f"/api/boards/{board}")).json()["role"] == "owner"
    assert small.sync.rechecked == []


async def test_an_owner_of_the_workspace_counts_unless_the_board_says_otherwise(
    cast: Cast,
) -> None:
    path = f"/api/boards/{cast.board}/people"
    creator, owner = cast["creator"], cast["owner"]
    # Without her own row the creator still owns the board, through the workspace.
    assert (await owner.delete(f"{path}/{creator.id}")).status_code == 204
    assert (await creator.delete(f"{path}/{owner.id}")).status_code == 204
    assert (await roles_on(cast))["Creator"] == ("owner", "workspace")
    answer = await creator.patch(f"{path}/{creator.id}", json={"role": "viewer"})
    assert (answer.status_code, answer.json()["code"]) == (409, "last-owner")


async def test_someone_new_on_the_board_is_told_about(cast: Cast, small: SmallApp) -> None:
    link = await cast["owner"].invite(cast.board, "viewer")
    await cast["stranger"].accept(link)
    assert small.sync.notices == [(cast.board, {"type": "people"})]


async def test_a_new_name_reaches_open_boards(cast: Cast, small: SmallApp) -> None:
    await cast["editor"].patch("/api/me", json={"name": "Renamed"})
    assert small.sync.rechecked == [(cast.board, cast["editor"].id)]
    assert small.sync.notices == [(cast.board, {"type": "people"})]
    small.sync.forget_calls()
    await cast["editor"].patch("/api/me", json={"name": "Renamed"})
    assert small.sync.rechecked == []


async def test_signing_out_closes_the_sockets_of_that_cookie(cast: Cast, small: SmallApp) -> None:
    await cast["editor"].post("/api/sign-out")
    assert small.sync.rechecked == [(cast.board, cast["editor"].id)]
    assert small.sync.notices == []
