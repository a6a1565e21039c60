"""Making sessions, and preparing their agendas."""

from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import require_standing
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.problems import Conflict
from planhall.workshops.agenda import add_steps, change_step, remove_step
from planhall.workshops.models import SessionRow
from planhall.workshops.own_recipes import find_recipe
from planhall.workshops.running import require_not_ended
from planhall.workshops.seats import Seat, lock_seat
from planhall.workshops.sessions import Sessions
from planhall.workshops.views import (
    ActivityChange,
    ActivityDraft,
    PlacedDraft,
    RecipeWish,
    Session,
    SessionChange,
    SessionWish,
)


class Preparing:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, database: Database, sessions: Sessions) -> None:
        self._database = database
        self._sessions = sessions

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
            starts_at=wish.starts_at,
        )
        async with self._database.session() as db:
            await require_standing(db, board, by.id, Role.FACILITATOR)
            db.add(row)
            await db.flush()
            if wish.recipe is not None:
                recipe = await find_recipe(db, wish.recipe, by.id)
                await add_steps(db, row, recipe.activities, None, recipe.id)
        return await self._sessions.told(row.id, by)

    async def change(self, session: str, by: Person, change: SessionChange) -> Session:
        """Rename it, or plan another time.

        Raises:
            Forbidden: it is not theirs to prepare.
            Conflict: it has begun, so its time is not planned any more.
        """
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_preparing()
            row = seat.session
            if change.title is not None:
                row.title = change.title
            if "starts_at" in change.model_fields_set and change.starts_at != row.starts_at:
                if row.state != "planned":
                    raise Conflict("This session has begun, so its time stays as it was planned.")
                row.starts_at = change.starts_at
        return await self._sessions.told(session, by)

    async def delete(self, session: str, by: Person) -> None:
        """Delete a session that is only planned.

        Raises:
            Conflict: it has begun, and is part of the board's past.
        """
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            seat.require_preparing()
            if seat.session.state != "planned" or seat.session.started_at is not None:
                raise Conflict("Only a session that has not begun can be deleted.")
            await db.delete(seat.session)

    async def add_recipe(self, session: str, by: Person, wish: RecipeWish) -> Session:
        """Put the steps of a recipe on the agenda."""
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            recipe = await find_recipe(db, wish.recipe, by.id)
            await add_steps(db, seat.session, recipe.activities, wish.before, recipe.id)
        return await self._sessions.told(session, by)

    async def add_activity(self, session: str, by: Person, draft: PlacedDraft) -> Session:
        step = ActivityDraft.model_validate(draft.model_dump(exclude={"before"}))
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            await add_steps(db, seat.session, [step], draft.before)
        return await self._sessions.told(session, by)

    async def change_activity(
        self, session: str, activity: str, by: Person, change: ActivityChange
    ) -> Session:
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            await change_step(db, seat.session, activity, change)
        return await self._sessions.told(session, by)

    async def remove_activity(self, session: str, activity: str, by: Person) -> Session:
        async with self._database.session() as db:
            seat = await self._preparing(db, session, by)
            await remove_step(db, seat.session, activity)
        return await self._sessions.told(session, by)

    async def _preparing(self, db: AsyncSession, session: str, by: Person) -> Seat:
        seat = await lock_seat(db, session, by.id)
        seat.require_preparing()
        require_not_ended(seat.session)
        return seat
