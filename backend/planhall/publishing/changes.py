"""What changes of a published plan, item by item and day by day, as it comes to be."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, TypeAlias

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.times import utc_now
from planhall.database import Database
from planhall.plan.model import Item, Plan
from planhall.publishing.models import PublicationRow, ShownChangeRow, ShownRow
from planhall.publishing.shown import Choice, public_plan

KEPT: Final = 500
"""Changes of one board that are kept: the newest."""
LONGEST_ID: Final = 64
"""Ids of items that no client of ours makes are longer, and not told of."""
Shown: TypeAlias = dict[str, dict[str, str]]
What: TypeAlias = dict[str, Any]
"""``added``, ``title``, ``body``, ``due``, ``measures``, ``kind``: true; ``status``: what it was
before that day and is since."""


@dataclass(frozen=True, slots=True)
class DayChange:
    """What changed of an item on a day."""

    item: str
    day: date
    first_at: datetime
    last_at: datetime
    what: Mapping[str, Any]


def digests(plan: Plan) -> Shown:
    """What is shown of each item, so short that it can be kept; its words are not in it."""
    return {item.id: _digest(item) for item in plan.items.values()}


def _digest(item: Item) -> dict[str, str]:
    return {
        "kind": item.kind[:32],
        "status": item.status,
        "due": item.due or "",
        "title": _short_hash(item.title),
        "body": _short_hash(repr(item.body)) if item.body else "",
        "measures": _short_hash(repr(item.measures)) if item.measures else "",
    }


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def compare(before: Mapping[str, Mapping[str, str]], after: Shown) -> dict[str, What]:
    """What is another of each item that is shown now."""
    found: dict[str, What] = {}
    for id_, now in after.items():
        old = before.get(id_)
        if old is None:
            found[id_] = {"added": True}
            continue
        what: What = {
            name: True
            for name in ("kind", "title", "body", "due", "measures")
            if old.get(name) != now[name]
        }
        if old.get("status") != now["status"]:
            what["status"] = [old.get("status", ""), now["status"]]
        if what:
            found[id_] = what
    return found


def joined(earlier: Mapping[str, Any], later: What) -> What:
    """What both changes of one day come to."""
    what = {**earlier, **later}
    if "status" in earlier and "status" in later:
        what["status"] = [earlier["status"][0], later["status"][1]]
    if what.get("status") and what["status"][0] == what["status"][1]:
        del what["status"]
    return what


class ChangeKeeper:
    """Hears of changed plans (`PlanListener`), and notes what is another of published ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan_changed(self, board: str, plan: Plan, authors: frozenset[str]) -> None:
        async with self._database.session() as db:
            row = await db.get(PublicationRow, board)
        if row is None or row.ended_at is not None:
            return
        public = await asyncio.to_thread(public_plan, plan, choice_of(row))
        if public is None:
            return
        after = await asyncio.to_thread(digests, public)
        async with self._database.session() as db:
            # A write first, so that one is after the other, also of several processes.
            still = await db.execute(
                update(PublicationRow)
                .where(
                    col(PublicationRow.board_id) == board,
                    col(PublicationRow.revision) == row.revision,
                    col(PublicationRow.ended_at).is_(None),
                )
                .values(revision=row.revision)
                .returning(col(PublicationRow.board_id))
                .execution_options(synchronize_session=False)
            )
            if still.first() is None:
                return
            await self._note(db, board, after)

    async def _note(self, db: AsyncSession, board: str, after: Shown) -> None:
        kept = await db.get(ShownRow, board)
        if kept is None:
            db.add(ShownRow(board_id=board, items=after))
            return
        if kept.items == after:
            return
        changes = compare(kept.items, after)
        kept.items = after
        now = utc_now()
        of_today = {
            row.item: row
            for row in await db.scalars(
                select(ShownChangeRow).where(
                    col(ShownChangeRow.board_id) == board, col(ShownChangeRow.day) == now.date()
                )
            )
        }
        for item, what in islice(changes.items(), KEPT):
            row = of_today.get(item)
            if row is not None:
                row.what = joined(row.what, what)
                row.last_at = now
            elif len(item) <= LONGEST_ID:
                db.add(
                    ShownChangeRow(
                        board_id=board,
                        item=item,
                        day=now.date(),
                        first_at=now,
                        last_at=now,
                        what=what,
                    )
                )
        await db.flush()
        await _forget_old(db, board)


def choice_of(row: PublicationRow) -> Choice:
    return Choice(row.part, row.owners, row.drafts)


async def show_from_now(db: AsyncSession, board: str, shown: Shown) -> None:
    """What is shown now is where later changes are counted from."""
    kept = await db.get(ShownRow, board)
    if kept is None:
        db.add(ShownRow(board_id=board, items=shown))
    else:
        kept.items = shown


async def changes_of(db: AsyncSession, board: str) -> list[DayChange]:
    """The newest first."""
    rows = await db.scalars(
        select(ShownChangeRow)
        .where(col(ShownChangeRow.board_id) == board)
        .order_by(col(ShownChangeRow.last_at).desc(), col(ShownChangeRow.item))
        .limit(KEPT)
    )
    return [DayChange(row.item, row.day, row.first_at, row.last_at, row.what) for row in rows]


async def _forget_old(db: AsyncSession, board: str) -> None:
    last = await db.scalar(
        select(col(ShownChangeRow.last_at))
        .where(col(ShownChangeRow.board_id) == board)
        .order_by(col(ShownChangeRow.last_at).desc())
        .offset(KEPT)
        .limit(1)
    )
    if last is not None:
        await db.execute(
            delete(ShownChangeRow)
            .where(col(ShownChangeRow.board_id) == board, col(ShownChangeRow.last_at) < last)
            .execution_options(synchronize_session=False)
        )
