"""The database engine and its sessions: SQLite in WAL mode, or PostgreSQL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlmodel import SQLModel

from planhall.settings import Settings

T = TypeVar("T")

SQLITE_BUSY_MS = 10_000


class Database:
    """Hands out sessions on one engine.

    A committed transaction survives a crash of the process and of the machine: SQLite runs in WAL
    mode with ``synchronous=FULL``, since with NORMAL a power cut may lose the last commits
    (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """

    def __init__(self, engine: AsyncEngine, direct: Engine | None = None) -> None:
        """``direct``: the same database for a thread that waits (`transact`)."""
        self.engine = engine
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        self._direct = direct
        self._thread = ThreadPoolExecutor(1, "database")

    @property
    def engines(self) -> tuple[Engine, ...]:
        """Everything that connections come from."""
        return (self.engine.sync_engine, *([self._direct] if self._direct else []))

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: committed at the end, rolled back when the body raises."""
        async with self._sessions() as session, session.begin():
            yield session

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one transaction: committed at the end, rolled back when it raises.

        On SQLite all of it runs in one thread, one after another, where a session's statements go
        to a thread and back one by one: a commit of a few rows takes a quarter of the time.
        """
        if self._direct is None:
            async with self.engine.begin() as connection:
                return await connection.run_sync(work)
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, _run_in_transaction, self._direct, work
        )

    async def close(self) -> None:
        await asyncio.to_thread(self._thread.shutdown)
        if self._direct is not None:
            self._direct.dispose()
        await self.engine.dispose()


def _run_in_transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def open_database(settings: Settings, *, patient: bool = False) -> Database:
    """``patient``: let PostgreSQL take as long as it likes, as a migration may.

    What errors say, and so the log, is without the values of statements: those are people's words.
    """
    url = make_url(settings.resolved_database_url)
    if url.get_backend_name() == "sqlite":
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(url, hide_parameters=True)
        direct = create_engine(url.set(drivername="sqlite"), hide_parameters=True)
        for each in (engine.sync_engine, direct):
            event.listen(each, "connect", _prepare_sqlite)
        return Database(engine, direct)
    seconds = settings.database_seconds
    return Database(
        create_async_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,
            # A host that vanished without a word would otherwise be waited for until TCP gives up,
            # with everything that people write meanwhile unsaved.
            connect_args={"timeout": seconds, "command_timeout": None if patient else seconds},
        )
    )


def insert_into(session: AsyncSession, table: type[SQLModel]) -> Any:
    """An ``INSERT`` that knows ``ON CONFLICT``; SQLAlchemy has one for each database."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if on_sqlite else postgresql.insert(table)


def back_up(database: Path, copy: Path) -> None:
    """Copy a SQLite database as it is at one moment, while others may write to it. Blocks.

    Raises:
        FileExistsError: something is at ``copy`` already.
        FileNotFoundError: there is no such database.
    """
    if not database.exists():
        raise FileNotFoundError(f"there is no database {database}")
    with copy.open("xb"):
        pass
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _prepare_sqlite(connection: DBAPIConnection, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={SQLITE_BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
