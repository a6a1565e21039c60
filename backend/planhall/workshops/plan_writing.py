"""Brings what the group has revealed and decided into the plan's document.

Rows first, the document then: a row says that it is not written yet until it is, so that whatever
happens between the two is made up for at the next occasion, and after a restart.
"""

from datetime import UTC, datetime

import structlog
from sqlalchemy import select, update
from sqlmodel import col

from planhall.database import Database
from planhall.plan.model import Item, Owner
from planhall.workshops.documents import Documents
from planhall.workshops.ideas_in_plan import (
    Idea,
    Promise,
    Verdict,
    item_of,
    write_actions,
    write_decision,
    write_group,
    write_ideas,
)
from planhall.workshops.models import (
    ActionRow,
    ActivityRow,
    ClusterRow,
    DecisionRow,
    NoteRow,
    SessionRow,
)
from planhall.workshops.note_order import ordered_notes
from planhall.workshops.taking_part import settings_of
from planhall.workshops.views import VoteResult

logger = structlog.get_logger(__name__)


class PlanWriting:
    """Writes rows into documents. Each call may be made again: what is there stays as it is."""

    def __init__(self, database: Database, documents: Documents) -> None:
        self._database = database
        self._documents = documents

    async def finish_all(self) -> None:
        """After a start: make up for what a crash left unwritten. Never raises."""
        async with self._database.session() as db:
            sessions = set(
                await db.scalars(
                    select(col(ActivityRow.session_id)).where(
                        col(ActivityRow.revealed_at).is_not(None), ~col(ActivityRow.written)
                    )
                )
            )
            sessions |= set(
                await db.scalars(
                    select(col(ActivityRow.session_id))
                    .join(ClusterRow, col(ClusterRow.activity_id) == col(ActivityRow.id))
                    .where(col(ClusterRow.item_id).is_not(None), ~col(ClusterRow.written))
                )
            )
            for table in (DecisionRow, ActionRow):
                sessions |= set(
                    await db.scalars(select(col(table.session_id)).where(~col(table.written)))
                )
        for session in sorted(sessions):
            await self.try_to_finish(session)

    async def try_to_finish(self, session: str) -> None:
        """As ``finish``; what cannot be written now is left for later. Never raises."""
        try:
            await self.finish(session)
        except Exception:
            logger.exception("a session is not written into the plan yet", session=session)

    async def finish(self, session: str) -> None:
        """Write all of a session that is not in the plan yet, what others build on first."""
        await self.finish_ideas(session)
        async with self._database.session() as db:
            promoted = list(
                await db.scalars(
                    select(col(ClusterRow.id))
                    .join(ActivityRow, col(ActivityRow.id) == col(ClusterRow.activity_id))
                    .where(
                        col(ActivityRow.session_id) == session,
                        col(ClusterRow.item_id).is_not(None),
                        ~col(ClusterRow.written),
                    )
                )
            )
            decided = list(
                await db.scalars(
                    select(col(DecisionRow.id))
                    .where(col(DecisionRow.session_id) == session, ~col(DecisionRow.written))
                    .order_by(col(DecisionRow.at))
                )
            )
        for cluster in promoted:
            await self.write_group(cluster)
        for decision in decided:
            await self.write_decision(decision)
        await self._write_loose_actions(session)

    async def finish_ideas(self, session: str) -> None:
        """Write the revealed notes that are not in the plan yet."""
        async with self._database.session() as db:
            revealed = list(
                await db.scalars(
                    select(col(ActivityRow.id))
                    .where(
                        col(ActivityRow.session_id) == session,
                        col(ActivityRow.revealed_at).is_not(None),
                        ~col(ActivityRow.written),
                    )
                    .order_by(col(ActivityRow.position))
                )
            )
        for activity in revealed:
            await self.write_ideas(activity)

    async def write_ideas(self, activity: str) -> None:
        """Write an activity's revealed notes into the plan as ideas."""
        async with self._database.session() as db:
            row = await db.get_one(ActivityRow, activity)
            session = await db.get_one(SessionRow, row.session_id)
            nameless = settings_of(row).anonymous
            notes = await ordered_notes(db, row)
        revealed_at = row.revealed_at or datetime.now(UTC)
        ideas = [
            Idea(
                item=note.item_id or item_of("idea", note.id),
                text=note.text,
                by=None if nameless else note.author_id,
            )
            for note in notes
        ]
        if ideas:
            at = round(revealed_at.timestamp() * 1000)
            await self._documents.edit(
                session.board_id,
                session.facilitator_id or session.created_by,
                lambda doc: write_ideas(doc, ideas, row.part, at),
            )
        await self._written(ActivityRow, activity)

    async def write_group(self, cluster: str, *, again: bool = False) -> None:
        """Make a promoted cluster an item of the plan; ``again``: bring later ideas below it."""
        async with self._database.session() as db:
            row = await db.get_one(ClusterRow, cluster)
            activity = await db.get_one(ActivityRow, row.activity_id)
            session = await db.get_one(SessionRow, activity.session_id)
            ideas = [
                note.item_id
                for note in await db.scalars(
                    select(NoteRow)
                    .where(col(NoteRow.cluster_id) == cluster)
                    .order_by(col(NoteRow.position), col(NoteRow.id))
                )
                if note.item_id is not None
            ]
        by = session.facilitator_id or session.created_by
        item = Item(
            id=row.item_id or item_of("cluster", row.id),
            kind=row.promoted_to or "goal",
            title=row.title,
            created_by=by,
        )
        await self._documents.edit(
            session.board_id,
            by,
            lambda doc: write_group(doc, item, ideas, activity.part, again=again),
        )
        await self._written(ClusterRow, cluster)

    async def write_decision(self, decision: str) -> None:
        """Write a decision and its actions into the plan."""
        async with self._database.session() as db:
            row = await db.get_one(DecisionRow, decision)
            session = await db.get_one(SessionRow, row.session_id)
            activity = (
                None if row.activity_id is None else await db.get(ActivityRow, row.activity_id)
            )
            actions = list(
                await db.scalars(
                    select(ActionRow)
                    .where(col(ActionRow.decision_id) == decision)
                    .order_by(col(ActionRow.position))
                )
            )
        part = None if activity is None else activity.part
        verdict = Verdict(
            title=row.title,
            what=row.what,
            why=row.why,
            who=tuple(row.who),
            at=row.at,
            dissent=row.dissent,
            tally=None if row.tally is None else VoteResult.model_validate(row.tally),
            kind=row.kind,
            by=row.decided_by,
            new_item=item_of("decision", row.id),
            item=row.item_id,
        )
        promises = [_promise(action) for action in actions]
        item = await self._documents.edit(
            session.board_id,
            row.decided_by,
            lambda doc: write_decision(doc, verdict, part, promises),
        )
        async with self._database.session() as db:
            await db.execute(
                update(DecisionRow)
                .where(col(DecisionRow.id) == decision)
                .values(item_id=item, written=True)
                .execution_options(synchronize_session=False)
            )
            await db.execute(
                update(ActionRow)
                .where(col(ActionRow.decision_id) == decision)
                .values(written=True)
                .execution_options(synchronize_session=False)
            )

    async def _write_loose_actions(self, session: str) -> None:
        """Write the actions that no decision brought."""
        async with self._database.session() as db:
            actions = list(
                await db.scalars(
                    select(ActionRow)
                    .where(
                        col(ActionRow.session_id) == session,
                        col(ActionRow.decision_id).is_(None),
                        ~col(ActionRow.written),
                    )
                    .order_by(col(ActionRow.created_at), col(ActionRow.id))
                )
            )
            if not actions:
                return
            board = (await db.get_one(SessionRow, session)).board_id
        promises = [_promise(action) for action in actions]
        await self._documents.edit(
            board, actions[0].created_by, lambda doc: write_actions(doc, promises, None)
        )
        for action in actions:
            await self._written(ActionRow, action.id)

    async def _written(self, table: type[ActivityRow | ClusterRow | ActionRow], id_: str) -> None:
        async with self._database.session() as db:
            await db.execute(
                update(table)
                .where(col(table.id) == id_)
                .values(written=True)
                .execution_options(synchronize_session=False)
            )


def _promise(row: ActionRow) -> Promise:
    owner = Owner(row.owner_id, row.owner_name) if row.owner_name else None
    return Promise(item=row.id, title=row.title, owner=owner, due=row.due, by=row.created_by)
