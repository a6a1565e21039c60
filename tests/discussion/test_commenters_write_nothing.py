"""A commenter talks, and changes the plan by none of the ways that there are."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from pycrdt import Doc, create_sync_message, create_update_message
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from planhall.app import create_app
from planhall.database import Database
from planhall.plan import change
from planhall.server import Server
from planhall.settings import Settings
from serving import free_port
from trust.peer import STEP_2, UPDATE, Peer
from workshops.listening import Listener


@dataclass
class Table:
    """A server, its owner, and a commenter who tries."""

    app: Any
    url: str
    board: str
    goal: str
    ada: Listener
    com: Listener
    token: str

    async def state(self) -> bytes:
        state: bytes = await self.app.state.sync.state(self.board)
        return state

    async def update(self) -> tuple[Doc[Any], bytes]:
        """A change that any client could make, in a copy of the board."""
        doc: Doc[Any] = Doc()
        doc.apply_update(await self.state())
        before = doc.get_state()
        change.set_title(doc, self.goal, "Mine")
        return doc, doc.get_update(before)


@pytest.fixture
async def table(database: Database, settings: Settings) -> AsyncIterator[Table]:
    settings = settings.model_copy(update={"port": free_port()})
    app = create_app(settings)
    server = Server(app, settings)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(30):
        while not server.started:
            await asyncio.sleep(0.01)
    async with Listener("Ada", settings) as ada, Listener("Com", settings) as com:
        await ada.sign_up()
        workspace = (await ada.ask("GET", "/workspaces"))[0]["id"]
        wish = {"workspace": workspace, "title": "Plan"}
        board = (await ada.ask("POST", "/boards", wish, 201))["id"]
        goal = await app.state.sync.edit(
            board, ada.id, lambda doc: change.add_item(doc, "goal", "Grow", by=None)
        )
        invite = {"role": "commenter", "expires_in_hours": None}
        made = await ada.ask("POST", f"/boards/{board}/invites", invite, 201)
        await com.follow(made["token"])
        token = (await com.ask("POST", f"/boards/{board}/tokens", None, 201))["token"]
        yield Table(app, settings.base_url, board, goal, ada, com, token)
    server.should_exit = True
    await running


@pytest.mark.parametrize("step", [UPDATE, STEP_2])
async def test_not_over_the_apps_socket(table: Table, step: int) -> None:
    before = await table.state()
    _, update = await table.update()
    peer = await Peer(table.url, table.board, table.token).connect()
    talking = asyncio.create_task(peer.talk())
    async with asyncio.timeout(20):
        await peer.synced.wait()
        peer.send_update(update, step)
        # A live change ends the socket besides; an offline one is only refused.
        while not peer.refused and not talking.done():
            await asyncio.sleep(0.01)
    talking.cancel()
    await asyncio.gather(talking, return_exceptions=True)
    assert peer.refused == 1
    assert await table.state() == before


@pytest.mark.parametrize("offline", [False, True])
async def test_not_over_a_yjs_clients_socket(table: Table, offline: bool) -> None:
    before = await table.state()
    doc, update = await table.update()
    url = f"{table.url.replace('http', 'ws', 1)}/yjs/{table.board}?token={table.token}"
    async with connect(url) as socket:
        await socket.send(create_sync_message(doc))
        # Step 2 has the same bytes as an update, but for the number of the step.
        frame = create_update_message(update)
        await socket.send(bytes((frame[0], 1, *frame[2:])) if offline else frame)
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            async with asyncio.timeout(1):
                while True:
                    await socket.recv()
    assert await table.state() == before


async def test_not_over_rest(table: Table) -> None:
    before = await table.state()
    board = f"/boards/{table.board}"
    com = table.com
    await com.ask("PATCH", board, {"title": "Mine"}, 403)
    await com.ask("PATCH", board, {"archived": True}, 403)
    await com.ask("DELETE", board, None, 403)
    await com.ask("POST", f"{board}/sessions", {"title": "S"}, 403)
    person = f"{board}/people/{com.id}"
    await com.ask("PATCH", person, {"role": "editor"}, 403)
    await com.ask("POST", f"{board}/invites", {"role": "editor", "expires_in_hours": None}, 403)
    # An import makes a board of a workspace, and they are in none.
    workspace = (await table.ada.ask("GET", "/workspaces"))[0]["id"]
    await com.ask("POST", "/boards", {"workspace": workspace, "title": "Mine"}, 404)
    answer = await com.client.post(
        "/api/boards/import",
        data={"workspace": workspace},
        files={"file": ("plan.xml", b"<StrategicPlan/>", "application/xml")},
    )
    assert answer.status_code in (404, 422)
    assert await table.state() == before


async def test_not_in_a_session(table: Table) -> None:
    board = f"/boards/{table.board}"
    wish = {"title": "Session", "recipe": "brainstorm"}
    session = await table.ada.ask("POST", f"{board}/sessions", wish, 201)
    path = f"/sessions/{session['id']}"
    session = await table.ada.ask("POST", f"{path}/run", {"do": "start"})
    activity = f"{path}/activities/{session['activities'][0]['id']}"
    await table.com.ask("POST", f"{activity}/notes", {"text": "An idea"}, 201)
    before = await table.state()
    for way, body in (
        (f"{activity}/reveal", None),
        (f"{activity}/clusters", {"title": "Mine", "notes": []}),
        (f"{path}/decisions", {"title": "Mine", "what": "All", "kind": "goal"}),
        (f"{path}/actions", {"title": "Mine"}),
    ):
        await table.com.ask("POST", way, body, 403)
    assert await table.state() == before


async def test_not_by_a_suggestion_of_their_own(table: Table) -> None:
    before = await table.state()
    wish = {"item": table.goal, "change": {"kind": "title", "title": "Mine"}}
    made = await table.com.ask("POST", f"/boards/{table.board}/suggestions", wish, 201)
    await table.com.ask("POST", f"/suggestions/{made['id']}/accept", {}, 403)
    await table.com.ask("POST", f"/suggestions/{made['id']}/decline", {"reason": "No"}, 403)
    wish = {
        "item": table.goal,
        "comment": {
            "body": {
                "type": "doc",
                "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Mine"}]}],
            }
        },
    }
    await table.com.ask("POST", f"/boards/{table.board}/threads", wish, 201)
    assert await table.state() == before
    assert (await table.ada.ask("GET", f"/boards/{table.board}/suggestions"))[0]["state"] == "open"


async def test_those_who_have_the_board_open_hear_of_it(table: Table) -> None:
    """Over both sockets, and those who only look on."""
    await table.ada.open(table.board)
    made = await table.com.ask(
        "POST",
        f"/boards/{table.board}/suggestions",
        {"item": table.goal, "change": {"kind": "title", "title": "Wonderful"}},
        201,
    )
    await table.ada.hears("Wonderful")
    await table.ada.hears(made["id"])
