"""Nobody gets a word or a vote of anybody else's before its time: every byte is looked at."""

import asyncio
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planhall.database import Database
from planhall.settings import Settings
from workshops.listening import Listener, served
from workshops.room import draft

NAMES = ["Ada", "Ben", "Cleo", "Dan", "Vera"]
LOOKS_ON = "Vera"
SETTLE_SECONDS = 1.0
"""Longer than any push waits."""


@dataclass
class Hall:
    """Ada facilitates, Vera is a viewer, the others are guests; all have both sockets open."""

    people: dict[str, Listener]
    board: str = ""
    session: str = ""
    activities: list[str] = field(default_factory=list)

    def at(self, activity: int) -> str:
        return f"/sessions/{self.session}/activities/{self.activities[activity]}"

    @property
    def ada(self) -> Listener:
        return self.people["Ada"]

    @property
    def taking_part(self) -> list[Listener]:
        return [one for one in self.people.values() if one.name != LOOKS_ON]

    async def ask_everything(self) -> None:
        """Everyone asks all that can be asked, and tries what is not theirs."""
        reads = [
            f"/boards/{self.board}",
            f"/boards/{self.board}/sessions",
            f"/boards/{self.board}/people",
            f"/boards/{self.board}/export?format=markdown",
            f"/boards/{self.board}/export?format=csv",
            f"/boards/{self.board}/export?format=stratml",
            f"/sessions/{self.session}",
            f"/sessions/{self.session}/decisions",
            f"/sessions/{self.session}/record?format=json",
            f"/sessions/{self.session}/record?format=markdown",
            f"/sessions/{self.session}/record?format=pdf",
        ]
        for number in range(len(self.activities)):
            reads += [
                f"{self.at(number)}/{what}" for what in ("notes", "ballot", "clusters/suggest")
            ]
        for one in self.people.values():
            for path in reads:
                await one.ask("GET", path, None, None)
            await one.ask("POST", f"/sessions/{self.session}/me", {}, None)
        await asyncio.sleep(SETTLE_SECONDS)


@pytest.fixture
async def hall(database: Database, settings: Settings) -> AsyncIterator[Hall]:
    async with AsyncExitStack() as stack:
        reached = await stack.enter_async_context(served(settings))
        people = {}
        for name in NAMES:
            people[name] = await stack.enter_async_context(Listener(name, reached))
        made = Hall(people)
        await made.ada.sign_up()
        workspace = (await made.ada.ask("GET", "/workspaces"))[0]["id"]
        wish = {"workspace": workspace, "title": "Our plan"}
        made.board = (await made.ada.ask("POST", "/boards", wish, 201))["id"]
        for name in NAMES[1:]:
            role = "viewer" if name == LOOKS_ON else "editor"
            link = await made.ada.ask("POST", f"/boards/{made.board}/invites", {"role": role}, 201)
            await people[name].follow(link["token"])
        for one in people.values():
            await one.open(made.board)
        yield made


async def begin(hall: Hall, *steps: dict[str, Any], for_days: bool = False) -> None:
    """Start a session; or leave it planned, and open its steps for days."""
    wish = {"title": "Spring plan"}
    session = await hall.ada.ask("POST", f"/boards/{hall.board}/sessions", wish, 201)
    hall.session = session["id"]
    for step in steps:
        session = await hall.ada.ask("POST", f"/sessions/{hall.session}/activities", step)
    hall.activities = [step["id"] for step in session["activities"]]
    if not for_days:
        await hall.ada.ask("POST", f"/sessions/{hall.session}/run", {"do": "start"})
    closes_at = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    for number in range(len(steps) if for_days else 0):
        await hall.ada.ask("POST", f"{hall.at(number)}/open", {"closes_at": closes_at})


def leaks(hall: Hall, words: dict[str, str]) -> list[str]:
    """Who has heard whose words, of others than themselves."""
    return [
        f"{one.name} heard {owner}"
        for one in hall.people.values()
        for owner, said in words.items()
        if owner != one.name and one.has_heard(said)
    ]


def word() -> str:
    return f"secret{secrets.token_hex(12)}"


@pytest.mark.parametrize(("anonymous", "for_days"), [(False, False), (True, False), (True, True)])
async def test_notes_before_the_reveal(hall: Hall, anonymous: bool, for_days: bool) -> None:
    await begin(hall, draft("What?", "brainstorm", anonymous=anonymous), for_days=for_days)
    words = {one.name: word() for one in hall.taking_part}
    changed = {one.name: word() for one in hall.taking_part}
    gone = {one.name: word() for one in hall.taking_part}
    ids = {}
    for one in hall.taking_part:
        note = await one.ask("POST", f"{hall.at(0)}/notes", {"text": words[one.name]}, 201)
        ids[one.name] = note["id"]
        await one.ask("PATCH", f"/notes/{note['id']}", {"text": changed[one.name]})
        other = await one.ask("POST", f"{hall.at(0)}/notes", {"text": gone[one.name]}, 201)
        await one.ask("DELETE", f"/notes/{other['id']}", None, 204)
    for one in hall.people.values():
        for owner, id_ in ids.items():
            if owner != one.name:
                await one.ask("PATCH", f"/notes/{id_}", {"color": "pink"}, 404)
                await one.ask("DELETE", f"/notes/{id_}", None, 404)
                await one.ask("POST", f"{hall.at(0)}/notes", {"text": "x", "id": id_}, None)
    await hall.ask_everything()
    assert leaks(hall, words) == leaks(hall, changed) == leaks(hall, gone) == []
    for one in hall.taking_part:
        assert one.has_heard(changed[one.name])

    before = {one.name: len(one.heard) for one in hall.people.values()}
    await hall.ada.ask("POST", f"{hall.at(0)}/reveal")
    for one in hall.people.values():
        for said in changed.values():
            # In the document, over the sockets; nobody has asked again yet.
            await one.hears(said)
    await hall.ask_everything()
    assert leaks(hall, words) == leaks(hall, gone) == []
    if anonymous:
        _assert_nameless(hall, before, changed)


