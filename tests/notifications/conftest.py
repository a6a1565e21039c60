"""A board with people, whose notifications move only when a test says so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from notifications.post_office import PostOffice
from planhall.database import Database
from planhall.notifications import service
from planhall.settings import Settings
from workshops.room import Room, opened

HOUR = 3600.0


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing goes on in the background: tests do it, with a clock of their own."""
    monkeypatch.setattr(service, "LOOK_SECONDS", HOUR)
    monkeypatch.setattr(service, "MINUTE_SECONDS", HOUR)


@pytest.fixture
def quick(settings: Settings) -> Settings:
    generous = dict.fromkeys(("guest_limit", "sign_up_limit", "speaking_limit"), "100000/hour")
    return settings.model_copy(
        update={**generous, "watch_seconds": 1000.0, "public_url": "https://plan.example.org"}
    )


@asynccontextmanager
async def office_on(settings: Settings) -> AsyncIterator[PostOffice]:
    async with opened(settings) as app, Room(app, settings) as room:
        office = PostOffice(room)
        await office.tell()
        yield office


@pytest.fixture
async def office(database: Database, quick: Settings) -> AsyncIterator[PostOffice]:
    async with office_on(quick) as made:
        yield made


@pytest.fixture
async def any_office(any_database: Database, quick: Settings) -> AsyncIterator[PostOffice]:
    url = any_database.engine.url.render_as_string(hide_password=False)
    async with office_on(quick.model_copy(update={"database_url": url})) as made:
        yield made
