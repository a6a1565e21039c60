"""Signing up, in and out, and what the cookie is worth."""

from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pytest
from sqlalchemy import select, update

from accounts.small_app import PASSWORD, SmallApp
from planhall.accounts.models import PersonRow, WebSession
from planhall.accounts.palette import PERSON_COLORS
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import digest
from planhall.database import Database
from planhall.settings import Settings

ADA = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD}


def cookie_of(answer: httpx.Response) -> dict[str, str]:
    """The attributes of the session cookie that an answer sets, by lower-case name."""
    jar = SimpleCookie(answer.headers["set-cookie"])
    morsel = jar["planhall_session"]
    return {"value": morsel.value, **{key: str(value) for key, value in morsel.items()}}


async def test_signing_up_signs_in(small: SmallApp) -> None:
    window = small.window()
    answer = await window.post("/api/sign-up", json={**ADA, "email": " Ada@Example.org"})
    assert answer.status_code == 201
    me = answer.json()
    assert me == {
        "id": me["id"],
        "name": "Ada",
        "email": "ada@example.org",
        "guest": False,
        "color": PERSON_COLORS[0],
    }
    assert (await window.get("/api/me")).json() == me
    workspaces = (await window.get("/api/workspaces")).json()
    assert [(one["name"], one["role"]) for one in workspaces] == [("Ada’s workspace", "owner")]


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(small: SmallApp) -> None:
    cookie = cookie_of(await small.window().post("/api/sign-up", json=ADA))
    assert cookie["httponly"] == "True"
    assert cookie["samesite"].lower() == "lax"
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""
    assert int(cookie["max-age"]) == small.settings.session_days * 86_400
    assert cookie["secure"] == ""


async def test_the_cookie_is_secure_where_the_service_is(
    database: Database, settings: Settings
) -> None:
    small = SmallApp(database, settings.model_copy(update={"public_url": "https://plan.example"}))
    window = small.window()
    assert cookie_of(await window.post("/api/sign-up", json=ADA))["secure"] == "True"
    assert cookie_of(await window.post("/api/sign-out"))["secure"] == "True"
    await small.close()


async def test_the_database_holds_no_secret_as_it_is(small: SmallApp) -> None:
    ada = await small.account("Ada")
    assert ada.cookie is not None
    async with small.database.session() as session:
        kept = (await session.scalars(select(WebSession))).one()
        person = (await session.scalars(select(PersonRow))).one()
    assert kept.token_digest == digest(ada.cookie)
    assert ada.cookie not in repr(kept)
    assert person.password_hash is not None
    assert person.password_hash.startswith("$argon2id$")
    assert PASSWORD not in person.password_hash


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@EXAMPLE.ORG", " Ada@example.org "])
async def test_an_email_has_one_account(small: SmallApp, email: str) -> None:
    await small.account("Ada")
    answer = await small.window().post("/api/sign-up", json={**ADA, "email": email})
    assert (answer.status_code, answer.json()["code"]) == (409, "email-taken")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"name": " "}, "body.name"),
        ({"name": "A\nB"}, "body.name"),
        ({"name": "x" * 81}, "body.name"),
        ({"email": "ada"}, "body.email"),
        ({"email": None}, "body.email"),
        ({"password": "short"}, "body.password"),
        ({"password": "x" * 201}, "body.password"),
        ({"password": 12345678}, "body.password"),
    ],
)
async def test_a_sign_up_with_something_wrong_names_it(
    small: SmallApp, change: dict[str, object], at: str
) -> None:
    answer = await small.window().post("/api/sign-up", json={**ADA, **change})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["at"] for error in answer.json()["errors"]] == [at]


async def test_signing_in_takes_the_email_in_any_case(small: SmallApp) -> None:
    await small.account("Ada")
    window = small.window()
    answer = await window.post(
        "/api/sign-in", json={"email": "ADA@example.org ", "password": PASSWORD}
    )
    assert answer.status_code == 200
    assert (await window.get("/api/me")).json()["name"] == "Ada"


