"""Sessions as answers: what many are told alike is written once."""

from collections.abc import Iterable
from http import HTTPStatus

from fastapi import Response

from planhall.workshops.views import Session

_JSON = "application/json"


def sent(session: Session, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(session.as_json(), status, media_type=_JSON)


def sent_all(sessions: Iterable[Session]) -> Response:
    whole = b",".join(session.as_json() for session in sessions)
    return Response(b"[" + whole + b"]", media_type=_JSON)
