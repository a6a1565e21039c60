"""Tells people what is due: a day before, and on the day, in the morning where they are."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from planhall.boards.access import find_standing, holders, lock_boards
from planhall.database import Database
from planhall.notifications.known_plans import in_words, item_link
from planhall.notifications.models import KnownItemRow, NotificationRow
from planhall.notifications.preferences import preferences_of
from planhall.notifications.schedule import morning_of
from planhall.notifications.telling import News, Telling

_DAY = timedelta(days=1)


class Dues:
    def __init__(self, database: Database, telling: Telling) -> None:
        self._database = database
        self._telling = telling

    async def work(self, now: datetime) -> None:
        """Tell of what is due. A morning that nobody was there to tell of is let pass after a day.

        What was put into somebody's hands after that morning is not told of again.
        """
        news = await self._due(now)
        for board in sorted({one.board for one in news if one.board is not None}):
            async with self._database.session() as db:
                await lock_boards(db, [board])
                there = await find_standing(db, board, "")
                if there is None:
                    continue
                everyone = {one.person for one in (await holders(db, [there.board]))[board]}
                told = [one for one in news if one.board == board and one.person in everyone]
                await self._telling.tell(db, told, now)

    async def _due(self, now: datetime) -> list[News]:
        first, last = now.date() - 2 * _DAY, now.date() + 2 * _DAY
        async with self._database.session() as db:
            rows = list(
                await db.scalars(
                    select(KnownItemRow).where(
                        col(KnownItemRow.due) >= first.isoformat(),
                        col(KnownItemRow.due) <= last.isoformat(),
                        col(KnownItemRow.owner_id).is_not(None),
                        col(KnownItemRow.settled).is_(False),
                    )
                )
            )
            preferences = await preferences_of(db, {row.owner_id or "" for row in rows})
            news = []
            for row in rows:
                one = _news(row, preferences.of(row.owner_id or "", row.board_id).zone, now)
                if one is not None:
                    news.append(one)
            told = await db.execute(
                select(col(NotificationRow.person_id), col(NotificationRow.source)).where(
                    col(NotificationRow.source).in_({one.source for one in news})
                )
            )
            already = {(person, source) for person, source in told}
        return [one for one in news if (one.person, one.source) not in already]


def _news(row: KnownItemRow, zone: str, now: datetime) -> News | None:
    day = date.fromisoformat(row.due or "")
    for when, morning in (("today", morning_of(day, zone)), ("tomorrow", _before(day, zone))):
        if morning <= now < morning + _DAY and row.since <= morning:
            return News(
                person=row.owner_id or "",
                kind="due",
                source=f"due:{row.board_id}:{row.item_id}:{row.due}:{when}",
                at=now,
                by=None,
                board=row.board_id,
                title=f"{in_words(row.title)} is due {when}",
                link=item_link(row.board_id, row.item_id),
            )
    return None


def _before(day: date, zone: str) -> datetime:
    return morning_of(day - _DAY, zone)
