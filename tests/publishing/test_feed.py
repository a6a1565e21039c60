"""The feed of a published plan's changes: one entry for an item and day, valid as Atom."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml import etree

from planhall.plan import change
from planhall.publishing.changes import joined
from publishing.visiting import ATOM, add, edit, publish, told, visit
from workshops.room import Room
from workshops.stage import begin

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def check_atom(content: bytes, self_link: str) -> None:
    """What RFC 4287 asks for in section 4.1.1 and 4.1.2."""
    feed = etree.fromstring(content)
    assert feed.tag == f"{{{ATOM['a']}}}feed"

    def only(parent: Any, name: str) -> str:
        [found] = parent.findall(f"a:{name}", ATOM)
        assert (found.text or "").strip()
        return str(found.text)

    def moment(parent: Any, name: str) -> datetime:
        text = only(parent, name)
        assert RFC3339.fullmatch(text)
        return datetime.fromisoformat(text)

    assert only(feed, "id").startswith("urn:")
    only(feed, "title")
    [author] = feed.findall("a:author", ATOM)
    only(author, "name")
    links = {one.get("rel"): one for one in feed.findall("a:link", ATOM)}
    assert links["self"].get("href") == self_link
    ids = set()
    last = None
    for entry in feed.findall("a:entry", ATOM):
        ids.add(only(entry, "id"))
        only(entry, "title")
        updated = moment(entry, "updated")
        assert moment(entry, "published") <= updated <= moment(feed, "updated")
        assert last is None or updated <= last
        last = updated
        assert entry.find("a:content", ATOM) is not None
        [link] = entry.findall("a:link", ATOM)
        assert link.get("rel") == "alternate"
        assert all(one.get("term") for one in entry.findall("a:category", ATOM))
    assert len(ids) == len(feed.findall("a:entry", ATOM))


class Clock:
    """A second later each time that somebody looks."""

    def __init__(self) -> None:
        self.now = datetime(2027, 1, 12, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("planhall.publishing.changes.utc_now", made)
    return made


async def test_it_tells_what_changed_since_it_is_published(any_room: Room, clock: Clock) -> None:
    room = any_room
    goal = await add(room, "Run on time")
    made = await publish(room)
    assert await told(room, made, []) == []
    await edit(room, lambda doc: change.set_title(doc, goal, "Run early"))
    [entry] = await told(room, made, ["Changed: Run early"])
    id_ = entry.findtext("a:id", namespaces=ATOM)
    await edit(room, lambda doc: change.set_status(doc, goal, "done"))
    [entry] = await told(room, made, ["Done: Run early"])
    assert entry.findtext("a:id", namespaces=ATOM) == id_  # one for an item and day
    content = entry.findtext("a:content", namespaces=ATOM)
    assert content == "Its status is done now; it was agreed.\nIt has another title."
    assert entry.find("a:link", ATOM).get("href") == f"{made['url']}#item-{goal}"
    page = await visit(room, made["url"])
    assert f'id="item-{goal}"' in page.text

    clock.now += timedelta(days=1)
    other = await add(room, "Ask the riders", status=None)  # a draft, which is not shown
    await edit(room, lambda doc: change.set_due(doc, goal, "2027-01-01"))
    await told(room, made, ["Changed: Run early", "Done: Run early"])
    await edit(room, lambda doc: change.set_status(doc, other, "agreed"))
    told_of = ["Added: Ask the riders", "Changed: Run early", "Done: Run early"]
    await told(room, made, told_of)
    answer = await visit(room, made["feed_url"])
    assert answer.headers["content-type"] == "application/atom+xml"
    check_atom(answer.content, made["feed_url"])
    for name in ("Editor", "editor@example.org", room["editor"].id):
        assert name not in answer.text

    # What is not shown any more is not told of, and choosing anew is no change of the plan.
    await edit(room, lambda doc: change.delete_item(doc, other, by=None))
    await told(room, made, told_of[1:])
    await publish(room, drafts=True)
    await add(room, "A draft", status=None)
    await told(room, made, ["Added: A draft", *told_of[1:]])


async def test_decisions_are_told_of_where_that_is_chosen(room: Room, clock: Clock) -> None:
    made = await publish(room, decisions=True)
    stage = await begin(room)
    wish = {
        "title": "Opening hours",
        "what": "We open on Saturdays.",
        "who": ["PLANTED"],
        "dissent": "PLANTED",
    }
    path = f"{stage.path}/decisions"
    await room["facilitator"].ask("POST", path, wish, 201)
    found = await told(room, made, ["Added: Opening hours", "Decided: Opening hours"])
    assert found[1].findtext("a:content", namespaces=ATOM) == "We open on Saturdays."
    answer = await visit(room, made["feed_url"])
    check_atom(answer.content, made["feed_url"])
    assert "PLANTED" not in answer.text
    await publish(room)
    await told(room, made, ["Added: Opening hours"])


def test_what_is_taken_back_on_the_same_day_is_no_change() -> None:
    assert joined({"status": ["agreed", "done"]}, {"status": ["done", "agreed"]}) == {}
    assert joined({"added": True}, {"status": ["agreed", "done"]}) == {
        "added": True,
        "status": ["agreed", "done"],
    }
