"""Other people’s clients on one board of the real service: they converge, or may not write.

Yjs's own providers run under Node (`client.mjs`); pycrdt is the Python one.
"""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from pycrdt import Doc, Map, Text
from websockets.asyncio.client import connect

from planhall.sync.encoding import Reader, var_bytes, var_uint
from serving import ServerProcess

HERE = Path(__file__).parent
SECONDS = 20.0


class NodeClient:
    """A Yjs provider in a Node process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def do(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Have it do something; returns what it then sees."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": command, **arguments}).encode() + b"\n")
        async with asyncio.timeout(SECONDS):
            line = await self._process.stdout.readline()
        seen: dict[str, Any] = json.loads(line)
        return seen

    async def until(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        async with asyncio.timeout(SECONDS):
            while not holds(seen := await self.do("look")):
                await asyncio.sleep(0.05)
            return seen


class PycrdtClient:
    """The least that speaks the y-websocket protocol, on a pycrdt document."""

    def __init__(self) -> None:
        self.doc: Doc[Any] = Doc()
        self.text = self.doc.get("text", type=Text)
        self.items = self.doc.get("items", type=Map)
        self.out: asyncio.Queue[bytes] = asyncio.Queue(1000)
        self._remote = False
        self._observed = self.doc.observe(self._changed)

    def _changed(self, event: Any) -> None:
        if not self._remote:
            self.out.put_nowait(b"\x00\x02" + var_bytes(bytes(event.update)))

    async def talk(self, url: str) -> None:
        async with connect(url) as socket, asyncio.TaskGroup() as tasks:
            await socket.send(b"\x00\x00" + var_bytes(self.doc.get_state()))
            tasks.create_task(self._send(socket))
            async for message in socket:
                assert isinstance(message, bytes)
                reader = Reader(message)
                if reader.var_uint() != 0:
                    continue
                kind, body = reader.var_uint(), reader.var_bytes()
                if kind == 0:
                    await socket.send(b"\x00" + var_uint(1) + var_bytes(self.doc.get_update(body)))
                    continue
                self._remote = True
                self.doc.apply_update(body)
                self._remote = False

    async def _send(self, socket: Any) -> None:
        while True:
            await socket.send(await self.out.get())


class Board:
    """A board of the real service, with somebody in each role and tokens for their clients."""

    def __init__(self, server: ServerProcess) -> None:
        self.server = server
        self.websocket = server.url.replace("http", "ws", 1)
        with httpx.Client(base_url=server.url) as owner:
            person = {"name": "Ada", "email": "ada@example.org", "password": "correct horse"}
            owner.post("/api/sign-up", json=person).raise_for_status()
            workspace = owner.get("/api/workspaces").json()[0]["id"]
            board = owner.post("/api/boards", json={"workspace": workspace, "title": "One"})
            self.id: str = board.json()["id"]
            self.token = self._token(owner)
            invite = owner.post(f"/api/boards/{self.id}/invites", json={"role": "viewer"}).json()
        with httpx.Client(base_url=server.url) as viewer:
            path = f"/api/invites/{invite['token']}/accept"
            viewer.post(path, json={"name": "Vera"}).raise_for_status()
            self.viewer_token = self._token(viewer)

    def _token(self, client: httpx.Client) -> str:
        token: str = client.post(f"/api/boards/{self.id}/tokens").json()["token"]
        return token

    def pycrdt_url(self, token: str) -> str:
        return f"{self.websocket}/yjs/{self.id}?token={token}"


@pytest.fixture
def board(tmp_path: Path) -> Any:
    with ServerProcess(tmp_path) as server:
        yield Board(server)


@contextlib.asynccontextmanager
async def node(board: Board, kind: str, token: str, *options: str) -> AsyncIterator[NodeClient]:
    process = await asyncio.create_subprocess_exec(
        "node",
        str(HERE / "client.mjs"),
        kind,
        board.websocket,
        board.id,
        token,
        *options,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 22,
    )
    try:
        yield NodeClient(process)
    finally:
        process.kill()
        await process.wait()


@contextlib.asynccontextmanager
async def python(board: Board, token: str) -> AsyncIterator[PycrdtClient]:
    client = PycrdtClient()
    talking = asyncio.create_task(client.talk(board.pycrdt_url(token)))
    try:
        yield client
    finally:
        talking.cancel()
        with contextlib.suppress(asyncio.CancelledError, ExceptionGroup):
            await talking


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not holds():
            await asyncio.sleep(0.05)


async def test_three_kinds_of_clients_write_at_once_and_converge(board: Board) -> None:
    async with (
        node(board, "hocuspocus", board.token) as hocuspocus,
        node(board, "hocuspocus", board.token, "session") as with_session,
        node(board, "y-websocket", board.token) as y_websocket,
        python(board, board.token) as pycrdt,
    ):
        clients = {"h": hocuspocus, "s": with_session, "y": y_websocket}
        for client in clients.values():
            await client.until(lambda seen: seen["synced"])
        await until(lambda: len(pycrdt.doc.get("meta", type=Map)) > 0)
        for turn in range(20):
            for name, client in clients.items():
                await client.do("insert", at=turn * 2, what=name)
                await client.do("set", key=f"{name}{turn}", value={"turn": turn, "é🙂": [turn]})
            pycrdt.text += "p"
        await hocuspocus.do("format", at=0, length=5, bold=True)

        def is_whole(text: str) -> bool:
            return sorted(text) == sorted("hsyp" * 20)

        final = await hocuspocus.until(lambda seen: is_whole(seen["text"]))
        for client in clients.values():
            seen = await client.until(lambda seen: seen["text"] == final["text"])
            assert len([key for key in seen["items"] if re.fullmatch(r"[hsy]\d+", key)]) == 60
        await until(lambda: str(pycrdt.text) == final["text"])
        saved = await hocuspocus.until(lambda seen: seen["unsaved"] == 0)
        assert saved["scopes"] == ["read-write"]

    async with node(board, "hocuspocus", board.token) as late:
        seen = await late.until(lambda seen: seen["synced"])
        assert seen["text"] == final["text"]


@pytest.mark.parametrize("kind", ["hocuspocus", "y-websocket"])
async def test_who_may_only_read_changes_nothing(board: Board, kind: str) -> None:
    async with (
        node(board, "hocuspocus", board.token) as editor,
        node(board, kind, board.viewer_token) as viewer,
    ):
        await editor.until(lambda seen: seen["synced"])
        await viewer.until(lambda seen: seen["synced"])
        await editor.do("insert", at=0, what="written")
        await viewer.until(lambda seen: seen["text"] == "written")
        await viewer.do("insert", at=0, what="not ")
        refused = await viewer.until(lambda seen: bool(seen["closes"]))
        assert 4403 in refused["closes"]
        await editor.do("insert", at=7, what="!")
        assert (await editor.until(lambda seen: seen["unsaved"] == 0))["text"] == "written!"
    async with node(board, "hocuspocus", board.token) as late:
        seen = await late.until(lambda seen: seen["synced"])
        assert seen["text"] == "written!"


async def test_everyone_sees_who_is_there_under_the_name_that_the_service_knows(
    board: Board,
) -> None:
    async with (
        node(board, "hocuspocus", board.token) as ada,
        node(board, "y-websocket", board.viewer_token) as vera,
    ):
        for client in (ada, vera):
            await client.until(lambda seen: seen["synced"])
        await vera.do("presence", state={"user": {"name": "Ada", "id": "forged"}, "item": "x"})

        def shows_vera(seen: dict[str, Any]) -> bool:
            others = [
                state for id_, state in seen["presence"].items() if int(id_) != seen["client"]
            ]
            return [(one["user"]["name"], one["user"]["role"]) for one in others] == [
                ("Vera", "viewer")
            ]

        await ada.until(shows_vera)
        client = (await vera.do("look"))["client"]
        await ada.do("forge", client=client, clock=1000, state={"user": {"name": "Mallory"}})
        await asyncio.sleep(0.3)
        await ada.do("presence", state={"item": "y"})
        seen = await vera.until(
            lambda seen: any(one.get("item") == "y" for one in seen["presence"].values())
        )
        assert "Mallory" not in json.dumps(seen["presence"])


async def test_what_was_written_while_the_server_was_gone_arrives(board: Board) -> None:
    async with (
        node(board, "hocuspocus", board.token) as one,
        node(board, "y-websocket", board.token) as other,
    ):
        for client in (one, other):
            await client.until(lambda seen: seen["synced"])
        await one.do("insert", at=0, what="before")
        await one.until(lambda seen: seen["unsaved"] == 0)
        board.server.kill()
        await one.do("insert", at=6, what=" and after")
        await other.do("set", key="meanwhile", value=1)
        board.server.start()
        await other.until(lambda seen: seen["text"] == "before and after")
        seen = await one.until(lambda seen: seen["items"].get("meanwhile") == 1)
        assert (await one.until(lambda seen: seen["unsaved"] == 0))["text"] == seen["text"]


async def test_ten_who_are_the_first_to_join_together_all_get_the_board(board: Board) -> None:
    async with contextlib.AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(node(board, kind, board.token))
            for kind in ("hocuspocus", "y-websocket") * 5
        ]
        for client in clients:
            seen = await client.until(lambda seen: seen["synced"])
            assert "items" in seen
