"""What each event is to each person: in words, and with a link to where it is."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from planhall.boards.events import (
    ActivityClosing,
    ActivityOpened,
    BoardEvent,
    CommentAdded,
    DecisionTaken,
    RoleChanged,
    SessionEnded,
    SessionStarted,
    SuggestionDecided,
    SuggestionMade,
)
from planhall.notifications.rules import Kind
from planhall.notifications.telling import News

EVERYONE: Final = "everyone"
_NAME_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class Scene:
    """What has to be known of a board to tell of an event there."""

    everyone: Set[str]
    """Those who have access."""
    taking_part: Set[str]
    """Those of them who may do more than read."""
    item_title: str | None
    """Of the item that the event is about; None: of none, or of one that is not known."""
    speakers: Mapping[str, Set[str]]
    """By stakeholder group: those who speak for it."""
    ids: Mapping[str, str]
    """For the id of a guest who has an account by now: that account's."""
    by: str | None

    def known(self, person: str | None) -> str | None:
        return None if person is None else self.ids.get(person, person)


def stories(event: BoardEvent, scene: Scene) -> list[News]:
    """For each person the one that concerns them most."""
    match event:
        case CommentAdded():
            told = _comment(event, scene)
        case SuggestionMade():
            told = _to(
                event,
                scene,
                scene.everyone,
                "suggestion",
                f"suggested a change {_where('of', scene, event.item)}",
                _suggestion_link(event.board, event.item, event.suggestion),
                event.note,
            )
        case SuggestionDecided():
            told = _decided(event, scene)
        case DecisionTaken():
            told = _to(
                event,
                scene,
                scene.everyone,
                "decision",
                f"recorded a decision: “{_short(event.title)}”",
                f"/sessions/{event.session}/record",
                event.what,
            )
        case SessionStarted() | SessionEnded():
            started = isinstance(event, SessionStarted)
            link = f"/boards/{event.board}" if started else f"/sessions/{event.session}/record"
            did = "started" if started else "ended"
            title = f"{did} the session “{_short(event.title)}”"
            told = _to(event, scene, scene.everyone, "session", title, link)
        case ActivityOpened():
            title = f"opened “{_short(event.title)}” for you to take part in your own time"
            told = _to(event, scene, scene.taking_part, "activity", title, f"/boards/{event.board}")
        case ActivityClosing():
            people = {scene.known(person) or "" for person in event.waiting_for}
            title = f"“{_short(event.title)}” closes soon, and you have not taken part yet"
            link = f"/boards/{event.board}"
            told = _to(event, scene, people & scene.taking_part, "activity-closing", title, link)
        case RoleChanged():
            person = scene.known(event.person) or ""
            title = f"gave you the role {event.role}"
            told = _to(event, scene, {person}, "role", title, f"/boards/{event.board}")
        case _:
            told = []
    return [one for one in told if one.person in scene.everyone and one.person != scene.by]


def _comment(event: CommentAdded, scene: Scene) -> list[News]:
    named = {scene.known(id_) for kind, id_ in event.mentions if kind == "person"}
    groups = {id_ for kind, id_ in event.mentions if kind == "group"}
    in_groups = {person for group in groups for person in scene.speakers.get(group, ())}
    if EVERYONE in groups:
        in_groups |= scene.everyone
    before = {scene.known(person) for person in event.said_before}
    link = f"/boards/{event.board}?thread={quote(event.thread, safe='')}"
    where = _where("on", scene, event.item)
    told = []
    for person in scene.everyone:
        kind: Kind
        if person in named or person in in_groups:
            kind, title = "mention", f"mentioned you in a comment {where}"
        elif person in before:
            kind, title = "reply", f"replied to your comment {where}"
        else:
            kind, title = "comment", f"commented {where}"
        personal = kind != "mention" or person in named
        told += _to(event, scene, {person}, kind, title, link, event.text, personal=personal)
    return told


def _decided(event: SuggestionDecided, scene: Scene) -> list[News]:
    author = scene.known(event.author)
    link = _suggestion_link(event.board, event.item, event.suggestion)
    what = f"suggestion {_where('for', scene, event.item)}"
    kind: Kind = "suggestion-decided"
    told = _to(
        event,
        scene,
        scene.everyone - {author},
        kind,
        f"{event.state} a {what}",
        link,
        event.reason,
        personal=False,
    )
    if author is not None:
        told += _to(event, scene, {author}, kind, f"{event.state} your {what}", link, event.reason)
    return told


def _to(
    event: BoardEvent,
    scene: Scene,
    people: Set[str],
    kind: Kind,
    title: str,
    link: str,
    excerpt: str = "",
    *,
    personal: bool = True,
) -> list[News]:
    return [
        News(
            person=person,
            kind=kind,
            source=f"event:{event.id}",
            at=event.at,
            by=scene.by,
            board=event.board,
            title=title,
            link=link,
            excerpt=excerpt,
            personal=personal,
        )
        for person in people
    ]


def _where(preposition: str, scene: Scene, item: str | None) -> str:
    if item is None:
        whole = {"of": "to the plan", "for": "to the plan", "on": "on the board"}
        return whole[preposition]
    title = scene.item_title
    return f"{preposition} “{_short(title)}”" if title else f"{preposition} an untitled item"


def _short(text: str) -> str:
    return text if len(text) <= _NAME_LENGTH else f"{text[: _NAME_LENGTH - 1].rstrip()}…"


def _suggestion_link(board: str, item: str | None, suggestion: str) -> str:
    about = "" if item is None else f"item={quote(item, safe='')}&"
    return f"/boards/{board}?{about}suggestion={quote(suggestion, safe='')}"
