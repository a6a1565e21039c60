"""The scenes of the benchmark, the columns of their tables, and the reach of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from .crowd import Crowd, play_crowd
from .joiners import play_joiners, play_storm
from .life import play_long_life
from .outcome import Outcome, Run, Stage
from .quiet import play_quiet
from .stats import Spread

Numbers = Mapping[str, Spread]
Verdict = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    number: str
    digits: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One table. ``reach`` compares Planhall's numbers with Hocuspocus's."""

    key: str
    title: str
    what: str
    run: Run
    columns: tuple[Column, ...]
    reach: Callable[[Numbers, Numbers | None], list[Verdict]] | None = None
    persistent_only: bool = False


CROWD_COLUMNS: Final = (
    Column("p50, ms", "p50", 1),
    Column("p95, ms", "p95", 1),
    Column("p99, ms", "p99", 1),
    Column("CPU s / 1,000 changes", "cpu per 1000 changes", 2),
    Column("CPU s / 1,000 deliveries", "cpu per 1000 deliveries", 4),
    Column("core busy, %", "core busy %", 0),
    Column("resident, MB", "resident", 0),
    Column("frames", "frames", 0),
    Column("behind", "behind", 0),
    Column("dropped", "dropped", 0),
)
CURSOR_COLUMNS: Final = (
    Column("cursor p99, ms", "cursor p99", 0),
    Column("cursor moves seen, %", "cursor moves seen %", 0),
)
STORM_COLUMNS: Final = (
    Column("half synced, s", "half synced s", 1),
    Column("all synced, s", "all synced s", 1),
    Column("synced", "synced", 0),
    Column("dropped", "dropped", 0),
    Column("CPU ms / joiner", "cpu ms per joiner", 1),
    Column("resident before, MB", "quiet", 0),
    Column("at most, MB", "peak", 0),
)
STORM_MEGABYTES_EACH: Final = 0.3
"""What each of a storm may take of memory at most: a third of the board that they download."""
GROWTH: Final = (10, 100, 400)
GROWTH_RATE: Final = 1.0


def _no_worse(
    ours: Numbers, theirs: Numbers | None, limits: Mapping[str, tuple[str, float]]
) -> list[Verdict]:
    if theirs is None:
        return []
    verdicts = []
    for number, (name, share) in limits.items():
        if number not in ours or number not in theirs:
            continue
        mine, other = ours[number].median, theirs[number].median
        times = f"{mine / other:.2f}" if other else "∞"
        verdicts.append(
            (f"{name} at most {share:g} × Hocuspocus's: {times}", mine <= share * other)
        )
    return verdicts


def _crowd_reach(p99: float, cpu: float) -> Callable[[Numbers, Numbers | None], list[Verdict]]:
    limits = {"p99": ("p99", p99), "cpu per 1000 changes": ("CPU", cpu)}

    def reach(ours: Numbers, theirs: Numbers | None) -> list[Verdict]:
        behind = ours["behind"].high + ours["without everything"].high
        lost = ours["rooms that lack changes"].high + ours["measured people who lack changes"].high
        return [
            *_no_worse(ours, theirs, limits),
            (f"nobody falls behind: {behind:.0f} did", behind == 0),
            (f"nothing lost, nobody dropped: {lost:.0f}", lost + ours["dropped"].high == 0),
        ]

    return reach


def _storm_reach(ours: Numbers, _theirs: Numbers | None) -> list[Verdict]:
    worst, dropped = ours["all synced s"].high, ours["dropped"].high
    more = ours["peak"].high - ours["quiet"].low
    bound = STORM_MEGABYTES_EACH * ours["people"].high
    return [
        (f"all synced within 15 s: {worst:.1f} s", worst <= 15),
        (f"nobody dropped: {dropped:.0f}", dropped == 0),
        (f"memory bounded, {bound:.0f} MB more than before: {more:.0f} MB", more <= bound),
    ]


def _life_reach(ours: Numbers, _theirs: Numbers | None) -> list[Verdict]:
    opens, rows = ours["first opens"].high, ours["kept rows"].high
    return [
        (f"opens within 300 ms of the first join: {opens:.0f} ms", opens <= 300),
        (
            f"log compacted: {rows:.0f} rows kept of {ours['updates'].median:.0f} updates",
            rows < ours["updates"].median / 10,
        ),
        ("every update there", ours["writers incomplete"].high == 0),
    ]


