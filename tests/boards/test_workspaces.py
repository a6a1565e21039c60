"""Workspaces: members, their roles, and that an owner always remains."""

import pytest

from accounts.small_app import SmallApp, Window
from boards.cast import Cast


async def test_workspaces_are_listed_with_what_they_hold(cast: Cast, small: SmallApp) -> None:
    creator = cast["creator"]
    archived = await creator.board("Old")
    await creator.patch(f"/api/boards/{archived}", json={"archived": True})
    made = (await creator.post("/api/workspaces", json={"name": " Second "})).json()
    listed = (await creator.get("/api/workspaces")).json()
    assert listed == [
        {
            "id": cast.workspace,
            "name": "Creator’s workspace",
            "role": "owner",
            "members": 2,
            "boards": 1,
        },
        {"id": made["id"], "name": "Second", "role": "owner", "members": 1, "boards": 0},
    ]
    of_member = (await cast["member"].get("/api/workspaces")).json()
    assert [(one["name"], one["role"]) for one in of_member] == [
        ("Member’s workspace", "owner"),
        ("Creator’s workspace", "member"),
    ]


async def test_a_new_name_is_seen_on_its_boards(cast: Cast, small: SmallApp) -> None:
    answer = await cast["creator"].patch(
        f"/api/workspaces/{cast.workspace}", json={"name": "Example Org"}
    )
    assert answer.json()["name"] == "Example Org"
    board = (await cast["member"].get(f"/api/boards/{cast.board}")).json()
    assert board["workspace"]["name"] == "Example Org"
    assert small.sync.notices == [(cast.board, {"type": "board"})]


@pytest.mark.parametrize("name", ["", " ", "a\nb", "x" * 81, None])
async def test_a_workspace_needs_a_name(cast: Cast, name: object) -> None:
    for method, path in [("POST", ""), ("PATCH", f"/{cast.workspace}")]:
        answer = await cast["creator"].request(
            method, f"/api/workspaces{path}", json={"name": name}
        )
        assert answer.status_code == 422


async def test_members_are_listed_first_come_first(cast: Cast) -> None:
    members = (await cast["member"].get(f"/api/workspaces/{cast.workspace}/members")).json()
    assert [(one["person"]["name"], one["role"]) for one in members] == [
        ("Creator", "owner"),
        ("Member", "member"),
    ]


async def test_an_owner_of_the_workspace_owns_its_boards(cast: Cast, small: SmallApp) -> None:
    member = cast["member"]
    answer = await cast["creator"].patch(
        f"/api/workspaces/{cast.workspace}/members/{member.id}", json={"role": "owner"}
    )
    assert answer.json()["role"] == "owner"
    assert (await member.get(f"/api/boards/{cast.board}")).json()["role"] == "owner"
    assert small.sync.rechecked == [(cast.board, member.id)]


