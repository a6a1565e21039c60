"""Threads, comments and suggestions as the API and the pushes tell them, and what it takes."""

import base64
import binascii
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from planhall.accounts.ids import plausible
from planhall.accounts.names import clean_name
from planhall.accounts.views import Person
from planhall.discussion.rich_text import COMMENT, PLAN_BODY, checked, without_controls

ANCHOR_LENGTH = 512
QUOTE_LENGTH = 500
NOTE_LENGTH = 2000
REASON_LENGTH = 1000
TITLE_LENGTH = 200

ThreadField = Literal["item", "title", "body"]
MentionKind = Literal["person", "group"]
Emoji = Literal["👍", "❤️", "🎉", "😄", "👀", "🤔"]
SuggestionState = Literal["open", "accepted", "declined", "withdrawn"]
ItemKind = Literal["mission", "vision", "value", "goal", "objective", "strategy", "action", "idea"]
Status = Literal["draft", "proposed", "agreed", "in_progress", "done", "dropped"]


def _id(text: str) -> str:
    if not plausible(text):
        raise ValueError("this is no id")
    return text


def _base64(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("an anchor is written in base64") from None
    return text


def _said(text: str) -> str:
    if not text:
        raise ValueError("this needs words")
    return text


ItemId = Annotated[str, AfterValidator(_id)]
Place = Annotated[
    str, StringConstraints(min_length=1, max_length=ANCHOR_LENGTH), AfterValidator(_base64)
]
Quote = Annotated[str, StringConstraints(max_length=QUOTE_LENGTH), AfterValidator(without_controls)]
Title = Annotated[
    str,
    StringConstraints(max_length=4 * TITLE_LENGTH),
    AfterValidator(partial(clean_name, longest=TITLE_LENGTH)),
    Field(json_schema_extra={"minLength": 1, "maxLength": TITLE_LENGTH}),
]
Note = Annotated[
    str,
    StringConstraints(max_length=NOTE_LENGTH, strip_whitespace=True),
    AfterValidator(without_controls),
]
Reason = Annotated[
    str,
    StringConstraints(min_length=1, max_length=REASON_LENGTH, strip_whitespace=True),
    AfterValidator(without_controls),
    AfterValidator(_said),
]
CommentBody = Annotated[
    dict[str, Any],
    AfterValidator(partial(checked, shape=COMMENT)),
    Field(
        description="ProseMirror JSON of a `doc`: paragraph, bulletList, orderedList, listItem, "
        "text (bold, italic, strike, code, link), hardBreak, mention."
    ),
]
PlanBody = Annotated[
    dict[str, Any],
    AfterValidator(partial(checked, shape=PLAN_BODY)),
    Field(description="ProseMirror JSON of a `doc`, as an item's body."),
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


# -- comments


class Mention(BaseModel):
    kind: MentionKind
    id: str = Field(description="Of a person or a stakeholder group; `everyone` is a group too.")
    label: str


class Reaction(BaseModel):
    emoji: Emoji
    people: list[Person] = Field(description="Who came first is first.")


class Comment(BaseModel):
    id: str
    thread: str
    author: Person
    body: dict[str, Any] | None = Field(description="ProseMirror JSON; null once it is deleted.")
    mentions: list[Mention]
    reactions: list[Reaction]
    created_at: datetime
    edited_at: datetime | None
    deleted: bool


class Anchor(_Strict):
    """A stretch of text: relative positions of Yjs, encoded, in base64."""

    start: Place
    end: Place


class Resolved(BaseModel):
    by: Person
    at: datetime


class Thread(BaseModel):
    id: str
    board: str
    item: str | None = Field(description="Null: it is about the board as a whole.")
    field: ThreadField
    anchor: Anchor | None
    quote: str = Field(description="The words that it was about when it was made.")
    created_at: datetime
    resolved: Resolved | None
    comments: list[Comment] = Field(description="The first is first.")


class CommentWish(_Strict):
    id: ItemId | None = Field(
        default=None, description="One's own choice, so that what is sent twice is written once."
    )
    body: CommentBody


class CommentChange(_Strict):
    body: CommentBody


class ThreadWish(_Strict):
    id: ItemId | None = Field(
        default=None, description="One's own choice, so that what is sent twice is written once."
    )
    item: ItemId | None = None
    field: ThreadField = "item"
    anchor: Anchor | None = None
    quote: Quote = ""
    comment: CommentWish

    @model_validator(mode="after")
    def _fits_together(self) -> "ThreadWish":
        if self.item is None and self.field != "item":
            raise ValueError("a title or a body is some item's: name the `item`")
        if self.anchor is not None and self.field == "item":
            raise ValueError("an `anchor` is in a `title` or a `body`")
        return self


# -- suggestions


class TitleChange(_Strict):
    kind: Literal["title"]
    title: Title


class BodyChange(_Strict):
    kind: Literal["body"]
    body: PlanBody


class StatusChange(_Strict):
    kind: Literal["status"]
    status: Status | None = Field(description="Null: none of its own, which is a draft.")


class ParentChange(_Strict):
    kind: Literal["parent"]
    parent: ItemId | None = Field(description="Null: at the top.")
    before: ItemId | None = Field(default=None, description="A sibling there; null: last.")


class NewItem(_Strict):
    kind: Literal["new"]
    parent: ItemId | None = Field(description="Null: at the top.")
    item_kind: ItemKind
    title: Title
    body: PlanBody | None = None


Change = Annotated[
    TitleChange | BodyChange | StatusChange | ParentChange | NewItem, Field(discriminator="kind")
]


class Verdict(BaseModel):
    by: Person
    at: datetime
    reason: str


class Suggestion(BaseModel):
    id: str
    board: str
    item: str | None
    change: Change
    base: dict[str, Any] = Field(
        description="What was there when it was made, as `change` says it; of a new item only "
        "the `kind`."
    )
    note: str
    author: Person
    created_at: datetime
    state: SuggestionState
    decided: Verdict | None
    result_item: str | None = Field(description="The item that an accepted one changed or made.")


class SuggestionWish(_Strict):
    id: ItemId | None = Field(
        default=None, description="One's own choice, so that what is sent twice is written once."
    )
    item: ItemId | None = Field(default=None, description="Null: a new item.")
    change: Change
    note: Note = ""

    @model_validator(mode="after")
    def _of_an_item(self) -> "SuggestionWish":
        if self.item is None and self.change.kind != "new":
            raise ValueError("name the `item` that is to change")
        return self


class DeclineWish(_Strict):
    reason: Reason
