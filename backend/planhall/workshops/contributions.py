"""Who took part in sessions: only what their group has seen, or may know.

Notes count once they are revealed, and only with names; ballots once the vote is closed, at the
time of its closing, so that nothing tells who voted when; what was voted is not looked at.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.boards.contributions import (
    MAX_CONTRIBUTIONS,
    Attended,
    Contribution,
    Contributions,
    Kind,
)
from planhall.workshops.models import (
    ActivityRow,
    AttendanceRow,
    BallotRow,
    DecisionRow,
    NoteRow,
    SessionRow,
)
from planhall.workshops.taking_part import settings_of

_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)


async def contributions(
    db: AsyncSession, board: str, since: datetime, until: datetime, session: str | None = None
) -> Contributions:
    """Notes, ballots and decisions in a time; where a session is named, all that are of it."""
    of_session = col(SessionRow.board_id) == board
    if session is not None:
        # All of it: a vote may be closed, and a decision written down, after the session's end.
        of_session &= col(SessionRow.id) == session
        since, until = _EARLIEST, _LATEST
    steps = list(
        await db.scalars(
            select(ActivityRow)
            .join(SessionRow, col(SessionRow.id) == col(ActivityRow.session_id))
            .where(of_session)
        )
    )
    named = [
        step.id
        for step in steps
        if step.revealed_at is not None and not settings_of(step).anonymous
    ]
    closed = {
        step.id: step.closed_at
        for step in steps
        if step.kind == "vote" and step.closed_at is not None and since <= step.closed_at < until
    }
    notes = (
        await db.execute(
            select(col(NoteRow.author_id), col(NoteRow.created_at))
            .where(
                col(NoteRow.activity_id).in_(named),
                col(NoteRow.created_at) >= since,
                col(NoteRow.created_at) < until,
            )
            .order_by(col(NoteRow.created_at).desc())
            .limit(MAX_CONTRIBUTIONS)
        )
    ).all()
    ballots = (
        await db.execute(
            select(col(BallotRow.person_id), col(BallotRow.activity_id))
            .where(col(BallotRow.activity_id).in_(closed))
            .order_by(col(BallotRow.activity_id), col(BallotRow.person_id))
            .limit(MAX_CONTRIBUTIONS)
        )
    ).all()
    decisions = (
        await db.execute(
            select(col(DecisionRow.decided_by), col(DecisionRow.at))
            .join(SessionRow, col(SessionRow.id) == col(DecisionRow.session_id))
            .where(of_session, col(DecisionRow.at) >= since, col(DecisionRow.at) < until)
            .order_by(col(DecisionRow.at).desc())
            .limit(MAX_CONTRIBUTIONS)
        )
    ).all()
    return Contributions(
        [
            *(Contribution(person, Kind.NOTE, at) for person, at in notes),
            *(
                Contribution(person, Kind.BALLOT, closed[vote], answers=True)
                for person, vote in ballots
            ),
            *(Contribution(person, Kind.DECISION, at) for person, at in decisions),
        ],
        any(len(rows) == MAX_CONTRIBUTIONS for rows in (notes, ballots, decisions)),
    )


async def attendance(db: AsyncSession, board: str, session: str | None = None) -> list[Attended]:
    """Who came to the sessions of a board, or to one of them; who came last stands last."""
    of_session = col(SessionRow.board_id) == board
    if session is not None:
        of_session &= col(SessionRow.id) == session
    rows = await db.scalars(
        select(AttendanceRow)
        .join(SessionRow, col(SessionRow.id) == col(AttendanceRow.session_id))
        .where(of_session)
        .order_by(col(AttendanceRow.joined_at).desc(), col(AttendanceRow.person_id))
        .limit(MAX_CONTRIBUTIONS)
    )
    return [
        Attended(row.person_id, row.session_id, row.joined_at, row.stakeholder, row.hands)
        for row in reversed(rows.all())
    ]
