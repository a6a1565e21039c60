"""Keeps what lists show of a plan up to date as its document changes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pycrdt import Doc

from planhall.plan.read import read_summary

KeepSummary = Callable[[str, str, str, int, Mapping[str, int]], Awaitable[None]]
"""``BoardService.set_summary``: board, title, description, items, kinds."""


class PlanWatcher:
    """The sync core's ``BoardWatcher``: sums a changed plan up and has the summary kept."""

    def __init__(self) -> None:
        self._keep: KeepSummary | None = None

    def keep_with(self, keep: KeepSummary) -> None:
        """Say who keeps summaries. Boards need the sync core first, which needs this watcher."""
        self._keep = keep

    async def board_changed(self, board: str, document: Doc[Any], _authors: frozenset[str]) -> None:
        if self._keep is None:
            return
        summary = read_summary(document)
        await self._keep(board, summary.title, summary.description, summary.items, summary.kinds)
