"""What was measured, kept as JSON: one cell for each scene and server, the newest wins."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .outcome import Outcome, Pace
from .stats import Spread

DISTURBED_SHARE = 0.1
"""Above this share of one core used by others, a run counts as disturbed."""


@dataclass(slots=True)
class Cell:
    """All runs of one scene on one server."""

    scene: str
    server: str
    about: str
    when: str
    pace: dict[str, float]
    runs: list[dict[str, float]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    generator_bound: int = 0
    disturbed: int = 0

    def add(self, outcome: Outcome, others_share: float) -> None:
        numbers = {"others busy %": others_share * 100, **outcome.numbers}
        self.runs.append(numbers)
        self.notes.extend(note for note in outcome.notes if note not in self.notes)
        self.generator_bound += outcome.generator_bound
        self.disturbed += others_share > DISTURBED_SHARE

    def spreads(self) -> dict[str, Spread]:
        """Each number over those runs that have it."""
        names: dict[str, None] = {name: None for run in self.runs for name in run}
        return {name: Spread.of([run[name] for run in self.runs if name in run]) for name in names}


class Results:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "results.json"
        self.machine: dict[str, Any] = describe_machine()
        self._cells: dict[tuple[str, str], Cell] = {}
        if self._file.exists():
            stored = json.loads(self._file.read_text())
            self.machine = stored["machine"]
            for cell in stored["cells"]:
                self.put(Cell(**cell))

    def put(self, cell: Cell) -> None:
        self._cells[cell.scene, cell.server] = cell

    def get(self, scene: str, server: str) -> Cell | None:
        return self._cells.get((scene, server))

    def cells(self) -> Iterable[Cell]:
        return self._cells.values()

    def save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        stored = {"machine": self.machine, "cells": [asdict(cell) for cell in self.cells()]}
        self._file.write_text(json.dumps(stored, indent=1))


def pace_as_dict(pace: Pace) -> dict[str, float]:
    return asdict(pace)


def describe_machine() -> dict[str, Any]:
    return {
        "cores": len(os.sched_getaffinity(0)),
        "system": f"{platform.system()} {platform.machine()}",
    }
