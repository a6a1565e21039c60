"""The sync core in the test's own process, behind uvicorn and real sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from planhall.server import Server
from planhall.settings import Settings
from planhall.sync.log import UpdateLog
from planhall.sync.service import Sync
from serving import free_port
from sync.doubles import make_app, make_sync


@asynccontextmanager
async def served(settings: Settings, log: UpdateLog | None = None) -> AsyncIterator[Sync]:
    """A server whose people are whoever their tokens say (see `sync.doubles`).

    Its address is ``sync.settings.base_url``.
    """
    settings = settings.model_copy(update={"port": free_port()})
    sync = make_sync(settings, log)
    server = Server(make_app(sync), settings)
    running = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(20):
            while not server.started:
                if running.done():
                    running.result()
                await asyncio.sleep(0.01)
        yield sync
    finally:
        server.should_exit = True
        await running
