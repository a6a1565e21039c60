"""Tables of webhooks and of what is to be sent to them."""

from datetime import datetime

from sqlalchemy import JSON, Index, Text
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32
_WORD = 32
URL_LENGTH = 2000
ERROR_LENGTH = 200


class WebhookRow(SQLModel, table=True):
    """An address that is told of some of what happens on a board."""

    __tablename__ = "webhook"

    id: str = Field(primary_key=True, max_length=_ID)
    board_id: str = Field(foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID)
    url: str = Field(max_length=URL_LENGTH)
    events: list[str] = Field(default_factory=list, sa_type=JSON)
    # As they are, not digests: each message is signed with them.
    secret: str = Field(max_length=80)
    old_secret: str | None = Field(default=None, max_length=80)
    old_secret_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    made_by: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID)
    """Who chose the address: what is sent is what they may read."""
    made_at: datetime = Field(sa_type=UtcDateTime)
    failures: int = 0
    """Tries in a row that failed."""
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused: str | None = Field(default=None, max_length=_WORD)
    """Why nothing is sent: a `views.Pause`."""


class DeliveryRow(SQLModel, table=True):
    """One message to one webhook: first what is to be sent, then what became of it."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index("ix_webhook_delivery_webhook_id_at", "webhook_id", "at"),)

    id: str = Field(primary_key=True, max_length=_ID)
    webhook_id: str = Field(foreign_key="webhook.id", ondelete="CASCADE", max_length=_ID)
    type: str = Field(max_length=_WORD)
    payload: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(max_length=_WORD)
    """A `views.DeliveryState`."""
    tries: int = 0
    until: datetime = Field(sa_type=UtcDateTime)
    """After this it is not tried again."""
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    """When it is tried next; while somebody tries it, when that has to be over. Null: never."""
    tried_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    status: int | None = None
    """Of the last answer."""
    ms: int | None = None
    error: str | None = Field(default=None, max_length=ERROR_LENGTH)
