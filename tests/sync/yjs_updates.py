"""Yjs updates for tests: honest ones from documents, and handmade ones."""

import json
import random
from collections.abc import Callable
from typing import Any

from pycrdt import Array, Doc, Map, Text

from planhall.sync.encoding import var_string, var_uint


def edits(client_id: int, *changes: Callable[[Doc[Any]], object]) -> list[bytes]:
    """The updates that these changes make, one after another, in a document of one's own."""
    doc: Doc[Any] = Doc(client_id=client_id)
    updates: list[bytes] = []
    doc.observe(lambda event: updates.append(bytes(event.update)))
    for change in changes:
        with doc.transaction():
            change(doc)
    return updates


def text_edits(client_id: int, *words: str) -> list[bytes]:
    """Words appended to the root text ``text``, an update each."""

    def append(word: str) -> Callable[[Doc[Any]], object]:
        def change(doc: Doc[Any]) -> None:
            text = doc.get("text", type=Text)
            text.insert(len(text), word)

        return change

    return edits(client_id, *map(append, words))


def text_of(update: bytes) -> str:
    """The root text of a document with this state."""
    doc: Doc[Any] = Doc()
    doc.apply_update(update)
    return str(doc.get("text", type=Text))


def struct_update(client: int, clock: int, *structs: bytes) -> bytes:
    """An update with these structs of one client, and no deletions."""
    return (
        b"\1"
        + var_uint(len(structs))
        + var_uint(client)
        + var_uint(clock)
        + b"".join(structs)
        + b"\0"
    )


def value_in_root(value: bytes, root: str = "r", key: str = "k") -> bytes:
    """A struct: one value (lib0's `writeAny`) under a key of a root map."""
    return bytes([0x28, 1]) + var_string(root) + var_string(key) + b"\1" + value


def map_in(parent: tuple[int, int] | None) -> bytes:
    """A struct: a Y.Map under a key of a root, or of another type."""
    if parent is None:
        return bytes([0x27, 1]) + var_string("r") + var_string("k") + b"\1"
    return bytes([0x27, 0]) + var_uint(parent[0]) + var_uint(parent[1]) + var_string("k") + b"\1"


def delete_update(client: int, start: int, length: int) -> bytes:
    return b"\0\1" + var_uint(client) + b"\1" + var_uint(start) + var_uint(length)


def nested_arrays(depth: int) -> bytes:
    """An update with one value of arrays within arrays."""
    return struct_update(7, 0, value_in_root(bytes((117, 1)) * depth + bytes((127,))))


class Person:
    """Somebody who edits at random, on their own copy."""

    def __init__(self, client_id: int) -> None:
        self.doc: Doc[Any] = Doc(client_id=client_id)
        self.updates: list[bytes] = []
        self.doc.observe(lambda event: self.updates.append(bytes(event.update)))

    def edit(self, chance: random.Random) -> bytes:
        """One random change; returns its update."""
        text = self.doc.get("text", type=Text)
        items = self.doc.get("items", type=Map)
        before = len(self.updates)
        while len(self.updates) == before:
            size = len(text)
            match chance.randrange(6):
                case 0 | 1:
                    letters = chance.choice(("a", "bc", "hello ", "né"))
                    # pycrdt counts bytes, so only what is ASCII before the place is certain.
                    text.insert(0 if not str(text).isascii() else chance.randint(0, size), letters)
                case 2 if size and str(text).isascii():
                    start = chance.randrange(size)
                    del text[start : min(size, start + chance.randint(1, 4))]
                case 3:
                    key = f"i{chance.randrange(5)}"
                    items[key] = Map({"title": Text("t"), "list": Array([1, {"a": None}])})
                case 4:
                    items[f"v{chance.randrange(5)}"] = chance.choice((1, "x", None, True, [1.5]))
                case 5 if len(items):
                    del items[chance.choice(list(items.keys()))]
                case _:
                    pass
        return self.updates[-1]

    def state(self) -> tuple[str, str]:
        text = self.doc.get("text", type=Text)
        items = self.doc.get("items", type=Map)
        return str(text), json.dumps(items.to_py(), sort_keys=True)
