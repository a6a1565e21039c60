"""How a route's problems stand in the OpenAPI description."""

from http import HTTPStatus
from typing import Any

from planhall.problems import MEDIA_TYPE, Problem

_TEXT = {"type": "string"}
_SCHEMA = {
    "title": "ProblemDocument",
    "description": "What went wrong (RFC 9457). `code` is stable and names it to programs.",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": _TEXT,
        "detail": _TEXT,
        "errors": {
            "description": "The parts of the request that were not accepted.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["at", "message"],
                "properties": {"at": _TEXT, "message": _TEXT},
            },
        },
        "retry_after": {"type": "integer", "description": "Seconds to wait."},
    },
}


def problems(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route that may answer with these problems."""
    documented: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = documented.setdefault(
            int(kind.status), {"description": "", "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
        )
        names = [name for name in (entry["description"], f"`{kind.code}`") if name]
        entry["description"] = ", ".join(names)
    for status, entry in documented.items():
        entry["description"] = f"{HTTPStatus(int(status)).phrase}: {entry['description']}"
    return documented
