"""uvicorn, set up for long-lived sockets and for a shutdown that loses nothing."""

import gc
import socket
from collections.abc import Callable
from typing import Final

import uvicorn
from fastapi import FastAPI

from planhall.settings import Settings
from planhall.sync.websocket_protocol import DirectProtocol

GC_THRESHOLDS: Final = (10_000, 20, 20)
"""Objects made before the young are looked through, and how often that before the older ones."""


class Server(uvicorn.Server):
    """Closes the rooms first on shutdown: uvicorn itself would cut the sockets before we store."""

    def __init__(
        self, app: FastAPI, settings: Settings, on_ready: Callable[[], None] | None = None
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                # Sockets answer for their own limits, and small frames cost more packed than plain.
                ws=DirectProtocol,
                ws_max_size=settings.max_frame_bytes,
                ws_per_message_deflate=False,
                log_level="warning",
                access_log=False,
                server_header=False,
                # Longer than a proxy in front keeps a connection (60 s is usual): whoever closes
                # first may do so just as the other sends a request.
                timeout_keep_alive=75,
                timeout_graceful_shutdown=10,
            )
        )
        self._app = app
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is loaded by now stays: the collector need not walk it again while people wait.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        if self.started and self._on_ready is not None:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await self._app.state.sync.close()
        await super().shutdown(sockets)


def serve(app: FastAPI, settings: Settings, on_ready: Callable[[], None] | None = None) -> None:
    """Serve until told to stop."""
    Server(app, settings, on_ready).run()
