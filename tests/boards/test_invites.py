"""Invite links: what they give, to whom, and when they end."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from accounts.small_app import SmallApp
from boards.cast import Cast
from planhall.accounts.palette import PERSON_COLORS
from planhall.accounts.times import utc_now
from planhall.boards.models import InviteRow


async def expire(small: SmallApp) -> None:
    async with small.database.session() as session:
        await session.execute(update(InviteRow).values(expires_at=utc_now() - timedelta(seconds=1)))


async def test_a_link_says_what_it_is(cast: Cast, small: SmallApp) -> None:
    answer = await cast["facilitator"].post(
        f"/api/boards/{cast.board}/invites",
        json={"role": "editor", "expires_in_hours": 48, "label": " For the workshop "},
    )
    invite = answer.json()
    assert answer.status_code == 201
    assert invite["url"] == f"{small.settings.base_url}/join/{invite['token']}"
    assert len(invite["token"]) >= 43
    assert (invite["role"], invite["label"], invite["uses"], invite["status"]) == (
        "editor",
        "For the workshop",
        0,
        "active",
    )
    assert invite["created_by"]["name"] == "Facilitator"
    listed = (await cast["owner"].get(f"/api/boards/{cast.board}/invites")).json()
    assert listed[0] == invite


async def test_a_facilitator_sees_no_link_that_would_raise_them(cast: Cast) -> None:
    await cast["owner"].invite(cast.board, "owner")
    seen = {
        who: {
            one["role"] for one in (await cast[who].get(f"/api/boards/{cast.board}/invites")).json()
        }
        for who in ("owner", "facilitator")
    }
    assert seen["owner"] == {"owner", "facilitator", "editor", "commenter", "viewer"}
    assert seen["facilitator"] == {"editor", "commenter", "viewer"}


@pytest.mark.parametrize(
    "wish",
    [
        {"role": "boss"},
        {},
        {"role": "viewer", "expires_in_hours": 0},
        {"role": "viewer", "expires_in_hours": -1},
        {"role": "viewer", "expires_in_hours": 10**9},
        {"role": "viewer", "expires_in_hours": "soon"},
        {"role": "viewer", "label": "x" * 81},
        {"role": "viewer", "label": "a\nb"},
    ],
)
async def test_a_link_that_makes_no_sense_is_refused(cast: Cast, wish: dict[str, object]) -> None:
    answer = await cast["owner"].post(f"/api/boards/{cast.board}/invites", json=wish)
    assert answer.status_code == 422


async def test_an_empty_label_is_none(cast: Cast) -> None:
    answer = await cast["owner"].post(
        f"/api/boards/{cast.board}/invites", json={"role": "viewer", "label": "  "}
    )
    assert answer.json()["label"] is None
    assert answer.json()["expires_at"] is None


async def test_anyone_with_the_link_sees_what_it_leads_to(cast: Cast) -> None:
    link = await cast["owner"].invite(cast.board, "commenter", expires_in_hours=1)
    preview = (await cast["nobody"].get(f"/api/invites/{link}")).json()
    assert preview == {
        "board_title": "Our plan",
        "workspace_name": "Creator’s workspace",
        "role": "commenter",
        "invited_by": "Owner",
        "expires_at": preview["expires_at"],
        "needs_name": True,
        "board": None,
    }
    for who, needs_name, board in [
        ("stranger", False, None),
        ("editor", False, cast.board),
        ("commenter", False, cast.board),
        # The link would raise a viewer, so there is something to accept.
        ("viewer", False, None),
    ]:
        preview = (await cast[who].get(f"/api/invites/{link}")).json()
        assert (preview["needs_name"], preview["board"]) == (needs_name, board), who


async def test_a_name_is_enough_to_join(cast: Cast, small: SmallApp) -> None:
    link = await cast["owner"].invite(cast.board, "commenter")
    window = small.window()
    answer = await window.accept(link, " Grace ")
    assert answer.status_code == 200
    accepted = answer.json()
    assert accepted["me"] == {
        "id": accepted["me"]["id"],
        "name": "Grace",
        "color": accepted["me"]["color"],
        "guest": True,
        "email": None,
    }
    assert accepted["board"]["id"] == cast.board
    assert accepted["board"]["role"] == "commenter"
    assert accepted["board"]["workspace"] is None
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert (await window.get("/api/me")).json() == accepted["me"]
    assert [one["id"] for one in (await window.get("/api/boards")).json()] == [cast.board]
    assert (await window.get("/api/workspaces")).json() == []


async def test_guests_of_a_board_are_told_apart_by_colour(small: SmallApp) -> None:
    ada = await small.account("Ada")
    link = await ada.invite(await ada.board(), "editor")
    colors = [ada.me["color"]]
    for number in range(len(PERSON_COLORS) - 1):
        guest = small.window()
        await guest.accept(link, f"Guest {number}")
        colors.append(guest.me["color"])
    assert sorted(colors) == sorted(PERSON_COLORS)


@pytest.mark.parametrize("name", [None, "", "  ", "a\x00b", "x" * 81])
async def test_a_guest_needs_a_name(cast: Cast, small: SmallApp, name: str | None) -> None:
    link = await cast["owner"].invite(cast.board, "viewer")
    window = small.window()
    answer = await window.accept(link, name)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == "body.name"
    assert window.cookie is None


async def test_somebody_signed_in_joins_as_themselves(cast: Cast) -> None:
    link = await cast["owner"].invite(cast.board, "editor")
    before = cast["stranger"].cookie
    answer = await cast["stranger"].accept(link, "Another name")
    assert answer.json()["me"]["name"] == "Stranger"
    assert cast["stranger"].cookie == before
    assert answer.json()["board"]["role"] == "editor"


@pytest.mark.parametrize(
    ("who", "link", "role", "used"),
    [
        ("owner", "viewer", "owner", 0),
        ("editor", "viewer", "editor", 0),
        ("editor", "editor", "editor", 0),
        ("member", "viewer", "editor", 0),
        ("viewer", "editor", "editor", 1),
        ("guest-editor", "facilitator", "facilitator", 1),
        ("member", "facilitator", "facilitator", 1),
        ("stranger", "viewer", "viewer", 1),
    ],
)
async def test_the_higher_role_is_kept(
    cast: Cast, small: SmallApp, who: str, link: str, role: str, used: int
) -> None:
    token = await cast["creator"].invite(cast.board, link)
    small.sync.forget_calls()
    for _ in range(2):
        assert (await cast[who].accept(token)).json()["board"]["role"] == role
    assert len(small.sync.rechecked) == used
    listed = (await cast["creator"].get(f"/api/boards/{cast.board}/invites")).json()
    assert next(one for one in listed if one["token"] == token)["uses"] == used


async def _both(small: SmallApp, token: str) -> list[httpx.Response]:
    window = small.window()
    return [await window.get(f"/api/invites/{token}"), await window.accept(token, "Grace")]


@pytest.mark.parametrize("token", ["unknown", "x" * 5000, "%00", "ünknown"])
async def test_an_unknown_link_is_not_found(small: SmallApp, token: str) -> None:
    for answer in await _both(small, token):
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_an_expired_link_is_gone_but_stays_listed(cast: Cast, small: SmallApp) -> None:
    link = await cast["owner"].invite(cast.board, "viewer", expires_in_hours=1)
    await expire(small)
    for answer in await _both(small, link):
        assert (answer.status_code, answer.json()["code"]) == (410, "gone")
        assert "expired" in answer.json()["detail"]
    listed = (await cast["owner"].get(f"/api/boards/{cast.board}/invites")).json()
    assert {one["status"] for one in listed} == {"expired"}


async def test_a_revoked_link_is_gone_and_no_longer_listed(cast: Cast, small: SmallApp) -> None:
    answer = await cast["owner"].post(f"/api/boards/{cast.board}/invites", json={"role": "viewer"})
    invite = answer.json()
    joined = small.window()
    await joined.accept(invite["token"], "Grace")
    path = f"/api/boards/{cast.board}/invites/{invite['id']}"
    for _ in range(2):
        assert (await cast["facilitator"].delete(path)).status_code == 204
    for answer in await _both(small, invite["token"]):
        assert (answer.status_code, answer.json()["code"]) == (410, "gone")
        assert "revoked" in answer.json()["detail"]
    listed = (await cast["owner"].get(f"/api/boards/{cast.board}/invites")).json()
    assert invite["id"] not in {one["id"] for one in listed}
    # Who came by it stays.
    assert (await joined.get(f"/api/boards/{cast.board}")).status_code == 200


async def test_a_link_is_revoked_on_its_own_board_only(cast: Cast) -> None:
    other = await cast["stranger"].board("Other")
    invite = (
        await cast["owner"].post(f"/api/boards/{cast.board}/invites", json={"role": "viewer"})
    ).json()
    answer = await cast["stranger"].delete(f"/api/boards/{other}/invites/{invite['id']}")
    assert answer.status_code == 404
    assert (await cast["nobody"].get(f"/api/invites/{invite['token']}")).status_code == 200


async def test_a_failed_acceptance_leaves_no_guest_behind(cast: Cast, small: SmallApp) -> None:
    link = await cast["owner"].invite(cast.board, "viewer", expires_in_hours=1)
    await expire(small)
    await small.window().accept(link, "Grace")
    async with small.database.session() as session:
        connection = await session.connection()
        names = await connection.exec_driver_sql("SELECT name FROM person")
        assert "Grace" not in set(names.scalars())
