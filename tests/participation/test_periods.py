"""Days, weeks and quarters of an hour by somebody's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from planhall.participation.periods import Per, last_days, time_of, zone_named
from planhall.problems import Invalid


def test_a_day_is_a_day_where_one_is() -> None:
    berlin = zone_named("Europe/Berlin")
    # The clocks went back on the 25th: that day has 25 hours, and is one day all the same.
    period = last_days(3, berlin, datetime(2026, 10, 26, 23, 30, tzinfo=UTC))
    assert period.starts() == ["2026-10-25", "2026-10-26", "2026-10-27"]
    assert period.since == datetime(2026, 10, 24, 22, tzinfo=UTC)
    assert period.start_of(datetime(2026, 10, 25, 22, 59, tzinfo=UTC)) == "2026-10-25"
    assert period.start_of(datetime(2026, 10, 25, 23, 0, tzinfo=UTC)) == "2026-10-26"


def test_long_times_are_told_by_the_week() -> None:
    period = last_days(366, UTC, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert period.per is Per.WEEK
    starts = period.starts()
    assert starts[-1] == "2026-03-02"
    assert len(starts) == 53
    assert period.start_of(period.since) == starts[0]


def test_a_session_is_told_by_the_quarter_of_an_hour() -> None:
    began = datetime(2026, 3, 4, 9, 7, tzinfo=UTC)
    period = time_of(began, began + timedelta(minutes=30), zone_named("Asia/Kathmandu"))
    assert period.starts() == [
        "2026-03-04T14:45+05:45",
        "2026-03-04T15:00+05:45",
        "2026-03-04T15:15+05:45",
    ]
    assert period.start_of(began) == period.starts()[0]
    # A vote may be closed when the session has ended already.
    assert period.start_of(began + timedelta(hours=2)) == period.starts()[-1]
    assert time_of(began, began, UTC).starts() == ["2026-03-04T09:00+00:00"]
    assert time_of(began, began + timedelta(days=900), UTC).per is Per.WEEK


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../../etc/passwd", "/etc", "Europe", "\0"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        zone_named(name)
