"""Votes: everyone's own ballot, secret until the vote is closed, and the result then."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import find_standing, holders
from planhall.boards.models import BoardRow
from planhall.boards.roles import Role
from planhall.database import insert_into
from planhall.problems import Conflict, NotFound, Problem
from planhall.workshops.attendance import attend, people_of
from planhall.workshops.ballot_box import BallotBox, Given
from planhall.workshops.ballot_rules import check_ballot
from planhall.workshops.models import ActivityRow, BallotRow, SessionRow
from planhall.workshops.seats import NO_SESSION, Seat, find_seat
from planhall.workshops.taking_part import (
    Surroundings,
    VoteClosed,
    able_to_take_part,
    end_writing,
    find_activity,
    lock_session,
    require_begun,
    require_open,
    settings_of,
)
from planhall.workshops.taking_part_views import Ballot, BallotWish
from planhall.workshops.tally import tally

ONE_BY_ONE: Final = 4
"""The roles of more people than these are looked up together."""

_CHANCE = secrets.SystemRandom()


class Ballots:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        self._box = BallotBox(self._take)

    async def of(self, session: str, activity: str, by: Person) -> Ballot:
        """One's own ballot. Nobody is told another's, whoever they are."""
        async with self._around.database.session() as db:
            await find_seat(db, session, by.id)
            await find_activity(db, session, activity)
            row = await db.get(BallotRow, (activity, by.id))
        if row is None:
            return Ballot(activity=activity, choices={}, comment="", cast_at=None)
        return Ballot(
            activity=activity, choices=row.choices, comment=row.comment, cast_at=row.cast_at
        )

    async def cast(self, session: str, activity: str, by: Person, wish: BallotWish) -> Ballot:
        """Vote, or vote anew: the last ballot before the close counts. An empty one is none.

        Raises:
            Forbidden: they only look on.
            VoteClosed, ActivityClosed: it comes too late.
            Conflict: this is no vote, or it has not begun.
            Invalid: the vote does not take this ballot.
        """
        given = Given(activity, by.id, wish)
        ballot = await self._box.put(session, given)
        self._around.sessions.push.changed(session)
        return ballot

    async def _take(self, session: str, ballots: Sequence[Given]) -> None:
        """Keep those ballots that are in order, and say of each what became of it."""
        async with self._around.database.session() as db:
            # Holds the session: whoever closes the vote waits, or is through before this begins.
            row = await lock_session(db, session)
            roles = await _roles(db, row.board_id, {ballot.person for ballot in ballots})
            votes: dict[str, ActivityRow | None] = {}
            kept: dict[tuple[str, str], Ballot] = {}
            for ballot in ballots:
                if ballot.activity not in votes:
                    votes[ballot.activity] = await _vote_of(db, session, ballot.activity)
                try:
                    taken = _checked(row, votes[ballot.activity], roles.get(ballot.person), ballot)
                except Problem as problem:
                    ballot.refused = problem
                else:
                    ballot.taken = kept[ballot.activity, ballot.person] = taken
            live = {vote.id for vote in votes.values() if vote and vote.closes_at is None}
            # Who came is told to all, and who voted in their own time is nobody's to know.
            came = {person for vote, person in kept if vote in live}
            for person in came - await people_of(db, session):
                await attend(db, session, person)
            await _keep(db, kept)

    async def count(self, db: AsyncSession, session: SessionRow, vote: ActivityRow) -> None:
        """End the vote, within a transaction that holds the session: its result is there for all.

        To be followed by ``counted`` once that has committed.
        """
        settings = settings_of(vote)
        ballots = list(
            await db.scalars(
                select(BallotRow)
                .where(col(BallotRow.activity_id) == vote.id)
                .order_by(col(BallotRow.person_id))
            )
        )
        voters = {ballot.person_id for ballot in ballots}
        eligible = voters | await _entitled(db, session, vote)
        comments = [ballot.comment for ballot in ballots if ballot.comment]
        _CHANCE.shuffle(comments)
        result = tally(settings, [ballot.choices for ballot in ballots], len(eligible), comments)
        vote.result = result.model_dump(mode="json")
        vote.closed_at = utc_now()
        if vote.closes_at is not None:
            end_writing(vote, vote.closed_at)

    async def counted(self, board: str, session: str, vote: str) -> None:
        """Everyone may see the result now."""
        self._around.sessions.push.changed(session)
        await self._around.tell(board, {"type": "result", "activity": vote})


def require_vote(row: ActivityRow) -> None:
    if row.kind != "vote":
        raise Conflict("This activity is no vote.")
    require_begun(row)


def _checked(
    session: SessionRow, vote: ActivityRow | None, role: Role | None, given: Given
) -> Ballot:
    """The ballot as it is kept, where this person may cast it in this vote now."""
    if role is None:
        raise NotFound(NO_SESSION)
    if vote is None:
        raise NotFound("There is no such activity on the agenda.")
    Seat(session, given.person, role).require_taking_part()
    require_vote(vote)
    if vote.closed_at is not None:
        raise VoteClosed("The vote is closed, so this ballot came too late.")
    require_open(session, vote)
    wish = given.wish.model_dump(mode="json")
    choices = check_ballot(settings_of(vote), wish["choices"])
    said_anything = bool(choices or given.wish.comment)
    return Ballot(
        activity=vote.id,
        choices=choices,
        comment=given.wish.comment,
        cast_at=utc_now() if said_anything else None,
    )


async def _roles(db: AsyncSession, board: str, people: set[str]) -> dict[str, Role]:
    """The roles of these people on the board, of those who have any."""
    if len(people) > ONE_BY_ONE:
        all_ = (await holders(db, [await db.get_one(BoardRow, board)]))[board]
        return {holder.person: holder.role for holder in all_ if holder.person in people}
    found = {}
    for person in people:
        standing = await find_standing(db, board, person)
        if standing is not None and standing.role is not None:
            found[person] = standing.role
    return found


async def _vote_of(db: AsyncSession, session: str, activity: str) -> ActivityRow | None:
    try:
        return await find_activity(db, session, activity)
    except NotFound:
        return None


async def _keep(db: AsyncSession, ballots: Mapping[tuple[str, str], Ballot]) -> None:
    """Everyone's one ballot, by activity and person: a later one takes the place of the earlier."""
    rows = []
    for (activity, person), ballot in sorted(ballots.items(), key=lambda entry: entry[0]):
        if ballot.cast_at is None:
            await db.execute(
                delete(BallotRow).where(
                    col(BallotRow.activity_id) == activity, col(BallotRow.person_id) == person
                )
            )
            continue
        rows.append(
            {
                "activity_id": activity,
                "person_id": person,
                "choices": ballot.model_dump(mode="json")["choices"],
                "comment": ballot.comment,
                "cast_at": ballot.cast_at,
            }
        )
    if not rows:
        return
    keeping = insert_into(db, BallotRow)
    said = ("choices", "comment", "cast_at")
    await db.execute(
        keeping.on_conflict_do_update(
            index_elements=["activity_id", "person_id"],
            set_={name: keeping.excluded[name] for name in said},
        ),
        rows,
    )


async def _entitled(db: AsyncSession, session: SessionRow, vote: ActivityRow) -> set[str]:
    """Those whose role on the board lets them vote, and who came, or had days for it."""
    board = await db.get_one(BoardRow, session.board_id)
    able = await able_to_take_part(db, board)
    return able if vote.closes_at is not None else able & await people_of(db, session.id)
