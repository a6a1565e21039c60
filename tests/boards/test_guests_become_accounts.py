"""A guest who signs up stays who they are; one who signs in brings along what they held."""

import pytest

from accounts.small_app import PASSWORD, SmallApp, Window
from boards.cast import Cast
from planhall.problems import NotSignedIn
from planhall.sync.access import Credentials


async def sign_in(window: Window, name: str) -> None:
    answer = await window.post(
        "/api/sign-in", json={"email": f"{name.lower()}@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 200
    window.me = answer.json()


async def test_a_guest_who_signs_up_keeps_id_colour_and_boards(cast: Cast, small: SmallApp) -> None:
    guest = cast["guest-editor"]
    before, cookie = dict(guest.me), guest.cookie
    answer = await guest.post(
        "/api/sign-up",
        json={"name": "Grace Hopper", "email": "grace@example.org", "password": PASSWORD},
    )
    me = answer.json()
    assert me == {
        **before,
        "name": "Grace Hopper",
        "email": "grace@example.org",
        "guest": False,
    }
    assert (await guest.get(f"/api/boards/{cast.board}")).json()["role"] == "editor"
    assert [one["name"] for one in (await guest.get("/api/workspaces")).json()] == [
        "Grace Hopper’s workspace"
    ]
    # The guest's cookie does not open the account.
    assert guest.cookie != cookie
    old = {"Cookie": f"planhall_session={cookie}"}
    assert (await small.window().get("/api/me", headers=old)).status_code == 401
    assert (cast.board, {"type": "people"}) in small.sync.notices


async def test_an_account_that_signs_up_again_makes_another(cast: Cast, small: SmallApp) -> None:
    editor = cast["editor"]
    first = editor.id
    answer = await editor.post(
        "/api/sign-up", json={"name": "Second", "email": "2@example.org", "password": PASSWORD}
    )
    assert answer.json()["id"] != first
    assert (await editor.get("/api/boards")).json() == []


@pytest.mark.parametrize(
    ("account", "link", "role"),
    [
        # Held nothing: gets the guest's role.
        ("stranger", "commenter", "commenter"),
        # Held less: is raised.
        ("viewer", "editor", "editor"),
        ("member", "facilitator", "facilitator"),
        # Held as much or more: keeps it.
        ("editor", "editor", "editor"),
        ("member", "viewer", "editor"),
        ("owner", "viewer", "owner"),
    ],
)
async def test_a_guest_who_signs_in_gives_the_account_the_higher_role(
    cast: Cast, small: SmallApp, account: str, link: str, role: str
) -> None:
    guest = small.window()
    await guest.accept(await cast["creator"].invite(cast.board, link), "Guest Two")
    guest_id, cookie = guest.id, guest.cookie
    await guest.post(f"/api/boards/{cast.board}/opened")
    small.sync.forget_calls()
    await sign_in(guest, account)
    assert guest.id == cast[account].id
    board = (await guest.get(f"/api/boards/{cast.board}")).json()
    assert board["role"] == role
    assert board["opened_at"] is not None
    people = (await cast["creator"].get(f"/api/boards/{cast.board}/people")).json()
    assert guest_id not in {one["person"]["id"] for one in people}
    # Open boards hear of both: the guest goes, the account may do more.
    assert {(cast.board, guest_id), (cast.board, guest.id)} <= set(small.sync.rechecked)
    # The guest's cookie is nobody's any more.
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(cast.board, Credentials(session=cookie))


async def test_every_cookie_of_the_merged_guest_ends(cast: Cast, small: SmallApp) -> None:
    guest = cast["guest-editor"]
    token = (await guest.post(f"/api/boards/{cast.board}/tokens")).json()["token"]
    await sign_in(guest, "stranger")
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(cast.board, Credentials(token=token))


async def test_what_a_guest_facilitator_made_is_the_accounts(cast: Cast, small: SmallApp) -> None:
    guest = small.window()
    await guest.accept(await cast["creator"].invite(cast.board, "facilitator"), "Guest Two")
    link = await guest.invite(cast.board, "viewer")
    await sign_in(guest, "stranger")
    listed = (await guest.get(f"/api/boards/{cast.board}/invites")).json()
    made = next(one for one in listed if one["token"] == link)
    assert made["created_by"]["id"] == cast["stranger"].id


async def test_signing_in_with_a_wrong_password_leaves_the_guest_alone(cast: Cast) -> None:
    guest = cast["guest-editor"]
    answer = await guest.post(
        "/api/sign-in", json={"email": "stranger@example.org", "password": "wrong"}
    )
    assert answer.status_code == 401
    assert (await guest.get("/api/me")).json() == guest.me
    assert (await guest.get(f"/api/boards/{cast.board}")).status_code == 200


async def test_a_guest_who_signs_out_and_comes_back_is_another(cast: Cast, small: SmallApp) -> None:
    guest = cast["guest-editor"]
    first = guest.id
    await guest.post("/api/sign-out")
    await guest.accept(await cast["creator"].invite(cast.board, "editor"), "Guest")
    assert guest.id != first
