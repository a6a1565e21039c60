"""Sessions: making and preparing them, running them, and what everyone sees meanwhile."""

from collections.abc import Awaitable, Callable
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import find_standing, require_standing
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.plan.service import PlanService
from planhall.problems import Conflict, Forbidden, Invalid, NotFound
from planhall.workshops import timers
from planhall.workshops.agenda import add_steps, agenda_of, change_step, remove_step
from planhall.workshops.attendance import (
    attend,
    attendance_of,
    lower_all_hands,
    people_of,
    set_hand,
)
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
from planhall.workshops.one_for_all import OneForAll
from planhall.workshops.own_recipes import find_recipe
from planhall.workshops.push import SessionPush
from planhall.workshops.running import (
    Running,
    is_live,
    require_live,
    require_not_ended,
)
from planhall.workshops.seats import NO_SESSION, Seat, find_seat, lock_seat, may_take_part
from planhall.workshops.session_view import session_views
from planhall.workshops.views import (
    ActivityChange,
    ActivityDraft,
    AttendanceWish,
    BreakoutCommand,
    BreakoutDraft,
    BreakoutExtend,
    Extend,
    FacilitatorWish,
    Go,
    HandWish,
    Place,
    PlacedDraft,
    RecipeWish,
    RunCommand,
    Session,
    SessionWish,
    StageWish,
    Start,
)

CODE_TRIES: Final = 5
LABEL_LENGTH: Final = 80

Begun = Callable[[str, str], Awaitable[None]]
"""Told, with the ids of session and activity, that an activity is on now."""


