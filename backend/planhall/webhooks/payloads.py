"""What a message says: what happened, in ids and words that every viewer of the board may read."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from planhall.accounts.views import Person
from planhall.boards.events import (
    ActivityOpened,
    BoardEvent,
    CommentAdded,
    DecisionTaken,
    SessionEnded,
    SessionStarted,
    SuggestionDecided,
    SuggestionMade,
)
from planhall.webhooks.views import EventType


def told_of(event: BoardEvent) -> tuple[EventType, Mapping[str, Any]] | None:
    """How an event is told; None where no webhook is told of such."""
    match event:
        case CommentAdded():
            return EventType.COMMENT_ADDED, {
                "thread": event.thread,
                "comment": event.comment,
                "item": event.item,
                "text": event.text,
            }
        case SuggestionMade():
            return EventType.SUGGESTION_MADE, {
                "suggestion": event.suggestion,
                "item": event.item,
                "note": event.note,
            }
        case SuggestionDecided():
            return EventType.SUGGESTION_DECIDED, {
                "suggestion": event.suggestion,
                "item": event.item,
                "state": event.state,
                "reason": event.reason,
            }
        case DecisionTaken():
            return EventType.DECISION_TAKEN, {
                "session": event.session,
                "decision": event.decision,
                "title": event.title,
                "what": event.what,
            }
        case SessionStarted():
            return EventType.SESSION_STARTED, {"session": event.session, "title": event.title}
        case SessionEnded():
            return EventType.SESSION_ENDED, {"session": event.session, "title": event.title}
        case ActivityOpened():
            return EventType.ACTIVITY_OPENED, {
                "session": event.session,
                "activity": event.activity,
                "title": event.title,
                "kind": event.kind,
                "closes_at": _time(event.closes_at),
            }
    return None


def payload(type_: str, at: datetime, data: Mapping[str, Any]) -> str:
    """The body of a message."""
    return json.dumps(
        {"type": type_, "timestamp": _time(at), "data": data},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def board_of(id_: str, title: str, base_url: str) -> dict[str, str]:
    return {"id": id_, "title": title, "url": f"{base_url}/boards/{id_}"}


def person_of(person: Person | None) -> dict[str, str] | None:
    return None if person is None else {"id": person.id, "name": person.name}


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
