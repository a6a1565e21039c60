"""Ids of people, workspaces, boards and invites: opaque, unguessable, easy to read."""

import re
import secrets
from typing import Annotated

from pydantic import AfterValidator

from planhall.problems import NotFound

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_LENGTH = 16  # 80 bits


def new_id() -> str:
    """A fresh random id. It stands in addresses, so it holds only lower-case letters and digits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


_PLAUSIBLE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def plausible(text: str) -> bool:
    """Whether this can be an id or a token at all. PostgreSQL would choke on some that cannot."""
    return _PLAUSIBLE.fullmatch(text) is not None


def _plausible_or_nothing(text: str) -> str:
    if not plausible(text):
        raise NotFound("There is nothing of that id.")
    return text


Id = Annotated[str, AfterValidator(_plausible_or_nothing)]
"""An id in an address. One that cannot be an id is not found, as any unknown one."""
