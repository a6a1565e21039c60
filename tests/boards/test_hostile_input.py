"""Ids and texts that no client of ours would send get a problem, never an error of ours."""

import json
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from accounts.small_app import PASSWORD, SmallApp
from planhall.database import Database
from planhall.problems import NotFound, NotSignedIn
from planhall.settings import Settings
from planhall.sync.access import Credentials

STRANGE = ["\x00", "a\x00b", "x" * 5000, "ünknown", "' OR 1=1 --", "%", "...", "\u202e", "a b"]


@pytest.fixture
async def busy(any_database: Database, settings: Settings) -> AsyncIterator[SmallApp]:
    app = SmallApp(any_database, settings)
    yield app
    await app.close()


async def test_strange_ids_are_not_found(busy: SmallApp) -> None:
    ada = await busy.account("Ada")
    board, workspace = await ada.board(), await ada.workspace()
    for strange in (quote(text, safe="") for text in STRANGE):
        for method, path, body in [
            ("GET", f"/api/boards/{strange}/people", None),
            ("POST", f"/api/boards/{strange}/opened", None),
            ("PATCH", f"/api/boards/{strange}/people/{ada.id}", {"role": "viewer"}),
            ("DELETE", f"/api/boards/{board}/people/{strange}", None),
            ("DELETE", f"/api/boards/{board}/invites/{strange}", None),
            ("GET", f"/api/workspaces/{strange}/members", None),
            ("DELETE", f"/api/workspaces/{workspace}/members/{strange}", None),
            ("GET", f"/api/boards?workspace={strange}", None),
            ("POST", f"/api/invites/{strange}/accept", {"name": "Grace"}),
        ]:
            answer = await ada.request(method, path, json=body)
            assert answer.status_code == 404, (method, path, answer.text)


async def test_sockets_with_strange_names_and_secrets(busy: SmallApp) -> None:
    ada = await busy.account("Ada")
    board = await ada.board()
    for strange in [*STRANGE, "\ud800"]:
        with pytest.raises(NotFound):
            await busy.authorizer.authorize(strange, Credentials(session=ada.cookie))
        for credentials in (Credentials(session=strange), Credentials(token=strange)):
            with pytest.raises(NotSignedIn):
                await busy.authorizer.authorize(board, credentials)


@pytest.mark.parametrize("raw", ['"\\ud800"', '"\\u0000"', '"a\\u0000b"', "[]", "{}", "1e999"])
async def test_strange_texts_are_refused(busy: SmallApp, raw: str) -> None:
    ada = await busy.account("Ada")
    board = await ada.board()
    headers = {"Content-Type": "application/json"}
    for method, path, body, expected in [
        ("PATCH", "/api/me", '{"name": %s}', {422}),
        ("PATCH", "/api/me", '{"color": %s}', {422}),
        ("POST", "/api/sign-in", '{"email": %s, "password": "x"}', {401, 422}),
        ("POST", "/api/sign-in", '{"email": "ada@example.org", "password": %s}', {401, 422}),
        ("POST", "/api/workspaces", '{"name": %s}', {422}),
        ("PATCH", f"/api/boards/{board}", '{"title": %s}', {422}),
        ("POST", f"/api/boards/{board}/invites", '{"role": "viewer", "label": %s}', {422}),
        ("POST", f"/api/boards/{board}/invites", '{"role": %s}', {422}),
    ]:
        answer = await ada.request(method, path, content=body % raw, headers=headers)
        assert answer.status_code in expected, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("body", ["", "{", "null", "[]", '"x"', "\x00", "{" * 10_000])
async def test_what_is_no_json_object_is_refused(busy: SmallApp, body: str) -> None:
    ada = await busy.account("Ada")
    for path in ("/api/sign-in", "/api/workspaces"):
        answer = await ada.post(path, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in {400, 422}, answer.text


async def test_a_password_with_a_lone_surrogate_is_refused(busy: SmallApp) -> None:
    password = json.dumps(PASSWORD + "\ud800")
    content = f'{{"name": "A", "email": "a@example.org", "password": {password}}}'
    answer = await busy.window().post(
        "/api/sign-up", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
