"""Groups of revealed notes, and what becomes of them in the plan."""

import asyncio
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.views import Person
from planhall.problems import Conflict, Invalid, NotFound
from planhall.workshops.ideas_in_plan import item_of
from planhall.workshops.models import ActivityRow, ClusterRow, NoteRow
from planhall.workshops.plan_writing import PlanWriting
from planhall.workshops.running import require_not_ended
from planhall.workshops.seats import find_seat, lock_seat
from planhall.workshops.similarity import suggest_groups
from planhall.workshops.taking_part import (
    Surroundings,
    find_activity,
    require_grouping,
    require_revealed,
)
from planhall.workshops.taking_part_views import (
    CLUSTERS_MAX,
    ClusterName,
    ClusterSet,
    ClusterSuggestion,
    ClusterWish,
    Promoted,
    PromotedKind,
)
from planhall.workshops.views import Cluster, Session


class Clusters:
    """``by`` is always somebody who was identified; each call checks what they may do.

    All raise NotRevealed where the notes are still their authors' own, and Forbidden where somebody
    may not group them.
    """

    def __init__(self, surroundings: Surroundings, writing: PlanWriting) -> None:
        self._around = surroundings
        self._writing = writing

    async def suggested(self, session: str, activity: str, by: Person) -> list[ClusterSuggestion]:
        """Groups of the notes that are in none, by likeness of words; to take or to leave."""
        async with self._around.database.session() as db:
            seat = await find_seat(db, session, by.id)
            row = await find_activity(db, session, activity)
            require_grouping(seat)
            require_revealed(row)
            loose = await db.execute(
                select(col(NoteRow.id), col(NoteRow.text)).where(
                    col(NoteRow.activity_id) == activity, col(NoteRow.cluster_id).is_(None)
                )
            )
            texts = {note: text for note, text in loose}  # noqa: C416
        groups = await asyncio.to_thread(suggest_groups, texts)
        return [ClusterSuggestion(title=group.title, notes=list(group.notes)) for group in groups]

    async def set_all(
        self, session: str, activity: str, by: Person, wanted: Sequence[ClusterSet]
    ) -> Session:
        """All groups as they should be; those that are not named are no more.

        Raises:
            Invalid: a group or a note is not there, or a note is named twice.
        """
        async with self._around.database.session() as db:
            row, board = await self._grouping(db, session, activity, by)
            held = {one.id: one for one in await _clusters_of(db, activity)}
            named = [one.id for one in wanted if one.id is not None]
            if len(set(named)) < len(named) or not set(named) <= set(held):
                raise Invalid("clusters: one is named twice, or not there.")
            await _require_notes(db, row.id, [note for one in wanted for note in one.notes])
            await _loosen(db, row.id)
            for gone in set(held) - set(named):
                await db.delete(held[gone])
            for position, one in enumerate(wanted):
                cluster = held.get(one.id or "")
                if cluster is None:
                    cluster = ClusterRow(
                        id=new_id(), activity_id=row.id, position=position, title=""
                    )
                    db.add(cluster)
                cluster.title = one.title
                cluster.position = position
                await db.flush()
                await _gather(db, cluster.id, one.notes)
        await self._tell(session, activity, board)
        return await self._around.sessions.view(session, by)

    async def add(self, session: str, activity: str, by: Person, wish: ClusterWish) -> Cluster:
        """A new group of some notes, wherever they were before.

        Raises:
            Invalid: a note is not there, or named twice.
            Conflict: there are too many groups.
        """
        async with self._around.database.session() as db:
            row, board = await self._grouping(db, session, activity, by)
            await _require_notes(db, row.id, wish.notes)
            held = await _clusters_of(db, activity)
            if len(held) >= CLUSTERS_MAX:
                raise Conflict(f"There are {CLUSTERS_MAX} groups at most.")
            position = max((one.position for one in held), default=-1) + 1
            cluster = ClusterRow(
                id=new_id(), activity_id=row.id, position=position, title=wish.title
            )
            db.add(cluster)
            await db.flush()
            await _gather(db, cluster.id, wish.notes)
        await self._tell(session, activity, board)
        return Cluster(id=cluster.id, title=cluster.title, notes=list(wish.notes), item=None)

    async def rename(
        self, session: str, activity: str, cluster: str, by: Person, name: ClusterName
    ) -> Cluster:
        async with self._around.database.session() as db:
            _, board = await self._grouping(db, session, activity, by)
            row = await _cluster_of(db, activity, cluster)
            row.title = name.title
            view = await _cluster_view(db, row)
        await self._tell(session, activity, board)
        return view

    async def remove(self, session: str, activity: str, cluster: str, by: Person) -> None:
        """Take a group apart: its notes stay, and so does what was made of it in the plan."""
        async with self._around.database.session() as db:
            _, board = await self._grouping(db, session, activity, by)
            row = await _cluster_of(db, activity, cluster)
            await _loosen(db, activity, cluster)
            await db.delete(row)
        await self._tell(session, activity, board)

    async def promote(
        self, session: str, activity: str, cluster: str, by: Person, kind: PromotedKind
    ) -> Promoted:
        """Make a group a goal, an objective or a strategy, with its ideas below it.

        Where it is one already, ideas that came to the group since are brought below it.
        """
        async with self._around.database.session() as db:
            _, board = await self._grouping(db, session, activity, by)
            row = await _cluster_of(db, activity, cluster)
            row.item_id = row.item_id or item_of("cluster", row.id)
            row.promoted_to = kind
            row.written = False
            item = row.item_id
        # The ideas first, if a crash kept them out of the plan.
        await self._writing.finish_ideas(session)
        await self._writing.write_group(cluster, again=True)
        await self._tell(session, activity, board)
        return Promoted(item=item)

    # -- within

    async def _grouping(
        self, db: AsyncSession, session: str, activity: str, by: Person
    ) -> tuple[ActivityRow, str]:
        """The activity whose notes are grouped, and its board."""
        seat = await lock_seat(db, session, by.id)
        row = await find_activity(db, session, activity)
        require_grouping(seat)
        require_not_ended(seat.session)
        require_revealed(row)
        return row, seat.session.board_id

    async def _tell(self, session: str, activity: str, board: str) -> None:
        self._around.sessions.push.changed(session)
        await self._around.tell(board, {"type": "notes", "activity": activity})


