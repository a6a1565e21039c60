"""What the group decided, and what is to be done: written down, and into the plan."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import find_standing
from planhall.boards.events import DecisionTaken
from planhall.problems import Conflict, Invalid
from planhall.workshops.agenda import activity_in, agenda_of
from planhall.workshops.ideas_in_plan import item_of
from planhall.workshops.models import ActionRow, ActivityRow, DecisionRow
from planhall.workshops.plan_writing import PlanWriting
from planhall.workshops.seats import find_seat, lock_seat
from planhall.workshops.taking_part import Surroundings, require_deciding
from planhall.workshops.taking_part_views import Action, ActionDraft, Decision, DecisionDraft
from planhall.workshops.views import VoteResult


class Decisions:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, surroundings: Surroundings, writing: PlanWriting) -> None:
        self._around = surroundings
        self._writing = writing

    async def of(self, session: str, by: Person) -> list[Decision]:
        """Every decision of a session, the first one first."""
        async with self._around.database.session() as db:
            await find_seat(db, session, by.id)
            return await decisions_in(db, session)

    async def decide(self, session: str, by: Person, draft: DecisionDraft) -> Decision:
        """Write a decision down; it goes into the plan, with its actions below it.

        One that is there already by its id stays as it is, and is what comes back.

        Raises:
            Forbidden: they may not.
            NotFound: there is no such session or activity.
            Invalid: its item or somebody who is to act is not there.
            Conflict: its id is that of something else.
        """
        await self._require_item(session, by, draft.item)
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            require_deciding(seat)
            board = seat.session.board_id
            decision = await self._held(db, session, by, draft.id)
            if decision is None:
                decision = await self._write_down(db, session, board, by, draft)
        await self._writing.try_to_finish(session)
        return await self._told(session, board, decision, draft.activity)

    async def add_action(self, session: str, by: Person, draft: ActionDraft) -> Action:
        """Write down something to be done that no decision brought; it goes into the plan.

        Raises:
            Forbidden: they may not.
            Invalid: somebody who is to act is not on the board.
        """
        async with self._around.database.session() as db:
            seat = await lock_seat(db, session, by.id)
            require_deciding(seat)
            board = seat.session.board_id
            [row] = await self._add_actions(db, session, board, by, [draft], None)
        await self._writing.try_to_finish(session)
        self._around.sessions.push.changed(session)
        await self._around.tell(board, {"type": "decision", "activity": None, "session": session})
        return action_view(row)

    # -- within

    async def _require_item(self, session: str, by: Person, item: str | None) -> None:
        async with self._around.database.session() as db:
            seat = await find_seat(db, session, by.id)
            require_deciding(seat)
        if item is None:
            return
        plan = await self._around.plans.read(seat.session.board_id)
        if item not in plan.items:
            raise Invalid("item: there is no such item in the plan.")

    async def _held(
        self, db: AsyncSession, session: str, by: Person, wished: str | None
    ) -> str | None:
        """The id of the decision if it was written down before, as when an answer got lost."""
        row = None if wished is None else await db.get(DecisionRow, wished)
        if row is None:
            return None
        if row.session_id != session or row.decided_by != by.id:
            raise Conflict("The id of this decision is taken.")
        return row.id

    async def _write_down(
        self, db: AsyncSession, session: str, board: str, by: Person, draft: DecisionDraft
    ) -> str:
        activity = None
        agenda: Sequence[ActivityRow] = ()
        if draft.activity is not None:
            agenda = await agenda_of(db, session)
            activity = activity_in(agenda, draft.activity)
        row = DecisionRow(
            id=draft.id or new_id(),
            session_id=session,
            activity_id=draft.activity,
            title=draft.title,
            what=draft.what,
            why=draft.why,
            who=list(draft.who),
            dissent=draft.dissent,
            tally=None if activity is None else _tally_of(activity, agenda),
            kind=draft.kind,
            item_id=draft.item or (None if activity is None else activity.part),
            decided_by=by.id,
            at=utc_now(),
        )
        db.add(row)
        await db.flush()
        await self._add_actions(db, session, board, by, draft.actions, row.id)
        await self._around.events.tell(
            db,
            DecisionTaken(
                board=board,
                by=by.id,
                session=session,
                decision=row.id,
                title=row.title,
                what=row.what,
            ),
        )
        return row.id

    async def _add_actions(
        self,
        db: AsyncSession,
        session: str,
        board: str,
        by: Person,
        drafts: Sequence[ActionDraft],
        decision: str | None,
    ) -> list[ActionRow]:
        before = await db.scalar(
            select(func.count()).select_from(ActionRow).where(col(ActionRow.session_id) == session)
        )
        rows = []
        for position, draft in enumerate(drafts, before or 0):
            name = draft.owner_name or ""
            if draft.owner is not None:
                standing = await find_standing(db, board, draft.owner)
                if standing is None or standing.role is None:
                    raise Invalid(f"“{draft.title}”: its owner is not on this board.")
                profiles = await self._around.accounts.profiles(db, [draft.owner])
                name = profiles[draft.owner].name
            row = ActionRow(
                id=item_of("action", new_id()),
                session_id=session,
                decision_id=decision,
                position=position,
                title=draft.title,
                owner_id=draft.owner,
                owner_name=name,
                due=draft.due,
                created_by=by.id,
                created_at=utc_now(),
            )
            db.add(row)
            rows.append(row)
        await db.flush()
        return rows

    async def _told(
        self, session: str, board: str, decision: str, activity: str | None
    ) -> Decision:
        self._around.sessions.push.changed(session)
        await self._around.tell(
            board, {"type": "decision", "activity": activity, "session": session}
        )
        async with self._around.database.session() as db:
            return next(one for one in await decisions_in(db, session) if one.id == decision)


async def decisions_in(db: AsyncSession, session: str) -> list[Decision]:
    """What a session decided, the first first."""
    actions = await actions_in(db, session)
    return [
        Decision(
            id=row.id,
            activity=row.activity_id,
            title=row.title,
            what=row.what,
            why=row.why,
            who=row.who,
            at=row.at,
            tally=None if row.tally is None else VoteResult.model_validate(row.tally),
            dissent=row.dissent,
            item=row.item_id,
            actions=[action for action in actions if action.decision == row.id],
        )
        for row in await db.scalars(
            select(DecisionRow)
            .where(col(DecisionRow.session_id) == session)
            .order_by(col(DecisionRow.at), col(DecisionRow.id))
        )
    ]


async def actions_in(db: AsyncSession, session: str) -> list[Action]:
    """All that is to be done, as it was written down."""
    return [
        action_view(row)
        for row in await db.scalars(
            select(ActionRow)
            .where(col(ActionRow.session_id) == session)
            .order_by(col(ActionRow.position), col(ActionRow.id))
        )
    ]


def action_view(row: ActionRow) -> Action:
    return Action(
        id=row.id,
        title=row.title,
        owner=row.owner_id,
        owner_name=row.owner_name,
        due=row.due,
        decision=row.decision_id,
    )


def _tally_of(activity: ActivityRow, agenda: Sequence[ActivityRow]) -> dict[str, object] | None:
    """The result that a decision rests on: its activity's own, or for one that is there to decide
    that of the nearest vote before it."""
    if activity.kind != "decide":
        return activity.result
    before = [row for row in agenda if row.position < activity.position and row.result is not None]
    return before[-1].result if before else None
