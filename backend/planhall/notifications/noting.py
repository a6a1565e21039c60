"""Takes note of what happens, within its transaction; who is told of it is found out later."""

from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from planhall.boards.events import (
    ActivityClosing,
    ActivityOpened,
    CommentAdded,
    DecisionTaken,
    Event,
    MemberAdded,
    RoleChanged,
    SessionEnded,
    SessionStarted,
    SuggestionDecided,
    SuggestionMade,
)
from planhall.notifications.models import NotedEventRow

_KINDS: Final[dict[str, type[Event]]] = {
    kind.__name__: kind
    for kind in (
        ActivityClosing,
        ActivityOpened,
        CommentAdded,
        DecisionTaken,
        MemberAdded,
        RoleChanged,
        SessionEnded,
        SessionStarted,
        SuggestionDecided,
        SuggestionMade,
    )
}
_FORMS: Final[dict[str, TypeAdapter[Any]]] = {
    name: TypeAdapter(kind) for name, kind in _KINDS.items()
}


class Noting:
    """The ``Listener`` of this part. Kinds of events that it does not know it lets pass."""

    async def happened(self, session: AsyncSession, event: Event) -> None:
        name = type(event).__name__
        if _KINDS.get(name) is not type(event):
            return
        body = _FORMS[name].dump_python(event, mode="json")
        session.add(NotedEventRow(id=event.id, kind=name, body=body, next_at=event.at))
        await session.flush()


def event_of(row: NotedEventRow) -> Event:
    """What happened.

    Raises:
        KeyError, ValueError: another version of the service wrote it, in a form of its own.
    """
    event: Event = _FORMS[row.kind].validate_python(row.body)
    return event
