"""The built web app: its files, how long a browser may keep them, and what its pages may load."""

import mimetypes
import os
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Names under assets/ hold a hash of the content, so that they never change.
KEEP = "public, max-age=31536000, immutable"
ASK = "no-cache"
# In the order in which we like them. The build writes both beside each file.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Mantine and Tiptap set styles from scripts.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self' ws: wss:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


class WebApp(StaticFiles):
    """A folder with a single-page app: its files as they are, its page for all other paths."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)

    async def get_response(self, path: str, scope: Scope) -> Response:
        try:
            response = await super().get_response("index.html" if path == "." else path, scope)
        except HTTPException as error:
            is_file = path.startswith("assets/") or "." in path.rsplit("/", 1)[-1]
            if error.status_code != 404 or is_file:
                raise
            response = await super().get_response("index.html", scope)
        response.headers["Cache-Control"] = KEEP if path.startswith("assets/") else ASK
        response.headers.setdefault("Vary", "Accept-Encoding")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Content-Security-Policy"] = PAGE_POLICY
        return response

    def file_response(
        self,
        full_path: "str | os.PathLike[str]",
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        accepted = {
            name.split(";")[0].strip()
            for name in Headers(scope=scope).get("accept-encoding", "").split(",")
        }
        for encoding, ending in ENCODINGS:
            packed = f"{full_path}{ending}"
            if encoding in accepted and os.path.isfile(packed):
                response = super().file_response(packed, os.stat(packed), scope, status_code)
                if isinstance(response, FileResponse):
                    media_type, _ = mimetypes.guess_type(full_path)
                    response.headers["Content-Type"] = _with_charset(media_type)
                    response.headers["Content-Encoding"] = encoding
                return response
        return super().file_response(full_path, stat_result, scope, status_code)


def _with_charset(media_type: str | None) -> str:
    if media_type is None:
        return "application/octet-stream"
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


class SecurityHeaders:
    """Adds to every HTTP answer what keeps browsers from guessing and from telling others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                # An invite link is a secret that a Referer header would give away.
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)