async def test_nobody_is_told_so(small: SmallApp) -> None:
    answer = await small.window().get("/api/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


@pytest.mark.parametrize("cookie", ["", "x", "x" * 5000, "naïve", '"'])
async def test_a_cookie_of_no_session_is_nobodys(small: SmallApp, cookie: str) -> None:
    answer = await small.window().get(
        "/api/me", headers={"Cookie": f"planhall_session={cookie}".encode()}
    )
    assert answer.status_code == 401


async def test_signing_out_ends_the_session_for_everyone_who_has_its_cookie(
    small: SmallApp,
) -> None:
    ada = await small.account("Ada")
    stolen = {"Cookie": f"planhall_session={ada.cookie}"}
    assert (await small.window().get("/api/me", headers=stolen)).status_code == 200
    answer = await ada.post("/api/sign-out")
    assert answer.status_code == 204
    assert ada.cookie is None
    assert (await small.window().get("/api/me", headers=stolen)).status_code == 401
    assert (await ada.post("/api/sign-out")).status_code == 204


async def test_signing_in_takes_a_fresh_token_and_ends_the_one_before(small: SmallApp) -> None:
    ada = await small.account("Ada")
    before = ada.cookie
    await ada.post("/api/sign-in", json={"email": ADA["email"], "password": PASSWORD})
    assert ada.cookie != before
    old = {"Cookie": f"planhall_session={before}"}
    assert (await small.window().get("/api/me", headers=old)).status_code == 401
    assert (await ada.get("/api/me")).status_code == 200


async def test_a_token_that_was_planted_is_never_taken_over(small: SmallApp) -> None:
    await small.account("Ada")
    planted = "a-token-that-somebody-else-knows"
    victim = small.window()
    victim.cookies.set("planhall_session", planted)
    answer = await victim.post("/api/sign-in", json={"email": ADA["email"], "password": PASSWORD})
    assert cookie_of(answer)["value"] != planted
    theirs = {"Cookie": f"planhall_session={planted}"}
    assert (await small.window().get("/api/me", headers=theirs)).status_code == 401


async def test_a_session_ends_when_nobody_uses_it(small: SmallApp) -> None:
    ada = await small.account("Ada")
    await _set_expiry(small, -timedelta(seconds=1))
    assert (await ada.get("/api/me")).status_code == 401
    assert await small.accounts.who(ada.cookie) is None


async def test_a_session_in_use_lives_on_and_so_does_its_cookie(small: SmallApp) -> None:
    ada = await small.account("Ada")
    assert "set-cookie" not in (await ada.get("/api/me")).headers
    await _set_expiry(small, timedelta(days=small.settings.session_days - 2))
    answer = await ada.get("/api/me")
    assert cookie_of(answer)["value"] == ada.cookie
    async with small.database.session() as session:
        kept = (await session.scalars(select(WebSession))).one()
    left = kept.expires_at - utc_now()
    assert left > timedelta(days=small.settings.session_days) - timedelta(minutes=1)


async def test_expired_sessions_leave_the_database(small: SmallApp) -> None:
    await small.account("Ada")
    await _set_expiry(small, -timedelta(days=1))
    await small.account("Ben")
    async with small.database.session() as session:
        assert len((await session.scalars(select(WebSession))).all()) == 1


async def test_one_changes_name_and_colour(small: SmallApp) -> None:
    ada = await small.account("Ada")
    answer = await ada.patch("/api/me", json={"name": " Ada King ", "color": PERSON_COLORS[4]})
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["color"]) == ("Ada King", PERSON_COLORS[4])
    only_color = await ada.patch("/api/me", json={"color": PERSON_COLORS[5].upper()})
    assert (only_color.json()["name"], only_color.json()["color"]) == ("Ada King", PERSON_COLORS[5])


@pytest.mark.parametrize(
    "body", [{"color": "#000000"}, {"color": "red"}, {"name": ""}, {"name": "a\x07"}]
)
async def test_what_others_could_not_read_is_refused(small: SmallApp, body: dict[str, str]) -> None:
    ada = await small.account("Ada")
    assert (await ada.patch("/api/me", json=body)).status_code == 422


async def test_a_new_password_signs_every_other_browser_out(small: SmallApp) -> None:
    ada = await small.account("Ada")
    other = small.window()
    await other.post("/api/sign-in", json={"email": ADA["email"], "password": PASSWORD})
    before = ada.cookie
    answer = await ada.post("/api/me/password", json={"current": PASSWORD, "new": "battery staple"})
    assert answer.status_code == 204
    assert ada.cookie != before
    assert (await ada.get("/api/me")).status_code == 200
    assert (await other.get("/api/me")).status_code == 401
    old = await other.post("/api/sign-in", json={"email": ADA["email"], "password": PASSWORD})
    assert old.status_code == 401
    new = await other.post(
        "/api/sign-in", json={"email": ADA["email"], "password": "battery staple"}
    )
    assert new.status_code == 200


async def test_a_new_password_needs_the_current_one(small: SmallApp) -> None:
    ada = await small.account("Ada")
    answer = await ada.post("/api/me/password", json={"current": "wrong", "new": "battery staple"})
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-password")
    assert answer.json()["errors"][0]["at"] == "body.current"
    short = await ada.post("/api/me/password", json={"current": PASSWORD, "new": "short"})
    assert short.status_code == 422
    assert (await ada.get("/api/me")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/me"),
        ("PATCH", "/api/me"),
        ("POST", "/api/me/password"),
    ],
)
async def test_what_is_ones_own_needs_a_session(small: SmallApp, method: str, path: str) -> None:
    bodies = {"PATCH": {"name": "X"}, "POST": {"current": "x", "new": "x" * 8}}
    answer = await small.window().request(method, path, json=bodies.get(method))
    assert answer.status_code == 401


async def _set_expiry(small: SmallApp, from_now: timedelta) -> None:
    async with small.database.session() as session:
        await session.execute(update(WebSession).values(expires_at=utc_now() + from_now))
