"""A room of people, on both databases where that may differ."""

from collections.abc import AsyncIterator

import pytest

from discussion.talk import Talk
from planhall.database import Database
from planhall.settings import Settings
from workshops.room import Room, opened


@pytest.fixture
def quick(settings: Settings) -> Settings:
    """Settings under which a test may make as many people, and say as much, as it likes."""
    generous = dict.fromkeys(("guest_limit", "sign_up_limit", "speaking_limit"), "100000/hour")
    return settings.model_copy(update=generous)


@pytest.fixture
async def talk(database: Database, quick: Settings) -> AsyncIterator[Talk]:
    async with opened(quick) as app, Room(app, quick) as room:
        yield await Talk(room).prepare()


@pytest.fixture
async def any_talk(any_database: Database, quick: Settings) -> AsyncIterator[Talk]:
    url = any_database.engine.url.render_as_string(hide_password=False)
    on_it = quick.model_copy(update={"database_url": url})
    async with opened(on_it) as app, Room(app, on_it) as room:
        yield await Talk(room).prepare()
