"""Fixtures for all tests: settings on a folder of the test's own, a database with all tables."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import hypothesis
import pytest
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

import planhall.app  # noqa: F401 - so that the tables of every part are known
from planhall.database import Database, open_database
from planhall.settings import Settings

POSTGRES = os.environ.get("PLANHALL_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
"""A PostgreSQL server on which the tests may make and drop databases of their own."""


hypothesis.settings.register_profile(
    "repeatable", derandomize=True, max_examples=50, deadline=None, print_blob=True
)


def pytest_configure(config: pytest.Config) -> None:
    # `make soak` makes up new examples each time, and more of them.
    if not config.getoption("--soak", default=False):
        hypothesis.settings.load_profile("repeatable")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, web_dir=tmp_path / "no-web-app")


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with all tables, to be copied: that is quicker than making them."""
    folder = tmp_path_factory.mktemp("tables")

    async def make() -> None:
        opened = open_database(Settings(data_dir=folder))
        await _make_tables(opened)
        await opened.close()

    asyncio.run(make())
    return Path(str(make_url(Settings(data_dir=folder).resolved_database_url).database))


@pytest.fixture
async def database(settings: Settings, tables: Path) -> AsyncIterator[Database]:
    async for opened in _with_tables(settings, tables):
        yield opened


@pytest.fixture(scope="session")
def postgres_tables() -> Iterator[str]:
    """The name of a PostgreSQL database with all tables, to be copied."""
    name = f"planhall_test_{uuid.uuid4().hex[:12]}"

    async def make() -> None:
        server = await _postgres()
        await server.execute(f'CREATE DATABASE "{name}"')
        await server.close()
        opened = open_database(Settings(database_url=_url_of(name)))
        await _make_tables(opened)
        await opened.close()

    async def drop() -> None:
        server = await _postgres()
        await server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await server.close()

    asyncio.run(make())
    yield name
    asyncio.run(drop())


@pytest.fixture(params=["sqlite", "postgresql"])
def any_tables(request: pytest.FixtureRequest) -> Path | str:
    # Not a fixture of the loop: the two that it asks for run loops of their own.
    found: Path | str = request.getfixturevalue(
        "tables" if request.param == "sqlite" else "postgres_tables"
    )
    return found


@pytest.fixture
async def any_database(any_tables: Path | str, settings: Settings) -> AsyncIterator[Database]:
    """The same test on both databases that the service can use."""
    if isinstance(any_tables, Path):
        async for opened in _with_tables(settings, any_tables):
            yield opened
        return
    async for url in _postgres_url(any_tables):
        opened = open_database(settings.model_copy(update={"database_url": url}))
        try:
            yield opened
        finally:
            await opened.close()


@pytest.fixture
async def postgres_url() -> AsyncIterator[str]:
    """The SQLAlchemy URL of an empty PostgreSQL database."""
    async for url in _postgres_url():
        yield url


async def _with_tables(settings: Settings, tables: Path) -> AsyncIterator[Database]:
    path = Path(str(make_url(settings.resolved_database_url).database))
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(tables, path)
    opened = open_database(settings)
    try:
        yield opened
    finally:
        await opened.close()


async def _make_tables(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)


async def _postgres() -> asyncpg.Connection:
    try:
        return await asyncpg.connect(f"{POSTGRES}/postgres", timeout=5)
    except (OSError, asyncpg.PostgresError) as error:
        message = f"no PostgreSQL at {POSTGRES} ({error}); PLANHALL_TEST_POSTGRES names one"
        if os.environ.get("PLANHALL_TESTS_MUST_RUN"):
            pytest.fail(message)
        pytest.skip(message)


def _url_of(name: str) -> str:
    return f"{POSTGRES.replace('postgresql://', 'postgresql+asyncpg://', 1)}/{name}"


async def _postgres_url(like: str = "template1") -> AsyncIterator[str]:
    """The SQLAlchemy URL of a new PostgreSQL database, a copy of another one."""
    server = await _postgres()
    name = f"planhall_test_{uuid.uuid4().hex[:12]}"
    try:
        await server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        try:
            yield _url_of(name)
        finally:
            await server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await server.close()
