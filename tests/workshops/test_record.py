"""The record: all that the group has seen and nothing else, as data, Markdown and PDF."""

from importlib.resources import as_file
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from planhall.plan.change import add_stakeholder
from planhall.workshops.record_fonts import fonts_for
from workshops.room import Room, draft
from workshops.stage import Stage, begin
from workshops.test_decisions import DECISION

GREETINGS = {
    "Latin": "Grüße, naïveté, Łódź, tiếng Việt",
    "Greek and Cyrillic": "Καλημέρα доброе утро",
    "Hebrew": "שלום",
    "Arabic": "مرحبا بالعالم",
    "Armenian": "Բարեւ",
    "Georgian": "გამარჯობა",
    "Devanagari": "नमस्ते",
    "Bengali": "নমস্কার",
    "Tamil": "வணக்கம்",
    "Telugu": "నమస్కారం",
    "Sinhala": "ආයුබෝවන්",
    "Thai": "สวัสดี",
    "Khmer": "សួស្តី",
    "Myanmar": "မင်္ဂလာပါ",
    "Ethiopic": "ሰላም",
    "Chinese": "你好，世界",
    "Japanese": "こんにちは 世界",
    "Korean": "안녕하세요",
    "signs": "→ ✓ − “” • · — …",
    "emoji": "😀🎉👍🤔",
}


async def whole_session(room: Room) -> Stage:
    """A session with something of everything, that has ended."""
    options = [{"id": "a", "title": "Saturdays"}]
    stage = await begin(
        room,
        draft("Check-in", "checkin", anonymous=True),
        draft("What should change?", "brainstorm"),
        draft("Parking lot", "write"),
        draft("Which?", "vote", method="yesno", options=options),
        draft("Not reached", "decide"),
    )
    group = await room.app.state.sync.edit(
        room.board, room["ada"].id, lambda doc: add_stakeholder(doc, "Customers")
    )
    await room["editor"].ask("POST", f"{stage.path}/me", {"stakeholder": group})
    await stage.note("editor", "Nameless words")
    await stage.reveal(0)
    await stage.run("next")
    first = await stage.note("editor", "*Faster* answers", 1)
    await stage.note("guest", "A newsletter", 1)
    await stage.reveal(1)
    wish = {"title": "Service", "notes": [first["id"]]}
    await room["editor"].ask("POST", f"{stage.at(1)}/clusters", wish, 201)
    await stage.run("next")
    await stage.note("guest", "Kept to myself", 2)
    await stage.run("next")
    await stage.vote("editor", {"a": "yes"}, 3)
    await stage.vote("guest", {"a": "no"}, 3, "Not on mine")
    await stage.close(3)
    actions = [{"title": "Print a sign", "owner": room["guest"].id, "due": "2027-01-31"}]
    wish = {**DECISION, "activity": stage.activities[3], "actions": actions}
    await room["facilitator"].ask("POST", f"{stage.path}/decisions", wish, 201)
    await room["facilitator"].ask("POST", f"{stage.path}/actions", {"title": "Tell all"}, 201)
    await stage.run("end")
    return stage


async def test_the_record_holds_all_that_the_group_has_seen(room: Room) -> None:
    stage = await whole_session(room)
    record = await room["viewer"].ask("GET", f"{stage.path}/record")
    assert (record["title"], record["board_title"]) == ("Spring plan", "Our plan")
    assert (record["facilitator"], record["state"]) == ("Facilitator", "ended")
    assert record["started_at"] < record["ended_at"]
    came = {one["person"]["name"]: one["stakeholder"] for one in record["people"]}
    assert came == {"Facilitator": None, "Editor": "Customers", "Guest": None}
    nameless, storm, parked, voted, unreached = record["agenda"]
    assert nameless["ideas"] == [{"text": "Nameless words", "author": None, "cluster": None}]
    [cluster] = storm["clusters"]
    assert storm["ideas"] == [
        {"text": "*Faster* answers", "author": "Editor", "cluster": cluster["id"]},
        {"text": "A newsletter", "author": "Guest", "cluster": None},
    ]
    assert (cluster["title"], len(cluster["notes"])) == ("Service", 1)
    assert (parked["ideas"], parked["unrevealed"]) == ([], 1)
    assert voted["result"]["options"][0]["counts"] == {"yes": 1, "no": 1, "abstain": 0}
    assert (unreached["state"], unreached["result"]) == ("planned", None)
    [decision] = record["decisions"]
    assert decision["tally"] == voted["result"]
    assert [action["title"] for action in record["actions"]] == ["Print a sign", "Tell all"]
    assert record["actions"][0]["owner_name"] == "Guest"
    assert record["actions"][0]["due"] == "2027-01-31"


