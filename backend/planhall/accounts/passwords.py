"""Password hashing with Argon2id, off the event loop and a few at a time."""

import base64
import secrets
import unicodedata
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from pydantic import StringConstraints

from planhall.problems import TooMany

PASSWORD_SHORTEST = 8
PASSWORD_LONGEST = 200  # long enough for any phrase, short enough to cost nothing to receive
_PRESENT_MAX = 64

NewPassword = Annotated[
    str, StringConstraints(min_length=PASSWORD_SHORTEST, max_length=PASSWORD_LONGEST)
]
GivenPassword = Annotated[str, StringConstraints(max_length=PASSWORD_LONGEST)]


class Passwords:
    """Hashes and checks passwords.

    The default parameters are RFC 9106's second recommended option (64 MiB, 3 passes, 4 lanes).
    ``at_once`` hashes run at the same time, so that memory stays bounded; when too many wait, more
    are turned away.
    """

    def __init__(self, at_once: int, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._limiter = CapacityLimiter(at_once)
        self._present = 0
        self._decoy = _decoy(self._hasher)

    async def hash(self, password: str) -> str:
        return await self._in_thread(_composed(password), None) or ""

    async def verify(self, kept: str | None, password: str) -> bool:
        """Whether it is the password; the same work when there is none, so that time tells nothing.

        ``kept`` is the hash from the database, or None for somebody unknown.
        """
        matches = await self._in_thread(_composed(password), kept or self._decoy) is not None
        return matches and kept is not None

    def outdated(self, kept: str) -> bool:
        """Whether a hash was made with other parameters than those of now."""
        return self._hasher.check_needs_rehash(kept)

    async def _in_thread(self, password: str, kept: str | None) -> str | None:
        if self._present >= _PRESENT_MAX:
            raise TooMany("Many people are signing in just now. Try again in a moment.")
        self._present += 1
        try:
            return await to_thread.run_sync(self._work, password, kept, limiter=self._limiter)
        finally:
            self._present -= 1

    def _work(self, password: str, kept: str | None) -> str | None:
        """A new hash; or, with a kept one, that one if it is the password's, else None."""
        if kept is None:
            return self._hasher.hash(password)
        try:
            self._hasher.verify(kept, password)
        except (VerifyMismatchError, InvalidHashError):
            return None
        return kept


def _composed(password: str) -> str:
    # Keyboards differ in how they compose letters (NIST SP 800-63B, 5.1.1.2 asks for NFKC).
    return unicodedata.normalize("NFKC", password)


def _decoy(hasher: PasswordHasher) -> str:
    """A hash of no password, with the parameters of the real ones (PHC string format)."""

    def random(length: int) -> str:
        return base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")

    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v=19${costs}${random(hasher.salt_len)}${random(hasher.hash_len)}"
