"""Inserts that let be what is there already, on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel


def insert_into(db: AsyncSession, table: type[SQLModel]) -> Any:
    """An ``INSERT`` that knows ``ON CONFLICT``; SQLAlchemy has one for each database."""
    on_sqlite = db.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if on_sqlite else postgresql.insert(table)