async def _clusters_of(db: AsyncSession, activity: str) -> list[ClusterRow]:
    return list(
        await db.scalars(
            select(ClusterRow)
            .where(col(ClusterRow.activity_id) == activity)
            .order_by(col(ClusterRow.position), col(ClusterRow.id))
        )
    )


async def _cluster_of(db: AsyncSession, activity: str, cluster: str) -> ClusterRow:
    row = await db.get(ClusterRow, cluster, populate_existing=True)
    if row is None or row.activity_id != activity:
        raise NotFound("There is no such group of these notes.")
    return row


async def _cluster_view(db: AsyncSession, row: ClusterRow) -> Cluster:
    notes = await db.scalars(
        select(col(NoteRow.id))
        .where(col(NoteRow.cluster_id) == row.id)
        .order_by(col(NoteRow.position), col(NoteRow.id))
    )
    return Cluster(id=row.id, title=row.title, notes=list(notes), item=row.item_id)


async def _require_notes(db: AsyncSession, activity: str, notes: Sequence[str]) -> None:
    if len(set(notes)) < len(notes):
        raise Invalid("notes: one is named twice.")
    found = await db.scalar(
        select(func.count())
        .select_from(NoteRow)
        .where(col(NoteRow.activity_id) == activity, col(NoteRow.id).in_(notes))
    )
    if found != len(notes):
        raise Invalid("notes: one is not there.")


async def _loosen(db: AsyncSession, activity: str, cluster: str | None = None) -> None:
    """Take notes out of one group, or out of all."""
    loosening = (
        update(NoteRow)
        .where(col(NoteRow.activity_id) == activity)
        .values(cluster_id=None)
        .execution_options(synchronize_session=False)
    )
    if cluster is not None:
        loosening = loosening.where(col(NoteRow.cluster_id) == cluster)
    await db.execute(loosening)


async def _gather(db: AsyncSession, cluster: str, notes: Iterable[str]) -> None:
    """Put these notes into a group, in this order."""
    for position, note in enumerate(notes):
        await db.execute(
            update(NoteRow)
            .where(col(NoteRow.id) == note)
            .values(cluster_id=cluster, position=position)
            .execution_options(synchronize_session=False)
        )
