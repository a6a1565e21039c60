"""What a database holds, to be put into another one: that is quicker than doing it all again."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select
from sqlmodel import SQLModel

from planhall.database import Database

Rows = Sequence[tuple[Table, Sequence[Mapping[str, Any]]]]


async def read_rows(database: Database) -> Rows:
    async with database.engine.connect() as connection:
        return [
            (table, [dict(row) for row in (await connection.execute(select(table))).mappings()])
            for table in SQLModel.metadata.sorted_tables
        ]


async def write_rows(database: Database, kept: Rows) -> None:
    async with database.engine.begin() as connection:
        for table, rows in kept:
            if rows:
                await connection.execute(insert(table), rows)
