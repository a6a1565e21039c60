"""Work handed to the database: all of it is there afterwards, or nothing."""

import pytest
from sqlalchemy import Connection, func, insert, select
from sqlmodel import col

from planhall.database import Database
from planhall.sync.models import BoardUpdate


def write(connection: Connection, *numbers: int) -> None:
    rows = [
        {"board": "b", "seq": number, "author": "ann", "at": 1, "update": b"\0\0"}
        for number in numbers
    ]
    connection.execute(insert(BoardUpdate), rows)


async def count(database: Database) -> int:
    async with database.session() as session:
        return await session.scalar(select(func.count(col(BoardUpdate.seq)))) or 0


async def test_work_is_committed_and_its_result_handed_back(any_database: Database) -> None:
    def work(connection: Connection) -> str:
        write(connection, 1, 2)
        return "done"

    assert await any_database.transact(work) == "done"
    assert await count(any_database) == 2


async def test_work_that_fails_leaves_nothing(any_database: Database) -> None:
    def work(connection: Connection) -> None:
        write(connection, 1)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await any_database.transact(work)
    assert await count(any_database) == 0
    await any_database.transact(lambda connection: write(connection, 1))
    assert await count(any_database) == 1
