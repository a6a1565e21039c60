"""The record of a session: what is left of it, and only what its group has seen."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.views import Person
from planhall.boards.models import BoardRow
from planhall.plan.service import ExportedFile
from planhall.workshops.agenda import agenda_of
from planhall.workshops.decisions import actions_in, decisions_in
from planhall.workshops.models import (
    ActivityRow,
    AttendanceRow,
    ClusterRow,
    NoteRow,
    SessionRow,
)
from planhall.workshops.note_order import ordered_notes
from planhall.workshops.record_markdown import write_markdown
from planhall.workshops.record_words import file_stem
from planhall.workshops.seats import find_seat
from planhall.workshops.taking_part import Surroundings, settings_of
from planhall.workshops.taking_part_views import (
    RecordedActivity,
    RecordedIdea,
    RecordedPerson,
    SessionRecord,
)
from planhall.workshops.views import Cluster, VoteResult

PRINTED_AT_ONCE: Final = 1
"""How many PDFs are made at the same time; each takes a core meanwhile."""


class RecordFormat(StrEnum):
    """What a record can be had as."""

    JSON = "json"
    MARKDOWN = "markdown"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the group has seen of one activity's notes."""

    ideas: list[RecordedIdea]
    clusters: list[Cluster]
    unrevealed: int


class Records:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        self._printing = asyncio.Semaphore(PRINTED_AT_ONCE)

    async def of(self, session: str, by: Person) -> SessionRecord:
        """The record as it is now, for everyone on the board.

        Raises:
            NotFound: there is no such session, or none that they may know of.
        """
        async with self._around.database.session() as db:
            board = (await find_seat(db, session, by.id)).session.board_id
        groups = {
            group.id: group.name for group in (await self._around.plans.read(board)).stakeholders
        }
        async with self._around.database.session() as db:
            row = (await find_seat(db, session, by.id)).session
            agenda = await agenda_of(db, session)
            came = list(
                await db.scalars(
                    select(AttendanceRow)
                    .where(col(AttendanceRow.session_id) == session)
                    .order_by(col(AttendanceRow.joined_at), col(AttendanceRow.person_id))
                )
            )
            names = await self._people(db, row, agenda, came)
            title = (await db.get_one(BoardRow, row.board_id)).title
            return SessionRecord(
                session=row.id,
                board=row.board_id,
                board_title=title,
                title=row.title,
                state=row.state,
                facilitator=_name(names, row.facilitator_id),
                created_at=row.created_at,
                started_at=row.started_at,
                ended_at=row.ended_at,
                people=[
                    RecordedPerson(
                        person=names[one.person_id],
                        stakeholder=groups.get(one.stakeholder or ""),
                        joined_at=one.joined_at,
                    )
                    for one in came
                    if one.person_id in names
                ],
                agenda=[await _recorded(db, step, names) for step in agenda],
                decisions=await decisions_in(db, session),
                actions=await actions_in(db, session),
            )

    async def file(self, session: str, format_: RecordFormat, by: Person) -> ExportedFile:
        """The record as a Markdown document or a PDF.

        Raises:
            NotFound: there is no such session, or none that they may know of.
        """
        record = await self.of(session, by)
        stem = file_stem(record)
        if format_ is RecordFormat.PDF:
            async with self._printing:
                content = await asyncio.to_thread(_write_pdf, record)
            return ExportedFile(f"{stem}.pdf", "application/pdf", content)
        return ExportedFile(f"{stem}.md", "text/markdown", write_markdown(record).encode())

    async def _people(
        self,
        db: AsyncSession,
        session: SessionRow,
        agenda: list[ActivityRow],
        came: list[AttendanceRow],
    ) -> Mapping[str, Person]:
        """Everyone whose name may stand in the record. Whose notes had no names, are not asked."""
        named = [
            step.id
            for step in agenda
            if step.revealed_at is not None and not settings_of(step).anonymous
        ]
        authors = await db.scalars(
            select(col(NoteRow.author_id)).where(col(NoteRow.activity_id).in_(named)).distinct()
        )
        ids = {one.person_id for one in came} | set(authors)
        if session.facilitator_id is not None:
            ids.add(session.facilitator_id)
        profiles = await self._around.accounts.profiles(db, ids)
        return {id_: profile.person for id_, profile in profiles.items()}


async def _recorded(
    db: AsyncSession, step: ActivityRow, names: Mapping[str, Person]
) -> RecordedActivity:
    seen = await _seen(db, step, names)
    return RecordedActivity(
        id=step.id,
        kind=step.kind,
        title=step.title,
        instructions=step.instructions,
        minutes=step.minutes,
        state=step.state,
        ideas=seen.ideas,
        clusters=seen.clusters,
        result=None if step.result is None else VoteResult.model_validate(step.result),
        unrevealed=seen.unrevealed,
    )


async def _seen(db: AsyncSession, step: ActivityRow, names: Mapping[str, Person]) -> _Seen:
    notes = await ordered_notes(db, step)
    if step.revealed_at is None:
        return _Seen([], [], len(notes))
    nameless = settings_of(step).anonymous
    ideas = [
        RecordedIdea(
            text=note.text,
            author=None if nameless else _name(names, note.author_id),
            cluster=note.cluster_id,
        )
        for note in notes
    ]
    members: dict[str, list[NoteRow]] = {}
    for note in notes:
        if note.cluster_id is not None:
            members.setdefault(note.cluster_id, []).append(note)
    clusters = [
        Cluster(
            id=row.id,
            title=row.title,
            notes=[
                note.id
                for note in sorted(
                    members.get(row.id, []), key=lambda note: (note.position, note.id)
                )
            ],
            item=row.item_id,
        )
        for row in await db.scalars(
            select(ClusterRow)
            .where(col(ClusterRow.activity_id) == step.id)
            .order_by(col(ClusterRow.position), col(ClusterRow.id))
        )
    ]
    return _Seen(ideas, clusters, 0)


def _name(names: Mapping[str, Person], person: str | None) -> str | None:
    found = names.get(person or "")
    return None if found is None else found.name


def _write_pdf(record: SessionRecord) -> bytes:
    # What it takes to print makes up a fifth of the time to start, and few ever print.
    from planhall.workshops.record_pdf import write_pdf

    return write_pdf(record)
