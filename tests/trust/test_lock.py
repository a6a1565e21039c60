"""A lock holds against every way in: both sockets, offline edits, spoilt bytes and REST."""

import asyncio
import contextlib
import json
import random
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import httpx
import pytest
from pycrdt import Doc, Map, Text, create_sync_message, create_update_message, handle_sync_message
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from planhall.app import create_app
from planhall.boards.service import BoardService
from planhall.database import Database
from planhall.plan import change
from planhall.plan.change import At
from planhall.plan.document import plain
from planhall.plan.read import read_places
from planhall.plan.tree import part_of
from planhall.problems import NotFound
from planhall.server import Server
from planhall.settings import Settings
from planhall.sync.service import Sync
from serving import free_port
from trust.account import make_board
from trust.corpus import random_edits, spoil
from trust.peer import STEP_2, UPDATE, Peer

TRIES = 25


class Hall(NamedTuple):
    """A server with a board: ``part`` holds ``below``; ``beside`` does not."""

    url: str
    board: str
    boards: BoardService
    sync: Sync
    editor: httpx.Client
    token: str
    part: str
    below: str
    beside: str

    async def lock(self, open_part: str | None = None, *, locked: bool = True) -> None:
        await self.boards.set_lock(self.board, locked=locked, open_part=open_part)

    async def document(self) -> Doc[Any]:
        doc: Doc[Any] = Doc()
        doc.apply_update(await self.sync.state(self.board))
        return doc

    async def outside(self) -> dict[str, Any]:
        """All that the part does not hold."""
        doc = await self.document()
        inside = part_of(read_places(doc), self.part)
        whole = {
            name: {key: plain(value) for key, value in doc.get(name, type=Map).items()}
            for name in doc
        }
        for item in inside:
            del whole["items"][item]
        return whole


@pytest.fixture
async def hall(database: Database, settings: Settings) -> AsyncIterator[Hall]:
    settings = settings.model_copy(update={"port": free_port()})
    app = create_app(settings)
    server = Server(app, settings)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(20):
        while not server.started:
            await asyncio.sleep(0.01)
    url = settings.base_url
    owner = await asyncio.to_thread(make_board, url)
    editor, token = await asyncio.to_thread(_join, url, owner.cookies, owner.board)

    def fill(doc: Doc[Any]) -> tuple[str, str, str]:
        part = change.add_item(doc, "goal", "Open", by=None)
        below = change.add_item(doc, "objective", "Below", At(parent=part), by=None)
        return part, below, change.add_item(doc, "goal", "Beside", by=None)

    sync: Sync = app.state.sync
    ids = await sync.edit(owner.board, "owner", fill)
    yield Hall(url, owner.board, app.state.boards, sync, editor, token, *ids)
    editor.close()
    server.should_exit = True
    await running


def _join(url: str, owner: httpx.Cookies, board: str) -> tuple[httpx.Client, str]:
    """A guest who is an editor of the board."""
    with httpx.Client(base_url=url, cookies=owner, timeout=30) as client:
        wish = {"role": "editor", "expires_in_hours": 1}
        link = client.post(f"/api/boards/{board}/invites", json=wish).raise_for_status().json()
    guest = httpx.Client(base_url=url, timeout=30)
    guest.post(f"/api/invites/{link['token']}/accept", json={"name": "Gus"}).raise_for_status()
    token: str = guest.post(f"/api/boards/{board}/tokens").raise_for_status().json()["token"]
    return guest, token


async def by_hocuspocus(hall: Hall, edit: Any, spoilt: random.Random | None = None) -> int | None:
    """Make a change over the app's socket; the close code, if that ended it."""
    peer = await Peer(hall.url, hall.board, hall.token).connect()
    talking = asyncio.create_task(peer.talk())
    async with asyncio.timeout(20):
        await peer.synced.wait()
        if spoilt is None:
            with peer.doc.transaction():
                edit(peer.doc)
        else:
            for update in _spoilt(peer.doc, edit, spoilt):
                peer.send_update(update, spoilt.choice((UPDATE, STEP_2)))
        while peer.unsaved and not talking.done():
            await asyncio.sleep(0.005)
    await asyncio.sleep(0.02)
    if talking.done():
        return peer.closes[-1]
    talking.cancel()
    await asyncio.gather(talking, return_exceptions=True)
    return None


async def by_y_websocket(hall: Hall, edit: Any, spoilt: random.Random | None = None) -> int | None:
    """The same as any Yjs client does."""
    doc: Doc[Any] = await hall.document()
    url = f"{hall.url.replace('http', 'ws', 1)}/yjs/{hall.board}?token={hall.token}"
    async with connect(url) as socket:
        await socket.send(create_sync_message(doc))
        before = doc.get_state()
        if spoilt is None:
            with doc.transaction():
                edit(doc)
            updates = [doc.get_update(before)]
        else:
            updates = _spoilt(doc, edit, spoilt)
        for update in updates:
            with contextlib.suppress(ConnectionClosed):
                await socket.send(create_update_message(update))
        try:
            async with asyncio.timeout(0.4):
                while True:
                    message = await socket.recv()
                    assert isinstance(message, bytes)
                    if message[0] == 0 and message[1] != 0:
                        handle_sync_message(message[1:], Doc())
        except TimeoutError:
            return None
        except ConnectionClosed as closed:
            return closed.rcvd and closed.rcvd.code


