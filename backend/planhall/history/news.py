"""From the log to what differs, and by whom. All of this blocks, for up to seconds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from planhall.history.comparing import Difference, compare
from planhall.history.replay import Replay
from planhall.history.views import Change, ChangedItem
from planhall.history.witness import Touches
from planhall.plan.model import Plan
from planhall.sync.log import Entry, Snapshot

MAX_ITEMS: Final = 1_000
"""No more are listed: nobody steps through more."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a board's document can be built from."""

    snapshot: Snapshot | None
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class News:
    items: list[ChangedItem]
    plan: list[Change]
    truncated: bool = False


NOTHING_NEW: Final = News([], [])


def news_by_others(past: Past, later: Sequence[Entry], mine: frozenset[str]) -> News:
    """What these later updates made another, where others than ``mine`` had a part in it."""
    replay = Replay(past.snapshot, past.entries)
    try:
        before = replay.plan()
        replay.watch()
        replay.apply(later)
        after = replay.plan()
        touches = replay.touches
    finally:
        replay.close()
    comparison = compare(before, after)
    items = {
        id_: _attributed(differences, touches, mine)
        for id_, differences in comparison.items.items()
    }
    plan = [
        change
        for difference in comparison.plan
        if (change := _change(difference, _touched(difference, touches, mine)))
    ]
    return _listed(items, plan, before, after)


def news_by_anyone(past: Past, now: Past) -> News:
    """What differs, where too much was stored meanwhile to ask who did it."""
    before, after = (Replay(one.snapshot, one.entries).plan() for one in (past, now))
    comparison = compare(before, after)
    items = {id_: _unattributed(found) for id_, found in comparison.items.items()}
    news = _listed(items, _unattributed(comparison.plan), before, after)
    return News(news.items, news.plan, truncated=True)


def _listed(items: dict[str, list[Change]], plan: list[Change], before: Plan, after: Plan) -> News:
    changed = []
    for id_, changes in items.items():
        if not changes:
            continue
        item = after.items.get(id_) or before.items[id_]
        changed.append(
            ChangedItem(
                item=id_,
                title=item.title,
                kind=item.kind,
                parent=item.parent,
                gone=id_ not in after.items,
                changes=changes,
            )
        )
    return News(changed[:MAX_ITEMS], plan, truncated=len(changed) > MAX_ITEMS)


def _attributed(
    differences: Iterable[Difference], touches: Touches, mine: frozenset[str]
) -> list[Change]:
    """What nobody touched follows from something else that is listed there, and is left out."""
    changes: list[Change] = []
    known: frozenset[str] = frozenset()
    for difference in differences:
        # What is in a new item is no news beside it, but for what somebody else put in.
        by = _touched(difference, touches, mine | known)
        if difference.what == "added":
            known = frozenset(_touched(difference, touches, frozenset()))
        change = _change(difference, by)
        if change is not None:
            changes.append(change)
    return changes


def _unattributed(differences: Sequence[Difference]) -> list[Change]:
    is_new = any(difference.what == "added" for difference in differences)
    return [
        Change(
            what=difference.what,
            people=[],
            at=None,
            before=difference.before,
            after=difference.after,
        )
        for difference in differences
        if not is_new or difference.what == "added"
    ]


def _touched(difference: Difference, touches: Touches, without: frozenset[str]) -> dict[str, int]:
    by: dict[str, int] = {}
    for spot in difference.spots:
        for author, at in touches.get(spot, {}).items():
            if author not in without:
                by[author] = max(at, by.get(author, 0))
    return by


def _change(difference: Difference, by: dict[str, int]) -> Change | None:
    if not by:
        return None
    return Change(
        what=difference.what,
        people=sorted(by, key=lambda author: (-by[author], author)),
        at=datetime.fromtimestamp(max(by.values()) / 1000, UTC),
        before=difference.before,
        after=difference.after,
    )
