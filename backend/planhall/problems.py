"""Errors that a caller may see, and their one mapping to HTTP (RFC 9457 problem details)."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """Something the caller did wrong or may not do.

    Subclasses fix ``status`` and ``code``; ``code`` is stable and names the problem to programs,
    ``detail`` names it to people. ``extra`` adds members to the problem document.
    """

    status: HTTPStatus = HTTPStatus.BAD_REQUEST
    code = "bad-request"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class Invalid(Problem):
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "invalid"


class NotSignedIn(Problem):
    status = HTTPStatus.UNAUTHORIZED
    code = "not-signed-in"


class Forbidden(Problem):
    status = HTTPStatus.FORBIDDEN
    code = "forbidden"


class NotFound(Problem):
    status = HTTPStatus.NOT_FOUND
    code = "not-found"


class Conflict(Problem):
    status = HTTPStatus.CONFLICT
    code = "conflict"


class Gone(Problem):
    status = HTTPStatus.GONE
    code = "gone"


class TooLarge(Problem):
    status = (
        HTTPStatus.CONTENT_TOO_LARGE
        if hasattr(HTTPStatus, "CONTENT_TOO_LARGE")
        else HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    )
    code = "too-large"


class TooMany(Problem):
    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too-many-requests"


def problem_response(
    status: int, code: str, detail: str, headers: dict[str, str] | None = None, **extra: Any
) -> JSONResponse:
    body = {
        "type": f"urn:planhall:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        **extra,
    }
    return JSONResponse(body, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error of the API with a problem document."""

    @app.exception_handler(Problem)
    async def on_problem(_request: Request, error: Problem) -> JSONResponse:
        wait = error.extra.get("retry_after")
        headers = None if wait is None else {"Retry-After": str(wait)}
        return problem_response(
            error.status, error.code, error.detail, headers=headers, **error.extra
        )

    @app.exception_handler(Exception)
    async def on_fault(_request: Request, _error: Exception) -> JSONResponse:
        # The server logs what it was; whoever called learns only that it was not them.
        return problem_response(500, "fault", "Something went wrong here. Try again.")

    @app.exception_handler(RequestValidationError)
    async def on_validation(_request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [
            {"at": ".".join(str(part) for part in item["loc"]), "message": item["msg"]}
            for item in error.errors()
        ]
        detail = "; ".join(f"{item['at']}: {item['message']}" for item in errors)
        return problem_response(422, "invalid", detail, errors=errors)

    @app.exception_handler(HTTPException)
    async def on_http(request: Request, error: HTTPException) -> JSONResponse:
        if isinstance(error.__cause__, Problem):  # FastAPI wraps what reading a body raises
            return await on_problem(request, error.__cause__)
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
        headers = dict(error.headers) if error.headers else None
        return problem_response(error.status_code, code, str(error.detail), headers=headers)
