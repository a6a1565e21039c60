"""The small app, for the tests of boards, and a board with somebody in every role."""

from collections.abc import AsyncIterator

import pytest

from accounts.small_app import SmallApp
from boards.cast import Cast, gather_cast
from planhall.database import Database
from planhall.settings import Settings


@pytest.fixture
async def small(database: Database, settings: Settings) -> AsyncIterator[SmallApp]:
    app = SmallApp(database, settings)
    yield app
    await app.close()


@pytest.fixture
async def cast(small: SmallApp) -> Cast:
    return await gather_cast(small)
