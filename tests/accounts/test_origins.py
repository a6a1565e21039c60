"""A page of another site cannot change anything with the cookie of somebody signed in."""

import pytest

from accounts.small_app import SmallApp
from planhall.database import Database
from planhall.origins import known_origins
from planhall.settings import Settings

FOREIGN = [
    "https://evil.example",
    "null",
    "http://localhost:9999",
    "http://localhost:8000.evil.example",
    "https://plan.example.org.evil.example",
    "",
]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_changing_requests_of_foreign_pages_are_refused(small: SmallApp, origin: str) -> None:
    ada = await small.account("Ada")
    board = await ada.board()
    for method, path in [
        ("PATCH", "/api/me"),
        ("POST", "/api/sign-out"),
        ("DELETE", f"/api/boards/{board}"),
        ("POST", "/api/nowhere"),
    ]:
        answer = await ada.request(method, path, json={}, headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign-origin")
    assert (await ada.get(f"/api/boards/{board}")).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
async def test_reading_is_not_refused_for_its_origin(small: SmallApp, origin: str) -> None:
    ada = await small.account("Ada")
    assert (await ada.get("/api/me", headers={"Origin": origin})).status_code == 200


async def test_the_services_own_pages_and_allowed_ones_may_change_things(
    database: Database, settings: Settings
) -> None:
    small = SmallApp(
        database,
        settings.model_copy(
            update={
                "public_url": "http://plan.example.org/",
                "allowed_origins": ["http://localhost:5173"],
            }
        ),
    )
    ada = await small.account("Ada")
    for headers in [
        {"Origin": "http://plan.example.org"},
        {"Origin": "http://localhost:5173"},
        # Reached under another name than the public one.
        {"Origin": "http://10.0.0.5:8000", "Host": "10.0.0.5:8000"},
        # No browser at all.
        {},
    ]:
        answer = await ada.patch(
            "http://plan.example.org/api/me", json={"name": "Ada"}, headers=headers
        )
        assert answer.status_code == 200, headers
    await small.close()


async def test_two_origins_must_both_be_ours(small: SmallApp) -> None:
    answer = await small.window().post(
        "/api/sign-out",
        headers=[("Origin", small.settings.base_url), ("Origin", "https://evil.example")],
    )
    assert answer.status_code == 403


def test_known_origins_are_origins(settings: Settings) -> None:
    made = settings.model_copy(
        update={"public_url": "https://plan.example/sub/", "allowed_origins": ["http://a:1/"]}
    )
    assert known_origins(made) == {"https://plan.example", "http://a:1"}
