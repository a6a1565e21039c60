"""Webhooks as the API shows them, and what it takes."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field, StringConstraints

from planhall.accounts.views import Person
from planhall.webhooks.models import URL_LENGTH

PING: Final = "ping"


class EventType(StrEnum):
    """What a webhook can be told of."""

    COMMENT_ADDED = "comment.added"
    SUGGESTION_MADE = "suggestion.made"
    SUGGESTION_DECIDED = "suggestion.decided"
    DECISION_TAKEN = "decision.taken"
    SESSION_STARTED = "session.started"
    SESSION_ENDED = "session.ended"
    ACTIVITY_OPENED = "activity.opened"
    PLAN_CHANGED = "plan.changed"


Pause = Literal["by-hand", "failing", "gone", "role"]
"""Why nothing is sent: somebody wished so; it failed for long; it answered 410; who chose the
address is no facilitator of the board any more."""

DeliveryState = Literal["waiting", "delivered", "failed"]

Url = Annotated[str, StringConstraints(min_length=1, max_length=URL_LENGTH, strip_whitespace=True)]
Events = Annotated[list[EventType], Field(min_length=1, max_length=len(EventType))]


class WebhookWish(BaseModel):
    url: Url
    events: Events


class WebhookChange(BaseModel):
    url: Url | None = None
    events: Events | None = None
    paused: bool | None = None


class Delivery(BaseModel):
    id: str = Field(description="Also the `webhook-id` of its message.")
    type: str
    at: datetime
    state: DeliveryState
    tries: int
    next_at: datetime | None = Field(description="When it is tried next, while it waits.")
    tried_at: datetime | None
    status: int | None = Field(description="The HTTP status of the last answer.")
    ms: int | None = Field(description="Milliseconds that the last try took.")
    error: str | None


class Webhook(BaseModel):
    id: str
    url: str
    events: list[EventType]
    by: Person
    made_at: datetime
    paused: Pause | None
    failures: int = Field(description="Tries in a row that failed.")
    last: Delivery | None


class WebhookMade(Webhook):
    secret: str = Field(description="With which its messages are signed; it is shown this once.")
