"""Taking part in a session, as the rest of the service uses it."""

from planhall.workshops.ballots import Ballots
from planhall.workshops.clusters import Clusters
from planhall.workshops.decisions import Decisions
from planhall.workshops.for_days import ForDays
from planhall.workshops.notes import Notes
from planhall.workshops.plan_writing import PlanWriting
from planhall.workshops.record import Records
from planhall.workshops.taking_part import Surroundings
from planhall.workshops.vote_options import VoteOptions


class TakingPart:
    """Notes, groups, ballots, decisions and the record of sessions."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.writing = PlanWriting(surroundings.database, surroundings.documents)
        self.options = VoteOptions(surroundings)
        self.notes = Notes(surroundings, self.writing, self.options)
        self.clusters = Clusters(surroundings, self.writing)
        self.ballots = Ballots(surroundings)
        self.for_days = ForDays(surroundings, self.notes, self.ballots, self.options)
        self.decisions = Decisions(surroundings, self.writing)
        self.records = Records(surroundings)
