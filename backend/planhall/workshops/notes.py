"""Notes: each writes alone, until they are revealed to all."""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.problems import Conflict, Forbidden, Invalid, NotFound
from planhall.workshops.attendance import attend
from planhall.workshops.ideas_in_plan import item_of
from planhall.workshops.models import ActivityRow, ClusterRow, NoteRow, SessionRow
from planhall.workshops.note_order import ordered_notes
from planhall.workshops.plan_writing import PlanWriting
from planhall.workshops.seats import Seat, find_seat, lock_seat
from planhall.workshops.taking_part import (
    AlreadyRevealed,
    Surroundings,
    end_writing,
    find_activity,
    require_begun,
    require_gathering,
    require_grouping,
    require_open,
    require_revealed,
    settings_of,
)
from planhall.workshops.taking_part_views import Note, NoteChange, NoteWish
from planhall.workshops.views import Session
from planhall.workshops.vote_options import VoteOptions

NOTES_EACH: Final = 100
"""How many notes one person has in one activity, at most."""

NO_NOTE = "There is no such note, or it is not yours to see."
SEEN = "The notes are revealed, so they stay as they are."


class Notes:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self, surroundings: Surroundings, writing: PlanWriting, options: VoteOptions
    ) -> None:
        self._around = surroundings
        self._writing = writing
        self._options = options

    async def of(self, session: str, activity: str, by: Person) -> list[Note]:
        """One's own notes before the reveal, whoever one is; all of them after it.

        Raises:
            NotFound: there is no such activity, or none that they may know of.
        """
        async with self._around.database.session() as db:
            await find_seat(db, session, by.id)
            row = await find_activity(db, session, activity)
            rows = await ordered_notes(db, row, None if row.revealed_at is not None else by.id)
            return await self._views(db, row, rows, by.id)

    async def add(self, session: str, activity: str, by: Person, wish: NoteWish) -> Note:
        """Write a note. One that was sent before, with its id, is there once.

        Raises:
            Forbidden: they only look on.
            AlreadyRevealed, ActivityClosed: it comes too late.
            Conflict: nobody writes in this activity, not yet, or not so much.
        """
        try:
            async with self._around.database.session() as db:
                seat = await lock_seat(db, session, by.id)
                row = await find_activity(db, session, activity)
                note = await self._add(db, seat, row, wish)
                view = (await self._views(db, row, [note], by.id))[0]
        except IntegrityError:
            raise Conflict("There is another note of that id.") from None
        self._around.sessions.push.changed(session)
        return view

    async def _add(
        self, db: AsyncSession, seat: Seat, activity: ActivityRow, wish: NoteWish
    ) -> NoteRow:
        seat.require_taking_part()
        require_gathering(activity)
        if wish.id is not None and (there := await db.get(NoteRow, wish.id)) is not None:
            if there.author_id != seat.person or there.activity_id != activity.id:
                raise Conflict("There is another note of that id.")
            return there
        if activity.revealed_at is not None:
            raise AlreadyRevealed("The notes are revealed, so this one came too late.")
        require_open(seat.session, activity)
        require_begun(activity)
        own = await db.scalar(
            select(func.count())
            .select_from(NoteRow)
            .where(col(NoteRow.activity_id) == activity.id, col(NoteRow.author_id) == seat.person)
        )
        if (own or 0) >= NOTES_EACH:
            raise Conflict(f"Everyone has {NOTES_EACH} notes in one activity, at most.")
        if activity.closes_at is None:
            # Who came is told to all, and who wrote in their own time is nobody's to know.
            await attend(db, seat.session.id, seat.person)
        now = utc_now()
        note = NoteRow(
            id=wish.id or new_id(),
            activity_id=activity.id,
            author_id=seat.person,
            text=wish.text,
            color=wish.color,
            created_at=now,
            updated_at=now,
        )
        db.add(note)
        await db.flush()
        return note

    async def change(self, note: str, by: Person, change: NoteChange) -> Note:
        """Change one's own words or colour before the reveal; put a note into a group after it.

        Raises:
            NotFound: there is no such note, or none that they may see.
            Forbidden: it is not theirs to change.
            AlreadyRevealed, NotRevealed: it is too late, or too early.
            Invalid: there is no such group.
        """
        session = await self._session_of(note)
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            row, activity = await _visible(db, note, by.id)
            if change.text is not None or change.color is not None:
                seat.require_taking_part()
                _require_own_and_hidden(row, activity, by.id)
                require_open(seat.session, activity)
                row.text = change.text if change.text is not None else row.text
                row.color = change.color if change.color is not None else row.color
                row.updated_at = utc_now()
            regrouped = "cluster" in change.model_fields_set and change.cluster != row.cluster_id
            if regrouped:
                require_grouping(seat)
                require_revealed(activity)
                await _put_into(db, row, change.cluster)
            await db.flush()
            view = (await self._views(db, activity, [row], by.id))[0]
            board = seat.session.board_id
        if regrouped:
            self._around.sessions.push.changed(session)
            await self._around.tell(board, {"type": "notes", "activity": view.activity})
        return view

    async def remove(self, note: str, by: Person) -> None:
        """Take back one's own note, before the reveal.

        Raises:
            NotFound: there is no such note, or none that they may see.
            AlreadyRevealed: it is too late.
        """
        session = await self._session_of(note)
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            row, activity = await _visible(db, note, by.id)
            seat.require_taking_part()
            _require_own_and_hidden(row, activity, by.id)
            await db.delete(row)
        self._around.sessions.push.changed(session)

    async def reveal(self, session: str, activity: str, by: Person) -> Session:
        """Show everyone's notes to everyone, and write them into the plan as ideas.

        To reveal them again changes nothing, but makes up for what could not be written.

        Raises:
            Forbidden: somebody else facilitates.
            Conflict: the activity has no notes to reveal, or has not begun.
        """
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            row = await find_activity(db, session, activity)
            require_gathering(row)
            require_begun(row)
            await self.uncover(db, row)
            board = seat.session.board_id
        await self.uncovered(board, session, activity)
        return await self._around.sessions.view(session, by)

    async def uncover(self, db: AsyncSession, activity: ActivityRow) -> None:
        """Reveal the notes, within a transaction that holds the session; nobody writes any more.

        To be followed by ``uncovered`` once that has committed.
        """
        if activity.revealed_at is not None:
            return
        activity.revealed_at = utc_now()
        if activity.closes_at is not None:
            end_writing(activity, activity.revealed_at)
        for note in await ordered_notes(db, activity):
            note.item_id = item_of("idea", note.id)

    async def uncovered(self, board: str, session: str, activity: str) -> None:
        """Everyone may see the notes now, whatever becomes of writing them into the plan."""
        await self._options.fill(session)
        await self._writing.try_to_finish(session)
        self._around.sessions.push.changed(session)
        await self._around.tell(board, {"type": "notes", "activity": activity})

    # -- within

    async def _session_of(self, note: str) -> str:
        async with self._around.database.session() as db:
            session = await db.scalar(
                select(col(SessionRow.id))
                .join(ActivityRow, col(ActivityRow.session_id) == col(SessionRow.id))
                .join(NoteRow, col(NoteRow.activity_id) == col(ActivityRow.id))
                .where(col(NoteRow.id) == note)
            )
        if session is None:
            raise NotFound(NO_NOTE)
        return session

    async def _views(
        self, db: AsyncSession, activity: ActivityRow, rows: list[NoteRow], to: str
    ) -> list[Note]:
        nameless = settings_of(activity).anonymous
        people = (
            {}
            if nameless
            else await self._around.accounts.profiles(db, {row.author_id for row in rows})
        )
        return [
            Note(
                id=row.id,
                activity=row.activity_id,
                text=row.text,
                color=row.color,
                author=None if nameless else people[row.author_id].person,
                mine=row.author_id == to,
                cluster=row.cluster_id,
                item=row.item_id,
            )
            for row in rows
        ]


