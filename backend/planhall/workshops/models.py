"""Tables of workshops: sessions with their agendas, and what people put in during them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Text
from sqlmodel import Field, SQLModel

from planhall.accounts.times import UtcDateTime

_ID = 32
_ITEM = 64
_WORD = 16
TITLE = 200


class SessionRow(SQLModel, table=True):
    """One workshop on a board."""

    __tablename__ = "workshop_session"

    id: str = Field(primary_key=True, max_length=_ID)
    board_id: str = Field(foreign_key="board.id", ondelete="CASCADE", index=True, max_length=_ID)
    title: str = Field(max_length=TITLE)
    state: str = Field(default="planned", max_length=_WORD)
    # The board while the session is live, so that no board has two.
    live_on: str | None = Field(default=None, unique=True, max_length=_ID)
    # Without its dash; there only while the session is live.
    code: str | None = Field(default=None, unique=True, max_length=_WORD)
    join_as: str = Field(default="editor", max_length=_WORD)
    invite_id: str | None = Field(
        default=None, foreign_key="invite.id", ondelete="SET NULL", max_length=_ID
    )
    facilitator_id: str | None = Field(default=None, foreign_key="person.id", max_length=_ID)
    # Id of the activity that is on.
    current: str | None = Field(default=None, max_length=_ID)
    lock: str = Field(default="open", max_length=_WORD)
    open_part: str | None = Field(default=None, max_length=_ITEM)
    follow: bool = False
    revision: int = 0
    created_by: str = Field(foreign_key="person.id", max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
    # When it is meant to begin.
    starts_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # When it began, or something of it was first opened for days.
    started_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ActivityRow(SQLModel, table=True):
    """One step of a session's agenda."""

    __tablename__ = "activity"

    id: str = Field(primary_key=True, max_length=_ID)
    session_id: str = Field(
        foreign_key="workshop_session.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    position: int
    kind: str = Field(max_length=_WORD)
    recipe: str | None = Field(default=None, max_length=_ID)
    title: str = Field(max_length=TITLE)
    instructions: str = Field(default="", sa_type=Text)
    minutes: float = 0
    part: str | None = Field(default=None, max_length=_ITEM)
    state: str = Field(default="planned", max_length=_WORD)
    # Server milliseconds; null while the clock does not run, and where there is no limit.
    ends_at: int | None = Field(default=None, sa_type=BigInteger)
    # What is left while the clock does not run.
    remaining_ms: int = Field(default=0, sa_type=BigInteger)
    # When it was on for the first time: from then on `anonymous` stays as it is.
    begun_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # `views.ActivitySettings`, whole. The options of a vote are written here when it begins.
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    revealed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # Whether the revealed ideas have reached the document.
    written: bool = False
    # Of a vote: counted. Of another activity that was open for days: nobody writes in it any more.
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # Until when people take part in it in their own time; null: only while the session is live.
    closes_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    # When those who have not taken part are reminded; null: they were, or never are.
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # Whether its notes are revealed as it closes.
    reveals: bool = False
    # `views.VoteResult`, once the vote is closed.
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class ClusterRow(SQLModel, table=True):
    """Notes that belong together."""

    __tablename__ = "cluster"

    id: str = Field(primary_key=True, max_length=_ID)
    activity_id: str = Field(
        foreign_key="activity.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    position: int
    title: str = Field(max_length=TITLE)
    # The goal, objective or strategy that was made of it, and whether it reached the document.
    item_id: str | None = Field(default=None, max_length=_ITEM)
    promoted_to: str | None = Field(default=None, max_length=_WORD)
    written: bool = False


class NoteRow(SQLModel, table=True):
    """What one person wrote; theirs alone until the activity is revealed."""

    __tablename__ = "note"

    id: str = Field(primary_key=True, max_length=_ITEM)
    activity_id: str = Field(
        foreign_key="activity.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    author_id: str = Field(foreign_key="person.id", index=True, max_length=_ID)
    text: str = Field(sa_type=Text)
    color: str = Field(max_length=_WORD)
    cluster_id: str | None = Field(
        default=None, foreign_key="cluster.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    position: int = 0
    # The idea in the plan that it became.
    item_id: str | None = Field(default=None, max_length=_ITEM)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class BallotRow(SQLModel, table=True):
    """One person's vote: one ballot at most, secret until the vote is closed."""

    __tablename__ = "ballot"

    activity_id: str = Field(
        primary_key=True, foreign_key="activity.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=_ID)
    choices: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    comment: str = Field(default="", sa_type=Text)
    cast_at: datetime = Field(sa_type=UtcDateTime)


class DecisionRow(SQLModel, table=True):
    """What the group decided; written into the plan."""

    __tablename__ = "decision"

    id: str = Field(primary_key=True, max_length=_ID)
    session_id: str = Field(
        foreign_key="workshop_session.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    activity_id: str | None = Field(
        default=None, foreign_key="activity.id", ondelete="SET NULL", max_length=_ID
    )
    title: str = Field(max_length=TITLE)
    what: str = Field(sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    who: list[str] = Field(default_factory=list, sa_type=JSON)
    dissent: str = Field(default="", sa_type=Text)
    tally: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    # Of the new item, where `item_id` is not there yet.
    kind: str = Field(default="goal", max_length=_WORD)
    item_id: str | None = Field(default=None, max_length=_ITEM)
    decided_by: str = Field(foreign_key="person.id", max_length=_ID)
    at: datetime = Field(sa_type=UtcDateTime)
    written: bool = False


class ActionRow(SQLModel, table=True):
    """Something to be done: an item of the plan, known to the session it comes from."""

    __tablename__ = "session_action"

    # Its item's id.
    id: str = Field(primary_key=True, max_length=_ITEM)
    session_id: str = Field(
        foreign_key="workshop_session.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    decision_id: str | None = Field(
        default=None, foreign_key="decision.id", ondelete="SET NULL", index=True, max_length=_ID
    )
    position: int = 0
    title: str = Field(max_length=TITLE)
    owner_id: str | None = Field(default=None, foreign_key="person.id", max_length=_ID)
    owner_name: str = Field(default="", max_length=80)
    # `YYYY-MM-DD`
    due: str | None = Field(default=None, max_length=10)
    created_by: str = Field(foreign_key="person.id", max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
    written: bool = False


class AttendanceRow(SQLModel, table=True):
    """Somebody who came to a session."""

    __tablename__ = "attendance"

    session_id: str = Field(
        primary_key=True, foreign_key="workshop_session.id", ondelete="CASCADE", max_length=_ID
    )
    person_id: str = Field(primary_key=True, foreign_key="person.id", index=True, max_length=_ID)
    joined_at: datetime = Field(sa_type=UtcDateTime)
    # The stakeholder group of the plan that they speak for.
    stakeholder: str | None = Field(default=None, max_length=_ITEM)
    # Since when (server milliseconds) their hand is up.
    hand_up_at: int | None = Field(default=None, sa_type=BigInteger)
    # How often they raised it.
    hands: int = 0


class BreakoutRow(SQLModel, table=True):
    """People who work apart for a while."""

    __tablename__ = "breakout"

    id: str = Field(primary_key=True, max_length=_ID)
    session_id: str = Field(
        foreign_key="workshop_session.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    position: int
    title: str = Field(max_length=TITLE)
    part: str | None = Field(default=None, max_length=_ITEM)
    people: list[str] = Field(default_factory=list, sa_type=JSON)
    minutes: float = 0
    state: str = Field(default="planned", max_length=_WORD)
    ends_at: int | None = Field(default=None, sa_type=BigInteger)
    remaining_ms: int = Field(default=0, sa_type=BigInteger)


class RecipeRow(SQLModel, table=True):
    """A workspace's own recipe: steps to put on an agenda, saved to be used again."""

    __tablename__ = "recipe"

    id: str = Field(primary_key=True, max_length=_ID)
    workspace_id: str = Field(
        foreign_key="workspace.id", ondelete="CASCADE", index=True, max_length=_ID
    )
    title: str = Field(max_length=TITLE)
    description: str = Field(default="", sa_type=Text)
    # `views.ActivityDraft`, each.
    activities: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    created_by: str = Field(foreign_key="person.id", max_length=_ID)
    created_at: datetime = Field(sa_type=UtcDateTime)
