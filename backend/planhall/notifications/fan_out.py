"""From what was noted to people's inboxes: each event once, by whichever node comes first."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.service import AccountService
from planhall.boards.access import find_standing, holders
from planhall.boards.events import BoardEvent, CommentAdded, Event, MemberAdded
from planhall.boards.roles import Role
from planhall.boards.workspaces import name_of_workspace
from planhall.database import Database
from planhall.notifications.models import KnownItemRow, NotedEventRow
from planhall.notifications.noting import event_of
from planhall.notifications.stories import EVERYONE, Scene, stories
from planhall.notifications.telling import News, Telling
from planhall.plan.service import PlanService
from planhall.problems import NotFound
from planhall.workshops.attendance import speakers_on

AT_A_TIME: Final = 50
MOST_ATTEMPTS: Final = 12
FIRST_WAIT: Final = timedelta(seconds=5)

logger = structlog.get_logger(__name__)


class FanOut:
    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        plans: PlanService,
        telling: Telling,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._plans = plans
        self._telling = telling

    async def work(self, now: datetime) -> None:
        """Tell of all that was noted. What cannot be told is tried again, later and later."""
        while True:
            async with self._database.session() as db:
                rows = list(
                    await db.scalars(
                        select(NotedEventRow)
                        .where(col(NotedEventRow.next_at) <= now)
                        .order_by(col(NotedEventRow.next_at), col(NotedEventRow.id))
                        .limit(AT_A_TIME)
                    )
                )
            for row in rows:
                try:
                    await self._tell(row, now)
                except Exception:
                    logger.exception("what happened cannot be told", id=row.id, kind=row.kind)
                    await self._postpone(row, now)
            if len(rows) < AT_A_TIME:
                return

    async def _tell(self, row: NotedEventRow, now: datetime) -> None:
        event = event_of(row)
        title = await self._item_title(event)
        async with self._database.session() as db:
            taken = await db.execute(
                delete(NotedEventRow)
                .where(col(NotedEventRow.id) == row.id)
                .returning(col(NotedEventRow.id))
                .execution_options(synchronize_session=False)
            )
            if taken.first() is None:
                return  # Another node has told of it.
            if isinstance(event, MemberAdded):
                news = await self._of_member(db, event)
            elif isinstance(event, BoardEvent):
                scene = await self._scene(db, event, title)
                news = [] if scene is None else stories(event, scene)
            else:
                news = []
            await self._telling.tell(db, news, now)

    async def _postpone(self, row: NotedEventRow, now: datetime) -> None:
        which = col(NotedEventRow.id) == row.id
        async with self._database.session() as db:
            if row.attempts + 1 >= MOST_ATTEMPTS:
                await db.execute(delete(NotedEventRow).where(which))
                return
            await db.execute(
                update(NotedEventRow)
                .where(which)
                .values(attempts=row.attempts + 1, next_at=now + FIRST_WAIT * 2**row.attempts)
            )

    async def _item_title(self, event: Event) -> str | None:
        item = getattr(event, "item", None)
        if item is None or not isinstance(event, BoardEvent):
            return None
        async with self._database.session() as db:
            known = await db.scalar(
                select(col(KnownItemRow.title)).where(
                    col(KnownItemRow.board_id) == event.board, col(KnownItemRow.item_id) == item
                )
            )
        if known is not None:
            return known
        try:
            plan = await self._plans.read(event.board)
        except NotFound:
            return None
        return plan.items[item].title if item in plan.items else None

    async def _scene(self, db: AsyncSession, event: BoardEvent, title: str | None) -> Scene | None:
        there = await find_standing(db, event.board, "")
        if there is None:
            return None
        on_board = (await holders(db, [there.board]))[event.board]
        everyone = {one.person for one in on_board}
        named = {event.by, *_people_in(event)} - {None}
        profiles = await self._accounts.profiles_now(db, {id_ for id_ in named if id_ is not None})
        ids = {id_: profile.id for id_, profile in profiles.items()}
        speakers = {}
        if isinstance(event, CommentAdded):
            groups = {id_ for kind, id_ in event.mentions if kind == "group"} - {EVERYONE}
            speakers = await speakers_on(db, event.board, groups)
        return Scene(
            everyone=everyone,
            taking_part={one.person for one in on_board if one.role is not Role.VIEWER},
            item_title=title,
            speakers=speakers,
            ids=ids,
            by=None if event.by is None else ids.get(event.by),
        )

    async def _of_member(self, db: AsyncSession, event: MemberAdded) -> list[News]:
        name = await name_of_workspace(db, event.workspace, event.person)
        if name is None:
            return []
        return [
            News(
                person=event.person,
                kind="role",
                source=f"event:{event.id}",
                at=event.at,
                by=event.by,
                board=None,
                title=f"made you a member of “{name}”",
                link=f"/workspaces/{event.workspace}",
            )
        ]


def _people_in(event: BoardEvent) -> set[str | None]:
    """Everyone whom an event names."""
    people: set[str | None] = {getattr(event, "author", None), getattr(event, "person", None)}
    people |= set(getattr(event, "said_before", ())) | set(getattr(event, "waiting_for", ()))
    people |= {id_ for kind, id_ in getattr(event, "mentions", ()) if kind == "person"}
    return people
