"""Publishing a board, changing its plan, and reading what anyone may read."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
from lxml import etree
from pycrdt import Doc

from planhall.plan import change
from planhall.plan.change import At
from workshops.room import Room

ATOM = {"a": "http://www.w3.org/2005/Atom"}


async def publish(room: Room, who: str = "owner", **wish: Any) -> Any:
    return await room[who].ask("PUT", f"/boards/{room.board}/publication", wish)


async def edit(room: Room, do: Callable[[Doc[Any]], Any], who: str = "editor") -> Any:
    return await room.app.state.sync.edit(room.board, room[who].id, do)


async def add(
    room: Room,
    title: str,
    kind: str = "goal",
    status: str | None = "agreed",
    parent: str | None = None,
) -> str:
    def do(doc: Doc[Any]) -> str:
        item = change.add_item(doc, kind, title, by=room["editor"].id, place=At(parent))
        if status is not None:
            change.set_status(doc, item, status)
        return item

    made: str = await edit(room, do)
    return made


async def visit(room: Room, address: str, **headers: str) -> httpx.Response:
    """As somebody who is not signed in."""
    return await room["nobody"].get(address, headers=headers)


async def entries(room: Room, published: Any) -> list[etree._Element]:
    answer = await visit(room, published["feed_url"])
    assert answer.status_code == 200, answer.text
    return etree.fromstring(answer.content).findall("a:entry", ATOM)


async def told(room: Room, published: Any, titles: list[str]) -> list[etree._Element]:
    """The feed's entries, once these are what they are called."""
    found: list[etree._Element] = []
    seen: list[str | None] = []
    try:
        async with asyncio.timeout(10):
            while True:
                found = await entries(room, published)
                seen = [entry.findtext("a:title", namespaces=ATOM) for entry in found]
                if seen == titles:
                    return found
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"the feed says {seen}") from None
