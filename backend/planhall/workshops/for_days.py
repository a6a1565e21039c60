"""Activities that stay open for days, in which people take part in their own time; and closing
them, as votes: by who facilitates, or once their time is up."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.events import ActivityClosing, ActivityOpened
from planhall.boards.models import BoardRow
from planhall.problems import Conflict, Invalid, NotFound
from planhall.workshops.ballots import Ballots, require_vote
from planhall.workshops.models import ActivityRow, BallotRow, NoteRow, SessionRow
from planhall.workshops.notes import Notes
from planhall.workshops.running import require_not_ended
from planhall.workshops.seats import lock_seat
from planhall.workshops.taking_part import (
    GATHERING,
    AlreadyRevealed,
    Surroundings,
    VoteClosed,
    able_to_take_part,
    end_writing,
    find_activity,
    lock_session,
    require_begun,
    settings_of,
)
from planhall.workshops.views import OpenWish, Session
from planhall.workshops.vote_options import VoteOptions

LONGEST: Final = timedelta(days=366)
BEFORE_CLOSING: Final = timedelta(hours=24)
"""When people are reminded, unless half of the time is not over by then."""
CHECK_SECONDS: Final = 5.0
"""How often it is looked for what another node opened, and for what failed."""

logger = structlog.get_logger(__name__)


class ForDays:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self, surroundings: Surroundings, notes: Notes, ballots: Ballots, options: VoteOptions
    ) -> None:
        self._around = surroundings
        self._notes = notes
        self._ballots = ballots
        self._options = options
        self._opened = asyncio.Event()

    async def open(self, session: str, activity: str, by: Person, wish: OpenWish) -> Session:
        """Let people take part until a moment; or move that moment, of what is open or closed.

        Raises:
            Forbidden: somebody else facilitates.
            Conflict: nobody does this alone, or it is over.
            AlreadyRevealed, VoteClosed: everyone knows what came of it.
            Invalid: the moment is past, or too far away.
        """
        now = utc_now()
        if wish.closes_at <= now:
            raise Invalid("closes_at: this moment is past already.")
        if wish.closes_at > now + LONGEST:
            raise Invalid(f"closes_at: it can stay open for {LONGEST.days} days, at most.")
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            row = await find_activity(db, session, activity)
            _require_openable(row)
            opened_before = row.closes_at is not None
            if not opened_before:
                require_not_ended(seat.session)
                seat.session.started_at = seat.session.started_at or now
                row.begun_at = row.begun_at or now
            if row.state == "done" and row.closed_at is not None:
                row.state = "planned"
            row.closed_at = None
            row.closes_at = wish.closes_at
            row.reveals = wish.reveal and row.kind != "vote"
            if not opened_before or row.remind_at is not None:
                row.remind_at = reminder(now, wish.closes_at)
            if not opened_before:
                await self._around.events.tell(
                    db,
                    ActivityOpened(
                        board=seat.session.board_id,
                        by=by.id,
                        session=session,
                        activity=row.id,
                        title=row.title,
                        kind=row.kind,
                        closes_at=wish.closes_at,
                    ),
                )
        self._opened.set()
        await self._options.fill(session)
        return await self._around.told(session, by)

    async def close(self, session: str, activity: str, by: Person) -> Session:
        """Count a vote; end the writing in what is open for days. Twice is once.

        Raises:
            Forbidden: somebody else facilitates.
            Conflict: this has no close, it has not begun, or there is nothing to vote on.
        """
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            row = await find_activity(db, session, activity)
            if row.closes_at is None:
                require_vote(row)
            require_begun(row)
            if row.kind == "vote" and not settings_of(row).options:
                raise Conflict("There is nothing to vote on yet.")
            if row.closed_at is None:
                await self._close(db, seat.session, row)
        await self._closed(seat.session.board_id, row)
        return await self._around.sessions.view(session, by)

    # -- when the time comes

    async def run(self) -> None:
        """Close what is due, and remind people before, for ever."""
        while True:
            wait = CHECK_SECONDS
            self._opened.clear()
            try:
                following = await self.do_due(utc_now())
                if following is not None:
                    wait = min(max((following - utc_now()).total_seconds(), 0.05), CHECK_SECONDS)
            except Exception:
                logger.exception("what is open for days cannot be looked up")
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._opened.wait()

    async def do_due(self, now: datetime) -> datetime | None:
        """Close what is due at this moment, and remind people. Several may do so at a time: each
        thing is done once. What fails is logged, and tried again with the next call.

        Returns:
            When something is due next; None: nothing is planned.
        """
        open_ = (col(ActivityRow.closes_at).is_not(None), col(ActivityRow.closed_at).is_(None))
        async with self._around.database.session() as db:
            due = await db.execute(
                select(col(ActivityRow.session_id), col(ActivityRow.id))
                .where(
                    *open_,
                    or_(col(ActivityRow.closes_at) <= now, col(ActivityRow.remind_at) <= now),
                )
                .order_by(col(ActivityRow.closes_at), col(ActivityRow.id))
            )
            found = [(session, activity) for session, activity in due]
            upcoming = [
                await db.scalar(select(func.min(moment)).where(*open_, moment > now))
                for moment in (col(ActivityRow.closes_at), col(ActivityRow.remind_at))
            ]
        for session, activity in found:
            try:
                await self._do(session, activity, now)
            except NotFound:
                pass  # It was deleted meanwhile.
            except Exception:
                logger.exception("an activity cannot be closed yet", activity=activity)
        return min((moment for moment in upcoming if moment is not None), default=None)

    async def _do(self, session: str, activity: str, now: datetime) -> None:
        closed = False
        async with self._around.database.session() as db:
            # Holds the session: whoever else does this waits, and then finds it done.
            held = await lock_session(db, session)
            row = await find_activity(db, session, activity)
            if row.closes_at is None or row.closed_at is not None:
                return
            if row.closes_at <= now:
                await self._close(db, held, row)
                closed = True
            elif row.remind_at is not None and row.remind_at <= now:
                await self._remind(db, held, row, row.closes_at)
        if closed:
            await self._closed(held.board_id, row)

    async def _remind(
        self, db: AsyncSession, session: SessionRow, row: ActivityRow, closes_at: datetime
    ) -> None:
        row.remind_at = None
        board = await db.get_one(BoardRow, session.board_id)
        waiting_for = await able_to_take_part(db, board) - await _took_part(db, row)
        if waiting_for:
            await self._around.events.tell(
                db,
                ActivityClosing(
                    board=board.id,
                    by=None,
                    session=session.id,
                    activity=row.id,
                    title=row.title,
                    kind=row.kind,
                    closes_at=closes_at,
                    waiting_for=frozenset(waiting_for),
                ),
            )

    # -- closing

    async def _close(self, db: AsyncSession, session: SessionRow, row: ActivityRow) -> None:
        """Within a transaction that holds the session."""
        if row.kind == "vote":
            await self._ballots.count(db, session, row)
        elif row.reveals:
            await self._notes.uncover(db, row)
        else:
            end_writing(row, utc_now())
        if row.closes_at is not None and row.state == "planned":
            row.state = "done"

    async def _closed(self, board: str, row: ActivityRow) -> None:
        """Everyone hears of it, once it has committed."""
        if row.kind == "vote":
            await self._ballots.counted(board, row.session_id, row.id)
        elif row.revealed_at is not None:
            await self._notes.uncovered(board, row.session_id, row.id)
        else:
            self._around.sessions.push.changed(row.session_id)


def reminder(opened: datetime, closes: datetime) -> datetime:
    """When people are reminded: a day before, and never before half of the time is over."""
    return max(closes - BEFORE_CLOSING, opened + (closes - opened) / 2)


def _require_openable(row: ActivityRow) -> None:
    if row.kind == "vote":
        if row.closed_at is not None:
            raise VoteClosed("The vote is closed and has its result.")
    elif row.kind not in GATHERING:
        raise Conflict("Only what each does alone can be open for days: writing notes, and votes.")
    elif row.revealed_at is not None:
        raise AlreadyRevealed("The notes are revealed, so nobody writes any more.")


async def _took_part(db: AsyncSession, row: ActivityRow) -> set[str]:
    """Ids of those who wrote or voted. Not to be told to anybody."""
    person, activity = (
        (col(BallotRow.person_id), col(BallotRow.activity_id))
        if row.kind == "vote"
        else (col(NoteRow.author_id), col(NoteRow.activity_id))
    )
    return set(await db.scalars(select(person).where(activity == row.id).distinct()))
