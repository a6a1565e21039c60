"""Leading a session: running it, what everyone sees meanwhile, and who leads."""

from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.views import Person
from planhall.boards.access import find_standing
from planhall.boards.events import SessionEnded, SessionStarted
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.plan.service import PlanService
from planhall.problems import Conflict, Forbidden, Invalid
from planhall.workshops import timers
from planhall.workshops.agenda import agenda_of
from planhall.workshops.attendance import attend, lower_all_hands
from planhall.workshops.board_lock import SessionLock
from planhall.workshops.breakouts import (
    end_breakouts,
    extend_breakouts,
    plan_breakouts,
    start_breakouts,
)
from planhall.workshops.codes import new_code
from planhall.workshops.documents import Documents
from planhall.workshops.models import SessionRow
from planhall.workshops.running import Running, is_live, require_live, require_not_ended
from planhall.workshops.seats import Seat, find_seat, lock_seat, may_take_part
from planhall.workshops.sessions import Sessions
from planhall.workshops.views import (
    BreakoutCommand,
    BreakoutDraft,
    BreakoutExtend,
    Extend,
    FacilitatorWish,
    Go,
    Place,
    RunCommand,
    Session,
    StageWish,
    Start,
)

CODE_TRIES: Final = 5
LABEL_LENGTH: Final = 80

Begun = Callable[[str, str], Awaitable[None]]
"""Told, with the ids of session and activity, that an activity is on now."""


