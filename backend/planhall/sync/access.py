"""What the sync core asks of those who know people and boards."""

from dataclasses import dataclass
from typing import Any, Protocol

from pycrdt import Doc


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the service knows it; shown to others as presence."""

    id: str
    name: str
    color: str
    guest: bool


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody may do on one board."""

    identity: Identity
    role: str
    can_write: bool
    within: str | None = None
    """What their changes have to stay within (`Guard`); None: nothing holds them in."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a connection shows of itself: the session cookie of its handshake, and a board token."""

    session: str | None = None
    token: str | None = None


class Authorizer(Protocol):
    async def authorize(self, board: str, credentials: Credentials) -> Access:
        """What the holder of these credentials may do on the board.

        Raises:
            NotSignedIn: the credentials are nobody's, or no longer valid.
            Forbidden: they are somebody's who has no access to this board.
            NotFound: there is no such board.
        """
        ...


class Trace(Protocol):
    """Follows one document, which changes only by updates that are applied to it."""

    def stays_within(self, part: str) -> bool:
        """Whether what was applied since the last call, of this or of `passed`, stays in a part.

        Where it does not, the document and this are of no use any more.
        """
        ...

    def passed(self) -> None:
        """What was applied since the last call may be anything."""
        ...

    def close(self) -> None:
        """Let go of the document."""
        ...


class Guard(Protocol):
    """Knows what the parts are that somebody's changes have to stay within (`Access.within`)."""

    def follow(self, document: Doc[Any]) -> Trace:
        """Look at a document from now on."""
        ...


class BoardWatcher(Protocol):
    async def board_changed(self, board: str, document: Doc[Any], authors: frozenset[str]) -> None:
        """Called after changes were stored, at most every few seconds, and before a room closes.

        ``document`` may be read, not changed, and only before the first ``await``.
        """
        ...
