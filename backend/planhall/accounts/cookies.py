"""The cookie that keeps a browser signed in."""

from datetime import timedelta

from starlette.requests import HTTPConnection
from starlette.responses import Response

from planhall.settings import Settings


def session_token(connection: HTTPConnection) -> str | None:
    """The secret that the request or the socket's handshake brings along, if any."""
    settings: Settings = connection.app.state.settings
    return connection.cookies.get(settings.session_cookie)


def set_session_cookie(response: Response, settings: Settings, token: str) -> None:
    response.set_cookie(
        settings.session_cookie,
        token,
        max_age=int(timedelta(days=settings.session_days).total_seconds()),
        path="/",
        secure=_secure(settings),
        httponly=True,
        samesite="lax",
    )


def clear_session_cookie(response: Response, settings: Settings) -> None:
    response.delete_cookie(
        settings.session_cookie,
        path="/",
        secure=_secure(settings),
        httponly=True,
        samesite="lax",
    )


def _secure(settings: Settings) -> bool:
    return settings.base_url.startswith("https://")
