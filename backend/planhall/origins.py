"""Which web origins may call the API and open sockets (defence against cross-site requests)."""

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from planhall.problems import problem_response
from planhall.settings import Settings

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def origin_allowed(origin: str | None, host: str | None, allowed: Iterable[str]) -> bool:
    """Whether a request with these ``Origin`` and ``Host`` headers is one that we take.

    A browser always says where a changing request or a socket comes from, so one that names no
    origin comes from no page, and a session cookie cannot have been borrowed for it. ``allowed``
    holds origins (``https://plan.example.org``). The host that was called is allowed too: a page
    of another site cannot have ours.
    """
    if origin is None:
        return True
    if origin in allowed:
        return True
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and host is not None and parts.netloc == host


def known_origins(settings: Settings) -> frozenset[str]:
    """The origins that the settings name: the public address's own, and those allowed besides."""
    public = urlsplit(settings.base_url)
    own = f"{public.scheme}://{public.netloc}"
    return frozenset({own, *(origin.rstrip("/") for origin in settings.allowed_origins)})


class OriginMiddleware:
    """Refuses requests that would change something and come from a page of another site.

    The session cookie is ``SameSite=Lax``, which leaves out pages of the same site on another
    host or port; this check takes those too.
    """

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        self.app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in _SAFE_METHODS
            and scope["path"].startswith("/api/")
        ):
            headers = Headers(scope=scope)
            host = headers.get("host")
            for origin in headers.getlist("origin"):
                if not origin_allowed(origin, host, self._allowed):
                    refusal = problem_response(
                        HTTPStatus.FORBIDDEN,
                        "foreign-origin",
                        "This request comes from a page of another site.",
                    )
                    await refusal(scope, receive, send)
                    return
        await self.app(scope, receive, send)
