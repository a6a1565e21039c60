"""Order keys for what is put between siblings: the same keys as npm's ``fractional-indexing``."""

from collections.abc import Sequence
from dataclasses import dataclass

from fractional_indexing import generate_n_keys_between  # type: ignore[import-untyped]

from planhall.plan.tree import is_order_key


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys for what is put in, and new ones for those siblings (by index) that need them."""

    new: list[str]
    changed: dict[int, str]


def keys_in_a_row(count: int) -> list[str]:
    """Keys for this many siblings where there were none."""
    return list(generate_n_keys_between(None, None, count))


def keys_at(orders: Sequence[str | None], index: int, count: int = 1) -> Keys:
    """Keys that put ``count`` new siblings before the one now at ``index``.

    ``orders`` are the orders of the siblings as they stand, sorted. Where there is no room, because
    neighbours have the same order (two people put something at one place) or a malformed one, the
    fewest of them get new keys too.
    """
    index = max(0, min(index, len(orders)))
    valid = [order if order is not None and is_order_key(order) else None for order in orders]

    # Siblings just before that have no key: they sort last, so they need one to stay before.
    first = index
    while first > 0 and valid[first - 1] is None:
        first -= 1
    low = valid[first - 1] if first else None

    # Siblings just after with the same key as the one before: they need a later one.
    last = index
    while last < len(orders) and low is not None and valid[last] == low:
        last += 1
    high = valid[last] if first == index and last < len(orders) else None

    before, after = index - first, last - index
    keys = list(generate_n_keys_between(low, high, before + count + after))
    changed = dict(zip(range(first, index), keys[:before], strict=True))
    changed.update(zip(range(index, last), keys[before + count :], strict=True))
    return Keys(new=keys[before : before + count], changed=changed)
