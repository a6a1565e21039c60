"""Tells everyone on the board of a session that changed, a few times a second at most."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final, Protocol

import structlog

from planhall.workshops.views import Session

SPACING_SECONDS: Final = 0.25
SPACING_PER_PERSON: Final = 0.0025
"""A push tells everyone of everyone: the more there are, the rarer it is."""
REMEMBERED: Final = 256

logger = structlog.get_logger(__name__)


class Channel(Protocol):
    """The call of ``planhall.sync`` that reaches those who have a board open."""

    async def notify(
        self, board: str, message: Mapping[str, Any], *, newest: bool = False
    ) -> None: ...


class SessionPush:
    """Sends each changed session as it then is: changes that come close together go in one."""

    def __init__(
        self, channel: Channel, public_view: Callable[[str], Awaitable[Session | None]]
    ) -> None:
        """``public_view`` gives what everyone may see; None: the session is gone."""
        self._channel = channel
        self._public_view = public_view
        self._due: dict[str, float] = {}
        self._not_before: dict[str, float] = {}
        self._wake = asyncio.Event()

    def changed(self, session: str) -> None:
        """Called once a change of this session has committed."""
        if session not in self._due:
            now = asyncio.get_running_loop().time()
            self._due[session] = max(now, self._not_before.get(session, now))
            self._wake.set()

    async def run(self) -> None:
        """Push for ever."""
        loop = asyncio.get_running_loop()
        while True:
            self._wake.clear()
            if not self._due:
                await self._wake.wait()
                continue
            session, due = min(self._due.items(), key=lambda entry: entry[1])
            wait = due - loop.time()
            if wait > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._wake.wait()
                continue
            del self._due[session]
            people = await self._send(session)
            self._keep_spacing(session, loop.time() + SPACING_SECONDS + people * SPACING_PER_PERSON)

    async def _send(self, session: str) -> int:
        try:
            view = await self._public_view(session)
            if view is None:
                return 0
            message = {"type": "session", "session": view.model_dump(mode="json")}
            await self._channel.notify(view.board, message, newest=True)
        except Exception:
            logger.exception("a session cannot be pushed", session=session)
            return 0
        return len(view.people)

    def _keep_spacing(self, session: str, until: float) -> None:
        self._not_before.pop(session, None)
        self._not_before[session] = until
        if session in self._due:
            # It changed while it was being sent.
            self._due[session] = max(until, self._due[session])
        while len(self._not_before) > REMEMBERED:
            del self._not_before[next(iter(self._not_before))]
