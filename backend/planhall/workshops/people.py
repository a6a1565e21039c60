"""A guest who turns out to have an account: what they put in becomes that account's."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit, Unconcerned
from planhall.workshops.models import (
    ActionRow,
    ActivityRow,
    AttendanceRow,
    BallotRow,
    BreakoutRow,
    DecisionRow,
    NoteRow,
    SessionRow,
)
from planhall.workshops.push import SessionPush


class WorkshopsOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part. One person has one ballot, also after this."""

    def __init__(self, push: SessionPush) -> None:
        self._push = push

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        sessions = set(
            await session.scalars(
                select(col(AttendanceRow.session_id)).where(col(AttendanceRow.person_id) == guest)
            )
        ) | set(
            await session.scalars(
                select(col(SessionRow.id)).where(col(SessionRow.facilitator_id) == guest)
            )
        )
        for change in (
            update(NoteRow).where(col(NoteRow.author_id) == guest).values(author_id=account),
            update(SessionRow)
            .where(col(SessionRow.facilitator_id) == guest)
            .values(facilitator_id=account),
            update(SessionRow)
            .where(col(SessionRow.created_by) == guest)
            .values(created_by=account),
            update(DecisionRow)
            .where(col(DecisionRow.decided_by) == guest)
            .values(decided_by=account),
            update(ActionRow).where(col(ActionRow.owner_id) == guest).values(owner_id=account),
            update(ActionRow).where(col(ActionRow.created_by) == guest).values(created_by=account),
        ):
            await session.execute(change.execution_options(synchronize_session=False))
        await _merge_ballots(session, guest, account)
        await _merge_attendance(session, guest, account)
        for group in await session.scalars(
            select(BreakoutRow).where(col(BreakoutRow.session_id).in_(sessions))
        ):
            if guest in group.people:
                group.people = list(
                    dict.fromkeys(account if one == guest else one for one in group.people)
                )
        await session.flush()

        async def tell() -> None:
            for changed in sessions:
                self._push.changed(changed)

        return tell


async def _merge_ballots(session: AsyncSession, guest: str, account: str) -> None:
    """Of two ballots in one vote the one that was cast last counts, unless the vote is closed."""
    found = await session.execute(
        select(BallotRow, col(ActivityRow.closed_at))
        .join(ActivityRow, col(ActivityRow.id) == col(BallotRow.activity_id))
        .where(col(BallotRow.person_id) == guest)
    )
    for ballot, closed_at in found.all():
        own = await session.get(BallotRow, (ballot.activity_id, account))
        if own is None:
            own = BallotRow(
                activity_id=ballot.activity_id,
                person_id=account,
                choices=ballot.choices,
                comment=ballot.comment,
                cast_at=ballot.cast_at,
            )
            session.add(own)
        elif closed_at is None and own.cast_at < ballot.cast_at:
            own.choices, own.comment, own.cast_at = ballot.choices, ballot.comment, ballot.cast_at
        await session.delete(ballot)


async def _merge_attendance(session: AsyncSession, guest: str, account: str) -> None:
    for came in list(
        await session.scalars(select(AttendanceRow).where(col(AttendanceRow.person_id) == guest))
    ):
        own = await session.get(AttendanceRow, (came.session_id, account))
        if own is None:
            own = AttendanceRow(
                session_id=came.session_id, person_id=account, joined_at=came.joined_at
            )
            session.add(own)
        own.joined_at = min(own.joined_at, came.joined_at)
        own.stakeholder = own.stakeholder or came.stakeholder
        own.hand_up_at = own.hand_up_at or came.hand_up_at
        own.hands += came.hands
        await session.delete(came)
