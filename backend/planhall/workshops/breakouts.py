"""Breakouts: people who work apart for a while, each group on its part of the plan."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.problems import Conflict, Invalid, NotFound
from planhall.workshops import timers
from planhall.workshops.attendance import people_of
from planhall.workshops.models import BreakoutRow, SessionRow
from planhall.workshops.views import BreakoutDraft


async def breakouts_of(db: AsyncSession, session: str) -> list[BreakoutRow]:
    return list(
        await db.scalars(
            select(BreakoutRow)
            .where(col(BreakoutRow.session_id) == session)
            .order_by(col(BreakoutRow.position), col(BreakoutRow.id))
            .execution_options(populate_existing=True)
        )
    )


async def plan_breakouts(
    db: AsyncSession, session: SessionRow, drafts: Sequence[BreakoutDraft]
) -> None:
    """Make the breakouts these and no others. Those that go on keep their clock.

    Raises:
        NotFound: a draft names a breakout that is not there.
        Invalid: somebody is in two, or did not come to the session.
    """
    held = {row.id: row for row in await breakouts_of(db, session.id)}
    named = [draft.id for draft in drafts if draft.id is not None]
    if len(set(named)) < len(named):
        raise Invalid("A breakout is named twice.")
    if not set(named) <= set(held):
        raise NotFound("There is no such breakout.")
    places = Counter(person for draft in drafts for person in draft.people)
    if any(count > 1 for count in places.values()):
        raise Invalid("Somebody is in a breakout twice, or in two.")
    if not set(places) <= await people_of(db, session.id):
        raise Invalid("Somebody in a breakout did not come to this session.")
    apart = any(row.state == "running" for row in held.values())
    now = timers.now_ms()
    for id_, row in held.items():
        if id_ not in named:
            await db.delete(row)
    for position, draft in enumerate(drafts):
        if draft.id is not None:
            row = held[draft.id]
            if draft.minutes != row.minutes:
                running = row.state == "running"
                timers.set_minutes(row, draft.minutes, now, running=running)
        else:
            row = BreakoutRow(
                id=new_id(),
                session_id=session.id,
                position=position,
                title=draft.title,
                minutes=draft.minutes,
            )
            timers.reset(row)
            if apart:
                _begin(row, now)
            db.add(row)
        row.position = position
        row.title = draft.title
        row.part = draft.part
        row.people = list(draft.people)


async def start_breakouts(db: AsyncSession, session: SessionRow) -> None:
    """Send everyone to their breakout. Where they are there already, nothing changes.

    Raises:
        Conflict: none is planned.
    """
    rows = await breakouts_of(db, session.id)
    if not rows:
        raise Conflict("Plan breakouts first.")
    now = timers.now_ms()
    for row in rows:
        if row.state != "running":
            _begin(row, now)


async def extend_breakouts(
    db: AsyncSession, session: SessionRow, minutes: float, breakout: str | None
) -> None:
    """Give one breakout more time, or all of them.

    Raises:
        NotFound: there is no such breakout.
        Conflict: none runs.
    """
    rows = [row for row in await breakouts_of(db, session.id) if breakout in {None, row.id}]
    if breakout is not None and not rows:
        raise NotFound("There is no such breakout.")
    running = [row for row in rows if row.state == "running"]
    if not running:
        raise Conflict("Nobody is in a breakout now.")
    now = timers.now_ms()
    for row in running:
        timers.extend(row, minutes, now, running=True)


async def end_breakouts(db: AsyncSession, session: SessionRow) -> None:
    """Bring everyone back."""
    await db.execute(delete(BreakoutRow).where(col(BreakoutRow.session_id) == session.id))


def _begin(row: BreakoutRow, now: int) -> None:
    row.state = "running"
    timers.reset(row)
    timers.run(row, now)
