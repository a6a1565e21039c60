"""Tables of notifications: what waits to be told, what was told, and how people want it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32
_ITEM = 64
_WORD = 20
_KEY = 160
_DIGEST = 64


class NotedEventRow(SQLModel, table=True):
    """Something that happened and that nobody has been told of yet."""

    __tablename__ = "noted_event"

    id: str = Field(primary_key=True, max_length=_ID)
    kind: str = Field(max_length=40)
    body: dict[str, Any] = Field(sa_type=JSON)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)
    attempts: int = 0


class NotificationRow(SQLModel, table=True):
    """One thing in one person's inbox."""

    __tablename__ = "notification"
    __table_args__ = (
        # However often something is told, it is there once.
        UniqueConstraint("person_id", "source", name="uq_notification_source"),
        Index("ix_notification_newest", "person_id", "at", "id"),
    )

    id: str = Field(primary_key=True, max_length=_ID)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", max_length=_ID)
    board_id: str | None = Field(
        default=None, foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    by_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    kind: str = Field(max_length=_WORD)
    source: str = Field(max_length=_KEY)
    title: str = Field(sa_type=Text)
    excerpt: str = Field(default="", sa_type=Text)
    link: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    mail_id: str | None = Field(
        default=None, foreign_key="mail.id", ondelete="SET NULL", index=True, max_length=_ID
    )


class NotificationSettingsRow(SQLModel, table=True):
    """How somebody wants to hear of things at large; without a row by the defaults."""

    __tablename__ = "notification_settings"

    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", max_length=_ID
    )
    email: str = Field(max_length=_WORD)
    # Null: not known yet.
    time_zone: str | None = Field(default=None, max_length=64)


class BoardNotificationsRow(SQLModel, table=True):
    """How somebody wants to hear of one board; without a row by the defaults."""

    __tablename__ = "board_notifications"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    level: str = Field(max_length=_WORD)
    email: str = Field(max_length=_WORD)


class KnownBoardRow(SQLModel, table=True):
    """A board whose items have been looked at: what was there then is not news."""

    __tablename__ = "known_board"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )


class KnownItemRow(SQLModel, table=True):
    """What was known of an item when its board's plan was last looked at."""

    __tablename__ = "known_item"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    item_id: str = Field(primary_key=True, max_length=_ITEM)
    title: str = Field(sa_type=Text)
    # Not a foreign key: a plan names whomever its writers put there.
    owner_id: str | None = Field(default=None, max_length=_ITEM, index=True)
    # `YYYY-MM-DD`
    due: str | None = Field(default=None, max_length=10, index=True)
    settled: bool = False
    # When its owner or its day last changed.
    since: datetime = Field(sa_type=UtcDateTime)


class MailRow(SQLModel, table=True):
    """A mail to be sent; what it tells of are the notifications that point to it."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_due", "state", "next_at"),)

    id: str = Field(primary_key=True, max_length=_ID)
    kind: str = Field(max_length=_WORD)
    # Null: somebody without an account, who is invited.
    person_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    # Of an invitation; else a person's address is looked up when it is sent.
    address: str | None = Field(default=None, max_length=254)
    # Of a mail that still takes what comes for the same person and time.
    open_key: str | None = Field(default=None, max_length=_KEY, unique=True)
    # What an invitation says.
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = Field(default="queued", max_length=_WORD)
    attempts: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime)
    claimed_by: str | None = Field(default=None, max_length=_ID)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str = Field(default="", sa_type=Text)


class UnsubscribeLinkRow(SQLModel, table=True):
    """A link with which mail is ended, of one board or at all, by whoever has it."""

    __tablename__ = "unsubscribe_link"

    token: str = Field(primary_key=True, max_length=64)
    # Whose and of what: one link each.
    key: str = Field(unique=True, max_length=320)
    person_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    # Of somebody without an account.
    address: str | None = Field(default=None, max_length=254)
    board_id: str | None = Field(
        default=None, foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # What was chosen before, so that it can be taken back.
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class VapidKeyRow(SQLModel, table=True):
    """The key pair with which push services know this installation; there is one."""

    __tablename__ = "vapid_key"

    id: int = Field(primary_key=True)
    private_pem: str = Field(sa_type=Text)
    public_pem: str = Field(sa_type=Text)
    public_key: str = Field(max_length=128)


class PushSubscriptionRow(SQLModel, table=True):
    """A browser that may be told by its push service."""

    __tablename__ = "push_subscription"

    endpoint_digest: str = Field(primary_key=True, max_length=_DIGEST)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID)
    endpoint: str = Field(sa_type=Text)
    p256dh: str = Field(max_length=128)
    auth: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)


class PushRow(SQLModel, table=True):
    """One notification to be told to one browser."""

    __tablename__ = "push"

    notification_id: str = Field(
        primary_key=True, foreign_key="notification.id", ondelete="CASCADE", max_length=_ID
    )
    endpoint_digest: str = Field(
        primary_key=True,
        foreign_key="push_subscription.endpoint_digest",
        ondelete="CASCADE",
        index=True,
        max_length=_DIGEST,
    )
    # Until then nobody else sends it; where that passes without an answer it is sent again.
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)
    attempts: int = 0