async def _visible(db: AsyncSession, note: str, person: str) -> tuple[NoteRow, ActivityRow]:
    """A note that somebody may see, with its activity."""
    row = await db.get(NoteRow, note, populate_existing=True)
    if row is None:
        raise NotFound(NO_NOTE)
    activity = await db.get_one(ActivityRow, row.activity_id, populate_existing=True)
    if activity.revealed_at is None and row.author_id != person:
        raise NotFound(NO_NOTE)
    return row, activity


def _require_own_and_hidden(note: NoteRow, activity: ActivityRow, person: str) -> None:
    if activity.revealed_at is not None:
        raise AlreadyRevealed(SEEN)
    if note.author_id != person:
        raise Forbidden("Only who wrote a note may change it.")


async def _put_into(db: AsyncSession, note: NoteRow, cluster: str | None) -> None:
    """Put a note into a group, last, or into none."""
    if cluster is not None:
        found = await db.get(ClusterRow, cluster)
        if found is None or found.activity_id != note.activity_id:
            raise Invalid("cluster: there is no such group of these notes.")
        last = await db.scalar(
            select(func.max(col(NoteRow.position))).where(col(NoteRow.cluster_id) == cluster)
        )
        note.position = 0 if last is None else last + 1
    note.cluster_id = cluster
