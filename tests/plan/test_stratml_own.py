"""A plan made here, written as StratML of either part and read again, is the same plan."""

import pytest
from hypothesis import HealthCheck, given, settings

from plan.plans import counting_ids, plans, without_reading_ids
from plan.stratml_schemas import assert_valid
from planhall.plan.model import Plan
from planhall.plan.stratml import read_stratml, write_stratml

slow = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("part", [1, 2])
@slow
@given(plan=plans())
def test_comes_back_the_same(part: int, plan: Plan) -> None:
    data = write_stratml(plan, part)
    assert_valid(data, part)
    again, report = read_stratml(data, counting_ids())
    assert without_reading_ids(again) == without_reading_ids(plan)
    assert not report.moved
    assert [note for note in report.dropped if note.path] == []
    assert write_stratml(again, part) == data
