"""``python -m tests.bench``: measure, print the tables, write JSON and plots."""

import argparse
import os
import resource
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Final

from .cells import DISTURBED_SHARE, Cell, Results, pace_as_dict
from .outcome import Outcome, Pace, Stage
from .plots import write_plots
from .process import TICKS, ServerFailed
from .report import as_markdown, write_docs
from .servers import DEFAULT_SERVERS, HERE, REPOSITORY, SERVERS, Server
from .suite import GROUPS, SCENES, Scene

RESULTS: Final = HERE / "results"
QUICK: Final = Pace(warm_up=1.0, seconds=3.0, scale=0.2)
SHOWN: Final = ("p99", "all synced s", "first opens", "content p50", "kilobytes per connection")


def main() -> int:
    options = _parser().parse_args()
    folder = options.out or (RESULTS / "quick" if options.quick else RESULTS)
    results = Results(folder)
    if not options.report:
        _measure(options, results)
    written = write_plots(results, folder)
    table = as_markdown(results)
    (folder / "table.md").write_text(table)
    print(table)
    print(f"Written: {folder / 'results.json'}, {folder / 'table.md'}, {len(written)} plots.")
    if options.write_docs:
        write_docs(results, options.docs)
        print(f"Written: {options.docs}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Planhall's sync core beside its peers, one server at a time.",
    )
    scenes = (*GROUPS, *SCENES)
    parser.add_argument(
        "--scene", nargs="+", choices=scenes, metavar="SCENE", default=list(SCENES),
        help=f"which scenes: {', '.join(scenes)} (all)",
    )  # fmt: skip
    parser.add_argument(
        "--servers", nargs="+", choices=SERVERS, metavar="SERVER", default=list(DEFAULT_SERVERS),
        help=f"which servers: {', '.join(SERVERS)} (all but planhall-yjs)",
    )  # fmt: skip
    parser.add_argument("--runs", type=int, help="runs of each cell (3; quick: 1)")
    parser.add_argument("--seconds", type=float, help="measured time of a crowd's run (10)")
    parser.add_argument(
        "--quick", action="store_true", help="a fifth of the people, 3 s: to see that it works"
    )
    parser.add_argument(
        "--cores", metavar="SERVER,GENERATOR", help="two core numbers (the last and the first)"
    )
    parser.add_argument("--out", type=Path, help="folder of the results (tests/bench/results)")
    parser.add_argument(
        "--report", action="store_true", help="measure nothing; print what was measured before"
    )
    parser.add_argument(
        "--write-docs", action="store_true", help="put the tables into docs/performance.md"
    )
    parser.add_argument(
        "--docs", type=Path, default=REPOSITORY / "docs" / "performance.md", help=argparse.SUPPRESS
    )
    return parser


def _measure(options: argparse.Namespace, results: Results) -> None:
    server_core, generator_core = _cores(options.cores)
    os.sched_setaffinity(0, {generator_core})
    _allow_many_sockets()
    pace = QUICK if options.quick else Pace()
    if options.seconds:
        pace = Pace(pace.warm_up, options.seconds, pace.scale)
    runs = options.runs or (1 if options.quick else 3)
    servers = _present([SERVERS[key] for key in dict.fromkeys(options.servers)])
    chosen = dict.fromkeys(key for name in options.scene for key in GROUPS.get(name, (name,)))
    for scene in (SCENES[key] for key in chosen):
        print(f"{scene.title}: {scene.what}", flush=True)
        entrants = [s for s in servers if s.persistent or not scene.persistent_only]
        cells = {server.key: _empty_cell(scene, server, pace) for server in entrants}
        for run in range(runs):
            # Everyone in turn, and another one first each time: a drift hits all alike.
            for place in range(len(entrants)):
                server = entrants[(place + run) % len(entrants)]
                _run(scene, server, cells[server.key], pace, server_core, run)
                results.put(cells[server.key])
                results.save()


def _empty_cell(scene: Scene, server: Server, pace: Pace) -> Cell:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Cell(scene.key, server.key, server.about(), now, pace_as_dict(pace))


def _run(scene: Scene, server: Server, cell: Cell, pace: Pace, core: int, run: int) -> None:
    with tempfile.TemporaryDirectory(prefix="planhall-bench-") as folder:
        others = OthersAtWork()
        try:
            outcome = scene.run(Stage(server, core, Path(folder), pace, seed=run))
        except ServerFailed as failed:
            cell.failures.append(str(failed))
            print(f"  {server.label:24} run {run + 1}  failed: {failed}", flush=True)
            return
        share = others.share()
    cell.add(outcome, share)
    print(f"  {server.label:24} run {run + 1}  {_in_short(outcome)}{_others(share)}", flush=True)


def _in_short(outcome: Outcome) -> str:
    shown = [f"{name} {outcome.numbers[name]:.1f}" for name in SHOWN if name in outcome.numbers]
    shown += [
        f"{name} {outcome.numbers[name]:.0f}"
        for name in ("core busy %", "generator busy %", "behind", "dropped")
        if name in outcome.numbers
    ]
    return ", ".join(shown + outcome.notes) + (
        "  [generator-bound]" if outcome.generator_bound else ""
    )


def _others(share: float) -> str:
    return f"  [others used {share:.0%} of a core]" if share > DISTURBED_SHARE else ""


class OthersAtWork:
    """How much of the machine was used by neither server nor generator."""

    def __init__(self) -> None:
        self._busy, self._own, self._at = _busy_seconds(), _own_seconds(), perf_counter()

    def share(self) -> float:
        """Of one core, since this was made."""
        others = (_busy_seconds() - self._busy) - (_own_seconds() - self._own)
        return max(0.0, others / (perf_counter() - self._at))


def _busy_seconds() -> float:
    # proc(5): user, nice, system, idle, iowait, irq, softirq, steal
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


def _own_seconds() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _present(servers: list[Server]) -> list[Server]:
    present = []
    for server in servers:
        missing = server.missing()
        if missing:
            print(f"{server.label} is left out: {missing}", file=sys.stderr)
        else:
            present.append(server)
    return present


def _cores(chosen: str | None) -> tuple[int, int]:
    if chosen:
        server, _, generator = chosen.partition(",")
        return int(server), int(generator)
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        print(
            "Only one core: server and generator share it, and nothing is a result.",
            file=sys.stderr,
        )
    return cores[-1], cores[0]


def _allow_many_sockets() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    sys.exit(main())
