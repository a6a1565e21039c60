"""The agenda of a session: its activities in order."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.problems import Conflict, Invalid, NotFound
from planhall.workshops import timers
from planhall.workshops.models import ActivityRow, SessionRow
from planhall.workshops.views import STEPS_MAX, ActivityChange, ActivityDraft, ActivitySettings


async def agenda_of(db: AsyncSession, session: str) -> list[ActivityRow]:
    """The activities, in order."""
    return list(
        await db.scalars(
            select(ActivityRow)
            .where(col(ActivityRow.session_id) == session)
            .order_by(col(ActivityRow.position), col(ActivityRow.id))
            .execution_options(populate_existing=True)
        )
    )


def activity_in(agenda: Iterable[ActivityRow], activity: str) -> ActivityRow:
    """
    Raises:
        NotFound: there is no such activity.
    """
    for row in agenda:
        if row.id == activity:
            return row
    raise NotFound("There is no such activity on the agenda.")


async def add_steps(
    db: AsyncSession,
    session: SessionRow,
    drafts: Sequence[ActivityDraft],
    before: str | None,
    recipe: str | None = None,
) -> None:
    """Put steps before an activity, or last; those that name no recipe come from ``recipe``.

    Raises:
        NotFound: there is no activity ``before`` which to put them.
        Invalid: the agenda would be too long, or a step builds on an activity that is not there.
    """
    agenda = await agenda_of(db, session.id)
    if len(agenda) + len(drafts) > STEPS_MAX:
        raise Invalid(f"An agenda has at most {STEPS_MAX} activities.")
    place = len(agenda) if before is None else agenda.index(activity_in(agenda, before))
    rows = []
    for draft in drafts:
        _check_source(agenda, draft.settings.source, None)
        row = ActivityRow(
            id=new_id(),
            session_id=session.id,
            position=0,
            kind=draft.kind,
            recipe=draft.recipe or recipe,
            title=draft.title,
            instructions=draft.instructions,
            minutes=draft.minutes,
            part=draft.part,
            settings=draft.settings.model_dump(mode="json"),
        )
        timers.reset(row)
        db.add(row)
        rows.append(row)
    _number([*agenda[:place], *rows, *agenda[place:]])
    await db.flush()


async def change_step(
    db: AsyncSession, session: SessionRow, activity: str, change: ActivityChange
) -> None:
    """Change an activity, or its place; what was not said stays.

    Raises:
        NotFound: there is no such activity, or none ``before`` which to put it.
        Conflict: what it would change is fixed once the activity has begun.
        Invalid: the settings make no sense.
    """
    agenda = await agenda_of(db, session.id)
    row = activity_in(agenda, activity)
    said = change.model_fields_set
    if change.title is not None:
        row.title = change.title
    if change.instructions is not None:
        row.instructions = change.instructions
    if change.minutes is not None and change.minutes != row.minutes:
        if row.state == "planned":
            row.minutes = change.minutes
            timers.reset(row)
        else:
            running = row.state == "running"
            timers.set_minutes(row, change.minutes, timers.now_ms(), running=running)
    if "part" in said:
        row.part = change.part
    if change.settings is not None:
        _set_settings(row, agenda, change.settings)
    if "before" in said and change.before != row.id:
        others = [step for step in agenda if step is not row]
        place = (
            len(others)
            if change.before is None
            else others.index(activity_in(others, change.before))
        )
        _number([*others[:place], row, *others[place:]])


async def remove_step(db: AsyncSession, session: SessionRow, activity: str) -> None:
    """Take an activity off the agenda.

    Raises:
        NotFound: there is no such activity.
        Conflict: it has begun, and holds what people put in.
    """
    agenda = await agenda_of(db, session.id)
    row = activity_in(agenda, activity)
    if row.begun_at is not None:
        raise Conflict("This activity has begun, so it stays on the agenda.")
    await db.delete(row)
    _number([step for step in agenda if step is not row])


def _number(agenda: Iterable[ActivityRow]) -> None:
    for position, row in enumerate(agenda):
        row.position = position


def _set_settings(row: ActivityRow, agenda: Sequence[ActivityRow], changes: dict[str, Any]) -> None:
    unknown = sorted(set(changes) - set(ActivitySettings.model_fields))
    if unknown:
        raise Invalid(f"There is no setting “{unknown[0]}”.")
    held = ActivitySettings.model_validate(row.settings)
    try:
        wanted = ActivitySettings.model_validate({**row.settings, **changes})
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise Invalid(f"settings.{at}: {first['msg']}") from None
    if wanted == held:
        return
    if row.begun_at is not None:
        if row.kind == "vote" and not _only_gets_options(held, wanted):
            raise Conflict("This vote has begun, so its settings stay as they are.")
        if wanted.anonymous != held.anonymous:
            raise Conflict("Whether names are shown is fixed once the activity has begun.")
    _check_source(agenda, wanted.source, row.id)
    row.settings = wanted.model_dump(mode="json")


def _only_gets_options(held: ActivitySettings, wanted: ActivitySettings) -> bool:
    """Whether a vote that found nothing to vote on, so that nobody can have voted, gets that."""
    return not held.options and wanted.model_copy(update={"options": []}) == held


def _check_source(agenda: Iterable[ActivityRow], source: str | None, own: str | None) -> None:
    if source is not None and (source == own or all(row.id != source for row in agenda)):
        raise Invalid("settings.source: there is no such other activity on the agenda.")
