"""The scenes run on Planhall itself, small and short: nothing is lost and nobody dropped."""

import os
from pathlib import Path

import pytest

from .crowd import Crowd, play_crowd
from .joiners import play_storm
from .life import play_long_life
from .outcome import Pace, Stage
from .servers import SERVERS

SHORT = Pace(warm_up=0.2, seconds=0.6)


def stage(server: str, folder: Path) -> Stage:
    return Stage(SERVERS[server], max(os.sched_getaffinity(0)), folder, SHORT, seed=1)


@pytest.mark.parametrize("server", ["planhall", "planhall-sqlite", "planhall-yjs"])
def test_a_small_crowd_gets_everything(server: str, tmp_path: Path) -> None:
    crowd = Crowd(people=8, writers=4, rate=5.0, rooms=2, cursor_rate=4.0, measured=3)
    numbers = play_crowd(stage(server, tmp_path), crowd).numbers
    assert numbers["changes"] > 10
    assert numbers["p99"] > 0
    assert numbers["cursor moves seen %"] > 0
    troubles = (
        "not joined",
        "behind",
        "without everything",
        "dropped",
        "rooms that lack changes",
        "measured people who lack changes",
    )
    assert {name: numbers[name] for name in troubles} == dict.fromkeys(troubles, 0)


@pytest.mark.parametrize("holding", [False, True])
def test_a_small_storm_after_a_restart_is_served(holding: bool, tmp_path: Path) -> None:
    numbers = play_storm(stage("planhall-sqlite", tmp_path), 60_000, 20, holding).numbers
    assert (numbers["synced"], numbers["dropped"]) == (20, 0)
    assert numbers["decoding people without everything"] == 0


def test_a_short_life_is_all_there_after_a_restart(tmp_path: Path) -> None:
    numbers = play_long_life(stage("planhall-sqlite", tmp_path), 500).numbers
    assert numbers["updates"] >= 500
    assert numbers["writers incomplete"] == 0
