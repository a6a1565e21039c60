"""What is done with a plan whenever its document has changed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from pycrdt import Doc

from planhall.plan.model import Plan
from planhall.plan.read import read_plan, read_summary

KeepSummary = Callable[[str, str, str, int, Mapping[str, int]], Awaitable[None]]
"""``BoardService.set_summary``: board, title, description, items, kinds."""


class PlanListener(Protocol):
    async def plan_changed(self, board: str, plan: Plan, authors: frozenset[str]) -> None:
        """A plan as it is some seconds after these people changed it.

        It may be told again of the same plan, and not of every state that a plan was in.
        """
        ...


class PlanWatcher:
    """The sync core's ``BoardWatcher``: sums a changed plan up and has the summary kept."""

    def __init__(self) -> None:
        self._keep: KeepSummary | None = None
        self._listeners: list[PlanListener] = []

    def keep_with(self, keep: KeepSummary) -> None:
        """Say who keeps summaries. Boards need the sync core first, which needs this watcher."""
        self._keep = keep

    def listen(self, listener: PlanListener) -> None:
        self._listeners.append(listener)

    async def board_changed(self, board: str, document: Doc[Any], authors: frozenset[str]) -> None:
        if self._keep is not None:
            summary = read_summary(document)
            await self._keep(
                board, summary.title, summary.description, summary.items, summary.kinds
            )
        if self._listeners:
            plan = read_plan(document)
            for listener in self._listeners:
                await listener.plan_changed(board, plan, authors)
