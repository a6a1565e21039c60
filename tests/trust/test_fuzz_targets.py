"""What the fuzzer starts from passes each of its targets, and so does what is near to it."""

import random

import pytest

from trust.corpus import random_edits, spoil
from trust.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_targets_take_anything(name: str, chance: random.Random, soak: bool) -> None:
    target, seeds = TARGETS[name]
    for seed in seeds:
        target(seed)
    for _ in range(20_000 if soak else 300):
        target(spoil(chance.choice(seeds), random_edits(chance), seeds))
