"""What happens on a board is told once, in the transaction that makes it so."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from discussion.talk import Talk, mention, say
from planhall.boards.events import (
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


class Heard:
    """A listener that remembers; ``refuse`` makes it raise."""

    def __init__(self, talk: Talk) -> None:
        self.events: list[Event] = []
        self.refuse = False
        talk.room.app.state.boards.events.listen(self)

    async def happened(self, _session: AsyncSession, event: Event) -> None:
        if self.refuse:
            raise RuntimeError("the listener fails")
        self.events.append(event)

    def only(self, kind: type[Any]) -> Any:
        [event] = [event for event in self.events if isinstance(event, kind)]
        return event


async def test_comments_are_told_with_whom_they_mention_and_who_spoke_before(talk: Talk) -> None:
    heard = Heard(talk)
    thread = await talk.start("commenter", "Why?", id="t1")
    await talk.start("commenter", "Why?", id="t1")
    first = heard.only(CommentAdded)
    assert (first.board, first.by) == (talk.room.board, talk["commenter"].id)
    assert (first.thread, first.item, first.text) == ("t1", talk.goal, "Why?")
    assert first.said_before == frozenset()
    heard.events.clear()
    body = say("Ask ", mention("person", talk["owner"].id), mention("group", "everyone"))
    await talk["editor"].ask("POST", f"/threads/{thread['id']}/comments", {"body": body}, 201)
    second = heard.only(CommentAdded)
    assert second.text == "Ask @Owner@everyone"
    assert second.mentions == (("person", talk["owner"].id), ("group", "everyone"))
    assert second.said_before == {talk["commenter"].id}


async def test_suggestions_are_told_when_made_and_when_decided(talk: Talk) -> None:
    heard = Heard(talk)
    title = {"kind": "title", "title": "Grow fast"}
    accepted, declined, withdrawn = [await talk.suggest(title, note="It helps") for _ in range(3)]
    made = [event for event in heard.events if isinstance(event, SuggestionMade)]
    assert [event.suggestion for event in made] == [
        one["id"] for one in (accepted, declined, withdrawn)
    ]
    assert {(event.item, event.note) for event in made} == {(talk.goal, "It helps")}
    heard.events.clear()
    await talk.accept(accepted)
    await talk["editor"].ask(
        "POST", f"/suggestions/{declined['id']}/decline", {"reason": "Too fast"}
    )
    await talk["commenter"].ask("POST", f"/suggestions/{withdrawn['id']}/withdraw", {})
    decided = [event for event in heard.events if isinstance(event, SuggestionDecided)]
    assert [(event.suggestion, event.state, event.reason) for event in decided] == [
        (accepted["id"], "accepted", ""),
        (declined["id"], "declined", "Too fast"),
    ]
    assert {event.author for event in decided} == {talk["commenter"].id}


async def test_sessions_and_decisions_are_told(talk: Talk) -> None:
    heard = Heard(talk)
    facilitator = talk["facilitator"]
    session = await facilitator.ask("POST", f"{talk.path}/sessions", {"title": "Workshop"}, 201)
    path = f"/sessions/{session['id']}"
    await facilitator.ask("POST", f"{path}/run", {"do": "start"})
    draft = {"id": "d1", "title": "Go", "what": "We go"}
    for _ in range(2):
        await facilitator.ask("POST", f"{path}/decisions", draft, 201)
    await facilitator.ask("POST", f"{path}/run", {"do": "end"})
    assert heard.only(SessionStarted).title == "Workshop"
    decision = heard.only(DecisionTaken)
    assert (decision.session, decision.decision, decision.what) == (session["id"], "d1", "We go")
    assert heard.only(SessionEnded).session == session["id"]


async def test_roles_and_members_are_told(talk: Talk) -> None:
    heard = Heard(talk)
    path = f"{talk.path}/people/{talk['viewer'].id}"
    for _ in range(2):
        await talk["ada"].ask("PATCH", path, {"role": "editor"})
    changed = heard.only(RoleChanged)
    assert (changed.person, changed.role) == (talk["viewer"].id, "editor")
    [workspace] = await talk["ada"].ask("GET", "/workspaces")
    newcomer = await talk.room.account("newcomer")
    for _ in range(2):
        await talk["ada"].ask(
            "POST", f"/workspaces/{workspace['id']}/members", {"email": "newcomer@example.org"}, 201
        )
    added = heard.only(MemberAdded)
    assert (added.workspace, added.person) == (workspace["id"], newcomer.id)


async def test_what_a_listener_refuses_does_not_happen(talk: Talk) -> None:
    heard = Heard(talk)
    heard.refuse = True
    with pytest.raises(RuntimeError):
        await talk.start("commenter", "Why?")
    assert await talk.threads() == []
    heard.refuse = False
    await talk.start("commenter", "Why?")
    assert len(await talk.threads()) == 1


async def test_what_a_crash_left_unwritten_is_told_once_it_is_written(talk: Talk) -> None:
    suggestion = await talk.suggest({"kind": "title", "title": "Grow fast"})
    discussion = talk.room.app.state.discussion
    editor = (
        await talk.room.app.state.accounts.who(talk["editor"].cookies["planhall_session"])
    ).person
    await discussion.suggestions._accepted(talk.room.board, suggestion["id"], editor)
    heard = Heard(talk)
    await discussion.begin()
    await discussion.begin()
    assert heard.only(SuggestionDecided).state == "accepted"
