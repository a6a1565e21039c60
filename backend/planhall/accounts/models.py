"""Tables of people and of their signed-in browsers."""

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
