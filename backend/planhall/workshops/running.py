"""How a session moves along its agenda."""

from collections.abc import Sequence
from datetime import UTC, datetime

from planhall.problems import Conflict, NotFound
from planhall.workshops import timers
from planhall.workshops.models import ActivityRow, SessionRow


class NotLive(Conflict):
    """The session has not begun yet, or has ended."""

    code = "not-live"


class Running:
    """A session with its agenda in order, at one moment (server milliseconds).

    Nothing moves by itself: when the time is up, it is people who go on.
    """

    def __init__(self, session: SessionRow, agenda: Sequence[ActivityRow], now: int) -> None:
        self._session = session
        self._agenda = agenda
        self._now = now

    @property
    def current(self) -> ActivityRow | None:
        return next((row for row in self._agenda if row.id == self._session.current), None)

    def start(self, activity: str | None = None) -> None:
        """Begin with an activity, the first one if none is named.

        Raises:
            Conflict: it has begun already, or has ended.
            NotFound: there is no such activity.
        """
        session = self._session
        if session.state == "ended":
            raise NotLive("This session has ended.")
        if session.state != "planned":
            raise Conflict("This session has begun already.")
        first = self._named(activity) if activity else next(iter(self._agenda), None)
        session.state = "running"
        session.started_at = self._moment
        if first is not None:
            self._begin(first)

    def pause(self) -> None:
        """Stop the clock. Pausing twice is pausing once."""
        require_live(self._session)
        self._session.state = "paused"
        current = self.current
        if current is not None and current.state == "running":
            current.state = "paused"
            timers.stop(current, self._now)

    def resume(self) -> None:
        require_live(self._session)
        self._session.state = "running"
        current = self.current
        if current is not None and current.state == "paused":
            current.state = "running"
            timers.run(current, self._now)

    def next(self) -> None:
        """Go on to the next activity.

        Raises:
            Conflict: there is none.
        """
        require_live(self._session)
        following = self._beside(1)
        if following is None:
            raise Conflict("This is the last activity. End the session, or add one.")
        self._move_to(following)

    def back(self) -> None:
        """Return to the activity before.

        Raises:
            Conflict: there is none.
        """
        require_live(self._session)
        before = self._beside(-1)
        if before is None:
            raise Conflict("This is the first activity.")
        self._move_to(before)

    def go(self, activity: str) -> None:
        """Go to any activity. To go where one is changes nothing.

        Raises:
            NotFound: there is no such activity.
        """
        require_live(self._session)
        there = self._named(activity)
        if there is not self.current:
            self._move_to(there)

    def extend(self, minutes: float) -> None:
        """More time for the activity that is on.

        Raises:
            Conflict: none is.
        """
        require_live(self._session)
        current = self.current
        if current is None:
            raise Conflict("No activity is on.")
        timers.extend(current, minutes, self._now, running=current.state == "running")

    def end(self) -> None:
        """End the session for good; ending it again changes nothing.

        What is open for days stays open until it closes.

        Raises:
            Conflict: nothing of it has begun.
        """
        session = self._session
        if session.state == "ended":
            return
        if session.started_at is None:
            require_live(session)
        if (current := self.current) is not None:
            self._leave(current, done=True)
        session.state = "ended"
        session.ended_at = self._moment
        session.current = None
        session.live_on = None
        session.code = None
        session.follow = False
        session.lock = "open"
        session.open_part = None

    # -- within

    @property
    def _moment(self) -> datetime:
        return datetime.fromtimestamp(self._now / 1000, UTC)

    def _named(self, activity: str) -> ActivityRow:
        for row in self._agenda:
            if row.id == activity:
                return row
        raise NotFound("There is no such activity on the agenda.")

    def _beside(self, step: int) -> ActivityRow | None:
        current = self.current
        if current is None:
            # The agenda was empty when the session began.
            waiting = [row for row in self._agenda if row.state == "planned"]
            return waiting[0] if waiting and step > 0 else None
        index = self._agenda.index(current) + step
        return self._agenda[index] if 0 <= index < len(self._agenda) else None

    def _move_to(self, there: ActivityRow) -> None:
        current = self.current
        if current is not None:
            # Who goes back has come too far: what is left is still to come.
            self._leave(current, done=self._agenda.index(there) > self._agenda.index(current))
        self._session.state = "running"
        self._begin(there)

    def _begin(self, row: ActivityRow) -> None:
        """One that was done goes on with what was left of its time, if anything was."""
        if row.state == "planned" or row.remaining_ms <= 0:
            timers.reset(row)
        row.state = "running"
        row.begun_at = row.begun_at or self._moment
        timers.run(row, self._now)
        self._session.current = row.id

    def _leave(self, row: ActivityRow, *, done: bool) -> None:
        timers.stop(row, self._now)
        row.state = "done" if done else "planned"


def is_live(session: SessionRow) -> bool:
    return session.state in {"running", "paused"}


def require_live(session: SessionRow) -> None:
    """
    Raises:
        NotLive: the session has not begun yet, or has ended.
    """
    if session.state == "planned":
        raise NotLive("This session has not begun yet.")
    if session.state == "ended":
        raise NotLive("This session has ended.")


def require_not_ended(session: SessionRow) -> None:
    """
    Raises:
        NotLive: the session has ended.
    """
    if session.state == "ended":
        raise NotLive("This session has ended.")
