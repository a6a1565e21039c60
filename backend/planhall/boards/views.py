"""Workspaces, boards, roles and invites as the API shows them, and what it takes."""

import unicodedata
from datetime import datetime
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from planhall.accounts.names import Name, clean_name
from planhall.accounts.views import Me, NewEmail, Person
from planhall.boards.roles import Role, WorkspaceRole

TITLE_LENGTH = 200
DESCRIPTION_LENGTH = 500
INVITE_HOURS_MAX = 24 * 366

Via = Literal["workspace", "invite", "creator"]

BoardTitle = Annotated[
    str,
    StringConstraints(max_length=4 * TITLE_LENGTH),
    AfterValidator(partial(clean_name, longest=TITLE_LENGTH)),
    Field(json_schema_extra={"minLength": 1, "maxLength": TITLE_LENGTH}),
]


def one_line(text: str, longest: int) -> str:
    """What others wrote, made fit for a list: one line, no control characters, not too long."""
    printable = (
        " " if character.isspace() or unicodedata.category(character) in {"Cc", "Cs"} else character
        for character in text
    )
    line = " ".join("".join(printable).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


class WorkspaceRef(BaseModel):
    id: str
    name: str


class Workspace(BaseModel):
    id: str
    name: str
    role: WorkspaceRole
    members: int
    boards: int = Field(description="Boards that are not archived.")


class Member(BaseModel):
    person: Person
    role: WorkspaceRole
    joined_at: datetime


class Board(BaseModel):
    id: str
    title: str
    description: str
    workspace: WorkspaceRef | None = Field(
        description="Null for those who are not members of it, and for a board without one."
    )
    role: Role = Field(description="One's own.")
    archived: bool
    locked: bool = Field(description="Only those who facilitate it write, but for `open_part`.")
    open_part: str | None = Field(
        description="The item that, with what is below it, is open to everyone all the same."
    )
    can_write: bool = Field(description="Whether one may change the plan now, or a part of it.")
    within: str | None = Field(
        description="The item below which one's changes have to stay; null: nothing holds them in."
    )
    created_at: datetime
    updated_at: datetime
    opened_at: datetime | None = Field(description="When one opened it last.")
    people: list[Person] = Field(description="At most five.")
    people_count: int
    items: int
    kinds: dict[str, int]


class BoardPerson(BaseModel):
    person: Person
    role: Role
    joined_at: datetime
    via: Via
    email: str | None = Field(
        description="Told to facilitators, owners and members of the workspace, and of oneself."
    )


class Invite(BaseModel):
    id: str
    url: str
    token: str
    role: Role
    label: str | None
    created_by: Person
    created_at: datetime
    expires_at: datetime | None
    uses: int
    status: Literal["active", "expired"]


class InvitePreview(BaseModel):
    board_title: str
    workspace_name: str | None
    role: Role
    invited_by: str
    expires_at: datetime | None
    needs_name: bool
    board: str | None = Field(description="The board's id, for those who are on it already.")


class InviteAccepted(BaseModel):
    board: Board
    me: Me


class BoardToken(BaseModel):
    token: str
    expires_at: datetime


class WorkspaceName(BaseModel):
    name: Name


class MemberWish(BaseModel):
    email: NewEmail


class MemberChange(BaseModel):
    role: WorkspaceRole


class BoardChange(BaseModel):
    title: BoardTitle | None = None
    archived: bool | None = None


class RoleChange(BaseModel):
    role: Role


def _none_if_blank(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


class InviteWish(BaseModel):
    role: Role
    expires_in_hours: Annotated[int, Field(ge=1, le=INVITE_HOURS_MAX)] | None = Field(
        default=None, description="Null: the link works until it is revoked."
    )
    label: Annotated[Name | None, BeforeValidator(_none_if_blank)] = None


class InviteAcceptance(BaseModel):
    name: Annotated[Name | None, BeforeValidator(_none_if_blank)] = Field(
        default=None, description="Makes a guest, where nobody is signed in."
    )
