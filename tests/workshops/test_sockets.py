"""A session over real sockets: who is here, what everyone hears, who may write."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from planhall.settings import Settings
from workshops.listening import Listener, served


@dataclass
class Group:
    """Ada facilitates, and has the board open as Bo has; Cy is on it, and is not here."""

    board: str
    session: str
    ada: Listener
    bo: Listener
    cy: Listener


@pytest.fixture
async def group(database: object, settings: Settings) -> AsyncIterator[Group]:
    async with (
        served(settings) as reached,
        Listener("Ada", reached) as ada,
        Listener("Bo", reached) as bo,
        Listener("Cy", reached) as cy,
    ):
        await ada.sign_up()
        workspace = (await ada.ask("GET", "/workspaces"))[0]["id"]
        wish = {"workspace": workspace, "title": "Plan"}
        board = (await ada.ask("POST", "/boards", wish, 201))["id"]
        for window, role in ((bo, "editor"), (cy, "facilitator")):
            invite = {"role": role, "expires_in_hours": None}
            made = await ada.ask("POST", f"/boards/{board}/invites", invite, 201)
            await window.follow(made["token"])
        wish = {"title": "Session", "recipe": "dot-vote"}
        session = (await ada.ask("POST", f"/boards/{board}/sessions", wish, 201))["id"]
        for window in (ada, bo):
            await window.open(board)
        await ada.ask("POST", f"/sessions/{session}/run", {"do": "start"})
        yield Group(board, session, ada, bo, cy)


def pushes(who: Listener) -> list[Any]:
    """The sessions that came over somebody's sockets, in order."""
    found = []
    for heard in who.heard:
        start = heard.find(b'{"type": "session"')
        if start >= 0:
            text = heard[start:].decode(errors="ignore")
            found.append(json.JSONDecoder().raw_decode(text)[0]["session"])
    return found


async def told(who: Listener, what: Any) -> Any:
    """Wait until somebody is pushed a session of which ``what`` holds."""
    async with asyncio.timeout(20):
        while True:
            for session in reversed(pushes(who)):
                if what(session):
                    return session
            await asyncio.sleep(0.02)


def here(session: Any) -> set[str]:
    return {one["person"]["id"] for one in session["people"] if one["here"]}


async def test_everyone_hears_where_the_group_is(group: Group) -> None:
    path = f"/sessions/{group.session}"
    after = await group.ada.ask("POST", f"{path}/run", {"do": "next"})
    heard = await told(group.bo, lambda session: session["revision"] >= after["revision"])
    assert heard["current"] == after["current"]
    assert (
        heard["activities"][1]["timer"]["ends_at"] == (after["activities"][1]["timer"]["ends_at"])
    )
    await group.ada.ask("POST", f"{path}/stage", {"bring": {"view": "columns", "item": "x"}})
    await group.bo.hears('{"type": "bring", "by": "' + group.ada.id)
    await group.bo.ask("POST", f"{path}/reactions", {"emoji": "👏"}, 204)
    await group.ada.hears('{"type": "reaction", "person": "' + group.bo.id)


async def test_who_comes_and_goes_and_who_takes_over(group: Group) -> None:
    path = f"/sessions/{group.session}"
    for window in (group.bo, group.cy):
        await window.ask("POST", f"{path}/me", {})
    await told(group.bo, lambda session: here(session) == {group.ada.id, group.bo.id})
    await group.cy.ask("POST", f"{path}/facilitator", {"take": True}, 409)
    await group.ada._stack.aclose()
    await told(group.bo, lambda session: here(session) == {group.bo.id})
    taken = await group.cy.ask("POST", f"{path}/facilitator", {"take": True})
    assert taken["facilitator"]["id"] == group.cy.id
    heard = await told(group.bo, lambda session: session["facilitator"]["id"] == group.cy.id)
    assert heard["state"] == "running"


async def test_the_right_to_write_goes_with_the_facilitator(group: Group) -> None:
    path = f"/sessions/{group.session}"

    def scopes() -> list[bytes]:
        return re.findall(rb"readonly|read-write", b"\n".join(group.bo.heard))

    async def until(scope: bytes) -> None:
        async with asyncio.timeout(20):
            while scopes()[-1] != scope:
                await asyncio.sleep(0.02)

    await until(b"read-write")
    await group.ada.ask("POST", f"{path}/stage", {"lock": "locked"})
    await until(b"readonly")
    await group.ada.ask("POST", f"{path}/facilitator", {"to": group.bo.id})
    await until(b"read-write")
    await group.bo.ask("POST", f"{path}/facilitator", {"to": group.ada.id})
    await until(b"readonly")
    await group.ada.ask("POST", f"{path}/run", {"do": "end"})
    await until(b"read-write")
