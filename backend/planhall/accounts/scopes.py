"""What a personal token may be used for, and how a route says which of it.

A route that says nothing takes ``read`` if it only reads and ``write`` if it changes something, so
that a new one is not open to more tokens than was thought of.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

from planhall.problems import Forbidden


class Scope(StrEnum):
    """From the least to the most; each has those before it."""

    READ = "read"
    COMMENT = "comment"
    WRITE = "write"


SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
SCOPE_MEMBER: Final = "x-token-scope"
"""What an operation of the OpenAPI description needs of a token, where that is not the default."""
NEVER: Final = "never"


class NeedsScope(Forbidden):
    code = "needs-scope"

    def __init__(self, needed: Scope) -> None:
        super().__init__(
            f"This token may not do that: it would need the scope “{needed}”.",
            needed_scope=needed.value,
        )


class NotByToken(Forbidden):
    code = "not-by-token"

    def __init__(self) -> None:
        super().__init__("No token may do that. Sign in with a browser to do it.")


def all_of(scopes: Iterable[Scope]) -> list[Scope]:
    """These scopes and those that they have with them, from the least to the most."""
    order = list(Scope)
    highest = max((order.index(scope) for scope in scopes), default=-1)
    return order[: highest + 1]


def token_scope(scope: Scope | None) -> dict[str, Any]:
    """The ``openapi_extra`` of a route that says what a token needs for it; None: none will do."""
    return {SCOPE_MEMBER: NEVER if scope is None else scope.value}


def needed_scope(route: Any, method: str) -> Scope | None:
    """What a token needs for a route; None: no token will do."""
    said = (getattr(route, "openapi_extra", None) or {}).get(SCOPE_MEMBER)
    if said is None:
        return Scope.READ if method.upper() in SAFE_METHODS else Scope.WRITE
    return None if said == NEVER else Scope(said)
