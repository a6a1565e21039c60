"""A board with a small plan, and people who talk about it over REST."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self

from pycrdt import Doc

from planhall.plan import change
from planhall.plan.body import from_text
from planhall.plan.change import At
from planhall.plan.model import Plan
from planhall.plan.read import read_plan
from workshops.room import Room, Window, opened

COMMENTING = ["ada", "owner", "facilitator", "editor", "guest", "commenter"]


def say(text: str, *more: dict[str, Any]) -> dict[str, Any]:
    """The body of a comment with these words."""
    inline = [{"type": "text", "text": text}, *more]
    return {"type": "doc", "content": [{"type": "paragraph", "content": inline}]}


def mention(kind: str, id_: str, label: str = "?") -> dict[str, Any]:
    return {"type": "mention", "attrs": {"kind": kind, "id": id_, "label": label}}


def words(body: Any) -> str:
    """All text of a body."""
    if body["type"] == "text":
        return str(body["text"])
    if body["type"] == "mention":
        return f"@{body['attrs']['label']}"
    return "".join(words(child) for child in body.get("content", ()))


class Talk:
    """``goal`` has ``objective`` below it, ``other`` stands beside it; ``staff`` is a group."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.goal = self.objective = self.other = self.staff = ""

    def __getitem__(self, who: str) -> Window:
        return self.room[who]

    @property
    def path(self) -> str:
        return f"/boards/{self.room.board}"

    @property
    def said(self) -> list[Mapping[str, Any]]:
        return self.room.said

    async def prepare(self) -> Self:
        def fill(doc: Doc[Any]) -> None:
            self.goal = change.add_item(
                doc, "goal", "Grow", by=None, body=from_text("First line.\n\nSecond line.")
            )
            self.objective = change.add_item(doc, "objective", "Sell more", At(self.goal), by=None)
            self.other = change.add_item(doc, "goal", "Rest", by=None)
            self.staff = change.add_stakeholder(doc, "Staff")

        await self.edit(fill)
        self.said.clear()
        return self

    async def edit(self, act: Callable[[Doc[Any]], Any]) -> Any:
        """Change the plan, as its maker may."""
        return await self.room.app.state.sync.edit(self.room.board, self["ada"].id, act)

    async def plan(self) -> Plan:
        doc: Doc[Any] = Doc()
        doc.apply_update(await self.room.app.state.sync.state(self.room.board))
        return read_plan(doc)

    # -- comments

    async def start(self, who: str, text: str = "Why?", expect: int = 201, **wish: Any) -> Any:
        comment = {"body": say(text), **wish.pop("comment", {})}
        wish = {"item": self.goal, "field": "item", "comment": comment, **wish}
        return await self[who].ask("POST", f"{self.path}/threads", wish, expect)

    async def answer(self, who: str, thread: Any, text: str, expect: int = 201, **wish: Any) -> Any:
        path = f"/threads/{thread['id']}/comments"
        return await self[who].ask("POST", path, {"body": say(text), **wish}, expect)

    async def threads(self, who: str = "viewer") -> Any:
        return await self[who].ask("GET", f"{self.path}/threads")

    # -- suggestions

    async def suggest(
        self, change: dict[str, Any], who: str = "commenter", expect: int = 201, **wish: Any
    ) -> Any:
        wish = {"item": None if change["kind"] == "new" else self.goal, "change": change, **wish}
        return await self[who].ask("POST", f"{self.path}/suggestions", wish, expect)

    async def accept(self, suggestion: Any, who: str = "editor", expect: int = 200) -> Any:
        path = f"/suggestions/{suggestion['id']}/accept"
        return await self[who].ask("POST", path, {}, expect)

    async def suggestions(self, which: str = "all", who: str = "viewer") -> Any:
        return await self[who].ask("GET", f"{self.path}/suggestions?state={which}")


@asynccontextmanager
async def restarted(talk: Talk) -> AsyncIterator[Talk]:
    """The same board in a service that starts anew on the same data."""
    room = talk.room
    # The document of the first one is in memory still: let the new one have it.
    await room.app.state.sync.close()
    async with opened(room.settings) as app:
        again = Talk(Room(app, room.settings))
        again.room.board = room.board
        again.goal, again.objective, again.other = talk.goal, talk.objective, talk.other
        for who in ("ada", "editor", "commenter", "viewer"):
            (await again.room.window(who)).cookies = room[who].cookies
            again[who].id = room[who].id
        yield again
        await again.room.__aexit__()