class Leading:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self,
        database: Database,
        boards: BoardService,
        plans: PlanService,
        documents: Documents,
        sessions: Sessions,
    ) -> None:
        self._database = database
        self._boards = boards
        self._plans = plans
        self._documents = documents
        self._sessions = sessions
        self._lock = SessionLock(database, boards)
        self._begun: list[Begun] = []

    def when_begun(self, tell: Begun) -> None:
        """Have somebody told whenever an activity is on, before the caller gets an answer.

        They may be told again of the same one: after a crash, or when one comes back to it.
        """
        self._begun.append(tell)

    # -- running

    async def run(self, session: str, by: Person, command: RunCommand) -> Session:
        """Start, pause, go on, give more time, end: who facilitates may.

        Raises:
            Forbidden: somebody else facilitates.
            Conflict: it cannot be done now.
            NotFound: there is no such session or activity.
        """
        for tries_left in reversed(range(CODE_TRIES)):
            try:
                begun = await self._run(session, by, command)
                break
            except IntegrityError:
                # Another session of the board began meanwhile, or has the same code.
                if not tries_left:
                    raise
        if command.do == "end":
            await self._lock.match((await self._sessions.view(session, by)).board)
        if begun is not None:
            for tell in self._begun:
                await tell(session, begun)
        return await self._sessions.told(session, by)

    async def _run(self, session: str, by: Person, command: RunCommand) -> str | None:
        """Returns the activity that is on now where it was not before."""
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            row = seat.session
            before = row.current
            running = Running(row, await agenda_of(db, session), timers.now_ms())
            match command:
                case Start():
                    running.start(command.activity)
                    await self._open_doors(db, seat)
                    await self._boards.events.tell(
                        db,
                        SessionStarted(
                            board=row.board_id, by=by.id, session=session, title=row.title
                        ),
                    )
                case Go():
                    running.go(command.activity)
                case Extend():
                    running.extend(command.minutes)
                case _:
                    await self._run_plain(db, seat, running, command.do)
            return None if row.current == before else row.current

    async def _run_plain(
        self, db: AsyncSession, seat: Seat, running: Running, command: str
    ) -> None:
        match command:
            case "pause":
                running.pause()
            case "resume":
                running.resume()
            case "next":
                running.next()
            case "back":
                running.back()
            case "end":
                running.end()
                await end_breakouts(db, seat.session)
                await lower_all_hands(db, seat.session.id)
                if seat.session.invite_id is not None:
                    await self._boards.invites.end_link(db, seat.session.invite_id)
                await self._boards.events.tell(
                    db,
                    SessionEnded(
                        board=seat.session.board_id,
                        by=seat.person,
                        session=seat.session.id,
                        title=seat.session.title,
                    ),
                )

    async def _open_doors(self, db: AsyncSession, seat: Seat) -> None:
        """Give a session that begins its code and its link, unless the board has a live one."""
        row = seat.session
        live = await db.scalar(
            select(col(SessionRow.title)).where(
                col(SessionRow.live_on) == row.board_id, col(SessionRow.id) != row.id
            )
        )
        if live is not None:
            raise Conflict(f"“{live}” is on already on this board. End it first.")
        row.live_on = row.board_id
        row.code = new_code()
        row.invite_id = await self._boards.invites.open_link(
            db, row.board_id, Role(row.join_as), seat.person, row.title[:LABEL_LENGTH]
        )
        await attend(db, row.id, seat.person)

    # -- what everyone sees, and who leads

    async def stage(self, session: str, by: Person, wish: StageWish) -> Session:
        """Follow, lock, bring everyone somewhere: who facilitates may.

        Raises:
            Invalid: what should stay open is not said, or not there.
        """
        if wish.open_part is not None:
            await self._require_item(session, by, wish.open_part)
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            row = seat.session
            require_live(row)
            if wish.follow is not None:
                row.follow = wish.follow
            if wish.lock is not None or wish.open_part is not None:
                row.lock = wish.lock or row.lock
                if row.lock != "part" and wish.open_part is not None:
                    raise Invalid('open_part: goes with `lock: "part"` only.')
                row.open_part = (wish.open_part or row.open_part) if row.lock == "part" else None
                if row.lock == "part" and row.open_part is None:
                    raise Invalid("open_part: say which item stays open.")
        if wish.lock is not None or wish.open_part is not None:
            await self._lock.match(row.board_id)
        if wish.bring is not None:
            await self._bring(row.board_id, by.id, wish.bring)
        return await self._sessions.told(session, by)

    async def _require_item(self, session: str, by: Person, item: str) -> None:
        async with self._database.session() as db:
            seat = await find_seat(db, session, by.id)
            seat.require_facilitating()
        if item not in (await self._plans.read(seat.session.board_id)).items:
            raise Invalid("open_part: there is no such item in the plan.")

    async def _bring(self, board: str, by: str, place: Place) -> None:
        await self._documents.notify(
            board, {"type": "bring", "by": by, "view": place.view, "item": place.item}
        )

    async def change_facilitator(self, session: str, by: Person, wish: FacilitatorWish) -> Session:
        """Hand over to somebody who takes part, or take over where nobody facilitates.

        Raises:
            Forbidden: it is not theirs to hand over, or to take.
            Conflict: who facilitates is there.
            Invalid: whom it is handed to cannot facilitate.
        """
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            row = seat.session
            require_not_ended(row)
            held = row.facilitator_id
            if wish.to is not None:
                seat.require_facilitating()
                theirs = await find_standing(db, row.board_id, wish.to)
                if theirs is None or theirs.role is None:
                    raise Invalid("to: they are not on this board.")
                if not may_take_part(theirs.role):
                    raise Invalid("to: a viewer cannot facilitate.")
                row.facilitator_id = wish.to
            else:
                await self._require_takeable(db, seat)
                row.facilitator_id = by.id
            if is_live(row) and row.facilitator_id is not None:
                await attend(db, row.id, row.facilitator_id)
        if row.lock != "open" and held != row.facilitator_id:
            # Who may write is different now.
            await self._documents.recheck(row.board_id)
        return await self._sessions.told(session, by)

    async def _require_takeable(self, db: AsyncSession, seat: Seat) -> None:
        if not seat.role.reaches(Role.FACILITATOR):
            raise Forbidden(
                "Only a facilitator or an owner of this board may take over.",
                needed_role=Role.FACILITATOR.value,
                role=seat.role.value,
            )
        holder = seat.session.facilitator_id
        if holder is None or holder == seat.person:
            return
        if holder in self._documents.present(seat.session.board_id):
            standing = await find_standing(db, seat.session.board_id, holder)
            if standing is not None and standing.role is not None and may_take_part(standing.role):
                raise Conflict("Who facilitates is here. Ask them to hand over.")

    # -- breakouts

    async def set_breakouts(self, session: str, by: Person, drafts: list[BreakoutDraft]) -> Session:
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            require_not_ended(seat.session)
            await plan_breakouts(db, seat.session, drafts)
        return await self._sessions.told(session, by)

    async def run_breakouts(self, session: str, by: Person, command: BreakoutCommand) -> Session:
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            require_live(seat.session)
            if isinstance(command, BreakoutExtend):
                await extend_breakouts(db, seat.session, command.minutes, command.breakout)
            elif command.do == "start":
                await start_breakouts(db, seat.session)
            else:
                await end_breakouts(db, seat.session)
        return await self._sessions.told(session, by)
