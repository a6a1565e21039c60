"""Tables of workspaces, boards, roles, invite links and board tokens."""

from datetime import datetime

from sqlalchemy import JSON, false
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32
_ROLE = 16
OPEN_PART_LENGTH = 64


class WorkspaceRow(SQLModel, table=True):
    __tablename__ = "workspace"

    id: str = Field(primary_key=True, max_length=_ID)
    name: str = Field(max_length=80)
    created_by: str = Field(foreign_key="person.id", max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)


class MemberRow(SQLModel, table=True):
    """Somebody of a workspace."""

    __tablename__ = "workspace_member"

    workspace_id: str = Field(
        primary_key=True, foreign_key="workspace.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    role: str = Field(max_length=_ROLE)
    joined_at: datetime = Field(sa_type=UtcDateTime)


class BoardRow(SQLModel, table=True):
    """One board. Its plan is the document; ``title`` to ``kinds`` sum it up for lists."""

    __tablename__ = "board"

    id: str = Field(primary_key=True, max_length=_ID)
    workspace_id: str | None = Field(
        default=None, foreign_key="workspace.id", index=True, max_length=_ID
    )
    title: str = Field(max_length=200)
    description: str = Field(default="", max_length=500)
    items: int = 0
    kinds: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    archived: bool = False
    locked: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    open_part: str | None = Field(default=None, max_length=OPEN_PART_LENGTH)
    """The item that, with what is below it, stays open to everyone while the board is locked."""
    created_by: str = Field(foreign_key="person.id", max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class BoardRoleRow(SQLModel, table=True):
    """A role that the board itself gives somebody; it goes before the workspace's."""

    __tablename__ = "board_role"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    role: str = Field(max_length=_ROLE)
    via: str = Field(max_length=_ROLE)
    joined_at: datetime = Field(sa_type=UtcDateTime)


class VisitRow(SQLModel, table=True):
    """When somebody last opened a board."""

    __tablename__ = "board_visit"

    board_id: str = Field(
        primary_key=True, foreign_key="board.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(
        primary_key=True, foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    opened_at: datetime = Field(sa_type=UtcDateTime)


class InviteRow(SQLModel, table=True):
    """A link that gives a role. Its token is kept as it is, for it is shown again to be shared."""

    __tablename__ = "invite"

    id: str = Field(primary_key=True, max_length=_ID)
    board_id: str = Field(foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID)
    token: str = Field(unique=True, max_length=64)
    role: str = Field(max_length=_ROLE)
    label: str | None = Field(default=None, max_length=80)
    uses: int = 0
    created_by: str = Field(foreign_key="person.id", max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class BoardTokenRow(SQLModel, table=True):
    """A secret with which somebody's Yjs client comes to one board, found by its digest."""

    __tablename__ = "board_token"

    token_digest: str = Field(primary_key=True, max_length=64)
    board_id: str = Field(foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID)
    person_id: str = Field(foreign_key="person.id", ondelete="CASCADE", index=True, max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
