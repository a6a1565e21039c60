"""Tables of what is published, and of people's calendar addresses."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32
_ITEM = 64
_TOKEN = 64


class PublicationRow(SQLModel, table=True):
    """What of a board anyone may read who has its address, which is kept to be shown again."""

    __tablename__ = "publication"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    token: str = Field(unique=True, max_length=_TOKEN)
    # What the feed and its entries are called; it stays when the address is another.
    feed_id: str = Field(max_length=_ID)
    # The item from which down it is shown; null: the whole plan.
    part: str | None = Field(default=None, max_length=_ITEM)
    owners: bool = False
    drafts: bool = False
    decisions: bool = False
    downloads: bool = False
    indexed: bool = False
    # Raised whenever any of these is another.
    revision: int = 0
    published_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ShownRow(SQLModel, table=True):
    """What was last shown of each item, as digests, to tell what is another now."""

    __tablename__ = "publication_shown"

    board_id: str = Field(
        primary_key=True, foreign_key="publication.board_id", ondelete="CASCADE", max_length=_ID
    )
    items: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class ShownChangeRow(SQLModel, table=True):
    """What changed of an item on one day (UTC). It holds no words of the plan."""

    __tablename__ = "publication_change"

    board_id: str = Field(
        primary_key=True, foreign_key="publication.board_id", ondelete="CASCADE", max_length=_ID
    )
    item: str = Field(primary_key=True, max_length=_ITEM)
    day: date = Field(primary_key=True)
    first_at: datetime = Field(sa_type=UtcDateTime)
    last_at: datetime = Field(sa_type=UtcDateTime)
    # `changes.What`, whole.
    what: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class CalendarRow(SQLModel, table=True):
    """The secret address of somebody's calendar, which is kept to be shown again."""

    __tablename__ = "calendar_address"

    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", max_length=_ID
    )
    token: str = Field(unique=True, max_length=_TOKEN)
    # Only what they themselves own.
    mine: bool = False
    made_at: datetime = Field(sa_type=UtcDateTime)
