"""Notifications as the API shows them, and what it takes."""

from datetime import datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from planhall.accounts.ids import plausible
from planhall.accounts.views import NewEmail, Person
from planhall.boards.roles import Role
from planhall.notifications.push_keys import check_browser_key, check_browser_secret
from planhall.notifications.rules import BoardFrequency, Frequency, Kind, Level
from planhall.notifications.schedule import known_zone

MOST_IDS = 200
MOST_INVITED = 50
MESSAGE_LENGTH = 500
ENDPOINT_LENGTH = 1000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BoardRef(BaseModel):
    id: str
    title: str


class Notification(BaseModel):
    id: str
    kind: Kind
    board: BoardRef | None
    by: Person | None = Field(description="Null: nobody, as when something is due.")
    at: datetime
    read_at: datetime | None
    title: str = Field(description="What happened, in one line, without the person's name.")
    excerpt: str = Field(description="What was said, or empty.")
    link: str = Field(description="A path of the web app.")


class Inbox(BaseModel):
    notifications: list[Notification] = Field(description="Newest first.")
    unread: int
    next: str | None = Field(description="`before` of the page that follows; null: none does.")


class Unread(BaseModel):
    unread: int


def _id(text: str) -> str:
    if not plausible(text):
        raise ValueError("this is no id")
    return text


_Id = Annotated[str, AfterValidator(_id)]
_Ids = Annotated[list[_Id], Field(max_length=MOST_IDS)]


class ReadWish(_Strict):
    """Either some, by their `ids`, or `all`, of one board or of every one."""

    ids: _Ids | None = None
    all: bool = False
    board: _Id | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "ReadWish":
        if (self.ids is None) is not self.all:
            raise ValueError("give either `ids` or `all: true`")
        if self.board is not None and not self.all:
            raise ValueError("`board` goes with `all`")
        return self


class UnreadWish(_Strict):
    ids: _Ids


class NotificationSettings(BaseModel):
    email: Frequency = Field(description="Of boards that say nothing else.")
    time_zone: str | None = Field(description="An IANA name; null: not known yet, as UTC.")
    push: bool = Field(description="Whether any browser is told by web push.")
    can_email: bool = Field(description="Whether there is an address: guests have none.")
    mail_works: bool = Field(description="Whether a mail server is set.")


class NotificationSettingsChange(_Strict):
    email: Frequency | None = None
    time_zone: Annotated[
        str | None, Field(max_length=64), AfterValidator(lambda z: z and known_zone(z))
    ] = None


class BoardNotifications(BaseModel):
    level: Level
    email: BoardFrequency


class BoardNotificationsChange(_Strict):
    level: Level | None = None
    email: BoardFrequency | None = None


class Unsubscription(BaseModel):
    board: BoardRef | None = Field(description="Null: all mail.")
    email_hint: str = Field(description="Enough of the address to know one's own by.")


class PushKey(BaseModel):
    key: str = Field(description="The VAPID public key, base64url.")


_Endpoint = Annotated[
    str,
    StringConstraints(min_length=1, max_length=ENDPOINT_LENGTH, pattern=r"^https?://[!-~]+$"),
]


class PushKeys(_Strict):
    p256dh: Annotated[str, StringConstraints(max_length=100), AfterValidator(check_browser_key)] = (
        Field(description="The browser's public key, base64url.")
    )
    auth: Annotated[str, StringConstraints(max_length=40), AfterValidator(check_browser_secret)] = (
        Field(description="The browser's secret, base64url.")
    )


class PushWish(_Strict):
    endpoint: _Endpoint
    keys: PushKeys


class PushEnd(_Strict):
    endpoint: _Endpoint


def _lines(text: str) -> str:
    if any((ord(letter) < 32 and letter not in "\n\r\t") or ord(letter) == 127 for letter in text):
        raise ValueError("a message cannot hold control characters")
    return text


class InvitationWish(_Strict):
    emails: Annotated[list[NewEmail], Field(min_length=1, max_length=MOST_INVITED)]
    role: Role
    message: Annotated[
        str, StringConstraints(max_length=MESSAGE_LENGTH), AfterValidator(_lines)
    ] = ""


class Invited(BaseModel):
    sent: int = Field(description="To how many; who is on the board already is not invited.")
