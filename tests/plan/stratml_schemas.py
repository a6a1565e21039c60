"""The StratML schemas, which are other people's work and not in this repository."""

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = {
    1: "StrategicPlanISOVersion20140401.xsd",
    2: "PerformancePlanOrReport20160216.xsd",
}


def stratml_dir() -> Path:
    named = os.environ.get("PLANHALL_STRATML_DIR")
    return Path(named) if named else REPOSITORY.parent / "shared" / "stratml"


def need_stratml(name: str) -> Path:
    """A file of theirs; without it the test is skipped, or fails where tests must run."""
    path = stratml_dir() / name
    if not path.is_file():
        if os.environ.get("PLANHALL_TESTS_MUST_RUN") == "1":
            pytest.fail(f"{name} is missing; set PLANHALL_STRATML_DIR")
        pytest.skip(f"{name} is not here; set PLANHALL_STRATML_DIR")
    return path


@cache
def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def assert_valid(data: bytes, part: int) -> etree._Element:
    """The root element of a file that validates against the schema of this part."""
    root = etree.fromstring(data)
    _schema(need_stratml(SCHEMAS[part])).assertValid(root)
    return root
