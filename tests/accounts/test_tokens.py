"""Personal tokens: what they may do, and when they end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from accounts.small_app import PASSWORD, SmallApp, Window
from planhall.accounts.models import PersonalTokenRow
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import digest
from planhall.app import create_app
from planhall.database import Database
from planhall.problems import NotSignedIn
from planhall.settings import Settings
from planhall.sync.access import Credentials


async def made(window: Window, *scopes: str, days: int | None = None) -> dict[str, Any]:
    wish = {"name": "Script", "scopes": list(scopes), "days": days}
    answer = await window.post("/api/me/tokens", json=wish)
    assert answer.status_code == 201, answer.text
    token: dict[str, Any] = answer.json()
    return token


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_token_is_shown_once_and_kept_as_a_digest(small: SmallApp) -> None:
    ada = await small.account("Ada")
    one = await made(ada, "comment", days=30)
    assert one["token"].startswith("plh_")
    assert one["scopes"] == ["read", "comment"]
    assert one["token"].endswith(one["ending"])
    (listed,) = (await ada.get("/api/me/tokens")).json()
    assert listed == {key: value for key, value in one.items() if key != "token"}
    async with small.database.session() as session:
        row = await session.get(PersonalTokenRow, one["id"])
    assert row is not None
    assert row.token_digest == digest(one["token"])
    assert one["token"] not in str(row)

    assert (await small.window().get("/api/me", headers=bearer(one["token"]))).json() == ada.me
    (used,) = (await ada.get("/api/me/tokens")).json()
    assert used["last_used_at"] is not None

    other = await small.account("Bob")
    assert (await other.delete(f"/api/me/tokens/{one['id']}")).status_code == 404
    assert (await ada.delete(f"/api/me/tokens/{one['id']}")).status_code == 204
    assert (await ada.get("/api/me/tokens")).json() == []


async def test_guests_have_none_and_nobody_has_too_many(small: SmallApp) -> None:
    ada = await small.account("Ada")
    guest = small.window()
    await guest.accept(await ada.invite(await ada.board(), "editor"), "Guest")
    wish = {"name": "Script", "scopes": ["read"], "days": None}
    assert (await guest.post("/api/me/tokens", json=wish)).status_code == 403
    assert (await small.window().post("/api/me/tokens", json=wish)).status_code == 401
    for bad in ({"scopes": []}, {"scopes": ["all"]}, {"days": 31}, {"name": " "}):
        assert (await ada.post("/api/me/tokens", json={**wish, **bad})).status_code == 422
    for _ in range(50):
        await made(ada, "read")
    assert (await ada.post("/api/me/tokens", json=wish)).status_code == 409


@pytest.mark.parametrize("bad", ["plh_unknown", "", "x" * 5000, "plh_é", "ended", "expired"])
async def test_a_bad_token_is_not_made_good_by_a_cookie(small: SmallApp, bad: str) -> None:
    ada = await small.account("Ada")
    token = bad
    if bad == "ended":
        one = await made(ada, "read")
        await ada.delete(f"/api/me/tokens/{one['id']}")
        token = one["token"]
    elif bad == "expired":
        token = (await made(ada, "read", days=30))["token"]
        async with small.database.session() as session:
            await session.execute(
                update(PersonalTokenRow).values(expires_at=utc_now() - timedelta(seconds=1))
            )
    for path in ("/api/me", "/api/boards"):
        answer = await ada.get(path, headers={"Authorization": f"Bearer {token}".encode()})
        assert answer.status_code == 401
        assert answer.json()["code"] == "not-signed-in"
    assert (await ada.get("/api/me", headers={"Authorization": "Basic eDp5"})).status_code == 200


async def test_a_token_has_the_role_of_its_owner_and_no_more(small: SmallApp) -> None:
    ada, bob = await small.account("Ada"), await small.account("Bob")
    board = await ada.board()
    await bob.accept(await ada.invite(board, "viewer"))
    reads, writes = await made(ada, "read"), await made(ada, "write")
    program = small.window()

    async def rename(token: dict[str, Any]) -> Any:
        path = f"/api/boards/{board}"
        return await program.patch(path, json={"title": "New"}, headers=bearer(token["token"]))

    refused = await rename(reads)
    assert refused.status_code == 403
    assert refused.json()["code"] == "needs-scope"
    assert refused.json()["needed_scope"] == "write"
    assert (await rename(writes)).status_code == 200
    assert (await rename(await made(bob, "write"))).json()["needed_role"] == "editor"
    assert not program.cookies


async def test_what_no_token_may_do(small: SmallApp) -> None:
    ada = await small.account("Ada")
    board, workspace = await ada.board(), await ada.workspace()
    headers = bearer((await made(ada, "write"))["token"])
    program = small.window()
    for method, path in (
        ("GET", "/api/me/tokens"),
        ("POST", "/api/me/tokens"),
        ("DELETE", "/api/me/tokens/x"),
        ("PATCH", "/api/me"),
        ("POST", "/api/me/password"),
        ("POST", f"/api/workspaces/{workspace}/members"),
        ("DELETE", f"/api/boards/{board}"),
        ("POST", f"/api/boards/{board}/tokens"),
    ):
        answer = await program.request(method, path, headers=headers, json={})
        assert answer.status_code == 403, f"{method} {path}"
        assert answer.json()["code"] == "not-by-token"


async def test_a_token_opens_sockets_and_ends_there_too(small: SmallApp) -> None:
    ada = await small.account("Ada")
    board = await ada.board()
    reads, comments, writes = [await made(ada, one) for one in ("read", "comment", "write")]
    for token, can_write in ((reads, False), (comments, False), (writes, True)):
        access = await small.authorizer.authorize(board, Credentials(token=token["token"]))
        assert (access.role, access.can_write) == ("owner", can_write)
    small.sync.forget_calls()
    await ada.delete(f"/api/me/tokens/{writes['id']}")
    assert (board, ada.id) in small.sync.rechecked
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(board, Credentials(token=writes["token"]))

    small.sync.forget_calls()
    body = {"current": PASSWORD, "new": "another horse"}
    assert (await ada.post("/api/me/password", json=body)).status_code == 204
    assert (board, ada.id) in small.sync.rechecked
    with pytest.raises(NotSignedIn):
        await small.authorizer.authorize(board, Credentials(token=reads["token"], session="x"))


async def test_so_many_requests_with_one_token(database: Database, settings: Settings) -> None:
    small = SmallApp(database, settings.model_copy(update={"token_limit": "3/hour"}))
    ada = await small.account("Ada")
    one, other = await made(ada, "read"), await made(ada, "read")
    codes = [(await ada.get("/api/me", headers=bearer(one["token"]))).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert (await ada.get("/api/me", headers=bearer(other["token"]))).status_code == 200
    await small.close()


DECLARED = {
    "comment": {
        "startThread",
        "addComment",
        "changeComment",
        "deleteComment",
        "addCommentReaction",
        "removeCommentReaction",
        "resolveThread",
        "reopenThread",
        "makeSuggestion",
        "withdrawSuggestion",
    },
    "write": {"listInvites"},
    "never": {
        "signUp",
        "signIn",
        "signOut",
        "changeMe",
        "changePassword",
        "listTokens",
        "createToken",
        "revokeToken",
        "addMember",
        "changeMember",
        "removeMember",
        "deleteBoard",
        "createBoardToken",
        "subscribeToPush",
        "unsubscribeFromPush",
        "getCalendar",
        "renewCalendar",
        "changeCalendar",
        "endCalendar",
    },
}


async def test_every_route_holds_tokens_to_their_scopes(
    database: Database, settings: Settings
) -> None:
    """Over the whole of the API: what a route does not declare, it takes from its method."""
    import httpx

    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=settings.base_url) as client,
    ):
        sign_up = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD}
        await client.post("/api/sign-up", json=sign_up)
        tokens = {}
        for scope in ("read", "comment", "write"):
            wish = {"name": scope, "scopes": [scope], "days": None}
            tokens[scope] = (await client.post("/api/me/tokens", json=wish)).json()["token"]
        client.cookies.clear()
        ranks = ["read", "comment", "write", "never"]
        declared: dict[str, set[str]] = {}
        for path, operations in app.openapi()["paths"].items():
            for method, operation in operations.items():
                needed = operation.get("x-token-scope")
                if needed is not None:
                    declared.setdefault(needed, set()).add(operation["operationId"])
                needed = needed or ("read" if method == "get" else "write")
                for scope, token in tokens.items():
                    answer = await client.request(
                        method, path.replace("{", "").replace("}", ""), headers=bearer(token)
                    )
                    refused = answer.status_code == 403 and answer.json()["code"] in {
                        "needs-scope",
                        "not-by-token",
                    }
                    may = ranks.index(scope) >= ranks.index(needed)
                    assert refused is not may, f"{scope}: {method} {path}: {answer.text}"
    assert declared == DECLARED
