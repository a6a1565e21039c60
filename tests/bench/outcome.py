"""What a scene is given and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .process import ServerProcess
from .servers import Server


@dataclass(frozen=True, slots=True)
class Pace:
    """How long and how large."""

    warm_up: float = 3.0
    seconds: float = 10.0
    scale: float = 1.0
    """Of people, rooms, bytes and updates: 1 for a result, less for a quick look."""

    def of(self, count: int, least: int = 4) -> int:
        return max(min(count, least), round(count * self.scale))


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a run takes place: a server, its core, a folder of its own, and how long."""

    server: Server
    core: int
    folder: Path
    pace: Pace
    seed: int

    def process(self) -> ServerProcess:
        return self.server.process(self.core, self.folder)


@dataclass(slots=True)
class Outcome:
    """What one run of one scene on one server showed.

    Times are in milliseconds unless the name says seconds; memory is in megabytes (1,000,000
    bytes) unless it says kilobytes; CPU is seconds of the server's core.
    """

    numbers: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    generator_bound: bool = False


Run = Callable[[Stage], Outcome]
