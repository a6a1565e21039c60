"""When a room sends what has come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhall.sync.pace import BURST_SECONDS, GATHER_SECONDS, LIVELY_SECONDS, SHARE, Pace

LONGEST = 15e-3


def test_nothing_waits_in_a_quiet_room() -> None:
    pace = Pace(LONGEST)
    assert pace.due(5.0) == 5.0
    pace.worked(5.0, 1e-4, late=0.0, sent=True)
    later = 5.0 + 2 * LIVELY_SECONDS
    assert pace.due(later) == later
    assert pace.may_send(5.0)


def test_what_comes_soon_after_waits_for_more() -> None:
    pace = Pace(LONGEST)
    pace.worked(5.0, 1e-4, late=0.0, sent=True)
    assert pace.due(5.001) == pytest.approx(5.001 + GATHER_SECONDS)


def test_presence_alone_makes_no_room_lively() -> None:
    pace = Pace(LONGEST)
    pace.worked(5.0, 6e-3, late=0.0, sent=False)
    assert pace.due(5.001) == 5.001


def test_much_work_is_followed_by_a_pause() -> None:
    pace = Pace(LONGEST)
    pace.worked(5.0, BURST_SECONDS + 2e-3, late=0.0, sent=True)
    assert not pace.may_send(5.0)
    assert pace.due(5.0) == pytest.approx(5.0 + 2e-3 / SHARE)
    assert pace.may_send(5.0 + 2e-3 / SHARE + 1e-9)


def test_a_late_loop_counts_for_as_much_as_was_done() -> None:
    busy, held_up = Pace(LONGEST), Pace(LONGEST)
    work = BURST_SECONDS / 2 + 1e-3
    busy.worked(5.0, work, late=work, sent=True)
    assert busy.due(5.0) == pytest.approx(5.0 + 2e-3 / SHARE)
    held_up.worked(5.0, work, late=1.0, sent=True)
    assert held_up.due(5.0) == busy.due(5.0)


@given(st.lists(st.floats(1e-5, 0.1), min_size=1, max_size=60))
def test_no_pause_is_longer_than_the_longest(works: list[float]) -> None:
    pace = Pace(LONGEST)
    now = 5.0
    for work in works:
        now += work
        pace.worked(now, work, late=0.0, sent=True)
        due = pace.due(now)
        assert due <= now + max(LONGEST, GATHER_SECONDS) + 1e-9
        now = due


@given(st.floats(1e-4, 4e-3))
def test_who_always_has_something_to_send_works_for_a_third_of_the_time(work: float) -> None:
    pace = Pace(LONGEST)
    started = now = 5.0
    total = 0.0
    for _ in range(500):
        now = pace.due(now) + work
        total += work
        pace.worked(now, work, late=0.0, sent=True)
    assert total <= (now - started) * SHARE + BURST_SECONDS + work
