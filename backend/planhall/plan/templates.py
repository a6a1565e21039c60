"""The plans that a new board can start from: StratML files in ``library/``, read as any file is."""

from functools import cache
from pathlib import Path
from typing import Final

from planhall.plan.model import Plan
from planhall.plan.stratml import read_stratml
from planhall.problems import NotFound

LIBRARY: Final = Path(__file__).parent / "library"
BLANK: Final = "blank"
DEMO: Final = "demo"
OFFERED: Final = (BLANK, "engagement-strategy", "strategic-plan", "team-year", "retrospective")
"""Ids of the templates, in the order in which they are offered."""


@cache
def template(id_: str) -> Plan:
    """The plan of a template. Blocks while the file is read, the first time.

    Raises:
        NotFound: there is no such template.
    """
    if id_ not in OFFERED:
        raise NotFound(f"There is no template {id_!r}; there are {', '.join(OFFERED)}.")
    return _read(id_)


@cache
def demo_plan() -> Plan:
    """The plan of the demo board."""
    return _read(DEMO)


def _read(name: str) -> Plan:
    plan, _ = read_stratml((LIBRARY / f"{name}.xml").read_bytes())
    return plan
