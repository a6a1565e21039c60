"""What happens on boards, told to the parts that others hear of it from: inbox, email, webhooks.

Whoever makes it happen tells of it in the transaction that makes it so. What a listener writes
there commits with it or not at all, so nothing is told that did not happen, and nothing that did
is forgotten by a crash.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened."""

    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=utc_now)
    by: str | None
    """The person who did it; None: the service itself, or somebody whose account is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardEvent(Event):
    board: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAdded(BoardEvent):
    thread: str
    comment: str
    item: str | None
    text: str
    """The comment's words, without their formatting."""
    mentions: tuple[tuple[str, str], ...]
    """Each (kind, id) that it mentions: a person, or a group of the plan or everyone."""
    said_before: frozenset[str]
    """Ids of those who wrote in the thread before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionMade(BoardEvent):
    suggestion: str
    item: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDecided(BoardEvent):
    suggestion: str
    item: str | None
    author: str | None
    state: Literal["accepted", "declined"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(BoardEvent):
    session: str
    decision: str
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStarted(BoardEvent):
    session: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEnded(BoardEvent):
    session: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityOpened(BoardEvent):
    """An activity that people take part in on their own time, until it closes."""

    session: str
    activity: str
    title: str
    kind: str
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityClosing(BoardEvent):
    """It closes soon, and these have not taken part in it yet."""

    session: str
    activity: str
    title: str
    kind: str
    closes_at: datetime
    waiting_for: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(BoardEvent):
    """An owner gave somebody another role on a board."""

    person: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(Event):
    """An owner made somebody a member of a workspace, and so of all its boards."""

    workspace: str
    person: str


class Listener(Protocol):
    async def happened(self, session: AsyncSession, event: Event) -> None:
        """Take note of it, in the transaction of what happened; only its session may be used.

        If this raises, it does not happen.
        """
        ...


class Events:
    """Those who listen, in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    async def tell(self, session: AsyncSession, event: Event) -> None:
        for listener in self._listeners:
            await listener.happened(session, event)
