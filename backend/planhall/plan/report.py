"""What an import found, dropped and moved."""

from collections import Counter
from dataclasses import dataclass, field

MAX_NOTES = (
    200  # of each sort; a file that breaks its schema everywhere says the same of each place
)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know about a place in the file (``line`` counts from 1)."""

    line: int | None
    path: str
    what: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``dropped``: what the plan does not hold. ``moved``: what it holds otherwise than written."""

    format: str
    part: int
    counts: dict[str, int]
    dropped: tuple[Note, ...] = ()
    moved: tuple[Note, ...] = ()


@dataclass(slots=True)
class Notes:
    """Collects notes while a file is read."""

    dropped: list[Note] = field(default_factory=list)
    moved: list[Note] = field(default_factory=list)
    blank: int = 0  # elements without text, which say nothing
    _more: Counter[str] = field(default_factory=Counter)

    def drop(self, line: int | None, path: str, what: str) -> None:
        self._add("dropped", self.dropped, Note(line, path, what))

    def move(self, line: int | None, path: str, what: str) -> None:
        self._add("moved", self.moved, Note(line, path, what))

    def report(self, part: int, counts: dict[str, int]) -> ImportReport:
        dropped = [*self.dropped]
        if self.blank:
            some = "1 empty element" if self.blank == 1 else f"{self.blank} empty elements"
            dropped.append(Note(None, "", f"{some}, which said nothing"))
        for name, notes in (("dropped", dropped), ("moved", self.moved)):
            if self._more[name]:
                notes.append(Note(None, "", f"and {self._more[name]} more"))
        return ImportReport("stratml", part, counts, tuple(dropped), tuple(self.moved))

    def _add(self, name: str, notes: list[Note], note: Note) -> None:
        if len(notes) < MAX_NOTES:
            notes.append(note)
        else:
            self._more[name] += 1
