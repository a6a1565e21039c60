"""What webhooks are to be told: written down in the transaction in which it happens."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy import event as orm_events
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.boards.access import find_standing, lock_boards
from planhall.boards.events import BoardEvent, Event
from planhall.boards.models import BoardRow
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.plan.model import Plan
from planhall.webhooks.models import DeliveryRow, WebhookRow
from planhall.webhooks.payloads import board_of, payload, person_of, told_of
from planhall.webhooks.views import PING, EventType

TRIED_FOR: Final = timedelta(hours=24)
MOST_WAITING: Final = 1_000
"""Messages that may wait for one webhook. What comes on top is not told."""

logger = structlog.get_logger(__name__)


class Outbox:
    """Hears of what happens (`boards.events.Listener`, `plan.watcher.PlanListener`)."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        base_url: str,
        wake: Callable[[], None],
    ) -> None:
        """``wake`` is called once there is something to send and it is committed."""
        self._database = database
        self._accounts = accounts
        self._base_url = base_url
        self._wake = wake

    async def happened(self, session: AsyncSession, event: Event) -> None:
        if not isinstance(event, BoardEvent):
            return
        told = told_of(event)
        if told is not None:
            type_, words = told
            await self._tell(session, event.board, type_, event.at, event.by, words)

    async def plan_changed(self, board: str, plan: Plan, authors: frozenset[str]) -> None:
        try:
            async with self._database.session() as session:
                if not await _listening(session, board, EventType.PLAN_CHANGED):
                    return
            async with self._database.session() as session:
                # A write before all else, for SQLite: see `discussion.ground`.
                await lock_boards(session, [board])
                names = [person_of(one) for one in await self._names(session, authors)]
                by = next(iter(authors)) if len(authors) == 1 else None
                words = {"people": names, "items": len(plan.items)}
                await self._tell(session, board, EventType.PLAN_CHANGED, utc_now(), by, words)
        except Exception:
            # Others listen too, and the plan's next change is told again.
            logger.exception("no webhook is told of a changed plan", board=board)

    async def ping(self, session: AsyncSession, hook: WebhookRow, board: BoardRow, by: str) -> str:
        """Have a message sent that only shows that messages come; returns its id."""
        people = await self._names(session, [by])
        data = {
            "board": board_of(board.id, board.title, self._base_url),
            "by": person_of(people[0] if people else None),
        }
        return self._add(session, hook, PING, utc_now(), data)

    async def _tell(
        self,
        session: AsyncSession,
        board: str,
        type_: EventType,
        at: datetime,
        by: str | None,
        words: Mapping[str, Any],
    ) -> None:
        hooks = await _listening(session, board, type_)
        if not hooks:
            return
        people = [] if by is None else await self._names(session, [by])
        author = person_of(people[0] if people else None)
        for hook in hooks:
            row = await board_heard_by(session, hook)
            if row is None:
                hook.paused = "role"
                continue
            waiting = await session.scalar(
                select(func.count()).where(
                    col(DeliveryRow.webhook_id) == hook.id, col(DeliveryRow.state) == "waiting"
                )
            )
            if (waiting or 0) >= MOST_WAITING:
                logger.warning("too much waits for a webhook", webhook=hook.id)
                continue
            data = {
                "board": board_of(board, row.title, self._base_url),
                "by": author,
                **words,
            }
            self._add(session, hook, type_, at, data)

    def _add(
        self,
        session: AsyncSession,
        hook: WebhookRow,
        type_: str,
        at: datetime,
        data: Mapping[str, Any],
    ) -> str:
        now = utc_now()
        row = DeliveryRow(
            id=new_id(),
            webhook_id=hook.id,
            type=type_,
            payload=payload(type_, at, data),
            at=now,
            state="waiting",
            until=now + TRIED_FOR,
            next_at=now,
        )
        session.add(row)
        orm_events.listen(
            session.sync_session, "after_commit", lambda _session: self._wake(), once=True
        )
        return row.id

    async def _names(self, session: AsyncSession, people: Iterable[str]) -> list[Any]:
        found = await self._accounts.profiles_now(session, people)
        unique = {one.id: one.person for one in found.values()}
        return sorted(unique.values(), key=lambda person: (person.name.lower(), person.id))


async def _listening(session: AsyncSession, board: str, type_: EventType) -> list[WebhookRow]:
    running = await session.scalars(
        select(WebhookRow).where(
            col(WebhookRow.board_id) == board, col(WebhookRow.paused).is_(None)
        )
    )
    return [hook for hook in running if type_ in hook.events]


async def board_heard_by(session: AsyncSession, hook: WebhookRow) -> BoardRow | None:
    """The board of a webhook; None where who chose its address may not have one there any more."""
    standing = await find_standing(session, hook.board_id, hook.made_by)
    if standing is None or standing.role is None or not standing.role.reaches(Role.FACILITATOR):
        return None
    return standing.board
