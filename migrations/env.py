"""Alembic's environment: the same database as the service, from its settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from planhall.database import open_database
from planhall.settings import Settings


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


async def _run() -> None:
    database = open_database(context.config.attributes.get("settings") or Settings(), patient=True)
    try:
        async with database.engine.connect() as connection:
            await connection.run_sync(_migrate)
            await connection.commit()
    finally:
        await database.close()


asyncio.run(_run())
