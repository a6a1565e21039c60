"""How people want to hear of things: at large, and of each board."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.database import insert_into
from planhall.notifications.models import BoardNotificationsRow, NotificationSettingsRow
from planhall.notifications.rules import (
    DEFAULT_EMAIL,
    DEFAULT_LEVEL,
    DEFAULT_ZONE,
    BoardFrequency,
    Frequency,
    Level,
    frequency,
)


@dataclass(frozen=True, slots=True)
class Preference:
    """Of one person, about one board or none."""

    level: Level = DEFAULT_LEVEL
    on_board: BoardFrequency = "default"
    at_large: Frequency = DEFAULT_EMAIL
    zone: str = DEFAULT_ZONE

    @property
    def email(self) -> Frequency:
        return frequency(self.level, self.on_board, self.at_large)


class Preferences:
    """Of some people, about any board; looked up at once."""

    def __init__(
        self,
        at_large: dict[str, NotificationSettingsRow],
        on_boards: dict[tuple[str, str], BoardNotificationsRow],
    ) -> None:
        self._at_large = at_large
        self._on_boards = on_boards

    def of(self, person: str, board: str | None) -> Preference:
        own = self._at_large.get(person)
        there = None if board is None else self._on_boards.get((board, person))
        return Preference(
            DEFAULT_LEVEL if there is None else cast("Level", there.level),
            "default" if there is None else cast("BoardFrequency", there.email),
            DEFAULT_EMAIL if own is None else cast("Frequency", own.email),
            DEFAULT_ZONE if own is None or own.time_zone is None else own.time_zone,
        )


async def preferences_of(db: AsyncSession, people: Iterable[str]) -> Preferences:
    wanted = set(people)
    at_large = await db.scalars(
        select(NotificationSettingsRow)
        .where(col(NotificationSettingsRow.person_id).in_(wanted))
        .execution_options(populate_existing=True)
    )
    on_boards = await db.scalars(
        select(BoardNotificationsRow)
        .where(col(BoardNotificationsRow.person_id).in_(wanted))
        .execution_options(populate_existing=True)
    )
    return Preferences(
        {row.person_id: row for row in at_large},
        {(row.board_id, row.person_id): row for row in on_boards},
    )


async def keep_at_large(
    db: AsyncSession, person: str, *, email: Frequency | None = None, zone: str | None = None
) -> None:
    """Change what is given; the rest stays as it is."""
    changed = {
        name: value for name, value in (("email", email), ("time_zone", zone)) if value is not None
    }
    new = {"email": DEFAULT_EMAIL, "time_zone": None, **changed}
    insert = insert_into(db, NotificationSettingsRow).values(person_id=person, **new)
    await db.execute(
        insert.on_conflict_do_update(index_elements=["person_id"], set_=changed)
        if changed
        else insert.on_conflict_do_nothing()
    )


async def keep_on_board(
    db: AsyncSession,
    person: str,
    board: str,
    *,
    level: Level | None = None,
    email: BoardFrequency | None = None,
) -> None:
    """Change what is given; the rest stays as it is."""
    changed = {
        name: value for name, value in (("level", level), ("email", email)) if value is not None
    }
    new = {"level": DEFAULT_LEVEL, "email": "default", **changed}
    insert = insert_into(db, BoardNotificationsRow).values(board_id=board, person_id=person, **new)
    await db.execute(
        insert.on_conflict_do_update(index_elements=["board_id", "person_id"], set_=changed)
        if changed
        else insert.on_conflict_do_nothing()
    )
