"""The clock of an activity: whatever happens to it, no time is lost or won."""

from dataclasses import dataclass

import pytest

from planhall.workshops import timers


@dataclass
class Clock:
    minutes: float
    ends_at: int | None = None
    remaining_ms: int = 0


def clock(minutes: float) -> Clock:
    made = Clock(minutes)
    timers.reset(made)
    return made


def test_it_runs_stops_and_goes_on() -> None:
    made = clock(5)
    timers.run(made, 1_000)
    assert made.ends_at == 301_000
    timers.stop(made, 61_000)
    assert (made.ends_at, made.remaining_ms) == (None, 240_000)
    timers.run(made, 1_000_000)
    assert made.ends_at == 1_240_000


def test_running_twice_does_not_add_time() -> None:
    made = clock(5)
    timers.run(made, 0)
    timers.run(made, 100_000)
    assert made.ends_at == 300_000


def test_it_goes_below_zero() -> None:
    made = clock(1)
    timers.run(made, 0)
    assert timers.remaining(made, 90_000) == -30_000


@pytest.mark.parametrize(("now", "ends_at"), [(30_000, 180_000), (200_000, 320_000)])
def test_more_time_counts_from_now_on_where_it_was_up(now: int, ends_at: int) -> None:
    made = clock(1)
    timers.run(made, 0)
    timers.extend(made, 2, now, running=True)
    assert made.ends_at == ends_at


def test_more_time_while_it_stands_still() -> None:
    made = clock(1)
    timers.run(made, 0)
    timers.stop(made, 90_000)
    timers.extend(made, 2, 90_000, running=False)
    assert (made.ends_at, made.remaining_ms) == (None, 120_000)


def test_no_limit_gets_one_by_more_time() -> None:
    made = clock(0)
    timers.run(made, 0)
    assert made.ends_at is None
    assert not timers.timer_view(made, 0).limited
    timers.extend(made, 3, 50_000, running=True)
    view = timers.timer_view(made, 60_000)
    assert (view.limited, view.running, view.remaining_ms) == (True, True, 170_000)


@pytest.mark.parametrize(("minutes", "left"), [(8, 420_000), (3, 120_000), (0.5, 0)])
def test_another_plan_keeps_the_time_that_was_used(minutes: float, left: int) -> None:
    made = clock(5)
    timers.run(made, 0)
    timers.set_minutes(made, minutes, 60_000, running=True)
    assert timers.remaining(made, 60_000) == left


def test_a_plan_without_a_limit_stops_the_clock() -> None:
    made = clock(5)
    timers.run(made, 0)
    timers.set_minutes(made, 0, 60_000, running=True)
    assert made.ends_at is None
    assert not timers.timer_view(made, 60_000).limited
