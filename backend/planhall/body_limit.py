"""A bound on what a request may send, known before all of it has arrived."""

from collections.abc import Mapping
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planhall.problems import TooLarge, problem_response

MOST_BYTES: Final = 1 << 20
"""Of any request that brings no file."""


class BodyLimit:
    """Ends a request that is too large with a problem document (413).

    FastAPI's own limit (``max_body_size``) answers in plain text.
    """

    def __init__(self, app: ASGIApp, files: Mapping[str, int]) -> None:
        """``files``: path → bytes, for the routes that take one."""
        self.app = app
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = self._files.get(scope["path"], MOST_BYTES)
        detail = f"The request is larger than {most >> 20} MiB."
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > most:
            refusal = problem_response(TooLarge.status, TooLarge.code, detail)
            await refusal(scope, receive, send)
            return
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLarge(detail)
            return message

        await self.app(scope, receive_some, send)
