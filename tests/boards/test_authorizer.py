"""What sockets are told: who somebody is and what they may do, from a cookie or a board token."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from accounts.small_app import PASSWORD, SmallApp
from boards.cast import Cast
from planhall.accounts.times import utc_now
from planhall.boards.models import BoardTokenRow
from planhall.problems import Forbidden, NotFound, NotSignedIn
from planhall.sync.access import Access, Credentials, Identity


@pytest.mark.parametrize(
    ("who", "role", "can_write"),
    [
        ("creator", "owner", True),
        ("owner", "owner", True),
        ("facilitator", "facilitator", True),
        ("editor", "editor", True),
        ("guest-editor", "editor", True),
        ("member", "editor", True),
        ("commenter", "commenter", False),
        ("viewer", "viewer", False),
    ],
)
async def test_a_cookie_or_a_token_gives_the_role_of_its_holder(
    cast: Cast, small: SmallApp, who: str, role: str, can_write: bool
) -> None:
    window = cast[who]
    me = window.me
    identity = Identity(me["id"], me["name"], me["color"], me["guest"])
    token = (await window.post(f"/api/boards/{cast.board}/tokens")).json()["token"]
    for credentials in (Credentials(session=window.cookie), Credentials(token=token)):
        access = await small.authorizer.authorize(cast.board, credentials)
        assert access == Access(identity, role, can_write)


@pytest.mark.parametrize(
    "credentials",
    [
        Credentials(),
        Credentials(session="", token=""),
        Credentials(session="unknown"),
        Credentials(token="unknown"),
        Credentials(token="x" * 100_000),
        Credentials(session="\ud800"),
    ],
)
async def test_nobody_is_told_to_sign_in(
    cast: Cast, small: SmallApp, credentials: Credentials
) -> None:
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(cast.board, credentials)


async def test_a_bad_token_is_not_made_good_by_a_cookie(cast: Cast, small: SmallApp) -> None:
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(
            cast.board, Credentials(session=cast["owner"].cookie, token="unknown")
        )


async def test_who_has_no_access_is_refused(cast: Cast, small: SmallApp) -> None:
    session = Credentials(session=cast["stranger"].cookie)
    with pytest.raises(Forbidden):
        await small.authorizer.authorize(cast.board, session)
    with pytest.raises(NotFound):
        await small.authorizer.authorize("no-such-board", session)


async def test_a_token_is_good_for_its_board_only(cast: Cast, small: SmallApp) -> None:
    other = await cast["creator"].board("Other")
    token = (await cast["creator"].post(f"/api/boards/{cast.board}/tokens")).json()["token"]
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(other, Credentials(token=token))


async def test_a_token_gives_what_its_holder_may_do_now(cast: Cast, small: SmallApp) -> None:
    editor = cast["editor"]
    token = (await editor.post(f"/api/boards/{cast.board}/tokens")).json()["token"]
    path = f"/api/boards/{cast.board}/people/{editor.id}"
    await cast["owner"].patch(path, json={"role": "viewer"})
    access = await small.authorizer.authorize(cast.board, Credentials(token=token))
    assert (access.role, access.can_write) == ("viewer", False)
    await cast["owner"].delete(path)
    with pytest.raises(Forbidden):
        await small.authorizer.authorize(cast.board, Credentials(token=token))


async def test_a_token_expires_and_is_kept_as_a_digest(cast: Cast, small: SmallApp) -> None:
    answer = (await cast["editor"].post(f"/api/boards/{cast.board}/tokens")).json()
    left = datetime.fromisoformat(answer["expires_at"]) - utc_now()
    assert timedelta(hours=23) < left <= timedelta(hours=small.settings.board_token_hours)
    async with small.database.session() as session:
        kept = (await session.scalars(select(BoardTokenRow))).one()
        assert answer["token"] not in repr(kept)
        await session.execute(
            update(BoardTokenRow).values(expires_at=utc_now() - timedelta(seconds=1))
        )
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(cast.board, Credentials(token=answer["token"]))
    await cast["editor"].post(f"/api/boards/{cast.board}/tokens")
    async with small.database.session() as session:
        assert len((await session.scalars(select(BoardTokenRow))).all()) == 1


async def test_tokens_do_not_outlive_the_password(cast: Cast, small: SmallApp) -> None:
    editor = cast["editor"]
    token = (await editor.post(f"/api/boards/{cast.board}/tokens")).json()["token"]
    await editor.post("/api/me/password", json={"current": PASSWORD, "new": "battery staple"})
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(cast.board, Credentials(token=token))
    assert (cast.board, editor.id) in small.sync.rechecked


async def test_a_session_that_was_signed_out_is_nobodys(cast: Cast, small: SmallApp) -> None:
    cookie = cast["editor"].cookie
    await cast["editor"].post("/api/sign-out")
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(cast.board, Credentials(session=cookie))
