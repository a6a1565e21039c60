"""Names that both directions use in markers, identifiers and ``source``."""

import re
from typing import Any
from zlib import crc32

from planhall.plan.model import JsonObject
from planhall.plan.stratml.texts import Texts

IMPORTED = "stratml"  # the value of ``source["from"]`` of what came from a file of others
MADE_HERE = "planhall"  # in the root's marker, of a plan that was not imported
UMBRELLA = "umbrella"  # in the marker of a Goal that only holds what belongs to no goal
UMBRELLA_NAME = "Beyond the goals"
UMBRELLA_TEXT = "Items of this plan that belong to no goal."
NO_GOALS_TEXT = "This plan has no goals yet."

KINDS_OF_ELEMENTS = {
    "Mission": "mission",
    "Vision": "vision",
    "Value": "value",
    "Goal": "goal",
    "Objective": "objective",
}
# The order in which a plan shows what StratML orders otherwise.
RANKS = {"Mission": 0, "Vision": 1, "Value": 2}

_OWN = "planhall-"
_OWN_HEX = "planhall."
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.-]{1,128}", re.ASCII)
_MAX_ID = 512


def rank_of(element: str) -> int:
    return RANKS.get(element, len(RANKS))


def is_imported(source: JsonObject | None) -> bool:
    return source is not None and source.get("from") == IMPORTED


def identifier_of(id_: str) -> str:
    """The Identifier that stands for one of our ids, and gives it back."""
    return _OWN + id_ if _PLAIN_ID.fullmatch(id_) else _OWN_HEX + id_.encode().hex()


def id_from(identifier: str | None) -> str | None:
    """Our id that an Identifier stands for; None if it is someone else's."""
    if identifier is None:
        return None
    if identifier.startswith(_OWN):
        rest = identifier[len(_OWN) :]
        return rest if _PLAIN_ID.fullmatch(rest) else None
    if identifier.startswith(_OWN_HEX):
        try:
            id_ = bytes.fromhex(identifier[len(_OWN_HEX) :]).decode()
        except ValueError:
            return None
        return id_ if identifier_of(id_) == identifier and len(id_) <= _MAX_ID else None
    return None


def kept_id(id_: Any, taken: set[str]) -> str | None:
    """An id from a file, if it may be kept: a string that is not taken yet (it then is)."""
    if not isinstance(id_, str) or len(id_) > _MAX_ID or id_ in taken:
        return None
    taken.add(id_)
    return id_


def digest(texts: Texts) -> str:
    """Tells whether another program changed the texts that a marker is about."""
    whole = "\0".join((texts.name, texts.description, texts.other))
    return f"{crc32(whole.encode()):08x}"
