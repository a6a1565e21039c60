"""The accounts and boards parts as an app of their own, with a stand-in for the sync core."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI
from pycrdt import Doc, Map

from idle_apps import IdleApps
from planhall.accounts import routes as accounts_routes
from planhall.accounts.passwords import Passwords
from planhall.accounts.service import AccountService
from planhall.boards import routes as boards_routes
from planhall.boards.access import BoardAuthorizer
from planhall.boards.lock import BoardLock
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.origins import OriginMiddleware, known_origins
from planhall.problems import install_problem_handlers
from planhall.settings import Settings

PASSWORD = "correct horse"
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class StandInSync:
    """Keeps documents in memory and writes down what it is asked."""

    def __init__(self) -> None:
        self.documents: defaultdict[str, Doc[Any]] = defaultdict(Doc)
        self.edits: list[tuple[str, str]] = []
        self.deleted: list[str] = []
        self.rechecked: list[tuple[str, str | None]] = []
        self.notices: list[tuple[str, Mapping[str, Any]]] = []

    async def edit(self, board: str, author: str, change: Callable[[Doc[Any]], Any]) -> Any:
        self.edits.append((board, author))
        document = self.documents[board]
        with document.transaction():
            return change(document)

    async def delete(self, board: str) -> None:
        self.deleted.append(board)

    async def recheck(self, board: str, person: str | None = None) -> None:
        self.rechecked.append((board, person))

    async def notify(self, board: str, message: Mapping[str, Any]) -> None:
        self.notices.append((board, message))

    def title_of(self, board: str) -> Any:
        return self.documents[board].get("meta", type=Map).get("title")

    def forget_calls(self) -> None:
        self.rechecked.clear()
        self.notices.clear()


class SmallApp:
    """The app, its services, and windows into it."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.settings = settings
        self.database = database
        self.sync = StandInSync()
        self.passwords = Passwords(settings.password_hashes_at_once, QUICK_HASHER)
        self.accounts = AccountService(database, settings, self.passwords)
        self.lock = BoardLock()
        self.authorizer = BoardAuthorizer(database, self.accounts, self.lock)
        self.boards = BoardService(database, settings, self.accounts, self.sync, self.lock)
        self.app = _apps.take(settings)
        self.app.state.accounts = self.accounts
        self.app.state.boards = self.boards
        self.windows: list[Window] = []

    def window(self, address: str = "198.51.100.7") -> "Window":
        """A browser of somebody's own."""
        opened = Window(self, address)
        self.windows.append(opened)
        return opened

    async def account(self, name: str) -> "Window":
        """A browser in which somebody has just signed up."""
        window = self.window()
        answer = await window.post(
            "/api/sign-up",
            json={"name": name, "email": f"{name.lower()}@example.org", "password": PASSWORD},
        )
        assert answer.status_code == 201, answer.text
        window.me = answer.json()
        return window

    async def close(self) -> None:
        for window in self.windows:
            await window.aclose()
        _apps.give_back(self.app)


def _make_app(settings: Settings) -> FastAPI:
    app = FastAPI()
    app.include_router(accounts_routes.router)
    app.include_router(boards_routes.router)
    app.add_middleware(OriginMiddleware, allowed=known_origins(settings))
    install_problem_handlers(app)
    return app


_apps = IdleApps(_make_app)


class Window(httpx.AsyncClient):
    """One browser: a client with cookies."""

    def __init__(self, small_app: SmallApp, address: str) -> None:
        super().__init__(
            transport=httpx.ASGITransport(small_app.app, client=(address, 50_000)),
            base_url=small_app.settings.base_url,
        )
        self.small_app = small_app
        self.me: dict[str, Any] = {}

    @property
    def id(self) -> str:
        id_: str = self.me["id"]
        return id_

    @property
    def cookie(self) -> str | None:
        return self.cookies.get(self.small_app.settings.session_cookie)

    async def workspace(self) -> str:
        answer = await self.get("/api/workspaces")
        id_: str = answer.json()[0]["id"]
        return id_

    async def board(self, title: str = "Our plan") -> str:
        """A new board in the person's own workspace."""
        me = await self.small_app.accounts.who(self.cookie)
        assert me is not None
        row = await self.small_app.boards.create_board(await self.workspace(), title, me)
        return row.id

    async def invite(self, board: str, role: str, **wish: Any) -> str:
        """The token of a new link."""
        answer = await self.post(f"/api/boards/{board}/invites", json={"role": role, **wish})
        assert answer.status_code == 201, answer.text
        token: str = answer.json()["token"]
        return token

    async def accept(self, token: str, name: str | None = None) -> httpx.Response:
        answer = await self.post(f"/api/invites/{token}/accept", json={"name": name})
        if answer.is_success:
            self.me = answer.json()["me"]
        return answer
