"""The whole service with people who hold a workshop on one board."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import httpx
from fastapi import FastAPI

from accounts.small_app import QUICK_HASHER
from idle_apps import IdleApps
from planhall.accounts.passwords import Passwords
from planhall.app import create_app
from planhall.database import Database
from planhall.settings import Settings
from rows import Rows, read_rows, write_rows

ROLES = ["owner", "facilitator", "editor", "commenter", "viewer"]


class Window(httpx.AsyncClient):
    """A browser of somebody's own."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(transport=httpx.ASGITransport(app), base_url=settings.base_url)
        self.app = app
        self.id = ""

    async def ask(self, method: str, path: str, body: Any = None, expect: int = 200) -> Any:
        answer = await self.request(method, f"/api{path}", json=body)
        assert answer.status_code == expect, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the database holds once everyone is there, and who they are."""

    board: str
    workspace: str
    people: Mapping[str, tuple[str, httpx.Cookies]]
    rows: Rows


class Room:
    """A board with somebody in every role, and what was said to all who have it open.

    ``ada`` made the board; ``guest`` came by a link, ``stranger`` is not on the board, and
    ``nobody`` is not signed in.
    """

    _prepared: ClassVar[dict[str, Prepared]] = {}
    """As the first room at each address (cookies are for one) was: the next need ask nobody in."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.board = ""
        self.workspace = ""
        self.people: dict[str, Window] = {}
        self.here: set[str] = set()
        self.said: list[Mapping[str, Any]] = []
        self._stack = AsyncExitStack()

    def __getitem__(self, who: str) -> Window:
        return self.people[who]

    async def __aenter__(self) -> Self:
        self._overhear()
        database: Database = self.app.state.accounts._database
        address = self.settings.base_url
        prepared = Room._prepared.get(address)
        if prepared is None:
            await self._ask_everyone_in()
            Room._prepared[address] = Prepared(
                self.board,
                self.workspace,
                {name: (one.id, httpx.Cookies(one.cookies)) for name, one in self.people.items()},
                await read_rows(database),
            )
            self.said.clear()
            return self
        await write_rows(database, prepared.rows)
        self.board, self.workspace = prepared.board, prepared.workspace
        for name, (id_, cookies) in prepared.people.items():
            window = await self.window(name)
            window.id, window.cookies = id_, httpx.Cookies(cookies)
        return self

    async def _ask_everyone_in(self) -> None:
        ada = await self.account("ada")
        self.workspace = (await ada.ask("GET", "/workspaces"))[0]["id"]
        wish = {"workspace": self.workspace, "title": "Our plan"}
        self.board = (await ada.ask("POST", "/boards", wish, 201))["id"]
        for role in ROLES:
            await self.invite(role, await self.account(role))
        await self.invite("editor", await self.window("guest"), "Guest")
        await self.account("stranger")
        await self.window("nobody")

    async def __aexit__(self, *_error: object) -> None:
        await self._stack.aclose()

    def _overhear(self) -> None:
        """Take the place of sockets: who is here, and what they are told."""
        sync = self.app.state.sync

        async def notify(board: str, message: Mapping[str, Any], *, newest: bool = False) -> None:
            assert board == self.board
            self.said.append(message)

        sync.notify = notify
        sync.present = lambda board: frozenset(self.here if board == self.board else ())

    async def window(self, name: str) -> Window:
        window = await self._stack.enter_async_context(Window(self.app, self.settings))
        self.people[name] = window
        return window

    async def account(self, name: str) -> Window:
        window = await self.window(name)
        wish = {"name": name.title(), "email": f"{name}@example.org", "password": "correct horse"}
        window.id = (await window.ask("POST", "/sign-up", wish, 201))["id"]
        return window

    async def invite(self, role: str, window: Window, name: str | None = None) -> None:
        wish = {"role": role, "expires_in_hours": None}
        made = await self["ada"].ask("POST", f"/boards/{self.board}/invites", wish, 201)
        path = f"/invites/{made['token']}/accept"
        window.id = (await window.ask("POST", path, {"name": name}))["me"]["id"]

    async def guests(self, count: int) -> list[Window]:
        """Some more people who came by a link."""
        made = []
        for number in range(count):
            made.append(await self.window(f"guest {number}"))
            await self.invite("editor", made[-1], f"Guest {number}")
        return made

    async def session(self, who: str = "facilitator", **wish: Any) -> Any:
        """A session that somebody planned, with three steps."""
        wish = {"title": "Spring plan", **wish}
        made = await self[who].ask("POST", f"/boards/{self.board}/sessions", wish, 201)
        if "recipe" not in wish:
            for title in ("One", "Two", "Three"):
                made = await self[who].ask(
                    "POST", f"/sessions/{made['id']}/activities", draft(title)
                )
        return made

    async def running(self, who: str = "facilitator", **wish: Any) -> Any:
        """A session that somebody planned and began."""
        made = await self.session(who, **wish)
        return await self[who].ask("POST", f"/sessions/{made['id']}/run", {"do": "start"})

    async def pushed(self, kind: str = "session") -> Mapping[str, Any]:
        """The next message of a kind to everyone, from now on."""
        seen = len(self.said)
        async with asyncio.timeout(10):
            while True:
                for message in self.said[seen:]:
                    if message["type"] == kind:
                        return message
                await asyncio.sleep(0.01)


def draft(title: str, kind: str = "discuss", minutes: float = 5, **settings: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "instructions": "",
        "minutes": minutes,
        "settings": settings,
    }


def states(session: Any) -> list[str]:
    return [activity["state"] for activity in session["activities"]]


def titles(session: Any) -> list[str]:
    return [activity["title"] for activity in session["activities"]]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[FastAPI]:
    """The service from its start to its shutdown."""
    app = _apps.take(settings)
    async with app.router.lifespan_context(app):
        # Signing up is not what is tested here.
        app.state.accounts._passwords = Passwords(2, QUICK_HASHER)
        yield app
    _apps.give_back(app)


_apps = IdleApps(create_app)
