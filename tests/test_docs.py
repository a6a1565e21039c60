"""What the documents say of settings and codes is what the code has."""

import re
from pathlib import Path

from planhall.settings import Settings
from planhall.sync.closing import CloseCode

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_limits_are_documented_with_their_defaults() -> None:
    page = (DOCS / "operating.md").read_text()
    table = page.split("## Limits")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `PLANHALL_(\w+)` \| (\S+) \|", table, re.MULTILINE)
    fields = Settings.model_fields
    told = {name.lower(): default for name, default in rows}
    assert told == {name: str(fields[name].default) for name in told}
    limits = {
        name for name in fields if name.startswith(("max_", "message")) or name.endswith("_limit")
    }
    assert limits - set(told) == {"max_tick_ms"}


def test_every_close_code_is_documented() -> None:
    page = (DOCS / "architecture.md").read_text()
    told = set(re.findall(r"^\| (1\d{3}|4\d{3}) \|", page, re.MULTILINE))
    assert told == {str(code.value) for code in CloseCode}
