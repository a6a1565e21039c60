"""The small app, for the tests of accounts."""

from collections.abc import AsyncIterator

import pytest

from accounts.small_app import SmallApp
from planhall.database import Database
from planhall.settings import Settings


@pytest.fixture
async def small(database: Database, settings: Settings) -> AsyncIterator[SmallApp]:
    app = SmallApp(database, settings)
    yield app
    await app.close()
