"""How often everyone on a board is told of a session that changes."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from planhall.workshops.push import SPACING_SECONDS, SessionPush
from planhall.workshops.views import Session


class _View:
    board = "board"
    people = ()

    def model_dump(self, mode: str) -> dict[str, str]:
        return {"mode": mode}


class _Listener:
    """Hears pushes, and changes the session anew while it is being told."""

    def __init__(self) -> None:
        self.heard: list[float] = []
        self.push = SessionPush(self, self._view)

    async def _view(self, session: str) -> Session | None:
        if len(self.heard) < 3:
            self.push.changed(session)
        return cast("Session", _View())

    async def notify(self, board: str, message: Mapping[str, Any], *, newest: bool = False) -> None:
        assert (board, newest) == ("board", True)
        self.heard.append(asyncio.get_running_loop().time())


async def test_what_changes_while_it_is_told_is_told_again_but_not_at_once() -> None:
    listener = _Listener()
    listener.push.changed("session")
    running = asyncio.create_task(listener.push.run())
    async with asyncio.timeout(10):
        while len(listener.heard) < 4:
            await asyncio.sleep(0.01)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    gaps = [
        later - sooner for sooner, later in zip(listener.heard, listener.heard[1:], strict=False)
    ]
    assert min(gaps) >= SPACING_SECONDS
