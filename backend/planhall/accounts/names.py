"""Names that others will read: of people, workspaces, boards and links."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

NAME_LENGTH = 80

# Characters that turn text around, with which one name can be made to look like another.
_BIDI_CONTROLS = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


def clean_name(text: str, longest: int = NAME_LENGTH) -> str:
    """The name without space around it, in Unicode's composed form (NFC).

    Raises:
        ValueError: it has control characters, nothing visible, or more than ``longest`` characters.
    """
    name = unicodedata.normalize("NFC", text.strip())
    if any(
        character in _BIDI_CONTROLS or unicodedata.category(character) in _CONTROL_CATEGORIES
        for character in name
    ):
        raise ValueError("a name cannot hold control characters or line breaks")
    if not any(unicodedata.category(character)[0] in "LNPSM" for character in name):
        raise ValueError("a name is needed")
    if len(name) > longest:
        raise ValueError(f"a name has at most {longest} characters")
    return name


# The constraint bounds the work; the validator judges what is left when the space around is gone.
Name = Annotated[
    str,
    StringConstraints(max_length=4 * NAME_LENGTH),
    AfterValidator(clean_name),
    Field(json_schema_extra={"minLength": 1, "maxLength": NAME_LENGTH}),
]