def _spoilt(doc: Doc[Any], edit: Any, chance: random.Random) -> list[bytes]:
    before = doc.get_state()
    updates = [doc.get_update()]
    with doc.transaction():
        edit(doc)
    updates.append(doc.get_update(before))
    return [spoil(updates[1], random_edits(chance), tuple(updates)) for _ in range(8)]


WAYS = pytest.mark.parametrize("write", [by_hocuspocus, by_y_websocket])


@WAYS
async def test_a_locked_board_takes_nothing_from_an_editor(hall: Hall, write: Any) -> None:
    before = await hall.sync.state(hall.board)
    await hall.lock()
    assert await write(hall, lambda doc: change.set_title(doc, hall.part, "Mine")) == 4403
    assert await hall.sync.state(hall.board) == before
    await hall.lock(locked=False)
    assert await write(hall, lambda doc: change.set_title(doc, hall.part, "Mine")) is None
    assert str((await hall.document()).get("items", type=Map)[hall.part]["title"]) == "Mine"


@WAYS
async def test_an_open_part_takes_what_stays_in_it(hall: Hall, write: Any) -> None:
    await hall.lock(hall.part)
    before = await hall.outside()
    assert await write(hall, lambda doc: change.set_title(doc, hall.below, "Mine")) is None
    place = At(parent=hall.part)
    assert await write(hall, lambda doc: change.add_item(doc, "idea", "New", place, by="x")) is None
    for stray in (
        lambda doc: change.set_title(doc, hall.beside, "Mine"),
        lambda doc: change.move_item(doc, hall.beside, place),
        lambda doc: change.move_item(doc, hall.below, At(parent=hall.beside)),
        lambda doc: change.delete_item(doc, hall.part, by="x"),
        lambda doc: change.set_meta(doc, title="Mine"),
        lambda doc: change.add_stakeholder(doc, "Mine"),
        lambda doc: doc.get("elsewhere", type=Text).insert(0, "Mine"),
    ):
        assert await write(hall, stray) == 4403
    assert await hall.outside() == before
    titles = [
        str(item["title"]) for item in (await hall.document()).get("items", type=Map).values()
    ]
    assert {"Mine", "New", "Beside"} <= set(titles)


@WAYS
async def test_any_edits_change_only_the_part(
    hall: Hall, write: Any, chance: random.Random, soak: bool
) -> None:
    await hall.lock(hall.part)
    before = await hall.outside()
    for at in range(TRIES * (20 if soak else 1)):
        spoilt = chance if at % 3 == 0 else None
        code = await write(hall, _any_edit(hall, chance), spoilt)
        assert code in {None, 4400, 4403, 4429}
        assert await hall.outside() == before


def _any_edit(hall: Hall, chance: random.Random) -> Any:
    def edit(doc: Doc[Any]) -> None:
        for _ in range(chance.choice((1, 1, 2))):
            known = list(doc.get("items", type=Map).keys())
            one, other = chance.choice(known), chance.choice([*known, hall.part, None])
            with contextlib.suppress(NotFound):
                match chance.randrange(6):
                    case 0:
                        change.set_title(doc, one, f"T{chance.random()}")
                    case 1:
                        change.move_item(doc, one, At(parent=other))
                    case 2:
                        change.delete_item(doc, one, by="x")
                    case 3:
                        change.restore_item(doc, one)
                    case 4:
                        change.add_item(doc, "idea", "new", At(parent=other), by="x")
                    case 5:
                        change.set_status(doc, one, "done")

    return edit


async def test_offline_edits_are_refused_and_the_socket_stays(hall: Hall) -> None:
    peer = await Peer(hall.url, hall.board, hall.token).connect()
    talking = asyncio.create_task(peer.talk())
    async with asyncio.timeout(20):
        await peer.synced.wait()
        peer.cut()
        await asyncio.gather(talking, return_exceptions=True)
        change.set_title(peer.doc, hall.beside, "Offline")
        await hall.lock(hall.part)
        await peer.connect()
        talking = asyncio.create_task(peer.talk())
        while not peer.refused:
            await asyncio.sleep(0.01)
    assert not talking.done()
    assert json.dumps({"type": "access", "within": hall.part}) in peer.stateless
    talking.cancel()
    await asyncio.gather(talking, return_exceptions=True)
    assert str((await hall.document()).get("items", type=Map)[hall.beside]["title"]) == "Beside"


@pytest.mark.parametrize("in_part", [False, True])
async def test_the_title_is_locked_over_rest(hall: Hall, in_part: bool) -> None:
    await hall.lock(hall.part if in_part else None)
    before = await hall.sync.state(hall.board)
    answer = await asyncio.to_thread(
        hall.editor.patch, f"/api/boards/{hall.board}", json={"title": "Mine"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "board-locked")
    assert answer.json()["open_part"] == (hall.part if in_part else None)
    assert await hall.sync.state(hall.board) == before
