"""The table of what people have seen of boards."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32


class SeenRow(SQLModel, table=True):
    """How much of a board somebody has seen."""

    __tablename__ = "board_seen"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    seq: int = Field(sa_type=BigInteger)
    """All updates of the board's log up to this number."""
    seen_at: datetime = Field(sa_type=UtcDateTime)
    """When they were last there."""
