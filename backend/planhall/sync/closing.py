"""Why a socket is closed: the codes of docs/architecture.md."""

from enum import IntEnum
from http import HTTPStatus

from planhall.problems import Problem


class CloseCode(IntEnum):
    GOING_AWAY = 1001
    FAULT = 1011
    """Something broke on our side; the client connects again and finds the stored state."""
    TRY_LATER = 1013
    MALFORMED = 4400
    NOT_SIGNED_IN = 4401
    FORBIDDEN = 4403
    NOT_FOUND = 4404
    TIMEOUT = 4408
    DOCUMENT_FULL = 4409
    FRAME_TOO_LARGE = 4413
    TOO_MANY = 4429


class CloseSocket(Exception):
    """What a client did ends its connection, and nobody else's."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def close_code(problem: Problem) -> CloseCode:
    """The close code that says what a problem document would say over HTTP."""
    match problem.status:
        case HTTPStatus.UNAUTHORIZED:
            return CloseCode.NOT_SIGNED_IN
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            return CloseCode.NOT_FOUND
        case _:
            return CloseCode.FORBIDDEN
