"""People who are in rooms together and write."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from .client import Client, DecodingClient, Phase, Room
from .content import Writer, cursor_moves, make_board, write_changes
from .generator import Generator, Send
from .outcome import Outcome, Stage
from .people import (
    JOIN_SECONDS,
    QUIET_SECONDS,
    SETTLE_SECONDS,
    compare_all,
    open_room,
    presence,
)
from .process import ServerProcess
from .stats import percentile

PROMPT_SECONDS: Final = 1.0
"""Who lacks a change this long after the last one was made has fallen behind."""
DRAIN_SECONDS: Final = 15.0
CHECKED_ROOMS: Final = 20
MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people in how many rooms do what.

    ``measured`` of each room's people decode what they get; rates are for each person and second.
    """

    people: int
    writers: int
    rate: float
    rooms: int = 1
    cursor_rate: float = 0.0
    measured: int = 4


def play_crowd(stage: Stage, crowd: Crowd) -> Outcome:
    """Everyone joins, writes through warm-up and measured time, and waits for the rest."""
    span = stage.pace.warm_up + stage.pace.seconds
    board = make_board(crowd.writers)
    ahead = int(span * crowd.rate * 2) + 3
    writers = [write_changes(board, writer, ahead) for writer in range(crowd.writers)]
    rooms = [stage.server.room(f"room-{number:04d}") for number in range(crowd.rooms)]
    with stage.process() as process:
        generator = Generator(process.address)
        try:
            people: list[list[Client]] = []
            for room in rooms:
                first = open_room(generator, room, board)
                others = [
                    (DecodingClient if person < crowd.measured else Client)(
                        room, person, presence(room, person)
                    )
                    for person in range(1, crowd.people)
                ]
                people.append([first, *others])
            outside = generator.join([c for room in people for c in room[1:]], JOIN_SECONDS)
            generator.settle(QUIET_SECONDS, SETTLE_SECONDS)
            sends = plan_sends(stage.seed, crowd, rooms, people, writers, span)
            window = Window(process, generator, people)
            generator.play(sends, span, window.open, stage.pace.warm_up)
            outcome = window.close()
            outcome.numbers["not joined"] = outside
            measured = [c for room in people for c in room if isinstance(c, DecodingClient)]
            likeness = compare_all(generator, rooms[:CHECKED_ROOMS], measured, writers)
            outcome.numbers["measured people who lack changes"] = likeness.people_lacking
            outcome.numbers["rooms that lack changes"] = likeness.rooms_lacking
            outcome.numbers["joiner"] = likeness.joiner_seconds * 1000
            process.check()
            return outcome
        finally:
            generator.close()


def plan_sends(
    seed: int,
    crowd: Crowd,
    rooms: Sequence[Room],
    people: Sequence[Sequence[Client]],
    writers: Sequence[Writer],
    span: float,
) -> list[Send]:
    """Who sends what when: each in a rhythm of their own, the same for every server."""
    chance = random.Random(seed)
    sends: list[Send] = []

    def rhythm(rate: float) -> list[float]:
        moments = []
        moment = chance.uniform(0, 1 / rate)
        while moment < span:
            moments.append(moment)
            moment += chance.uniform(0.5, 1.5) / rate
        return moments

    for room, present in zip(rooms, people, strict=True):
        for person in range(crowd.writers):
            sent = room.sent[person] = []
            for moment, update in zip(rhythm(crowd.rate), writers[person].updates, strict=False):
                sends.append((moment, present[person], room.framing.update(update), sent))
        for person in range(crowd.people if crowd.cursor_rate else 0):
            sent = room.cursors_sent[person] = []
            moments = rhythm(crowd.cursor_rate)
            moves = cursor_moves(room.framing, person, len(moments) + 1)[1:]
            for moment, frame in zip(moments, moves, strict=True):
                sends.append((moment, present[person], frame, sent))
    sends.sort(key=lambda send: send[0])
    return sends