def _growth(people: int) -> Scene:
    return Scene(
        f"growth-{people}",
        f"Growth: {people} people",
        f"{people} people in one room, all writing {GROWTH_RATE:g}/s",
        partial(_play_growth, people=people),
        CROWD_COLUMNS,
    )


def _play_growth(stage: Stage, people: int) -> Outcome:
    return play_crowd(stage, Crowd(people, people, GROWTH_RATE))


def _crowd(crowd: Crowd) -> Run:
    def run(stage: Stage) -> Outcome:
        of = stage.pace.of
        scaled = Crowd(
            people=of(crowd.people),
            writers=min(of(crowd.people), of(crowd.writers)),
            rate=crowd.rate,
            rooms=of(crowd.rooms, 1),
            cursor_rate=crowd.cursor_rate,
            measured=crowd.measured,
        )
        return play_crowd(stage, scaled)

    return run


SCENES: Final = {
    scene.key: scene
    for scene in (
        Scene(
            "workshop",
            "Workshop",
            "50 people in one room, all writing 2/s",
            _crowd(Crowd(50, 50, 2.0)),
            CROWD_COLUMNS,
            _crowd_reach(p99=1, cpu=0.5),
        ),
        Scene(
            "town-hall",
            "Town hall",
            "500 people in one room, 5 writing 5/s, all moving cursors 2/s",
            _crowd(Crowd(500, 5, 5.0, cursor_rate=2.0)),
            CROWD_COLUMNS + CURSOR_COLUMNS,
            _crowd_reach(p99=1, cpu=0.25),
        ),
        Scene(
            "everyone",
            "Everyone at once",
            "200 people in one room, all writing 5/s",
            _crowd(Crowd(200, 200, 5.0)),
            CROWD_COLUMNS,
            _crowd_reach(p99=0.5, cpu=0.5),
        ),
        Scene(
            "rooms",
            "Many rooms",
            "300 rooms of 4, everyone writing 0.5/s",
            _crowd(Crowd(4, 4, 0.5, rooms=300, measured=1)),
            CROWD_COLUMNS,
            _crowd_reach(p99=1, cpu=1),
        ),
        Scene(
            "storm",
            "Storm",
            "1,000 clients come to one 1 MB board at once after a restart, and download it",
            partial(play_storm, board_bytes=1_000_000, people=1000, holding=False),
            STORM_COLUMNS,
            _storm_reach,
        ),
        Scene(
            "rejoin",
            "Storm of those who have it",
            "the same, but everyone still holds the board and only makes sure",
            partial(play_storm, board_bytes=1_000_000, people=1000, holding=True),
            STORM_COLUMNS,
            _storm_reach,
        ),
        Scene(
            "long-life",
            "Long life",
            "a board with 200,000 updates; the server restarted; then its first join",
            partial(play_long_life, updates=200_000),
            (
                Column("first opens, ms", "first opens", 0),
                Column("second, ms", "second opens", 0),
                Column("updates taken / s", "taken per second", 0),
                Column("CPU s / 1,000 changes", "cpu per 1000 changes", 3),
                Column("board, MB", "board megabytes", 2),
                Column("kept, MB", "kept megabytes", 2),
                Column("kept, rows", "kept rows", 0),
                Column("resident at most, MB", "peak", 0),
            ),
            _life_reach,
            persistent_only=True,
        ),
        Scene(
            "joiners",
            "A joiner",
            "one after another opens a 1 MB board on a quiet server and decodes it",
            partial(play_joiners, board_bytes=1_000_000, joiners=20),
            (
                Column("content p50, ms", "content p50", 1),
                Column("content p95, ms", "content p95", 1),
                Column("CPU ms / joiner", "cpu ms per joiner", 1),
                Column("joined", "joined", 0),
            ),
        ),
        Scene(
            "quiet",
            "Being there",
            "1,000 idle people, fifty in a room; then 200 boards of 50 KB with one person each",
            partial(play_quiet, connections=1000, boards=200, board_bytes=50_000),
            (
                Column("nobody there, MB", "alone", 0),
                Column("KB / idle connection", "kilobytes per connection", 1),
                Column("KB / open board", "kilobytes per board", 0),
            ),
        ),
        *(_growth(people) for people in GROWTH),
    )
}

GROUPS: Final = {"growth": tuple(key for key in SCENES if key.startswith("growth-"))}
