"""Guessing is slow: tries are counted by address and by email."""

from collections.abc import AsyncIterator

import pytest
from starlette.requests import HTTPConnection

from accounts.small_app import PASSWORD, SmallApp
from planhall.accounts.rate_limits import client_address
from planhall.database import Database
from planhall.settings import Settings


@pytest.fixture
async def strict(database: Database, settings: Settings) -> AsyncIterator[SmallApp]:
    app = SmallApp(
        database,
        settings.model_copy(
            update={
                "sign_in_limit": "4/minute",
                "sign_in_email_limit": "3/minute",
                "sign_up_limit": "2/hour",
                "guest_limit": "1/hour",
            }
        ),
    )
    yield app
    await app.close()


async def test_one_email_is_tried_only_so_often_from_wherever(strict: SmallApp) -> None:
    await strict.account("Ada")
    for number in range(3):
        window = strict.window(f"192.0.2.{number}")
        body = {"email": "ada@example.org", "password": "wrong"}
        assert (await window.post("/api/sign-in", json=body)).status_code == 401
    body = {"email": "ADA@example.org", "password": PASSWORD}
    answer = await strict.window("192.0.2.9").post("/api/sign-in", json=body)
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
    assert 0 < answer.json()["retry_after"] <= 60


async def test_one_address_tries_only_so_often_whatever_the_email(strict: SmallApp) -> None:
    await strict.account("Ada")
    window = strict.window("192.0.2.1")
    statuses = [
        (
            await window.post(
                "/api/sign-in", json={"email": f"{number}@example.org", "password": "wrong"}
            )
        ).status_code
        for number in range(6)
    ]
    assert statuses == [401, 401, 401, 401, 429, 429]
    elsewhere = await strict.window("192.0.2.2").post(
        "/api/sign-in", json={"email": "ada@example.org", "password": PASSWORD}
    )
    assert elsewhere.status_code == 200


async def test_passwords_are_not_guessed_through_the_form_that_changes_them(
    strict: SmallApp,
) -> None:
    ada = await strict.account("Ada")
    statuses = [
        (await ada.post("/api/me/password", json={"current": "wrong", "new": "x" * 8})).status_code
        for _ in range(4)
    ]
    assert statuses == [422, 422, 422, 429]


async def test_accounts_and_guests_are_made_only_so_often(strict: SmallApp) -> None:
    ada = await strict.account("Ada")
    await strict.account("Ben")
    body = {"name": "Cy", "email": "cy@example.org", "password": PASSWORD}
    assert (await strict.window().post("/api/sign-up", json=body)).status_code == 429
    assert (await strict.window("192.0.2.1").post("/api/sign-up", json=body)).status_code == 201

    link = await ada.invite(await ada.board(), "viewer")
    assert (await strict.window().accept(link, "Dee")).status_code == 200
    refused = strict.window()
    assert (await refused.accept(link, "Eve")).status_code == 429
    assert refused.cookie is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_an_ipv6_network_counts_as_one_address(one: str, other: str, same: bool) -> None:
    def key(host: str) -> str:
        return client_address(HTTPConnection({"type": "http", "client": (host, 1)}))

    assert (key(one) == key(other)) is same
