"""Suggestions: proposing a change of the plan, and accepting, declining or withdrawing it.

The row first, the document then, as in workshops: an accepted suggestion says that it is not
written until it is, so that whatever happens between is made up for at the next start.
"""

import asyncio
from functools import partial
from typing import Any, Final, Literal
from weakref import WeakValueDictionary

import structlog
from pycrdt import Doc
from pydantic import TypeAdapter
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import require_standing
from planhall.boards.events import SuggestionDecided, SuggestionMade
from planhall.boards.roles import Role
from planhall.discussion.applying import apply, item_of, there_now
from planhall.discussion.ground import Ground, standing_there
from planhall.discussion.models import SuggestionRow
from planhall.discussion.views import Change, NewItem, Suggestion, SuggestionWish, Verdict
from planhall.plan.read import read_plan
from planhall.problems import Conflict, Forbidden, NotFound

OPEN_MOST: Final = 500
"""Open ones of one board."""
TOLD_MOST: Final = 2000
"""Of those that are decided, the newest are told."""

NO_SUGGESTION = "There is no such suggestion, or you have no access to its board."
TAKEN = "There is another suggestion of that id."

Which = Literal["open", "all"]

_changes: TypeAdapter[Change] = TypeAdapter(Change)

logger = structlog.get_logger(__name__)


class AlreadyDecided(Conflict):
    """The suggestion was accepted, declined or withdrawn before."""

    code = "already-decided"


