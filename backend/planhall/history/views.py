"""What changed since somebody's last visit, as the API tells it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from planhall.accounts.views import Person

What = Literal[
    "added",
    "removed",
    "moved",
    "kind",
    "title",
    "body",
    "status",
    "owner",
    "due",
    "stakeholders",
    "channels",
    "measure",
    "organization",
    "description",
]


class Change(BaseModel):
    """One thing that is another now, whoever has had a part in it."""

    what: What
    people: list[str] = Field(description="Ids, who came last first; empty where it is unknown.")
    at: datetime | None = Field(description="When it was last touched; null where it is unknown.")
    before: str | None = Field(description="A short plain text; null: nothing.")
    after: str | None


class ChangedItem(BaseModel):
    item: str
    title: str
    kind: str
    parent: str | None
    gone: bool = Field(description="It is not in the plan any more.")
    changes: list[Change]


class Since(BaseModel):
    """What others changed on a board since one was last there."""

    seen_at: datetime | None = Field(description="The last visit; null: this is the first.")
    seq: int = Field(description="The answer goes up to this update; tell it to have seen it.")
    people: list[Person]
    items: list[ChangedItem]
    plan: list[Change] = Field(
        description="Of the plan as such, its stakeholder groups and its channels."
    )
    truncated: bool = Field(
        description="So much changed that not all is listed, or not by whom; one's own is in it."
    )


class Seen(BaseModel):
    seq: Annotated[
        Annotated[int, Field(ge=0, lt=2**63)] | None,
        Field(description="Up to which update; null: all there are now."),
    ] = None
