"""Passwords are hashed off the loop, a few at a time, and unknown people cost as much as known."""

import asyncio
import threading
import time

import pytest
from argon2 import PasswordHasher

from accounts.small_app import PASSWORD, QUICK_HASHER, SmallApp
from planhall.accounts.passwords import Passwords
from planhall.problems import TooMany


class SlowHasher(PasswordHasher):
    """Notes how many of its calls run at once, and on which threads."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.running = 0
        self.most = 0
        self.threads: set[int] = set()
        self._lock = threading.Lock()

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
            self.threads.add(threading.get_ident())
        time.sleep(0.01)
        with self._lock:
            self.running -= 1
        return super().hash(password, salt=salt)


async def test_a_password_matches_its_hash_only() -> None:
    passwords = Passwords(1, QUICK_HASHER)
    kept = await passwords.hash(PASSWORD)
    assert await passwords.verify(kept, PASSWORD)
    assert not await passwords.verify(kept, PASSWORD.upper())
    assert not await passwords.verify("not a hash", PASSWORD)
    assert not await passwords.verify(None, PASSWORD)


async def test_a_password_is_the_same_however_the_keyboard_composes_it() -> None:
    passwords = Passwords(1, QUICK_HASHER)
    assert await passwords.verify(await passwords.hash("Zoe\u0308 zählt"), "Zoë zählt")


async def test_hashing_runs_beside_the_loop_and_bounded() -> None:
    hasher = SlowHasher()
    passwords = Passwords(2, hasher)
    await asyncio.gather(*(passwords.hash(PASSWORD) for _ in range(8)))
    assert hasher.most == 2
    assert threading.get_ident() not in hasher.threads


async def test_too_many_waiting_are_turned_away() -> None:
    passwords = Passwords(1, SlowHasher())
    outcomes = await asyncio.gather(
        *(passwords.hash(PASSWORD) for _ in range(80)), return_exceptions=True
    )
    turned_away = [outcome for outcome in outcomes if isinstance(outcome, TooMany)]
    assert 0 < len(turned_away) < 20
    assert all(isinstance(outcome, str | TooMany) for outcome in outcomes)


@pytest.mark.parametrize(
    ("email", "why"),
    [
        ("ada@example.org", "a wrong password"),
        ("nobody@example.org", "an unknown email"),
        ("not an email", "no email at all"),
    ],
)
async def test_a_failed_sign_in_hashes_once_whatever_was_wrong(
    small: SmallApp, monkeypatch: pytest.MonkeyPatch, email: str, why: str
) -> None:
    await small.account("Ada")
    checked: list[str] = []
    verify = PasswordHasher.verify

    def noted(self: PasswordHasher, kept: str | bytes, password: str | bytes) -> bool:
        checked.append(str(kept))
        return verify(self, kept, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    answer = await small.window().post("/api/sign-in", json={"email": email, "password": "wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-credentials"), why
    assert answer.json()["detail"] == "The email or the password is not right."
    assert len(checked) == 1, why
    # The same parameters, so the same work.
    costs = f"m={QUICK_HASHER.memory_cost},t={QUICK_HASHER.time_cost},p={QUICK_HASHER.parallelism}"
    assert f"${costs}$" in checked[0], why


async def test_a_guest_cannot_sign_in_with_an_empty_password(small: SmallApp) -> None:
    await small.accounts.add_guest("Grace")
    answer = await small.window().post("/api/sign-in", json={"email": "", "password": ""})
    assert answer.status_code == 401


async def test_an_outdated_hash_is_renewed_when_its_owner_signs_in(small: SmallApp) -> None:
    await small.account("Ada")
    small.passwords._hasher = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    body = {"email": "ada@example.org", "password": PASSWORD}
    for _ in range(2):
        assert (await small.window().post("/api/sign-in", json=body)).status_code == 200
    async with small.database.session() as session:
        kept = await session.connection()
        hashed = (await kept.exec_driver_sql("SELECT password_hash FROM person")).scalar_one()
    assert "t=2" in hashed