class Suggestions:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def of(self, board: str, by: Person, which: Which = "open") -> list[Suggestion]:
        """The suggestions of a board, the oldest first.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        wanted = select(SuggestionRow).where(col(SuggestionRow.board_id) == board)
        if which == "open":
            wanted = wanted.where(col(SuggestionRow.state) == "open")
        newest = wanted.order_by(
            col(SuggestionRow.created_at).desc(), col(SuggestionRow.id).desc()
        ).limit(TOLD_MOST)
        async with self._ground.database.session() as db:
            await require_standing(db, board, by.id)
            rows = list(await db.scalars(newest))
            return await self._views(db, rows[::-1])

    async def make(self, board: str, by: Person, wish: SuggestionWish) -> Suggestion:
        """Propose a change. One that was sent before, with its id, is there once.

        Raises:
            Forbidden: they only look on.
            Conflict: the plan has no such item, the change cannot be made, the id is another
                one's, or too many are open.
        """
        async with self._ground.database.session() as db:
            await require_standing(db, board, by.id, Role.COMMENTER)
            there = await self._there(db, board, by, wish.id)
        if there is not None:
            return there
        plan = await self._ground.plans.read(board)
        base = there_now(plan, wish.item, wish.change)
        try:
            async with self._ground.changing(board) as change:
                db = change.db
                await require_standing(db, board, by.id, Role.COMMENTER)
                there = await self._there(db, board, by, wish.id)
                if there is not None:
                    return there
                count = await db.scalar(
                    select(func.count())
                    .select_from(SuggestionRow)
                    .where(col(SuggestionRow.board_id) == board, col(SuggestionRow.state) == "open")
                )
                if (count or 0) >= OPEN_MOST:
                    raise Conflict(f"A board has at most {OPEN_MOST} open suggestions.")
                row = SuggestionRow(
                    id=wish.id or new_id(),
                    board_id=board,
                    item_id=wish.item,
                    change=wish.change.model_dump(mode="json"),
                    base=base,
                    note=wish.note,
                    author_id=by.id,
                    created_at=utc_now(),
                )
                db.add(row)
                await db.flush()
                view = await self._view(db, row)
                change.tell_suggestion(view)
                await change.happened(
                    SuggestionMade(
                        board=board,
                        by=by.id,
                        suggestion=row.id,
                        item=row.item_id,
                        note=row.note,
                    )
                )
        except IntegrityError:
            raise Conflict(TAKEN) from None
        return view

    async def accept(self, suggestion: str, by: Person) -> Suggestion:
        """Make the change in the plan.

        What a crash or a failing store left half done is finished by accepting it again.

        Raises:
            NotFound: there is no such suggestion, or none that they may know of.
            Forbidden: they may not change the plan, or not there.
            AlreadyDecided: it is not open any more.
            Conflict: the change cannot be made, as the plan now is; the suggestion stays open.
        """
        board = await self._board_of(suggestion, by, Role.EDITOR)
        leave = await self._ground.boards.require_leave(board, by.id)
        turn = self._turns.setdefault(suggestion, asyncio.Lock())
        async with turn:
            begun = await self._accepted(board, suggestion, by)
            if begun is None:
                return await self._finish(suggestion)
            change = partial(
                apply,
                suggestion=suggestion,
                item=begun.item_id,
                change=_changes.validate_python(begun.change),
                author=begun.author_id,
                within=leave.within,
            )
            try:
                item = await self._ground.documents.edit(board, by.id, change)
            except (Conflict, Forbidden, NotFound):
                await self._open_again(board, suggestion)
                raise
            return await self._written(board, suggestion, item)

    async def decline(self, suggestion: str, by: Person, reason: str) -> Suggestion:
        """Say that the plan stays as it is, and why.

        Raises:
            NotFound: there is no such suggestion, or none that they may know of.
            Forbidden: they may not change the plan.
            AlreadyDecided: it is not open any more.
        """
        board = await self._board_of(suggestion, by, Role.EDITOR)
        return await self._decide(board, suggestion, by, Role.EDITOR, "declined", reason)

    async def withdraw(self, suggestion: str, by: Person) -> Suggestion:
        """Take back one's own.

        Raises:
            NotFound: there is no such suggestion, or none that they may know of.
            Forbidden: somebody else made it.
            AlreadyDecided: it is not open any more.
        """
        board = await self._board_of(suggestion, by, Role.COMMENTER)
        return await self._decide(board, suggestion, by, Role.COMMENTER, "withdrawn", "")

    async def finish_all(self) -> None:
        """After a start: make up for what a crash left unwritten. Never raises."""
        async with self._ground.database.session() as db:
            unwritten = list(
                await db.scalars(
                    select(col(SuggestionRow.id))
                    .where(col(SuggestionRow.state) == "accepted", ~col(SuggestionRow.written))
                    .order_by(col(SuggestionRow.decided_at))
                )
            )
        for suggestion in unwritten:
            try:
                await self._finish(suggestion)
            except Exception:
                logger.exception("a suggestion is not in the plan yet", suggestion=suggestion)

    # -- within

    async def _accepted(self, board: str, suggestion: str, by: Person) -> SuggestionRow | None:
        """The row, which now says that it is accepted; None: it said so, and was not written."""
        plan = await self._ground.plans.read(board)
        async with self._ground.changing(board) as change:
            await standing_there(change.db, board, by, Role.EDITOR, NO_SUGGESTION)
            row = await _suggestion(change.db, suggestion)
            if row.state == "accepted" and not row.written:
                return None
            _require_open(row)
            wanted = _changes.validate_python(row.change)
            row.found = there_now(plan, row.item_id, wanted)
            row.state, row.decided_by, row.decided_at = "accepted", by.id, utc_now()
        return row

    async def _finish(self, suggestion: str) -> Suggestion:
        """Write an accepted suggestion that may have been written: where the plan is not as it was
        found, it was, or somebody has changed it since, and their word is the later one."""
        async with self._ground.database.session() as db:
            row = await _suggestion(db, suggestion)
        change = _changes.validate_python(row.change)

        def write(doc: Doc[Any]) -> str:
            make = partial(
                apply, doc, suggestion, row.item_id, change, author=row.author_id, within=None
            )
            try:
                unchanged = there_now(read_plan(doc), row.item_id, change) == row.found
                return make() if unchanged else _result(row, change)
            except Conflict:
                return _result(row, change)

        author = row.decided_by or row.author_id or ""
        item = await self._ground.documents.edit(row.board_id, author, write)
        return await self._written(row.board_id, suggestion, item)

    async def _written(self, board: str, suggestion: str, item: str) -> Suggestion:
        async with self._ground.changing(board) as change:
            row = await _suggestion(change.db, suggestion)
            already = row.written
            row.result_item, row.written = item, True
            row.found = None
            view = await self._view(change.db, row)
            change.tell_suggestion(view)
            if not already:
                await change.happened(_decided(row, "accepted"))
        return view

    async def _open_again(self, board: str, suggestion: str) -> None:
        async with self._ground.changing(board) as change:
            await change.db.execute(
                update(SuggestionRow)
                .where(col(SuggestionRow.id) == suggestion)
                .values(state="open", decided_by=None, decided_at=None)
                .execution_options(synchronize_session=False)
            )

    async def _decide(
        self,
        board: str,
        suggestion: str,
        by: Person,
        minimum: Role,
        state: Literal["declined", "withdrawn"],
        reason: str,
    ) -> Suggestion:
        async with self._ground.changing(board) as change:
            _, role = await standing_there(change.db, board, by, minimum, NO_SUGGESTION)
            row = await _suggestion(change.db, suggestion)
            if state == "withdrawn" and row.author_id != by.id:
                raise Forbidden("Only who made a suggestion may withdraw it.", role=role.value)
            _require_open(row)
            row.state, row.decided_by, row.decided_at = state, by.id, utc_now()
            row.reason = reason
            view = await self._view(change.db, row)
            change.tell_suggestion(view)
            if state == "declined":
                await change.happened(_decided(row, state))
        return view

    async def _board_of(self, suggestion: str, by: Person, minimum: Role) -> str:
        async with self._ground.database.session() as db:
            row = await _suggestion(db, suggestion)
            await standing_there(db, row.board_id, by, minimum, NO_SUGGESTION)
            return row.board_id

    async def _there(
        self, db: AsyncSession, board: str, by: Person, id_: str | None
    ) -> Suggestion | None:
        """What the same person sent before with this id."""
        row = None if id_ is None else await db.get(SuggestionRow, id_)
        if row is None:
            return None
        if (row.board_id, row.author_id) != (board, by.id):
            raise Conflict(TAKEN)
        return await self._view(db, row)

    async def _view(self, db: AsyncSession, row: SuggestionRow) -> Suggestion:
        return (await self._views(db, [row]))[0]

    async def _views(self, db: AsyncSession, rows: list[SuggestionRow]) -> list[Suggestion]:
        people = await self._ground.people(
            db, {row.author_id for row in rows} | {row.decided_by for row in rows}
        )
        return [
            Suggestion.model_validate(
                {
                    "id": row.id,
                    "board": row.board_id,
                    "item": row.item_id,
                    "change": row.change,
                    "base": row.base,
                    "note": row.note,
                    "author": people[row.author_id],
                    "created_at": row.created_at,
                    "state": row.state,
                    "decided": None
                    if row.decided_at is None
                    else Verdict(by=people[row.decided_by], at=row.decided_at, reason=row.reason),
                    "result_item": row.result_item,
                }
            )
            for row in rows
        ]


async def _suggestion(db: AsyncSession, suggestion: str) -> SuggestionRow:
    row = await db.get(SuggestionRow, suggestion)
    if row is None:
        raise NotFound(NO_SUGGESTION)
    return row


def _require_open(row: SuggestionRow) -> None:
    if row.state != "open":
        raise AlreadyDecided(f"This suggestion is {row.state} already.")


def _result(row: SuggestionRow, change: Change) -> str:
    return item_of(row.id) if isinstance(change, NewItem) else row.item_id or ""


def _decided(row: SuggestionRow, state: Literal["accepted", "declined"]) -> SuggestionDecided:
    return SuggestionDecided(
        board=row.board_id,
        by=row.decided_by,
        suggestion=row.id,
        item=row.result_item or row.item_id,
        author=row.author_id,
        state=state,
        reason=row.reason,
    )
