"""The names of a board's document, and tolerant access to its Y types.

The shape is in ``docs/architecture.md`` ("The document"). A client may have written any value
anywhere: what is read here is of the type asked for, or a default; reading never raises.
"""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from pycrdt import Array, Doc, Map, Text, XmlFragment, XmlText

SCHEMA = 1
MAX_DEPTH = 32  # of plain values within values; no client of ours nests deeper

ITEMS = "items"
STAKEHOLDERS = "stakeholders"
CHANNELS = "channels"
META = "meta"

_T = TypeVar("_T")

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def root(doc: Doc[Any], name: str) -> Map[Any]:
    """The root map of this name."""
    found: Map[Any] = doc.get(name, type=Map)
    return found


def maps(parent: Map[Any]) -> Iterator[tuple[str, Map[Any]]]:
    """The entries of a map that are maps themselves; others are no items, groups or measures."""
    for key, value in parent.items():
        if isinstance(value, Map):
            yield key, value


def value_of(parent: Map[Any], key: str) -> Any:
    return parent.get(key)


def text_of(parent: Map[Any], key: str) -> str:
    """A text, as a Y.Text or a plain string; else empty."""
    return as_text(parent.get(key))


def as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, XmlText):
        return "".join(part for part, _ in value.diff() if isinstance(part, str))
    return ""


def string_of(parent: Map[Any], key: str) -> str | None:
    value = parent.get(key)
    return value if isinstance(value, str) else None


def number_of(parent: Map[Any], key: str) -> float | None:
    return as_number(parent.get(key))


def as_number(value: Any) -> float | None:
    """A finite number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value) + 0.0  # there is no -0 in a plan
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def whole_number_of(parent: Map[Any], key: str) -> int | None:
    number = number_of(parent, key)
    return None if number is None else int(number)


def as_date(value: Any) -> str | None:
    """A date of the calendar as ``YYYY-MM-DD``."""
    if not isinstance(value, str) or _DATE.fullmatch(value) is None:
        return None
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return value


def date_of(parent: Map[Any], key: str) -> str | None:
    return as_date(parent.get(key))


def object_of(parent: Map[Any], key: str) -> dict[str, Any] | None:
    """A plain JSON object, or a Y.Map read as one."""
    value = plain(parent.get(key))
    return value if isinstance(value, dict) else None


def is_deleted(item: Map[Any]) -> bool:
    """Whether the item is in the bin: only an object says so."""
    return isinstance(item.get("deleted"), dict | Map)


def set_of(parent: Map[Any], key: str) -> frozenset[str]:
    """The ids in a Y.Map used as a set (or in a plain object written in its place)."""
    value = parent.get(key)
    entries = value if isinstance(value, dict) else value if isinstance(value, Map) else {}
    return frozenset(str(member) for member, there in entries.items() if there is True)


def map_of(parent: Map[Any], key: str) -> Map[Any] | None:
    value = parent.get(key)
    return value if isinstance(value, Map) else None


def plain(value: Any, depth: int = 0) -> Any:
    """The value as JSON, with Y types read as what they hold; null below ``MAX_DEPTH``."""
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, Text | XmlText):
        return as_text(value)
    if isinstance(value, Map | dict) and depth < MAX_DEPTH:
        return {str(key): plain(member, depth + 1) for key, member in value.items()}
    if isinstance(value, Array | list | tuple) and depth < MAX_DEPTH:
        return [plain(member, depth + 1) for member in value]
    return whole(as_number(value))


def whole(number: float | None) -> float | int | None:
    """A number as JSON writes it: pycrdt reads every number as a float."""
    if number is not None and float(number).is_integer() and abs(number) < 2**53:
        return int(number)
    return number


def fragment_of(parent: Map[Any], key: str) -> XmlFragment | None:
    value = parent.get(key)
    return value if isinstance(value, XmlFragment) else None


def ensure(parent: Map[Any], key: str, kind: type[_T], make: Callable[[], _T]) -> _T:
    """The shared type under this key, put there where something else or nothing was."""
    value = parent.get(key)
    if isinstance(value, kind):
        return value
    parent[key] = make()
    made: _T = parent[key]
    return made
