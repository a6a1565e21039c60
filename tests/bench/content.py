"""What is on the boards under measurement, and the changes that people make to them.

Every change is a real update of a real Y.Text, made before the run. Its text carries a stamp (who,
and which of their changes), so that a receiver knows what arrived: alone, merged with others or
inside a whole document.
"""

import json
import random
import re
from dataclasses import dataclass, field
from typing import Any, Final

from pycrdt import Doc, Map, Text

from .state import read_state_vector
from .wire import Framing

#: Opens a stamp. The pair is not found in anything else that the generator or a server writes, and
#: bytes.count() finds it at the speed of memory: so every client counts its changes exactly.
MARK: Final = b"\x1eP"
STAMP: Final = re.compile(rb"\x1eP([0-9a-f]{4})([0-9a-f]{6})")
CURSOR: Final = re.compile(rb"@C([0-9a-f]{4})([0-9a-f]{6})")

SEED_CLIENT: Final = 7
FIRST_WRITER: Final = 1_000_000_000  # as long as the random 32-bit ids of real clients
FILLER: Final = "and what the people add to it"
WORDS: Final = (
    *("reach", "members", "listen", "customers", "partner", "deliver", "openly", "quarterly"),
    *("training", "feedback", "supplier", "measure", "satisfaction", "improve", "channel"),
)


def stamp(writer: int, sequence: int) -> str:
    return f"\x1eP{writer:04x}{sequence:06x}"


@dataclass
class Board:
    """The state with which a board starts, as one update."""

    update: bytes
    state_vector: bytes
    writers: int


@dataclass
class Writer:
    """One person's changes to a board, in order."""

    client_id: int
    updates: list[bytes] = field(default_factory=list)
    clocks: list[int] = field(default_factory=list)
    """The writer's clock after each change."""


def item_name(writer: int) -> str:
    return f"w{writer:04d}"


def make_board(writers: int, size: int = 0) -> Board:
    """A plan with an item for each writer, filled up to about ``size`` bytes with further items."""
    document: Doc[Any] = Doc(client_id=SEED_CLIENT)
    items = document.get("items", type=Map)
    with document.transaction():
        for writer in range(writers):
            items[item_name(writer)] = Map({"kind": "action", "body": Text("")})
    made = random.Random(1)
    number = 0
    written = len(document.get_update())
    while written < size:
        with document.transaction():
            for _ in range(50):
                text = " ".join(made.choices(WORDS, k=60))
                item: Map[Any] = Map(
                    {
                        "kind": "action",
                        "title": Text(" ".join(made.choices(WORDS, k=5))),
                        "body": Text(text),
                        "parent": f"i{number // 8:06d}",
                        "order": f"a{number:05d}",
                        "status": "draft",
                        "stakeholders": Map({"employees": True}),
                    }
                )
                items[f"i{number:06d}"] = item
                number += 1
                written += len(text) + 180
    return Board(document.get_update(), document.get_state(), writers)


def write_changes(board: Board, writer: int, count: int, filler: str = FILLER) -> Writer:
    """``count`` changes of one person: text typed into an item of theirs, about 60 bytes each."""
    made = Writer(FIRST_WRITER + writer)
    document: Doc[Any] = Doc(client_id=made.client_id)
    document.apply_update(board.update)
    body = document.get("items", type=Map)[item_name(writer)]["body"]
    subscription = document.observe(lambda event: made.updates.append(bytes(event.update)))
    length = clock = 0
    for sequence in range(count):
        text = stamp(writer, sequence) + filler
        body.insert(length, text)
        length += len(text)
        clock += len(text)
        made.clocks.append(clock)
    document.unobserve(subscription)
    return made


def write_history(board: Board, updates: int) -> tuple[list[bytes], dict[int, int]]:
    """A long life in small steps, and the clock each of its writers ends with.

    Mostly single keystrokes, some backspaces, some changes of a field, by everyone in turn.
    """
    made = random.Random(2)
    history: list[bytes] = []
    documents: list[tuple[Doc[Any], Any, Any]] = []
    for writer in range(board.writers):
        document: Doc[Any] = Doc(client_id=FIRST_WRITER + writer)
        document.apply_update(board.update)
        item = document.get("items", type=Map)[item_name(writer)]
        documents.append((document, item, item["body"]))
    subscriptions = [
        document.observe(lambda event: history.append(bytes(event.update)))
        for document, _, _ in documents
    ]
    lengths = [0] * board.writers
    while len(history) < updates:
        writer = made.randrange(board.writers)
        _, item, body = documents[writer]
        for _ in range(made.randint(3, 12)):
            chance = made.random()
            if chance < 0.08:
                item["status"] = made.choice(("draft", "active", "done"))
            elif chance < 0.16 and lengths[writer] > 4:
                del body[lengths[writer] - 1]
                lengths[writer] -= 1
            else:
                at = lengths[writer] if chance < 0.96 else made.randint(0, lengths[writer])
                body.insert(at, made.choice("etaoin shrdlu"))
                lengths[writer] += 1
    clocks = {}
    for (document, _, _), subscription in zip(documents, subscriptions, strict=True):
        document.unobserve(subscription)
    for writer, (document, _, _) in enumerate(documents):
        client = FIRST_WRITER + writer
        clocks[client] = read_state_vector(document.get_state()).get(client, 0)
    return history, clocks


def presence(person: int, cursor: int = 0) -> bytes:
    """A person's awareness state, of the shape and size that Planhall's own client sends."""
    return json.dumps(
        {
            "user": {
                "id": f"person-{person:04d}",
                "name": f"Person {person}",
                "color": "#3b82c4",
                "guest": False,
                "role": "editor",
            },
            "item": item_name(0),
            "view": "outline",
            "cursor": {"anchor": f"@C{person:04x}{cursor:06x}", "head": cursor},
        },
        separators=(",", ":"),
    ).encode()


def cursor_moves(framing: Framing, person: int, count: int) -> list[bytes]:
    """Frames of one person's moving cursor; the first is what they show on joining."""
    return [
        framing.awareness(FIRST_WRITER + person, clock + 1, presence(person, clock))
        for clock in range(count)
    ]
