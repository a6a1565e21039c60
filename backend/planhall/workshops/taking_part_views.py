"""Notes, groups, ballots, decisions and the record as the API tells them, and what it takes.

Twin of ``frontend/src/workshop/types.ts``, as ``views`` is for sessions.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
)

from planhall.accounts.names import Name
from planhall.accounts.views import Person
from planhall.workshops.views import (
    ActivityKind,
    ActivityState,
    Cluster,
    ItemId,
    Prose,
    SessionState,
    Title,
    VoteResult,
    clean_text,
)

NOTE_LENGTH = 500
GRID_MOST = 10
CLUSTERS_MAX = 200
NOTES_MAX = 5000
ACTIONS_MAX = 50
WHO_MAX = 200
SUGGESTED_LENGTH = 40_000

NoteColor = Literal["yellow", "orange", "pink", "purple", "blue", "teal", "green", "gray"]
Answer = Literal["yes", "no", "abstain", "consent", "concern", "objection"]
PromotedKind = Literal["goal", "objective", "strategy"]
DecisionKind = Literal["goal", "objective", "strategy", "action", "idea"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _said(text: str) -> str:
    cleaned = clean_text(text)
    if not cleaned:
        raise ValueError("a note needs words")
    return cleaned


def _calendar_day(text: str) -> str:
    date.fromisoformat(text)
    return text


NoteText = Annotated[
    str,
    StringConstraints(max_length=4 * NOTE_LENGTH),
    AfterValidator(_said),
    StringConstraints(max_length=NOTE_LENGTH),
    Field(json_schema_extra={"minLength": 1, "maxLength": NOTE_LENGTH}),
]
# What the page fills in by itself: the comments of all ballots, say.
SuggestedProse = Annotated[
    str, StringConstraints(max_length=SUGGESTED_LENGTH), AfterValidator(clean_text)
]
Day = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_calendar_day),
    Field(description="YYYY-MM-DD"),
]


class GridPlace(_Strict):
    """Where somebody puts an option: how much it brings, and how much it takes."""

    impact: float = Field(ge=0, le=GRID_MOST, allow_inf_nan=False)
    effort: float = Field(ge=0, le=GRID_MOST, allow_inf_nan=False)


Choice = StrictInt | StrictFloat | Answer | GridPlace


# -- notes and their groups


class Note(BaseModel):
    id: str
    activity: str
    text: str
    color: NoteColor
    author: Person | None = Field(description="Null: anonymous.")
    mine: bool
    cluster: str | None
    item: str | None = Field(description="The idea in the plan that it became.")


class NoteWish(_Strict):
    id: ItemId | None = Field(
        default=None, description="One's own choice: a note sent twice is then written once."
    )
    text: NoteText
    color: NoteColor = "yellow"


class NoteChange(_Strict):
    """What is left out stays. Words and colour until the reveal, the group after it."""

    text: NoteText | None = None
    color: NoteColor | None = None
    cluster: ItemId | None = Field(default=None, description="Null: in no group.")


class ClusterSuggestion(BaseModel):
    title: str
    notes: list[str]


class ClusterWish(_Strict):
    title: Title
    notes: Annotated[list[ItemId], Field(max_length=NOTES_MAX)] = Field(default_factory=list)


class ClusterSet(ClusterWish):
    id: ItemId | None = Field(default=None, description="None: a new one.")


class ClustersWish(_Strict):
    clusters: Annotated[list[ClusterSet], Field(max_length=CLUSTERS_MAX)]


class ClusterName(_Strict):
    title: Title


class Promotion(_Strict):
    kind: PromotedKind


class Promoted(BaseModel):
    item: str


# -- votes


class Ballot(BaseModel):
    activity: str
    choices: dict[str, Choice]
    comment: str
    cast_at: datetime | None = Field(description="Null: one has not voted.")


class BallotWish(_Strict):
    choices: dict[ItemId, Choice] = Field(description="By option.")
    comment: Prose = Field(
        default="", description="Told to everyone with the result, without a name."
    )


# -- decisions


class ActionDraft(_Strict):
    """Something to be done."""

    title: Title
    owner: ItemId | None = Field(default=None, description="Somebody of the board.")
    owner_name: Name | None = Field(default=None, description="Where they are not on the board.")
    due: Day | None = None


class Action(BaseModel):
    id: str = Field(description="Its item in the plan.")
    title: str
    owner: str | None
    owner_name: str
    due: str | None
    decision: str | None


class DecisionDraft(_Strict):
    id: ItemId | None = Field(
        default=None, description="One's own choice: a decision sent twice is then written once."
    )
    activity: ItemId | None = None
    title: Title
    what: Annotated[Prose, StringConstraints(min_length=1)]
    why: SuggestedProse = ""
    who: Annotated[list[Name], Field(max_length=WHO_MAX)] = Field(default_factory=list)
    dissent: SuggestedProse = ""
    item: ItemId | None = Field(
        default=None,
        description="The item into which it is written; null: the activity's part, or a new item.",
    )
    kind: DecisionKind = Field(default="goal", description="Of the new item, where one is made.")
    actions: Annotated[list[ActionDraft], Field(max_length=ACTIONS_MAX)] = Field(
        default_factory=list
    )


class Decision(BaseModel):
    id: str
    activity: str | None
    title: str
    what: str
    why: str
    who: list[str]
    at: datetime
    tally: VoteResult | None
    dissent: str
    item: str | None
    actions: list[Action]


# -- the record


class RecordedPerson(BaseModel):
    person: Person
    stakeholder: str | None = Field(description="The stakeholder group they spoke for.")
    joined_at: datetime


class RecordedIdea(BaseModel):
    text: str
    author: str | None = Field(description="Null: anonymous.")
    cluster: str | None


class RecordedActivity(BaseModel):
    id: str
    kind: ActivityKind
    title: str
    instructions: str
    minutes: float
    state: ActivityState
    ideas: list[RecordedIdea]
    clusters: list[Cluster]
    result: VoteResult | None
    unrevealed: int = Field(description="Notes that stayed their authors' own.")


class SessionRecord(BaseModel):
    """What is left of a session: only what its group has seen."""

    session: str
    board: str
    board_title: str
    title: str
    state: SessionState
    facilitator: str | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    people: list[RecordedPerson]
    agenda: list[RecordedActivity]
    decisions: list[Decision]
    actions: list[Action]
