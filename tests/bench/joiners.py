"""People who come to a board: one by one, or all at once after a restart."""

from collections import Counter
from collections.abc import Sequence

from .client import Client, DecodingClient, Phase
from .content import make_board
from .crowd import MEGABYTE
from .generator import Generator
from .outcome import Outcome, Stage
from .people import QUIET_SECONDS, SETTLE_SECONDS, open_room, presence
from .state import lacks, read_state_vector
from .stats import percentile

STORM_SECONDS = 60.0
STORM_DECODING = 5


def play_joiners(stage: Stage, board_bytes: int, joiners: int) -> Outcome:
    """One person after another opens a large board on a quiet server, decodes it, and leaves."""
    board = make_board(1, stage.pace.of(board_bytes, 50_000))
    expected = read_state_vector(board.state_vector)
    waits = []
    cpu = 0.0
    outcome = Outcome()
    with stage.process() as process:
        generator = Generator(process.address)
        try:
            room = stage.server.room("joiners")
            open_room(generator, room, board)
            # The first joiner finds cold caches and code not yet compiled: not counted.
            for number in range(joiners + 1):
                generator.settle(0.05, 5)
                before = process.cpu_seconds()
                joiner = DecodingClient(room, 1, presence(room, 1))
                generator.join([joiner], STORM_SECONDS)
                if joiner.phase is Phase.READY and not lacks(joiner.document.get_state(), expected):
                    if number:
                        waits.append(joiner.ready_at - joiner.began)
                        cpu += process.cpu_seconds() - before
                else:
                    outcome.notes.append(joiner.trouble or "not everything came")
                joiner.close()
            process.check()
        finally:
            generator.close()
    waits.sort()
    outcome.numbers.update(
        {
            "board megabytes": len(board.update) / MEGABYTE,
            "joined": len(waits),
            "content p50": percentile(waits, 0.5) * 1000,
            "content p95": percentile(waits, 0.95) * 1000,
            "cpu ms per joiner": cpu / max(1, len(waits)) * 1000,
        }
    )
    return outcome


def play_storm(stage: Stage, board_bytes: int, people: int, holding: bool) -> Outcome:
    """Everyone comes back at once after a restart, to a board that nobody has opened yet.

    A server that keeps nothing gets the board from the first to come, before the others. Those who
    are ``holding`` have the board already and only make sure; the others download it.
    """
    board = make_board(1, stage.pace.of(board_bytes, 50_000))
    expected = read_state_vector(board.state_vector)
    people = stage.pace.of(people, 20)
    process = stage.process()
    process.start()
    try:
        generator = Generator(process.address)
        room = stage.server.room("storm")
        try:
            open_room(generator, room, board)
            if stage.server.persistent:
                generator.close()
                process.stop()
                process.start()
                generator = Generator(process.address)
            generator.settle(QUIET_SECONDS, SETTLE_SECONDS)
            quiet = process.resident_bytes()
            state = board.state_vector if holding else b"\x00"
            crowd: list[Client] = [
                (DecodingClient if person <= STORM_DECODING else Client)(
                    room, person, presence(room, person), state_vector=state
                )
                for person in range(1, people + 1)
            ]
            for client in crowd[:STORM_DECODING]:
                if holding and isinstance(client, DecodingClient):
                    client.document.apply_update(board.update)
            generator.begin_measure()
            cpu = process.cpu_seconds()
            generator.connect(crowd)
            generator.wait(lambda: all(c.phase >= Phase.READY for c in crowd), STORM_SECONDS)
            load = generator.load()
            outcome = _storm_outcome(crowd, expected)
            generator.settle(QUIET_SECONDS, SETTLE_SECONDS)
            outcome.numbers.update(
                {
                    "board megabytes": len(board.update) / MEGABYTE,
                    "cpu ms per joiner": (process.cpu_seconds() - cpu) / people * 1000,
                    "quiet": quiet / MEGABYTE,
                    "peak": process.peak_bytes() / MEGABYTE,
                    "generator busy %": load.cpu_share * 100,
                }
            )
            outcome.generator_bound = load.cpu_share > 0.9
            process.check()
            return outcome
        finally:
            generator.close()
    finally:
        process.kill()


def _storm_outcome(crowd: Sequence[Client], expected: dict[int, int]) -> Outcome:
    began = min(client.began for client in crowd)
    waits = sorted(client.ready_at - began for client in crowd if client.ready_at)
    whole = sum(
        not lacks(client.document.get_state(), expected)
        for client in crowd
        if isinstance(client, DecodingClient)
    )
    outcome = Outcome()
    outcome.numbers.update(
        {
            "people": len(crowd),
            "synced": len(waits),
            "dropped": sum(client.phase is Phase.CLOSED for client in crowd),
            "decoding people without everything": min(STORM_DECODING, len(crowd)) - whole,
            "half synced s": percentile(waits, 0.5) if waits else float("nan"),
            "all synced s": waits[-1] if len(waits) == len(crowd) else float("nan"),
        }
    )
    troubles = Counter(client.trouble for client in crowd if client.trouble)
    outcome.notes.extend(f"{count} × {trouble}" for trouble, count in troubles.most_common(3))
    return outcome
