"""How a session moves along its agenda."""

from datetime import UTC, datetime

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from planhall.problems import Conflict, NotFound
from planhall.workshops import timers
from planhall.workshops.models import ActivityRow, SessionRow
from planhall.workshops.running import NotLive, Running

MINUTE = 60_000


class Stage:
    """A session without a database, and a clock to turn."""

    def __init__(self, steps: int = 3) -> None:
        self.now = 1_000_000
        moment = datetime.now(UTC)
        self.session = SessionRow(
            id="s", board_id="b", title="S", created_by="p", created_at=moment, state="planned"
        )
        self.agenda = [
            ActivityRow(
                id=f"a{number}", session_id="s", position=number, kind="discuss", title="A",
                minutes=5, state="planned", remaining_ms=0,
            )
            for number in range(steps)
        ]  # fmt: skip
        for row in self.agenda:
            timers.reset(row)

    def run(self) -> Running:
        return Running(self.session, self.agenda, self.now)

    @property
    def states(self) -> list[str]:
        return [row.state for row in self.agenda]


def test_from_the_first_step_to_the_last() -> None:
    stage = Stage()
    stage.run().start()
    assert (stage.session.state, stage.session.current) == ("running", "a0")
    assert stage.agenda[0].ends_at == stage.now + 5 * MINUTE
    stage.run().next()
    stage.run().next()
    assert stage.states == ["done", "done", "running"]
    with pytest.raises(Conflict, match="last activity"):
        stage.run().next()
    stage.run().end()
    assert stage.states == ["done", "done", "done"]
    assert (stage.session.state, stage.session.current) == ("ended", None)


def test_a_pause_takes_no_time() -> None:
    stage = Stage()
    stage.run().start()
    stage.now += MINUTE
    stage.run().pause()
    stage.run().pause()
    assert (stage.session.state, stage.states[0]) == ("paused", "paused")
    stage.now += 60 * MINUTE
    stage.run().resume()
    assert stage.agenda[0].ends_at == stage.now + 4 * MINUTE


def test_who_goes_on_in_a_pause_ends_the_pause() -> None:
    stage = Stage()
    stage.run().start()
    stage.run().pause()
    stage.run().next()
    assert (stage.session.state, stage.states) == ("running", ["done", "running", "planned"])


def test_what_one_comes_back_from_is_still_to_come() -> None:
    stage = Stage()
    stage.run().start()
    stage.now += MINUTE
    stage.run().next()
    begun = stage.agenda[1].begun_at
    stage.now += MINUTE
    stage.run().back()
    assert stage.states == ["running", "planned", "planned"]
    assert stage.agenda[0].ends_at == stage.now + 4 * MINUTE
    stage.run().next()
    assert stage.agenda[1].ends_at == stage.now + 5 * MINUTE
    assert stage.agenda[1].begun_at == begun, "it was begun once"


def test_a_step_whose_time_was_up_gets_its_time_anew() -> None:
    stage = Stage()
    stage.run().start()
    stage.now += 7 * MINUTE
    stage.run().next()
    stage.run().back()
    assert stage.agenda[0].ends_at == stage.now + 5 * MINUTE


def test_go_anywhere() -> None:
    stage = Stage()
    stage.run().start("a1")
    stage.run().go("a2")
    assert stage.states == ["planned", "done", "running"]
    ends_at = stage.agenda[2].ends_at
    stage.now += MINUTE
    stage.run().go("a2")
    assert stage.agenda[2].ends_at == ends_at
    with pytest.raises(NotFound):
        stage.run().go("a9")


def test_an_empty_agenda_can_be_filled_while_it_runs() -> None:
    stage = Stage(0)
    stage.run().start()
    assert (stage.session.state, stage.session.current) == ("running", None)
    stage.agenda = Stage(1).agenda
    stage.run().next()
    assert stage.session.current == "a0"


def test_what_cannot_be_done() -> None:
    stage = Stage()
    for act in ("pause", "resume", "next", "back", "end"):
        with pytest.raises(NotLive, match="not begun"):
            getattr(stage.run(), act)()
    stage.run().start()
    with pytest.raises(Conflict, match="begun already"):
        stage.run().start()
    with pytest.raises(Conflict, match="first activity"):
        stage.run().back()
    stage.run().end()
    stage.run().end()
    for act in ("start", "pause", "resume", "next", "back"):
        with pytest.raises(NotLive, match="ended"):
            getattr(stage.run(), act)()


class AnyOrder(RuleBasedStateMachine):
    """Whatever is pressed in whatever order, at most one activity is on, and its clock is right."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage(4)

    def _press(self, act: str, *given: object) -> None:
        try:
            getattr(self.stage.run(), act)(*given)
        except (Conflict, NotFound):
            return

    @rule(act=st.sampled_from(["start", "pause", "resume", "next", "back"]))
    def press(self, act: str) -> None:
        self._press(act)

    @rule(activity=st.sampled_from(["a0", "a1", "a2", "a3", "a4"]))
    def go(self, activity: str) -> None:
        self._press("go", activity)

    @rule(minutes=st.floats(0.1, 60))
    def extend(self, minutes: float) -> None:
        self._press("extend", minutes)

    @rule(ms=st.integers(0, 20 * MINUTE))
    def time_goes_by(self, ms: int) -> None:
        self.stage.now += ms

    @precondition(lambda self: self.stage.session.state != "planned")
    @rule(sure=st.integers(0, 9))
    def end(self, sure: int) -> None:
        if sure == 0:
            self._press("end")

    @invariant()
    def one_is_on(self) -> None:
        session, agenda = self.stage.session, self.stage.agenda
        on = [row for row in agenda if row.state in {"running", "paused"}]
        if session.state in {"running", "paused"}:
            assert [row.id for row in on] == [session.current]
            assert on[0].state == session.state
            assert on[0].begun_at is not None
        else:
            assert on == []
            assert session.current is None
        for row in agenda:
            assert (row.ends_at is not None) == (row.state == "running")


AnyOrder.TestCase.settings = hypothesis_settings(
    max_examples=40, deadline=None, stateful_step_count=30
)
test_any_order = AnyOrder.TestCase
