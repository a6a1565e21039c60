"""Planhall's sync core as the product serves it, with everyone let in.

Only who may do what is left out: peers measured beside it have no accounts either. With BENCH_DATA
set the log is in SQLite there, as in the product; without, it is in memory.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from pycrdt import Doc
from sqlmodel import SQLModel

from planhall.database import open_database
from planhall.plan.open_part import OpenParts
from planhall.server import serve
from planhall.settings import Settings
from planhall.sync import routes
from planhall.sync.access import Access, Credentials, Identity
from planhall.sync.log import DatabaseLog, MemoryLog, UpdateLog
from planhall.sync.service import Sync

#: One client stands for a board's whole history in the long life; no person sends so much.
MESSAGES_PER_SECOND = 1_000_000


class EveryoneMayWrite:
    """An authorizer who knows nobody and lets everyone in, each as somebody else."""

    def __init__(self) -> None:
        self._numbers = count(1)

    async def authorize(self, _board: str, _credentials: Credentials) -> Access:
        number = next(self._numbers)
        identity = Identity(f"person-{number:06d}", f"Person {number}", "#3b82c4", guest=False)
        return Access(identity, "editor", can_write=True)


class NobodyWatches:
    async def board_changed(
        self, board: str, document: Doc[Any], authors: frozenset[str]
    ) -> None: ...


def create_app(settings: Settings, persistent: bool) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        database = open_database(settings)
        log: UpdateLog = MemoryLog()
        if persistent:
            async with database.engine.begin() as connection:
                await connection.run_sync(SQLModel.metadata.create_all)
            log = DatabaseLog(database)
        try:
            async with Sync(
                settings, log, EveryoneMayWrite(), NobodyWatches(), OpenParts()
            ) as sync:
                app.state.sync = sync
                yield
        finally:
            await database.close()

    app = FastAPI(lifespan=lifespan)
    app.include_router(routes.router)
    return app


def main() -> None:
    data = os.environ.get("BENCH_DATA", "")
    with TemporaryDirectory(prefix="planhall-bench-") as folder:
        settings = Settings(
            port=int(os.environ["BENCH_PORT"]),
            data_dir=Path(data or folder),
            messages_per_second=MESSAGES_PER_SECOND,
        )
        serve(create_app(settings, persistent=bool(data)), settings)


if __name__ == "__main__":
    main()
