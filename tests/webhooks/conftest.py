"""A board with people in every role, and somebody elsewhere who listens."""

from collections.abc import AsyncIterator

import pytest

from planhall.database import Database
from planhall.settings import Settings
from webhooks.receiver import Receiver
from workshops.room import Room, opened


@pytest.fixture
def quick(settings: Settings) -> Settings:
    """Webhooks may lead to this machine, and what fails is tried again at once."""
    return settings.model_copy(
        update={
            "guest_limit": "100000/hour",
            "sign_up_limit": "100000/hour",
            "webhook_limit": "100000/hour",
            "webhook_allow_private": True,
            "webhook_retry_seconds": 0.02,
        }
    )


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as listening:
        yield listening


@pytest.fixture
async def room(database: Database, quick: Settings, receiver: Receiver) -> AsyncIterator[Room]:
    async with opened(quick) as app, Room(app, quick) as made:
        yield made
        receiver.let_go.set()


@pytest.fixture
def on_any_database(any_database: Database, quick: Settings) -> Settings:
    url = any_database.engine.url.render_as_string(hide_password=False)
    return quick.model_copy(update={"database_url": url})
