"""Tables of discussion: threads with their comments and reactions, and suggestions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32
# Of an item of the plan, and whatever a client may have named itself.
_CHOSEN = 64
_WORD = 16


class ThreadRow(SQLModel, table=True):
    """Comments on a board, on an item of its plan, or on a stretch of that item's text."""

    __tablename__ = "thread"

    id: str = Field(primary_key=True, max_length=_CHOSEN)
    board_id: str = Field(foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID)
    item_id: str | None = Field(default=None, max_length=_CHOSEN)
    field: str = Field(max_length=_WORD)
    # `views.Anchor`; opaque to us.
    anchor: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    quote: str = Field(default="", sa_type=Text)
    # Null: somebody whose account is gone. So it is with everyone who is named in these tables.
    created_by: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    created_at: datetime = Field(sa_type=UtcDateTime)
    resolved_by: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CommentRow(SQLModel, table=True):
    """What one person said in a thread."""

    __tablename__ = "comment"

    id: str = Field(primary_key=True, max_length=_CHOSEN)
    thread_id: str = Field(
        foreign_key="thread.id", ondelete="CASCADE", index=True, max_length=_CHOSEN
    )
    position: int
    author_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    # ProseMirror JSON; null once it is deleted.
    body: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    # `views.Mention`, each: whom the body mentions.
    mentions: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    created_at: datetime = Field(sa_type=UtcDateTime)
    edited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # It stays, without its words, since others answered it.
    deleted: bool = False


class ReactionRow(SQLModel, table=True):
    """One person's one emoji on a comment."""

    __tablename__ = "comment_reaction"

    comment_id: str = Field(
        primary_key=True, foreign_key="comment.id", ondelete="CASCADE", max_length=_CHOSEN
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    emoji: str = Field(primary_key=True, max_length=_WORD)
    created_at: datetime = Field(sa_type=UtcDateTime)


class SuggestionRow(SQLModel, table=True):
    """A change that somebody proposes, and what became of it."""

    __tablename__ = "suggestion"

    id: str = Field(primary_key=True, max_length=_CHOSEN)
    board_id: str = Field(foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID)
    item_id: str | None = Field(default=None, max_length=_CHOSEN)
    # `views.Change`
    change: dict[str, Any] = Field(sa_type=JSON)
    # What the plan had in its place when it was made.
    base: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    note: str = Field(default="", sa_type=Text)
    author_id: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    created_at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(default="open", max_length=_WORD)
    decided_by: str | None = Field(
        default=None, foreign_key="person.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(default="", sa_type=Text)
    result_item: str | None = Field(default=None, max_length=_CHOSEN)
    # What the plan had in its place when it was accepted, and whether it has reached the document.
    found: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    written: bool = False
