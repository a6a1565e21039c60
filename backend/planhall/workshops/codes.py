"""Short codes with which people join a session: to be read aloud and typed on a phone."""

import secrets

_ALPHABET = "ACDEFGHJKMNPQRTVWXY34679"  # nothing that looks like something else
_LENGTH = 6


def new_code() -> str:
    """As it is kept: without a dash."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def shown(code: str) -> str:
    """“K7M-3QX”"""
    half = _LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def typed(text: str) -> str | None:
    """The code that somebody typed in whatever case, with or without dashes; None: it is none."""
    code = "".join(text.split()).replace("-", "").upper()
    return code if len(code) == _LENGTH and all(sign in _ALPHABET for sign in code) else None
