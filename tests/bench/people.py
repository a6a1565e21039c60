"""Letting people into a room, and asking whether everyone has everything."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from .client import DecodingClient, Room
from .content import FIRST_WRITER, Board, Writer, cursor_moves
from .generator import Generator
from .process import ServerFailed
from .state import lacks

JOIN_SECONDS: Final = 60.0
QUIET_SECONDS: Final = 0.5
SETTLE_SECONDS: Final = 30.0


def presence(room: Room, person: int) -> bytes:
    """The frame by which a person shows themselves on joining."""
    return cursor_moves(room.framing, person, 1)[0]


def open_room(generator: Generator, room: Room, board: Board) -> DecodingClient:
    """The first person: brings the board, and returns when the server has it."""
    first = DecodingClient(room, 0, presence(room, 0), holds=board.update)
    if generator.join([first], JOIN_SECONDS):
        raise ServerFailed(f"the first person could not join: {first.trouble or 'no step 2'}")
    if not generator.wait(lambda: first.offered, JOIN_SECONDS):
        raise ServerFailed("the server did not ask the first person for their state")
    confirm(generator, first)
    return first


def confirm(generator: Generator, client: DecodingClient) -> None:
    """Return once the server has handled all that the client sent: it answers in order."""
    client.ask()
    if not generator.wait(lambda: client.confirmed, JOIN_SECONDS):
        raise ServerFailed(f"no answer to a first step: {client.trouble or 'silence'}")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Whether everyone has everything in the end."""

    people_lacking: int
    rooms_lacking: int
    """As somebody finds them who joins at the end."""
    joiner_seconds: float
    """How long that took them: the median."""


def compare_all(
    generator: Generator,
    rooms: Sequence[Room],
    measured: Sequence[DecodingClient],
    writers: Sequence[Writer],
) -> Likeness:
    """Compare the measured people's documents, and those of fresh joiners, with what was sent.

    What somebody wrote themselves, their document gets here.
    """
    lacking = 0
    for client in measured:
        own = client.room.sent.get(client.person, [])
        for update in writers[client.person].updates[: len(own)] if own else ():
            client.document.apply_update(update)
        lacking += lacks(client.document.get_state(), _expected(client.room, writers)) > 0
    fresh = [DecodingClient(room, person=0xFFFF) for room in rooms]
    generator.join(fresh, JOIN_SECONDS)
    lost = sum(
        lacks(client.document.get_state(), _expected(client.room, writers)) > 0 for client in fresh
    )
    waits = [client.ready_at - client.began for client in fresh if client.ready_at]
    return Likeness(lacking, lost, median(waits) if waits else float("nan"))


def _expected(room: Room, writers: Sequence[Writer]) -> dict[int, int]:
    return {
        FIRST_WRITER + writer: writers[writer].clocks[len(sent) - 1]
        for writer, sent in room.sent.items()
        if sent
    }
