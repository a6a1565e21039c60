"""The update log and its snapshots."""

from sqlalchemy import BigInteger, Column, LargeBinary
from sqlmodel import Field, SQLModel


class BoardUpdate(SQLModel, table=True):
    """One change of a board's document, as its author sent it."""

    __tablename__ = "board_update"

    board: str = Field(primary_key=True, max_length=64)
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    """Counts a board's updates from 1, in the order in which they were taken."""
    author: str = Field(max_length=64)
    """Id of the person who sent it."""
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    """Milliseconds since 1970."""
    update: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """Yjs, v1; never empty, and possibly waiting for others that come later."""


class BoardSnapshot(SQLModel, table=True):
    """A board's document with all updates up to ``seq``, so that opening it needs no older ones."""

    __tablename__ = "board_snapshot"

    board: str = Field(primary_key=True, max_length=64)
    seq: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    """Milliseconds since 1970."""
    state: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """One update (Yjs, v1)."""
    waiting: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    """Updates that wait for others, each after its length (lib0's variable-length bytes)."""
