"""The migrations lead to the tables that the code declares, on both databases, and back."""

import asyncio
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlmodel import SQLModel

import planhall.app  # noqa: F401  (it brings every part's tables)
from planhall.database import open_database
from planhall.migrate import alembic_config, migrate
from planhall.settings import Settings


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "sqlite":
        return Settings(data_dir=tmp_path)
    return Settings(data_dir=tmp_path, database_url=request.getfixturevalue("postgres_url"))


async def _ask(settings: Settings, question: object) -> object:
    database = open_database(settings)
    try:
        async with database.engine.connect() as connection:
            return await connection.run_sync(question)
    finally:
        await database.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


async def test_the_newest_schema_is_the_declared_one(fresh: Settings) -> None:
    await asyncio.to_thread(migrate, fresh)
    assert await _ask(fresh, _differences) == []


async def test_migrating_twice_changes_nothing(fresh: Settings) -> None:
    await asyncio.to_thread(migrate, fresh)
    await asyncio.to_thread(migrate, fresh)
    assert await _ask(fresh, _differences) == []


async def test_every_step_can_be_taken_back(fresh: Settings) -> None:
    await asyncio.to_thread(migrate, fresh)
    await asyncio.to_thread(command.downgrade, alembic_config(fresh), "base")
    tables = await _ask(fresh, lambda connection: inspect(connection).get_table_names())
    assert tables == ["alembic_version"]