class Sessions:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        boards: BoardService,
        plans: PlanService,
        documents: Documents,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._boards = boards
        self._plans = plans
        self._documents = documents
        self._lock = SessionLock(database, boards)
        self._begun: list[Begun] = []
        self._public = OneForAll(self._look)
        self.push = SessionPush(documents, self.public_view)

    def when_begun(self, tell: Begun) -> None:
        """Have somebody told whenever an activity is on, before the caller gets an answer.

        They may be told again of the same one: after a crash, or when one comes back to it.
        """
        self._begun.append(tell)

    # -- reading

    async def of(self, board: str, by: Person) -> list[Session]:
        """Every session of a board, newest first.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        async with self._database.session() as db:
            await require_standing(db, board, by.id)
            rows = list(
                await db.scalars(
                    select(SessionRow)
                    .where(col(SessionRow.board_id) == board)
                    .order_by(col(SessionRow.created_at).desc(), col(SessionRow.id))
                )
            )
            own = [row for row in rows if row.facilitator_id == by.id]
            told = {view.id: view for view in await self._views(db, own, by.id)}
        for row in rows:
            if row.id not in told:
                shared = await self._public.get(row.id)
                if shared is not None:
                    told[row.id] = shared
        return [told[row.id] for row in rows if row.id in told]

    async def view(self, session: str, by: Person) -> Session:
        """One session as this person sees it.

        Raises:
            NotFound: there is no such session, or none that they may know of.
        """
        async with self._database.session() as db:
            seat = await find_seat(db, session, by.id)
            if seat.session.facilitator_id == by.id:
                return (await self._views(db, [seat.session], by.id))[0]
        shared = await self._public.get(session)
        if shared is None:
            raise NotFound(NO_SESSION)
        return shared

    async def public_view(self, session: str) -> Session | None:
        """One session as everyone on its board may see it; None where it is gone."""
        return await self._public.get(session)

    async def _look(self, session: str) -> Session | None:
        async with self._database.session() as db:
            row = await db.get(SessionRow, session)
            return None if row is None else (await self._views(db, [row], None))[0]

    async def live(self) -> dict[str, str]:
        """Ids of the sessions that people are in now, and their boards."""
        async with self._database.session() as db:
            found = await db.execute(
                select(col(SessionRow.id), col(SessionRow.board_id)).where(
                    col(SessionRow.live_on).is_not(None)
                )
            )
            return dict(found.all())

    async def facilitates(self, board: str, person: str) -> bool:
        """Whether somebody facilitates what is live on this board: what `boards` asks for."""
        async with self._database.session() as db:
            facilitator = await db.scalar(
                select(col(SessionRow.facilitator_id)).where(col(SessionRow.live_on) == board)
            )
            return facilitator is not None and facilitator == person

    # -- making and preparing

    async def create(self, board: str, by: Person, wish: SessionWish) -> Session:
        """Plan a session, with the steps of a recipe where one is named; ``by`` facilitates it.

        Raises:
            NotFound: there is no such board, or no such recipe.
            Forbidden: only facilitators and owners of the board may.
        """
        row = SessionRow(
            id=new_id(),
            board_id=board,
            title=wish.title,
            join_as=wish.join_as,
            facilitator_id=by.id,
            created_by=by.id,
            created_at=utc_now(),
        )
        async with self._database.session() as db:
            await require_standing(db, board, by.id, Role.FACILITATOR)
            db.add(row)
            await db.flush()
            if wish.recipe is not None:
                recipe = await find_recipe(db, wish.recipe, by.id)
                await add_steps(db, row, recipe.activities, None, recipe.id)
        return await self._told(row.id, by)

    async def rename(self, session: str, by: Person, title: str | None) -> Session:
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_preparing()
            if title is not None:
                seat.session.title = title
        return await self._told(session, by)

    async def delete(self, session: str, by: Person) -> None:
        """Delete a session that is only planned.

        Raises:
            Conflict: it has begun, and is part of the board's past.
        """
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_preparing()
            if seat.session.state != "planned":
                raise Conflict("Only a session that has not begun can be deleted.")
            await db.delete(seat.session)

    async def add_recipe(self, session: str, by: Person, wish: RecipeWish) -> Session:
        """Put the steps of a recipe on the agenda."""
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            recipe = await find_recipe(db, wish.recipe, by.id)
            await add_steps(db, seat.session, recipe.activities, wish.before, recipe.id)
        return await self._told(session, by)

    async def add_activity(self, session: str, by: Person, draft: PlacedDraft) -> Session:
        step = ActivityDraft.model_validate(draft.model_dump(exclude={"before"}))
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            await add_steps(db, seat.session, [step], draft.before)
        return await self._told(session, by)

    async def change_activity(
        self, session: str, activity: str, by: Person, change: ActivityChange
    ) -> Session:
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            await change_step(db, seat.session, activity, change)
        return await self._told(session, by)

    async def remove_activity(self, session: str, activity: str, by: Person) -> Session:
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            await remove_step(db, seat.session, activity)
        return await self._told(session, by)

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
            await self._lock.match((await self.view(session, by)).board)
        if begun is not None:
            for tell in self._begun:
                await tell(session, begun)
        return await self._told(session, by)

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

    # -- what everyone sees

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
        return await self._told(session, by)

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
        return await self._told(session, by)

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

    # -- taking part

    async def attend(self, session: str, by: Person, wish: AttendanceWish) -> Session:
        """Be in a session, and say for which stakeholder group one speaks."""
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            require_not_ended(seat.session)
            row = await attendance_of(db, session, by.id)
            if "stakeholder" in wish.model_fields_set:
                row.stakeholder = wish.stakeholder
        return await self._told(session, by)

    async def set_hand(self, session: str, by: Person, wish: HandWish) -> Session:
        """Raise or lower one's hand; who facilitates may lower others'.

        Raises:
            Forbidden: it is somebody else's hand, or they only look on.
            NotFound: they did not come.
        """
        whose = wish.person or by.id
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            require_live(seat.session)
            seat.require_taking_part()
            if whose != by.id:
                if wish.up:
                    raise Forbidden("Everyone raises their own hand.", role=seat.role.value)
                seat.require_facilitating()
                if whose not in await people_of(db, session):
                    raise NotFound("They are not in this session.")
            set_hand(await attendance_of(db, session, whose), wish.up, timers.now_ms())
        return await self._told(session, by)

    async def react(self, session: str, by: Person, emoji: str) -> None:
        """Show everyone a reaction; it is not kept."""
        async with self._database.session() as db:
            seat = await find_seat(db, session, by.id)
            require_live(seat.session)
            seat.require_taking_part()
        await self._documents.notify(
            seat.session.board_id, {"type": "reaction", "person": by.id, "emoji": emoji}
        )

    # -- breakouts

    async def set_breakouts(self, session: str, by: Person, drafts: list[BreakoutDraft]) -> Session:
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_facilitating()
            require_not_ended(seat.session)
            await plan_breakouts(db, seat.session, drafts)
        return await self._told(session, by)

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
        return await self._told(session, by)

    # -- within

    async def _preparing(self, db: AsyncSession, session: str, by: Person) -> Seat:
        seat = await lock_seat(db, session, by.id)
        seat.require_preparing()
        require_not_ended(seat.session)
        return seat

    async def _told(self, session: str, by: Person) -> Session:
        """The session after a change, of which everyone hears."""
        self.push.changed(session)
        return await self.view(session, by)

    async def _views(
        self, db: AsyncSession, rows: list[SessionRow], to: str | None
    ) -> list[Session]:
        return await session_views(db, self._accounts, self._documents.present, rows, to)
