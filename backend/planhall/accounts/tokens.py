"""Secrets that a bearer shows: made here, kept only as a digest."""

import hashlib
import secrets

_BYTES = 32
TOKEN_LENGTH_MAX = 128


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> str:
    """What the database keeps of a token: whoever reads the database cannot sign in with it.

    The token is random and long, so a plain SHA-256 cannot be run backwards by guessing.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