async def test_what_was_not_shown_is_not_in_any_format(room: Room) -> None:
    stage = await whole_session(room)
    for format_ in ("json", "markdown"):
        answer = await room["ada"].get(f"/api{stage.path}/record?format={format_}")
        assert "Kept to myself" not in answer.text
        assert "A newsletter" in answer.text


async def test_as_markdown(room: Room) -> None:
    stage = await whole_session(room)
    answer = await room["viewer"].get(f"/api{stage.path}/record?format=markdown")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert "spring-plan.md" in answer.headers["content-disposition"]
    lines = answer.text.splitlines()
    for line in (
        "# Spring plan",
        "- Facilitator: Facilitator",
        "## Who came (3)",
        "- Editor (Customers)",
        "- Nameless words",
        "**Service**",
        "- \\*Faster\\* answers (Editor)",
        "- A newsletter (Guest)",
        "1 note was not revealed.",
        "Result: Yes or no, 2 of 3 people voted",
        "- 1\\. Saturdays: 1 yes, 1 no",
        "> Not on mine",
        "### Opening hours",
        "- Dissent: Two people cannot come.",
        "- [ ] Print a sign · Guest · by 2027-01-31",
        "- [ ] Tell all",
    ):
        assert line in lines, line


async def test_as_pdf_in_any_script(room: Room) -> None:
    stage = await begin(room, draft("مرحبا 你好", "brainstorm"))
    for number in range(0, len(GREETINGS), 4):
        await stage.note("editor", "\n".join(list(GREETINGS.values())[number : number + 4]))
    await stage.reveal()
    answer = await room["viewer"].get(f"/api{stage.path}/record?format=pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert "spring-plan.pdf" in answer.headers["content-disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert b"NotoSansCJK" in answer.content
    assert b"NotoSansArabic" in answer.content


@pytest.mark.parametrize("script", GREETINGS)
def test_there_is_a_letter_for_each_character(script: str) -> None:
    fonts = fonts_for(GREETINGS[script])
    letters: set[int] = set()
    for _, file in fonts:
        with as_file(file) as path:
            letters |= set(TTFont(path, lazy=True).getBestCmap())
    assert {ord(character) for character in GREETINGS[script]} <= letters


def test_fonts_that_nobody_needs_are_not_loaded() -> None:
    assert [name for name, _ in fonts_for(GREETINGS["Latin"])] == ["NotoSans"]


async def test_a_session_that_is_planned_has_a_record_too(room: Room) -> None:
    session = await room.session()
    for format_ in ("json", "markdown", "pdf"):
        answer = await room["viewer"].get(f"/api/sessions/{session['id']}/record?format={format_}")
        assert answer.status_code == 200


@pytest.mark.parametrize(("who", "status"), [("viewer", 200), ("stranger", 404), ("nobody", 401)])
async def test_who_gets_it(room: Room, who: str, status: int) -> None:
    session = await room.session()
    for format_ in ("json", "markdown", "pdf"):
        path = f"/api/sessions/{session['id']}/record?format={format_}"
        assert (await room[who].get(path)).status_code == status
    if status == 200:
        path = f"/api/sessions/{session['id']}/record?format=docx"
        assert (await room[who].get(path)).status_code == 422


async def test_words_that_look_like_markdown_are_words(room: Room) -> None:
    stage = await begin(room, draft("# Talk", "brainstorm"))
    hostile: list[Any] = ["# Heading", "- List", "1. One", "<script>", "[a](b)", "+ plus", "```"]
    for text in hostile:
        await stage.note("editor", text)
    await stage.reveal()
    answer = await room["viewer"].get(f"/api{stage.path}/record?format=markdown")
    for line in (
        "### \\# Talk (brainstorm, 5 min)",
        "- \\# Heading (Editor)",
        "- \\- List (Editor)",
        "- 1\\. One (Editor)",
        "- \\<script\\> (Editor)",
        "- \\[a\\](b) (Editor)",
        "- \\+ plus (Editor)",
        "- \\`\\`\\` (Editor)",
    ):
        assert line in answer.text.splitlines(), line
