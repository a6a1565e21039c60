"""StratML, the open standard for plans: Part 1 (ISO 17469-1) and Part 2 (ANSI/AIIM 22).

Reading is lenient and reports what it dropped or moved; writing is strict. How a plan maps to
StratML is in ``docs/stratml.md``.
"""

from collections import Counter
from collections.abc import Callable

from planhall.accounts.ids import new_id
from planhall.plan.model import Plan
from planhall.plan.report import ImportReport, Notes
from planhall.plan.stratml.from_plan import from_plan
from planhall.plan.stratml.lenient import LenientReader
from planhall.plan.stratml.parse import parse
from planhall.plan.stratml.to_plan import to_plan
from planhall.plan.stratml.write import write

__all__ = ["read_stratml", "write_stratml"]


def read_stratml(data: bytes, new_id: Callable[[], str] = new_id) -> tuple[Plan, ImportReport]:
    """The plan in a StratML file of either part, and what there is to know about reading it.

    Blocks for up to some seconds with a file near the limits: call it in a thread.

    Raises:
        Invalid: not XML, not StratML, or XML that is not safe to read; names line and cause.
        TooLarge: past the limits of ``parse``.
    """
    notes = Notes()
    file = LenientReader(notes).read(parse(data))
    plan = to_plan(file, new_id)
    counts = Counter(item.kind for item in plan.items.values())
    counts["stakeholders"] = len(plan.stakeholders)
    counts["measures"] = sum(len(item.measures) for item in plan.items.values())
    return plan, notes.report(file.part, dict(counts))


def write_stratml(plan: Plan, part: int) -> bytes:
    """The plan as a StratML file that validates against the schema of this part (1 or 2)."""
    return write(from_plan(plan, part))