async def test_the_last_owner_can_neither_leave_nor_step_down(cast: Cast, small: SmallApp) -> None:
    creator = cast["creator"]
    path = f"/api/workspaces/{cast.workspace}/members/{creator.id}"
    for answer in (
        await creator.delete(path),
        await creator.patch(path, json={"role": "member"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last-owner")
    assert small.sync.rechecked == []
    await creator.patch(
        f"/api/workspaces/{cast.workspace}/members/{cast['member'].id}", json={"role": "owner"}
    )
    assert (await creator.delete(path)).status_code == 204


async def test_leaving_a_workspace_ends_what_it_gave(cast: Cast, small: SmallApp) -> None:
    member = cast["member"]
    await cast["owner"].patch(
        f"/api/boards/{cast.board}/people/{member.id}", json={"role": "facilitator"}
    )
    small.sync.forget_calls()
    answer = await member.delete(f"/api/workspaces/{cast.workspace}/members/{member.id}")
    assert answer.status_code == 204
    assert (await member.get(f"/api/boards/{cast.board}")).status_code == 404
    assert (await member.get(f"/api/workspaces/{cast.workspace}/members")).status_code == 404
    assert small.sync.rechecked == [(cast.board, member.id)]


async def test_who_was_invited_to_a_board_stays_on_it(cast: Cast) -> None:
    member = cast["member"]
    await member.accept(await cast["owner"].invite(cast.board, "facilitator"))
    await cast["creator"].delete(f"/api/workspaces/{cast.workspace}/members/{member.id}")
    assert (await member.get(f"/api/boards/{cast.board}")).json()["role"] == "facilitator"


async def test_leaving_never_leaves_a_board_without_an_owner(small: SmallApp) -> None:
    ada, ben = await small.account("Ada"), await small.account("Ben")
    workspace = await ada.workspace()
    await _join(small, workspace, ben)
    await ada.patch(f"/api/workspaces/{workspace}/members/{ben.id}", json={"role": "owner"})
    board = await ada.board("Delicate")
    # Ben owns the workspace, but on this board he only reads.
    await ada.patch(f"/api/boards/{board}/people/{ben.id}", json={"role": "viewer"})
    await ada.patch(f"/api/boards/{board}/people/{ada.id}", json={"role": "owner"})
    for answer in (
        await ada.delete(f"/api/workspaces/{workspace}/members/{ada.id}"),
        await ben.delete(f"/api/workspaces/{workspace}/members/{ada.id}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "last-owner")
        assert "Delicate" in answer.json()["detail"]
    assert (await ada.get(f"/api/boards/{board}")).json()["role"] == "owner"
    assert len((await ada.get(f"/api/workspaces/{workspace}/members")).json()) == 2


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_only_members_have_a_membership_to_change(cast: Cast, method: str) -> None:
    for person in (cast["stranger"].id, "0000000000000000"):
        answer = await cast["creator"].request(
            method,
            f"/api/workspaces/{cast.workspace}/members/{person}",
            json={"role": "member"} if method == "PATCH" else None,
        )
        assert answer.status_code == 404


async def test_a_guest_is_no_member(cast: Cast, small: SmallApp) -> None:
    guest = await small.accounts.who(cast["guest-editor"].cookie)
    assert guest is not None
    with pytest.raises(Exception, match="guest cannot be a member"):
        await small.boards.workspaces.add_member(cast.workspace, guest)


async def test_a_long_name_still_makes_a_workspace(small: SmallApp) -> None:
    ada = await small.account("A" * 60)
    await ada.patch("/api/me", json={"name": "Ada"})
    name = (await ada.get("/api/workspaces")).json()[0]["name"]
    assert name == "A" * 60 + "’s workspace"
    assert len(name) <= 80


async def _join(small: SmallApp, workspace: str, window: Window) -> None:
    me = await small.accounts.who(window.cookie)
    assert me is not None
    await small.boards.workspaces.add_member(workspace, me)


async def test_an_owner_adds_somebody_by_email(cast: Cast, small: SmallApp) -> None:
    path = f"/api/workspaces/{cast.workspace}/members"
    stranger = (await cast["stranger"].get("/api/me")).json()
    answer = await cast["creator"].post(path, json={"email": stranger["email"].upper()})
    assert answer.status_code == 201
    assert (answer.json()["person"]["id"], answer.json()["role"]) == (stranger["id"], "member")
    board = await cast["stranger"].get(f"/api/boards/{cast.board}")
    assert board.json()["role"] == "editor"


@pytest.mark.parametrize(
    ("who", "status"), [("member", 403), ("stranger", 404), ("guest-editor", 404), ("nobody", 401)]
)
async def test_only_owners_add_members(cast: Cast, who: str, status: int) -> None:
    answer = await cast[who].post(
        f"/api/workspaces/{cast.workspace}/members", json={"email": "new@example.org"}
    )
    assert answer.status_code == status


@pytest.mark.parametrize(("email", "status"), [("who@example.org", 404), ("no email", 422)])
async def test_who_has_no_account_is_not_added(cast: Cast, email: str, status: int) -> None:
    path = f"/api/workspaces/{cast.workspace}/members"
    answer = await cast["creator"].post(path, json={"email": email})
    assert answer.status_code == status
    assert email in answer.json()["detail"] or status == 422
    assert len((await cast["creator"].get(path)).json()) == 2
