"""A board with people in every role, on both databases where that may differ."""

from collections.abc import AsyncIterator

import pytest

from planhall.database import Database
from planhall.settings import Settings
from workshops.room import Room, opened


@pytest.fixture
def quick(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "guest_limit": "100000/hour",
            "sign_up_limit": "100000/hour",
            # What changed of a plan is noted soon after.
            "watch_seconds": 0.01,
        }
    )


@pytest.fixture
async def room(database: Database, quick: Settings) -> AsyncIterator[Room]:
    async with opened(quick) as app, Room(app, quick) as made:
        yield made


@pytest.fixture
async def any_room(any_database: Database, quick: Settings) -> AsyncIterator[Room]:
    url = any_database.engine.url.render_as_string(hide_password=False)
    on_it = quick.model_copy(update={"database_url": url})
    async with opened(on_it) as app, Room(app, on_it) as made:
        yield made
