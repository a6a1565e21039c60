"""Making webhooks, and waiting for what becomes of their messages."""

import asyncio
from typing import Any

from workshops.room import Room

EVERYTHING = [
    "comment.added",
    "suggestion.made",
    "suggestion.decided",
    "decision.taken",
    "session.started",
    "session.ended",
    "activity.opened",
    "plan.changed",
]
SECONDS = 60


async def hook(room: Room, url: str, *events: str, who: str = "owner") -> Any:
    wish = {"url": url, "events": list(events) or EVERYTHING}
    return await room[who].ask("POST", f"/boards/{room.board}/webhooks", wish, 201)


async def settled(room: Room, webhook: str, count: int = 1) -> list[Any]:
    """The deliveries of a webhook, once so many of them wait no longer."""
    async with asyncio.timeout(SECONDS):
        while True:
            listed: list[Any] = await room["owner"].ask("GET", f"/webhooks/{webhook}/deliveries")
            if sum(one["state"] != "waiting" for one in listed) >= count:
                return listed
            await asyncio.sleep(0.02)


async def paused(room: Room, why: str) -> Any:
    """The only webhook of the board, once it is paused."""
    async with asyncio.timeout(SECONDS):
        while True:
            (one,) = await room["owner"].ask("GET", f"/boards/{room.board}/webhooks")
            if one["paused"] is not None:
                assert one["paused"] == why
                return one
            await asyncio.sleep(0.02)
