"""Sessions as they are told: to one person, or to all in a push."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.accounts.views import Person
from planhall.boards.access import holders
from planhall.boards.models import BoardRow
from planhall.boards.roles import Role
from planhall.workshops import codes
from planhall.workshops.models import (
    ActivityRow,
    AttendanceRow,
    BallotRow,
    BreakoutRow,
    ClusterRow,
    NoteRow,
    SessionRow,
)
from planhall.workshops.timers import now_ms, timer_view
from planhall.workshops.views import (
    Activity,
    ActivityProgress,
    ActivitySettings,
    Breakout,
    Cluster,
    Participant,
    Session,
    Spoke,
    VoteResult,
)

Row = TypeVar("Row", ActivityRow, BreakoutRow)

Present = Callable[[str], frozenset[str]]
"""``Sync.present``: ids of the people who have a board open."""


@dataclass(slots=True)
class _Content:
    """What people put into some sessions: by activity, and by session and person."""

    notes: dict[str, int] = field(default_factory=dict)
    writers: dict[str, int] = field(default_factory=dict)
    ballots: dict[str, int] = field(default_factory=dict)
    clusters: defaultdict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    notes_by: dict[tuple[str, str], int] = field(default_factory=dict)
    votes_by: dict[tuple[str, str], int] = field(default_factory=dict)


async def session_views(
    db: AsyncSession,
    accounts: AccountService,
    present: Present,
    rows: Sequence[SessionRow],
    to: str | None,
) -> list[Session]:
    """Sessions as ``to`` sees them; None: as everyone on the board may see them."""
    if not rows:
        return []
    now = now_ms()
    ids = [row.id for row in rows]
    agendas = await _by_session(db, ActivityRow, ids)
    attendances: defaultdict[str, list[AttendanceRow]] = defaultdict(list)
    for came in await db.scalars(
        select(AttendanceRow)
        .where(col(AttendanceRow.session_id).in_(ids))
        .order_by(col(AttendanceRow.joined_at), col(AttendanceRow.person_id))
    ):
        attendances[came.session_id].append(came)
    breakouts = await _by_session(db, BreakoutRow, ids)
    told = [row.id for row in rows if row.facilitator_id is not None and row.facilitator_id == to]
    content = await _content(db, ids, told)
    boards = list(
        await db.scalars(
            select(BoardRow).where(col(BoardRow.id).in_({row.board_id for row in rows}))
        )
    )
    roles = {
        (board, holder.person): holder.role
        for board, all_ in (await holders(db, boards)).items()
        for holder in all_
    }
    profiles = await accounts.profiles(
        db,
        {came.person_id for all_ in attendances.values() for came in all_}
        | {row.facilitator_id for row in rows if row.facilitator_id is not None},
    )
    people = {id_: profile.person for id_, profile in profiles.items()}
    views = []
    for row in rows:
        attendance = attendances[row.id]
        here = present(row.board_id) if attendance else frozenset()
        views.append(
            Session(
                id=row.id,
                board=row.board_id,
                title=row.title,
                state=row.state,
                code=None if row.code is None else codes.shown(row.code),
                facilitator=people.get(row.facilitator_id or ""),
                current=row.current,
                activities=[activity_view(step, content, now) for step in agendas[row.id]],
                lock=row.lock,
                open_part=row.open_part,
                follow=row.follow,
                breakouts=[breakout_view(group, now) for group in breakouts[row.id]],
                hands=_hands(attendance),
                people=[
                    _participant(
                        row,
                        came,
                        people[came.person_id],
                        roles.get((row.board_id, came.person_id)),
                        here,
                        content if row.id in told else None,
                    )
                    for came in attendance
                    if came.person_id in people
                ],
                revision=row.revision,
                now=now,
                created_at=row.created_at,
                starts_at=row.starts_at,
                started_at=row.started_at,
                ended_at=row.ended_at,
            )
        )
    return views


def activity_view(row: ActivityRow, content: _Content, now: int) -> Activity:
    return Activity(
        id=row.id,
        kind=row.kind,
        recipe=row.recipe,
        title=row.title,
        instructions=row.instructions,
        minutes=row.minutes,
        part=row.part,
        state=row.state,
        timer=timer_view(row, now),
        settings=ActivitySettings.model_validate(row.settings),
        closes_at=row.closes_at,
        reveals=row.reveals,
        progress=ActivityProgress(
            notes=content.notes.get(row.id, 0),
            people_with_notes=content.writers.get(row.id, 0),
            ballots=content.ballots.get(row.id, 0),
            revealed=row.revealed_at is not None,
            closed=row.closed_at is not None,
        ),
        result=None if row.result is None else VoteResult.model_validate(row.result),
        clusters=content.clusters.get(row.id, []),
    )


def breakout_view(row: BreakoutRow, now: int) -> Breakout:
    return Breakout(
        id=row.id,
        title=row.title,
        part=row.part,
        people=row.people,
        minutes=row.minutes,
        state=row.state,
        timer=timer_view(row, now),
    )


def _participant(
    session: SessionRow,
    came: AttendanceRow,
    person: Person,
    role: Role | None,
    here: frozenset[str],
    content: _Content | None,
) -> Participant:
    who = (session.id, came.person_id)
    return Participant(
        person=person,
        role=role,
        joined_at=came.joined_at,
        here=came.person_id in here,
        stakeholder=came.stakeholder,
        spoke=None
        if content is None
        else Spoke(
            notes=content.notes_by.get(who, 0),
            votes=content.votes_by.get(who, 0),
            hands=came.hands,
        ),
    )


def _hands(attendance: Sequence[AttendanceRow]) -> list[str]:
    up = [(came.hand_up_at, came.person_id) for came in attendance if came.hand_up_at is not None]
    return [person for _, person in sorted(up)]


async def _by_session(
    db: AsyncSession, table: type[Row], sessions: Sequence[str]
) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await db.scalars(
        select(table)
        .where(col(table.session_id).in_(sessions))
        .order_by(col(table.position), col(table.id))
    ):
        found[row.session_id].append(row)
    return found


async def _content(
    db: AsyncSession, sessions: Sequence[str], with_people: Sequence[str]
) -> _Content:
    content = _Content()
    of_session = col(ActivityRow.session_id).in_(sessions)
    for activity, notes, writers in await db.execute(
        select(
            col(NoteRow.activity_id),
            func.count(),
            func.count(func.distinct(col(NoteRow.author_id))),
        )
        .join(ActivityRow, col(ActivityRow.id) == col(NoteRow.activity_id))
        .where(of_session)
        .group_by(col(NoteRow.activity_id))
    ):
        content.notes[activity], content.writers[activity] = notes, writers
    ballots = await db.execute(
        select(col(BallotRow.activity_id), func.count())
        .join(ActivityRow, col(ActivityRow.id) == col(BallotRow.activity_id))
        .where(of_session)
        .group_by(col(BallotRow.activity_id))
    )
    content.ballots = dict(ballots.all())
    await _add_clusters(db, sessions, content)
    if with_people:
        told = col(ActivityRow.session_id).in_(with_people)
        for session, person, count in await db.execute(
            select(col(ActivityRow.session_id), col(NoteRow.author_id), func.count())
            .join(ActivityRow, col(ActivityRow.id) == col(NoteRow.activity_id))
            .where(told)
            .group_by(col(ActivityRow.session_id), col(NoteRow.author_id))
        ):
            content.notes_by[session, person] = count
        for session, person, count in await db.execute(
            select(col(ActivityRow.session_id), col(BallotRow.person_id), func.count())
            .join(ActivityRow, col(ActivityRow.id) == col(BallotRow.activity_id))
            .where(told)
            .group_by(col(ActivityRow.session_id), col(BallotRow.person_id))
        ):
            content.votes_by[session, person] = count
    return content


async def _add_clusters(db: AsyncSession, sessions: Sequence[str], content: _Content) -> None:
    clusters = list(
        await db.scalars(
            select(ClusterRow)
            .join(ActivityRow, col(ActivityRow.id) == col(ClusterRow.activity_id))
            .where(col(ActivityRow.session_id).in_(sessions))
            .order_by(col(ClusterRow.position), col(ClusterRow.id))
        )
    )
    if not clusters:
        return
    members: defaultdict[str, list[str]] = defaultdict(list)
    for cluster, note in await db.execute(
        select(col(ClusterRow.id), col(NoteRow.id))
        .join(NoteRow, col(NoteRow.cluster_id) == col(ClusterRow.id))
        .where(col(ClusterRow.id).in_([row.id for row in clusters]))
        .order_by(col(NoteRow.position), col(NoteRow.created_at), col(NoteRow.id))
    ):
        members[cluster].append(note)
    for row in clusters:
        content.clusters[row.activity_id].append(
            Cluster(id=row.id, title=row.title, notes=members[row.id], item=row.item_id)
        )
