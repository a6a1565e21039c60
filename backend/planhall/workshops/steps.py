"""A short way to write the steps of recipes down."""

from typing import Any

from planhall.workshops.views import ActivityDraft, ActivitySettings


def step(
    kind: Any, title: str, instructions: str, minutes: float, **settings: Any
) -> ActivityDraft:
    """One step; what is not said of its settings is as usual."""
    return ActivityDraft(
        kind=kind,
        title=title,
        instructions=instructions,
        minutes=minutes,
        settings=ActivitySettings(**settings),
    )
