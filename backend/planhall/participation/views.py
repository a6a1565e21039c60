"""Participation as the API tells it."""

from datetime import datetime

from pydantic import BaseModel, Field

from planhall.accounts.views import Person
from planhall.boards.contributions import Kind
from planhall.participation.periods import Per


class WayCounts(BaseModel):
    """Contributions by way."""

    wrote: int = Field(0, description="Minutes of writing in the plan, and notes in sessions.")
    commented: int = Field(0, description="Comments, reactions and suggestions.")
    voted: int = Field(0, description="Ballots in votes that are closed.")
    decided: int = Field(0, description="Decisions, and suggestions accepted or declined.")

    @property
    def total(self) -> int:
        return self.wrote + self.commented + self.voted + self.decided


class TimePart(BaseModel):
    """A day, a week or a quarter of an hour."""

    start: str = Field(description="A date, or for a quarter of an hour a time with its offset.")
    counts: WayCounts
    answers: int = Field(description="How many of them answered somebody.")
    groups: dict[str, int] = Field(
        description="How many were for each stakeholder group, of those that are told by group."
    )


class GroupPart(BaseModel):
    """A stakeholder group of the plan: what those did who speak for it."""

    id: str
    name: str
    color: str
    came: int = Field(description="People who came to a session for it.")
    contributed: int | None = Field(
        description="People who contributed; null: too few to tell, they are among the others."
    )
    counts: WayCounts | None


class OthersPart(BaseModel):
    """Those who speak for no group, are not named, left, or are too few to be told by group."""

    contributed: int
    counts: WayCounts


class ChannelUse(BaseModel):
    id: str
    name: str
    two_way: bool
    items: int = Field(description="Items of the plan that name it.")


class TwoWay(BaseModel):
    """Two-way against one-way."""

    answers: int = Field(description="Contributions that answer somebody.")
    announcements: int = Field(description="All others.")
    channels: list[ChannelUse]
    items_two_way: int = Field(description="Items with a channel that goes both ways.")
    items_one_way: int = Field(description="Items whose channels all go one way.")


class SilentGroup(BaseModel):
    group: str | None = Field(description="Null: they never said for whom they speak.")
    people: int


class MissingVoices(BaseModel):
    """Voices that were not heard."""

    groups: list[str] = Field(description="Groups of the plan for which nobody took part.")
    could: int = Field(description="People on the board whose role lets them contribute.")
    silent: int = Field(description="Those of them who neither contributed nor came.")
    silent_groups: list[SilentGroup]
    people: list[Person] | None = Field(
        description="For facilitators and owners; without those who are not to be named."
    )


class PersonCounts(BaseModel):
    """What one person did."""

    person: Person
    group: str | None
    counts: WayCounts
    answers: int
    sessions: int = Field(description="How many they came to.")
    hands: int = Field(description="How often they raised a hand.")


class KindCount(BaseModel):
    kind: Kind
    count: int


class AboutMe(BaseModel):
    """All that is counted about who asks."""

    group: str | None
    counted: list[KindCount]
    counts: WayCounts
    answers: int
    sessions: int
    hands: int


class ParticipationReport(BaseModel):
    since: datetime
    until: datetime
    per: Per
    totals: WayCounts
    contributed: int = Field(description="People who contributed.")
    came: int = Field(description="People who came to a session.")
    over_time: list[TimePart]
    groups: list[GroupPart]
    others: OthersPart
    ways: TwoWay
    missing: MissingVoices
    people: list[PersonCounts] | None = Field(description="For facilitators and owners.")
    me: AboutMe
    truncated: bool = Field(description="There was so much that what is oldest is left out.")


class Participation(BaseModel):
    board: str
    title: str
    session: str | None
    session_title: str | None
    on: bool
    named: bool = Field(description="Whether who asks is named to facilitators and owners.")
    may_turn: bool = Field(description="Whether who asks may turn it on and off for the board.")
    report: ParticipationReport | None = Field(description="Null where it is off.")


class BoardSetting(BaseModel):
    on: bool


class OwnSetting(BaseModel):
    named: bool