class Window:
    """The measured time: from the end of the warm-up until everyone has everything."""

    def __init__(
        self, process: ServerProcess, generator: Generator, people: Sequence[Sequence[Client]]
    ) -> None:
        self._process = process
        self._generator = generator
        self._people = people
        self._clients = [client for room in people for client in room]
        self._from = self._cpu = 0.0
        self._changes = self._deliveries = self._frames = self._bytes = 0

    def open(self) -> None:
        self._generator.begin_measure()
        self._from = perf_counter()
        self._cpu = self._process.cpu_seconds()
        self._changes = self._count_changes()
        self._deliveries = self._count_deliveries()
        self._frames = sum(client.frames for client in self._clients)
        self._bytes = sum(client.bytes for client in self._clients)

    def close(self) -> Outcome:
        """Called when the last change is sent; waits for what is outstanding."""
        sent_at = perf_counter()
        busy = (self._process.cpu_seconds() - self._cpu) / (sent_at - self._from)
        load = self._generator.load()
        resident = self._process.resident_bytes()
        prompt = self._generator.wait(self._everyone_has_everything, PROMPT_SECONDS)
        behind = sum(self._lacks(client) > 0 for client in self._clients)
        if not prompt:
            self._generator.wait(self._everyone_has_everything, DRAIN_SECONDS)
        ended = perf_counter()
        cpu = self._process.cpu_seconds() - self._cpu
        changes = self._count_changes() - self._changes
        deliveries = self._count_deliveries() - self._deliveries
        outcome = Outcome(generator_bound=load.bound)
        outcome.numbers.update(
            {
                "changes": changes,
                "deliveries": deliveries,
                "frames": sum(client.frames for client in self._clients) - self._frames,
                "megabytes sent": (sum(c.bytes for c in self._clients) - self._bytes) / MEGABYTE,
                "cpu per 1000 changes": cpu / max(1, changes) * 1000,
                "cpu per 1000 deliveries": cpu / max(1, deliveries) * 1000,
                "core busy %": busy * 100,
                "resident": resident / MEGABYTE,
                "peak": self._process.peak_bytes() / MEGABYTE,
                "behind": behind,
                "without everything": sum(self._lacks(client) > 0 for client in self._clients),
                "caught up after ms": (ended - sent_at) * 1000,
                "dropped": sum(client.phase is Phase.CLOSED for client in self._clients),
                "generator busy %": load.cpu_share * 100,
                "generator late p99": load.late_p99 * 1000,
            }
        )
        outcome.numbers.update(self._latencies(ended))
        troubles = Counter(client.trouble for client in self._clients if client.trouble)
        outcome.notes.extend(f"{count} × {trouble}" for trouble, count in troubles.most_common(3))
        return outcome

    def _latencies(self, ended: float) -> dict[str, float]:
        """From change to receipt; what never came counts with the time waited for it."""
        changes: list[float] = []
        cursors: list[float] = []
        shown = 0
        for client in self._clients:
            if isinstance(client, DecodingClient):
                changes.extend(got - sent for sent, got in client.received if sent >= self._from)
                changes.extend(ended - sent for sent in client.missing(self._from))
                cursors.extend(got - sent for sent, got in client.cursors if sent >= self._from)
                shown += sum(
                    moment >= self._from
                    for person, sent in client.room.cursors_sent.items()
                    if person != client.person
                    for moment in sent
                )
        numbers = {}
        for name, values in (("", changes), ("cursor ", cursors)):
            values.sort()
            for share in (50, 95, 99):
                if values:
                    numbers[f"{name}p{share}"] = percentile(values, share / 100) * 1000
        if changes:
            numbers["worst"] = changes[-1] * 1000
        if shown:
            numbers["cursor moves seen %"] = len(cursors) / shown * 100
        return numbers

    def _count_changes(self) -> int:
        return sum(len(sent) for room in self._people for sent in room[0].room.sent.values())

    def _count_deliveries(self) -> int:
        return sum(self._due(client) - self._lacks(client) for client in self._clients)

    def _due(self, client: Client) -> int:
        """How many changes of others there have been in the client's room."""
        sent = client.room.sent
        return sum(map(len, sent.values())) - len(sent.get(client.person, ()))

    def _lacks(self, client: Client) -> int:
        return max(0, self._due(client) - client.changes)

    def _everyone_has_everything(self) -> bool:
        return all(
            client.phase is Phase.CLOSED or not self._lacks(client) for client in self._clients
        )
