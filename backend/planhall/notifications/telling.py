"""Puts what people are to be told into their inboxes, each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.boards.views import one_line
from planhall.database import insert_into
from planhall.notifications.envelopes import Envelopes, Told
from planhall.notifications.models import NotificationRow, PushRow, PushSubscriptionRow
from planhall.notifications.preferences import preferences_of
from planhall.notifications.rules import Kind, is_told

EXCERPT_LENGTH: Final = 200
TITLE_LENGTH: Final = 240
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that one person may be told."""

    person: str
    kind: Kind
    source: str
    """What it tells of; nobody is told of the same twice."""
    at: datetime
    by: str | None
    board: str | None
    title: str
    link: str
    excerpt: str = ""
    personal: bool = True


class Telling:
    def __init__(self, envelopes: Envelopes) -> None:
        self._envelopes = envelopes

    async def tell(
        self, db: AsyncSession, news: Sequence[News], now: datetime, *, mail: bool = True
    ) -> None:
        """Tell those who want to know. Whether they may is the caller's to check.

        ``mail``: by mail too, where they want that; False: that is sent otherwise.
        """
        preferences = await preferences_of(db, {one.person for one in news})
        wanted = [
            one
            for one in news
            if one.person != one.by
            and is_told(
                preferences.of(one.person, one.board).level, one.kind, personal=one.personal
            )
        ]
        for start in range(0, len(wanted), AT_ONCE):
            told = await _insert(db, wanted[start : start + AT_ONCE])
            if told:
                if mail:
                    await self._envelopes.put(db, told, now)
                await _push(db, told, now)


async def _insert(db: AsyncSession, news: Sequence[News]) -> list[Told]:
    """Those that are new."""
    insert = insert_into(db, NotificationRow).values(
        [
            {
                "id": new_id(),
                "person_id": one.person,
                "board_id": one.board,
                "by_id": one.by,
                "kind": one.kind,
                "source": one.source,
                "title": one_line(one.title, TITLE_LENGTH),
                "excerpt": one_line(one.excerpt, EXCERPT_LENGTH),
                "link": one.link,
                "at": one.at,
            }
            for one in news
        ]
    )
    found = await db.execute(
        insert.on_conflict_do_nothing(index_elements=["person_id", "source"]).returning(
            col(NotificationRow.id), col(NotificationRow.person_id), col(NotificationRow.board_id)
        )
    )
    return [Told(id_, person, board) for id_, person, board in found.all()]


async def _push(db: AsyncSession, told: Sequence[Told], now: datetime) -> None:
    browsers: dict[str, list[str]] = {}
    for person, browser in await db.execute(
        select(col(PushSubscriptionRow.person_id), col(PushSubscriptionRow.endpoint_digest)).where(
            col(PushSubscriptionRow.person_id).in_({one.person for one in told})
        )
    ):
        browsers.setdefault(person, []).append(browser)
    rows = [
        {"notification_id": one.id, "endpoint_digest": browser, "next_at": now, "attempts": 0}
        for one in told
        for browser in browsers.get(one.person, ())
    ]
    if rows:
        await db.execute(insert_into(db, PushRow).values(rows))
