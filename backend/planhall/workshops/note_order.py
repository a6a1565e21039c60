"""In which order notes are told."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.workshops.models import ActivityRow, NoteRow
from planhall.workshops.taking_part import settings_of


async def ordered_notes(
    db: AsyncSession, activity: ActivityRow, author: str | None = None
) -> list[NoteRow]:
    """All notes of an activity, or one author's, as they were written.

    Of an anonymous activity all come by their ids, which are chance: when a note came would tell
    whose it is to those who saw somebody write.
    """
    query = select(NoteRow).where(col(NoteRow.activity_id) == activity.id)
    if author is not None:
        query = query.where(col(NoteRow.author_id) == author)
    elif settings_of(activity).anonymous:
        return list(await db.scalars(query.order_by(col(NoteRow.id))))
    return list(await db.scalars(query.order_by(col(NoteRow.created_at), col(NoteRow.id))))
