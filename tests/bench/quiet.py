"""What it costs to be there: memory of idle connections and of open boards."""

from .client import Client
from .content import make_board
from .generator import Generator
from .outcome import Outcome, Stage
from .people import JOIN_SECONDS, open_room, presence

KILOBYTE = 1_000
ROOM_OF = 50
SECONDS_TO_SETTLE = 2.0


def play_quiet(stage: Stage, connections: int, boards: int, board_bytes: int) -> Outcome:
    """First idle people, fifty in a room; then boards of some size, each with one person on it."""
    connections = stage.pace.of(connections, ROOM_OF)
    boards = stage.pace.of(boards, 10)
    small = make_board(1)
    large = make_board(1, board_bytes)
    with stage.process() as process:
        generator = Generator(process.address)
        try:
            rooms = [
                stage.server.room(f"idle-{number:03d}")
                for number in range(-(-connections // ROOM_OF))
            ]
            for room in rooms:
                open_room(generator, room, small)
            generator.settle(SECONDS_TO_SETTLE, 30)
            alone = process.resident_bytes()
            idle = [
                Client(room, person, presence(room, person))
                for room in rooms
                for person in range(1, ROOM_OF + 1)
            ][:connections]
            outside = generator.join(idle, JOIN_SECONDS)
            generator.settle(SECONDS_TO_SETTLE, 30)
            together = process.resident_bytes()
            for number in range(boards):
                open_room(generator, stage.server.room(f"board-{number:04d}"), large)
            generator.settle(SECONDS_TO_SETTLE, 30)
            opened = process.resident_bytes()
            process.check()
        finally:
            generator.close()
    each = (together - alone) / len(idle)
    outcome = Outcome()
    outcome.numbers.update(
        {
            "connections": len(idle),
            "boards": boards,
            "board kilobytes": len(large.update) / KILOBYTE,
            "not joined": outside,
            "alone": alone / 1_000_000,
            "kilobytes per connection": each / KILOBYTE,
            "kilobytes per board": ((opened - together) / boards - each) / KILOBYTE,
        }
    )
    return outcome