def _assert_nameless(hall: Hall, before: dict[str, int], said: dict[str, str]) -> None:
    """After the reveal no message that has a note's words has its author's id or name by them."""
    checked = 0
    for one in hall.people.values():
        for heard in one.heard[before[one.name] :]:
            if not any(words.encode() in heard for words in said.values()):
                continue
            for author in hall.taking_part:
                if author.name == "Ada":
                    continue  # who facilitates is named for that
                for words in said.values():
                    for place in _places(heard, words.encode()):
                        near = heard[place : place + 120]
                        assert author.id.encode() not in near
                        assert author.name.encode() not in near
                        checked += 1
    assert checked


def _places(text: bytes, words: bytes) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


@pytest.mark.parametrize("for_days", [False, True])
async def test_votes_before_the_close(hall: Hall, for_days: bool) -> None:
    options = [{"id": f"option-{letter}", "title": letter.upper()} for letter in "ab"]
    await begin(hall, draft("Which?", "vote", method="grid", options=options), for_days=for_days)
    comments = {one.name: word() for one in hall.taking_part}
    # Numbers that nobody takes for any others: no digits of an id or of a time look like this.
    places = {one.name: 1 + secrets.randbelow(8 * 10**9) / 10**9 for one in hall.taking_part}
    shown = {name: repr(place)[2:] for name, place in places.items()}
    for one in hall.taking_part:
        place = {"impact": places[one.name], "effort": 5.0}
        wish = {"choices": {"option-a": place}, "comment": comments[one.name]}
        await one.ask("PUT", f"{hall.at(0)}/ballot", wish)
    mean = repr(sum(places.values()) / len(places))[:6]
    await hall.ask_everything()
    assert leaks(hall, comments) == leaks(hall, shown) == []
    for one in hall.people.values():
        session = await one.ask("GET", f"/sessions/{hall.session}")
        assert session["activities"][0]["result"] is None
        assert session["activities"][0]["progress"]["ballots"] == 4
        for heard in one.heard:
            assert b'"rank"' not in heard
    for one in hall.taking_part:
        assert one.has_heard(comments[one.name])
        assert one.has_heard(shown[one.name])

    before = {one.name: len(one.heard) for one in hall.people.values()}
    await hall.ada.ask("POST", f"{hall.at(0)}/close")
    for one in hall.people.values():
        for comment in comments.values():
            await one.hears(comment)
        assert any(mean.encode() in heard for heard in one.heard[before[one.name] :])
    await hall.ask_everything()
    # What each voted stays theirs: others get the mean.
    assert leaks(hall, shown) == []


async def test_who_took_part_is_told_to_who_facilitates_only(hall: Hall) -> None:
    await begin(hall, draft("What?", "brainstorm"))
    for one in hall.taking_part:
        await one.ask("POST", f"{hall.at(0)}/notes", {"text": "Hello"}, 201)
    for one in hall.people.values():
        session = await one.ask("GET", f"/sessions/{hall.session}")
        told = {person["person"]["name"]: person["spoke"] for person in session["people"]}
        if one.name == "Ada":
            assert told["Ben"] == {"notes": 1, "votes": 0, "hands": 0}
        else:
            assert set(told.values()) == {None}
    await hall.ask_everything()
    for one in hall.people.values():
        if one.name != "Ada":
            assert not one.has_heard('"spoke":{')
            assert not one.has_heard('"spoke": {')


async def test_nobody_is_told_who_took_part_in_their_own_time(hall: Hall) -> None:
    await begin(hall, draft("What?", "brainstorm", anonymous=True), for_days=True)
    ben = hall.people["Ben"]
    before = {one.name: len(one.heard) for one in hall.people.values()}
    await ben.ask("POST", f"{hall.at(0)}/notes", {"text": "Hello"}, 201)
    for one in hall.people.values():
        async with asyncio.timeout(20):
            while not any(re.search(rb'"people_with_notes": ?1', heard) for heard in one.heard):
                await asyncio.sleep(0.02)
        session = await one.ask("GET", f"/sessions/{hall.session}")
        assert session["people"] == []
        for heard in one.heard[before[one.name] :]:
            assert one is ben or ben.id.encode() not in heard
