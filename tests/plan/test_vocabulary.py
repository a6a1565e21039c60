"""The words that both sides share."""

import json
from pathlib import Path

from planhall.plan import model

SHARED = Path(__file__).resolve().parents[2] / "shared" / "vocabulary.json"


def test_the_words_are_those_of_the_contract() -> None:
    words = json.loads(SHARED.read_text(encoding="utf-8"))
    assert list(model.KINDS) == words["kinds"]
    assert list(model.STATUSES) == words["statuses"]
    assert list(model.SPEEDS) == words["channel"]["speed"]
    assert list(model.FORMALITIES) == words["channel"]["formality"]
    assert list(model.TIMES) == words["channel"]["time"]
    assert list(model.PLACES) == words["channel"]["place"]
    assert list(model.STARTER_STAKEHOLDERS) == words["starterStakeholders"]
