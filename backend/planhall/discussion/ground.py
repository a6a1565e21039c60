"""What threads and suggestions stand on: who may speak, one change at a time, and who hears it."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from weakref import WeakValueDictionary

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.service import AccountService
from planhall.accounts.views import Me, Person
from planhall.boards.access import Standing, lock_boards, require_standing
from planhall.boards.events import Event, Events
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.discussion.documents import Documents
from planhall.discussion.views import Suggestion, Thread
from planhall.plan.service import PlanService
from planhall.problems import NotFound

LARGEST_PUSH: Final = 64 << 10
"""Letters of JSON. What is larger is to be fetched."""
SOMEBODY_WHO_LEFT: Final = Person(id="", name="Somebody who left", color="#868e96", guest=True)
"""In place of somebody whose account is gone."""


@dataclass(slots=True)
class Change:
    """A transaction that changes what is said on a board, and what everyone there then hears."""

    db: AsyncSession
    events: Events
    told: list[Mapping[str, Any]] = field(default_factory=list)

    def tell_thread(self, thread: Thread) -> None:
        self.told.append(_message("thread", thread.id, thread))

    def tell_removed(self, thread: str) -> None:
        self.told.append({"type": "thread-removed", "thread": thread})

    async def happened(self, event: Event) -> None:
        """Tell the rest of the service, in this transaction."""
        await self.events.tell(self.db, event)

    def tell_suggestion(self, suggestion: Suggestion) -> None:
        self.told.append(_message("suggestion", suggestion.id, suggestion))


class Ground:
    """``by`` is always somebody who was identified."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        boards: BoardService,
        plans: PlanService,
        documents: Documents,
    ) -> None:
        self.database = database
        self.accounts = accounts
        self.boards = boards
        self.plans = plans
        self.documents = documents
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def changing(self, board: str) -> AsyncIterator[Change]:
        """One change of a board's discussion after the other; each is told of in that order.

        Those who wait hold no connection: SQLite, which has one writer, would let some who ask
        again and again fail.
        """
        key = "" if self.database.is_sqlite else board
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            async with self.database.session() as db:
                # A write before all else: SQLite lets nobody write who has read what others have
                # changed since.
                await lock_boards(db, [board])
                change = Change(db, self.boards.events)
                yield change
            for message in change.told:
                await self.documents.notify(board, message)

    async def people(self, db: AsyncSession, ids: set[str | None]) -> "People":
        return People(await self.accounts.profiles(db, {id_ for id_ in ids if id_ is not None}))


class People:
    """People by id, as everyone may see them."""

    def __init__(self, profiles: Mapping[str, Me]) -> None:
        self._profiles = profiles

    def __getitem__(self, id_: str | None) -> Person:
        profile = None if id_ is None else self._profiles.get(id_)
        return SOMEBODY_WHO_LEFT if profile is None else profile.person


async def standing_there(
    db: AsyncSession, board: str, by: Person, minimum: Role, missing: str
) -> tuple[Standing, Role]:
    """As ``require_standing``, about what was asked for by an id of its own.

    Raises:
        NotFound: says ``missing``, whether they may not see the board or there is none.
        Forbidden: they would need a higher role.
    """
    try:
        return await require_standing(db, board, by.id, minimum)
    except NotFound:
        raise NotFound(missing) from None


def _message(type_: str, id_: str, view: BaseModel) -> Mapping[str, Any]:
    message = {"type": type_, type_: view.model_dump(mode="json")}
    if len(json.dumps(message)) > LARGEST_PUSH:
        return {"type": type_, "id": id_}
    return message
