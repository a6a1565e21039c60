"""What is voted on, where nobody said: found when the vote begins, and fixed from then on."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.boards.views import one_line
from planhall.plan.model import Plan
from planhall.workshops.agenda import agenda_of
from planhall.workshops.models import ActivityRow, ClusterRow, NoteRow, SessionRow
from planhall.workshops.note_order import ordered_notes
from planhall.workshops.taking_part import GATHERING, Surroundings, lock_session, settings_of
from planhall.workshops.views import OPTIONS_MAX, VoteOption

TITLE_LENGTH: Final = 200


class VoteOptions:
    """Fills in the options of votes that have begun without any."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings

    async def begun(self, session: str, _activity: str) -> None:
        """An activity is on now: what ``Leading.when_begun`` calls."""
        await self.fill(session)

    async def fill(self, session: str) -> None:
        """Called when a vote begins, and when ideas are revealed, on which one may wait."""
        async with self._around.database.session() as db:
            waiting = _waiting(await agenda_of(db, session))
            row = await db.get(SessionRow, session)
            if not waiting or row is None:
                return
            board = row.board_id
        plan = await self._around.plans.read(board)
        async with self._around.database.session() as db:
            await lock_session(db, session)
            agenda = await agenda_of(db, session)
            for vote in _waiting(agenda):
                options = await _options_of(db, vote, agenda, plan)
                vote.settings = {
                    **vote.settings,
                    "options": [option.model_dump(mode="json") for option in options[:OPTIONS_MAX]],
                }


def source_of(activity: ActivityRow, agenda: Sequence[ActivityRow]) -> ActivityRow | None:
    """The activity whose notes this one works on: its own, the one that it names, or the nearest
    earlier one, a brainstorm before any other."""
    if activity.kind in GATHERING:
        return activity
    gathering = [row for row in agenda if row.kind in GATHERING]
    named = settings_of(activity).source
    if named is not None:
        return next((row for row in gathering if row.id == named), None)
    earlier = [row for row in gathering if row.position < activity.position]
    storms = [row for row in earlier if row.kind == "brainstorm"]
    nearest = storms or earlier
    return nearest[-1] if nearest else None


def _waiting(agenda: Sequence[ActivityRow]) -> list[ActivityRow]:
    """Votes that have begun, are not closed and have nothing to vote on."""
    return [
        row
        for row in agenda
        if row.kind == "vote"
        and row.begun_at is not None
        and row.closed_at is None
        and not row.settings.get("options")
    ]


async def _options_of(
    db: AsyncSession, vote: ActivityRow, agenda: Sequence[ActivityRow], plan: Plan
) -> list[VoteOption]:
    """The groups of the source and its ideas in no group; without them the items of the part.

    While the source is not revealed there are none: they come with the reveal.
    """
    source = source_of(vote, agenda)
    told = settings_of(vote).source is not None
    if source is not None and (told or source.kind in {"brainstorm", "write"}):
        if source.revealed_at is None:
            return []
        options = await _ideas(db, source)
        if options:
            return options
    children = plan.roots
    if vote.part is not None:
        children = plan.items[vote.part].children if vote.part in plan.items else ()
    return [
        VoteOption(id=item, title=title, item=item)
        for item in children
        if (title := one_line(plan.items[item].title, TITLE_LENGTH))
    ]


async def _ideas(db: AsyncSession, source: ActivityRow) -> list[VoteOption]:
    notes = await ordered_notes(db, source)
    grouped = {note.cluster_id for note in notes}
    clusters = await db.scalars(
        select(ClusterRow)
        .where(col(ClusterRow.activity_id) == source.id)
        .order_by(col(ClusterRow.position), col(ClusterRow.id))
    )
    return [
        *(
            VoteOption(id=one.id, title=one.title, item=one.item_id)
            for one in clusters
            if one.id in grouped
        ),
        *(_idea(note) for note in notes if note.cluster_id is None),
    ]


def _idea(note: NoteRow) -> VoteOption:
    return VoteOption(id=note.id, title=one_line(note.text, TITLE_LENGTH), item=note.item_id)
