"""Stand-ins for those whom the sync core asks, and a small app around it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from pycrdt import Doc, Text

from planhall.problems import Forbidden, NotFound, NotSignedIn
from planhall.settings import Settings
from planhall.sync import routes
from planhall.sync.access import Access, Credentials, Identity
from planhall.sync.log import Entry, Head, MemoryLog, Snapshot, Stored, UpdateLog
from planhall.sync.service import Sync

WRITERS = {"owner", "facilitator", "editor"}


class TokenAuthorizer:
    """Believes a token that says who one is: ``person/role``; boards named ``missing`` are not.

    A role ``editor:part`` may write within the part only.
    """

    def __init__(self) -> None:
        self.roles: dict[str, str] = {}
        """Roles that a person has instead, since the token was made."""

    async def authorize(self, board: str, credentials: Credentials) -> Access:
        token = credentials.token or credentials.session
        if token is None:
            raise NotSignedIn("No token.")
        person, _, role = token.partition("/")
        role, _, within = self.roles.get(person, role).partition(":")
        if role == "expired":
            raise NotSignedIn("The token is not valid.")
        if board.startswith("missing"):
            raise NotFound("No such board.")
        if role not in WRITERS | {"commenter", "viewer"}:
            raise Forbidden("No access.")
        identity = Identity(person, person.capitalize(), "#336699", guest=False)
        return Access(identity, role, can_write=role in WRITERS, within=within or None)


class Watcher:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, frozenset[str]]] = []

    async def board_changed(self, board: str, document: Doc[Any], authors: frozenset[str]) -> None:
        self.told.append((board, authors))


class ByRootName:
    """A guard for documents whose parts are their roots."""

    def follow(self, document: Doc[Any]) -> "RootTrace":
        return RootTrace(document)


class RootTrace:
    def __init__(self, document: Doc[Any]) -> None:
        self._document = document
        self._before = self._state()

    def stays_within(self, part: str) -> bool:
        before, self._before = self._before, self._state()
        return all(before.get(name) == text for name, text in self._before.items() if name != part)

    def passed(self) -> None:
        self._before = self._state()

    def close(self) -> None:
        return

    def _state(self) -> dict[str, str]:
        return {name: str(self._document.get(name, type=Text)) for name in self._document}


class FailingLog:
    """A log whose store can be taken away."""

    def __init__(self, log: UpdateLog | None = None) -> None:
        self.log = log or MemoryLog()
        self.broken = False
        self.appends = 0

    async def append(self, entries: Sequence[Entry]) -> frozenset[str]:
        self._check()
        self.appends += 1
        return await self.log.append(entries)

    async def load(self, board: str) -> Stored | None:
        self._check()
        return await self.log.load(board)

    async def save_snapshot(self, snapshot: Snapshot) -> None:
        self._check()
        await self.log.save_snapshot(snapshot)

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        self._check()
        return await self.log.heads(board, after, upto, limit)

    async def join(self, board: str, groups: Sequence[Sequence[int]]) -> None:
        self._check()
        await self.log.join(board, groups)

    async def delete(self, board: str) -> None:
        self._check()
        await self.log.delete(board)

    def _check(self) -> None:
        if self.broken:
            raise OSError("the disk is full")


def make_app(sync: Sync) -> FastAPI:
    """The sync core's endpoints, and nothing else."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with sync:
            app.state.sync = sync
            yield

    app = FastAPI(lifespan=lifespan)
    app.include_router(routes.router)
    return app


def make_sync(settings: Settings, log: UpdateLog | None = None) -> Sync:
    return Sync(settings, log or MemoryLog(), TokenAuthorizer(), Watcher(), ByRootName())
