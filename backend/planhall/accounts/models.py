"""Tables of people, of their signed-in browsers and of their tokens."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime


class PersonRow(SQLModel, table=True):
    """Somebody: with an email and a password an account, without them a guest."""

    __tablename__ = "person"

    id: str = Field(primary_key=True, max_length=32)
    name: str = Field(max_length=80)
    color: str = Field(max_length=7)
    email: str | None = Field(default=None, max_length=254, unique=True)
    password_hash: str | None = Field(default=None, max_length=255)
    created_at: datetime = Field(sa_type=UtcDateTime, index=True)
    # A guest who turned out to have an account: what they wrote is that account's.
    merged_into: str | None = Field(default=None, foreign_key="person.id", max_length=32)


class WebSession(SQLModel, table=True):
    """One browser that somebody is signed in with, found by the digest of its cookie."""

    __tablename__ = "web_session"

    token_digest: str = Field(primary_key=True, max_length=64)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True, max_length=32)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


class PersonalTokenRow(SQLModel, table=True):
    """A secret with which somebody's programs use the API, found by its digest."""

    __tablename__ = "personal_token"

    id: str = Field(primary_key=True, max_length=32)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True, max_length=32)
    name: str = Field(max_length=80)
    token_digest: str = Field(unique=True, max_length=64)
    ending: str = Field(max_length=8)
    """Its last letters, by which its owner can tell which one it is."""
    scopes: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
