"""Publications and calendar addresses as the API shows them, and what it takes."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

ITEM_LENGTH = 64


class PublicationWish(BaseModel):
    item: Annotated[str, Field(min_length=1, max_length=ITEM_LENGTH)] | None = Field(
        default=None, description="The item from which down it is shown; null: the whole plan."
    )
    owners: bool = Field(default=False, description="Whether names of items' owners are shown.")
    drafts: bool = Field(default=False, description="Whether items are that are still drafts.")
    decisions: bool = Field(
        default=False, description="Whether the feed tells what workshops decided of these items."
    )
    downloads: bool = Field(
        default=False, description="Whether the plan can be had as StratML and Markdown."
    )
    indexed: bool = Field(default=False, description="Whether search engines may list the page.")
    address: Literal["new", "former"] = Field(
        default="new",
        description="Of one that was ended: whether its former address leads there again.",
    )


class Publication(BaseModel):
    """What of a board anyone may read who has the address."""

    url: str
    feed_url: str
    embed_url: str
    embed_code: str = Field(description="HTML to put into another page.")
    item: str | None
    owners: bool
    drafts: bool
    decisions: bool
    downloads: bool
    indexed: bool
    shown: int = Field(description="How many items it shows.")
    items: int = Field(description="How many the plan has.")
    published_at: datetime


class PublicationState(BaseModel):
    publication: Publication | None = Field(description="Null: nothing is published.")
    may_publish: bool = Field(description="Owners of the board may.")
    former_url: str | None = Field(
        description="The address that was ended and can be had again; told to owners."
    )


class CalendarWish(BaseModel):
    mine: bool = Field(
        default=False, description="Only due dates of items that one owns, and all sessions."
    )


class CalendarAddress(BaseModel):
    """A secret address at which calendar programs read one's sessions and due dates."""

    url: str
    mine: bool
    made_at: datetime


class CalendarState(BaseModel):
    calendar: CalendarAddress | None
