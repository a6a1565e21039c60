"""Sessions as the API and the pushes tell them, and what it takes.

Twin of ``frontend/src/workshop/types.ts``. Times of timers are server milliseconds.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

from planhall.accounts.ids import plausible
from planhall.accounts.names import clean_name
from planhall.accounts.views import Person
from planhall.boards.roles import Role

TITLE_LENGTH = 200
TEXT_LENGTH = 4000
MINUTES_MAX = 600
STEPS_MAX = 100
OPTIONS_MAX = 100
BREAKOUTS_MAX = 50
MOMENTS_FROM = 1970
MOMENTS_TO = 2999
"""The years in which something can be planned."""

SessionState = Literal["planned", "running", "paused", "ended"]
ActivityState = Literal["planned", "running", "paused", "done"]
ActivityKind = Literal["brainstorm", "group", "vote", "discuss", "write", "decide", "checkin"]
VoteMethod = Literal["dots", "ranked", "score", "grid", "yesno", "consent"]
Lock = Literal["open", "part", "locked"]
ReactionEmoji = Literal["👍", "👏", "❤️", "😂", "🎉", "🤔", "🙌", "👀"]
JoinRole = Literal["viewer", "commenter", "editor"]


def clean_text(text: str) -> str:
    """Prose without space around it and without characters that no database or page takes.

    Raises:
        ValueError: it has some of those.
    """
    text = text.replace("\r\n", "\n").strip()
    if any(
        (ord(character) < 32 and character not in "\n\t") or 0xD800 <= ord(character) <= 0xDFFF
        for character in text
    ):
        raise ValueError("a text cannot hold control characters")
    return text


def _item_id(text: str) -> str:
    if not plausible(text):
        raise ValueError("this is no id")
    return text


def _plannable(moment: datetime) -> datetime:
    if not MOMENTS_FROM <= moment.year <= MOMENTS_TO:
        raise ValueError(f"the year must be from {MOMENTS_FROM} to {MOMENTS_TO}")
    return moment.astimezone(UTC)


Title = Annotated[
    str,
    StringConstraints(max_length=4 * TITLE_LENGTH),
    AfterValidator(partial(clean_name, longest=TITLE_LENGTH)),
    Field(json_schema_extra={"minLength": 1, "maxLength": TITLE_LENGTH}),
]
Prose = Annotated[str, StringConstraints(max_length=TEXT_LENGTH), AfterValidator(clean_text)]
Minutes = Annotated[float, Field(ge=0, le=MINUTES_MAX, allow_inf_nan=False)]
ItemId = Annotated[str, AfterValidator(_item_id)]
Moment = Annotated[AwareDatetime, AfterValidator(_plannable)]


class Spoke(BaseModel):
    """How often somebody took part."""

    notes: int
    votes: int
    hands: int


class Participant(BaseModel):
    person: Person
    role: Role | None = Field(description="Null: they are not on the board any more.")
    joined_at: datetime
    here: bool = Field(description="Whether they have the board open now.")
    stakeholder: str | None = Field(description="The stakeholder group they speak for.")
    spoke: Spoke | None = Field(description="Told to who facilitates only.")


class VoteOption(BaseModel):
    id: ItemId
    title: Annotated[str, StringConstraints(max_length=TEXT_LENGTH), AfterValidator(clean_text)]
    item: ItemId | None = Field(default=None, description="The item of the plan that it is.")


class ActivitySettings(BaseModel):
    anonymous: bool = Field(
        default=False, description="Nobody learns who wrote a note. Fixed once it has begun."
    )
    method: VoteMethod = "dots"
    dots: int = Field(default=3, ge=1, le=100, description="How many dots each person has.")
    max: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="Dots: the most on one option. Score: the highest (null: 5).",
    )
    options: Annotated[list[VoteOption], Field(max_length=OPTIONS_MAX)] = Field(
        default_factory=list,
        description="What is voted on; none: found when the vote begins.",
    )
    source: ItemId | None = Field(
        default=None,
        description="The activity whose notes this one groups or votes on; "
        "null: the nearest earlier one.",
    )

    @model_validator(mode="after")
    def _options_differ(self) -> "ActivitySettings":
        if len({option.id for option in self.options}) < len(self.options):
            raise ValueError("two options have the same id")
        return self


class ActivityTimer(BaseModel):
    running: bool
    limited: bool = Field(description="False: there is no limit of time.")
    ends_at: int | None = Field(description="Server milliseconds; null while it does not run.")
    remaining_ms: int


class ActivityProgress(BaseModel):
    notes: int
    people_with_notes: int
    ballots: int
    revealed: bool
    closed: bool


class ResultOption(BaseModel):
    id: str
    title: str
    item: str | None
    score: float
    counts: dict[str, float]
    rank: int = Field(description="1 is first; equals share a rank.")


class VoteResult(BaseModel):
    method: VoteMethod
    options: list[ResultOption] = Field(description="Best first.")
    ballots: int
    eligible: int
    comments: list[str] = Field(description="No names.")


class Cluster(BaseModel):
    id: str
    title: str
    notes: list[str] = Field(description="Ids of notes.")
    item: str | None = Field(description="The item of the plan that was made of it.")


class Activity(BaseModel):
    id: str
    kind: ActivityKind
    recipe: str | None
    title: str
    instructions: str
    minutes: float = Field(description="0: no limit.")
    part: str | None = Field(description="The item that it works on; null: the whole plan.")
    state: ActivityState
    timer: ActivityTimer
    settings: ActivitySettings
    closes_at: datetime | None = Field(
        description="Until when people take part in their own time; null: only while it is live."
    )
    reveals: bool = Field(description="Whether its notes are revealed as it closes.")
    progress: ActivityProgress
    result: VoteResult | None = Field(description="Null until the vote is closed.")
    clusters: list[Cluster] = Field(description="Empty until the ideas are revealed.")


class Breakout(BaseModel):
    id: str
    title: str
    part: str | None
    people: list[str]
    minutes: float
    state: Literal["planned", "running", "done"]
    timer: ActivityTimer


class Session(BaseModel):
    id: str
    board: str
    title: str
    state: SessionState
    code: str | None = Field(description="What one types to join, while the session is live.")
    facilitator: Person | None
    current: str | None = Field(description="Id of the activity that is on.")
    activities: list[Activity]
    lock: Lock
    open_part: str | None
    follow: bool
    breakouts: list[Breakout]
    hands: list[str] = Field(description="Ids of people, in the order they raised their hands.")
    people: list[Participant]
    revision: int
    now: int = Field(description="Server milliseconds when this copy was made.")
    created_at: datetime
    starts_at: datetime | None = Field(description="When it is meant to begin.")
    started_at: datetime | None
    ended_at: datetime | None

    _json: bytes | None = PrivateAttr(default=None)

    def as_json(self) -> bytes:
        """As it is sent; written once, however many it is sent to. It must not change after."""
        if self._json is None:
            self._json = self.model_dump_json().encode()
        return self._json


class JoinTarget(BaseModel):
    """What a short code leads to."""

    board: str
    board_title: str
    session: str
    session_title: str
    invite_path: str | None = Field(description="Null for those who are on the board.")


class Time(BaseModel):
    now: int = Field(description="Server milliseconds since 1970.")


# -- what the API takes


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ActivityDraft(_Strict):
    """One step of an agenda that is planned, or of a recipe."""

    kind: ActivityKind
    recipe: ItemId | None = None
    title: Title
    instructions: Prose = ""
    minutes: Minutes = 0
    part: ItemId | None = None
    settings: ActivitySettings = Field(default_factory=ActivitySettings)


class PlacedDraft(ActivityDraft):
    before: ItemId | None = Field(default=None, description="Null: last.")


class ActivityChange(_Strict):
    """What is left out stays."""

    title: Title | None = None
    instructions: Prose | None = None
    minutes: Minutes | None = None
    part: ItemId | None = None
    settings: dict[str, Any] | None = Field(
        default=None, description="Of the settings, those that change."
    )
    before: ItemId | None = Field(default=None, description="Null: move it to the end.")


class SessionWish(_Strict):
    title: Title
    recipe: ItemId | None = None
    join_as: JoinRole = Field(
        default="editor", description="The role of those who join by the short code."
    )
    starts_at: Moment | None = Field(default=None, description="When it is meant to begin.")


class SessionChange(_Strict):
    """What is left out stays."""

    title: Title | None = None
    starts_at: Moment | None = Field(default=None, description="Null: no time is planned.")


class OpenWish(_Strict):
    """Until when an activity stays open for people to take part in their own time."""

    closes_at: Moment
    reveal: bool = Field(default=False, description="Reveal its notes as it closes.")


class RecipeWish(_Strict):
    """A recipe to put on the agenda."""

    recipe: ItemId
    before: ItemId | None = Field(default=None, description="Null: last.")


class Plain(_Strict):
    do: Literal["pause", "resume", "next", "back", "end"]


class Start(_Strict):
    do: Literal["start"]
    activity: ItemId | None = Field(default=None, description="Null: the first.")


class Go(_Strict):
    do: Literal["go"]
    activity: ItemId


class Extend(_Strict):
    do: Literal["extend"]
    minutes: float = Field(gt=0, le=MINUTES_MAX, allow_inf_nan=False)


RunCommand = Annotated[Plain | Start | Go | Extend, Field(discriminator="do")]


class Place(_Strict):
    """Where the facilitator brings everyone."""

    view: Literal["outline", "columns"]
    item: ItemId | None = None


class StageWish(_Strict):
    """What everyone sees; what is left out stays."""

    follow: bool | None = None
    lock: Lock | None = None
    open_part: ItemId | None = Field(default=None, description='Asked for with `lock: "part"`.')
    bring: Place | None = None


class FacilitatorWish(_Strict):
    """Hand over to somebody, or take it oneself."""

    to: ItemId | None = None
    take: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "FacilitatorWish":
        if (self.to is None) == (self.take is None):
            raise ValueError("say either `to` or `take`")
        return self


class HandWish(_Strict):
    up: bool
    person: ItemId | None = Field(default=None, description="Who facilitates may lower others'.")


class ReactionWish(_Strict):
    emoji: ReactionEmoji


class AttendanceWish(_Strict):
    stakeholder: ItemId | None = None


class BreakoutDraft(_Strict):
    id: ItemId | None = Field(default=None, description="None: a new one.")
    title: Title
    part: ItemId | None = None
    people: Annotated[list[ItemId], Field(max_length=1000)] = Field(default_factory=list)
    minutes: Minutes = 0


class BreakoutsWish(_Strict):
    breakouts: Annotated[list[BreakoutDraft], Field(max_length=BREAKOUTS_MAX)]


class BreakoutPlain(_Strict):
    do: Literal["start", "end"]


class BreakoutExtend(_Strict):
    do: Literal["extend"]
    minutes: float = Field(gt=0, le=MINUTES_MAX, allow_inf_nan=False)
    breakout: ItemId | None = Field(default=None, description="Null: all.")


BreakoutCommand = Annotated[BreakoutPlain | BreakoutExtend, Field(discriminator="do")]


class Recipe(BaseModel):
    id: str
    title: str
    description: str
    builtin: bool
    workspace: str | None
    activities: list[ActivityDraft]


class OwnRecipeWish(_Strict):
    workspace: ItemId
    title: Title
    description: Prose = ""
    activities: Annotated[list[ActivityDraft], Field(min_length=1, max_length=STEPS_MAX)]
