"""The record of a session as a Markdown document (CommonMark)."""

import re
from collections.abc import Iterable, Iterator

from planhall.plan.markdown import escape
from planhall.workshops.record_words import (
    action_line,
    decision_facts,
    facts,
    ideas_by_group,
    people,
    step_heading,
    unrevealed,
)
from planhall.workshops.result_words import result_lines, turnout
from planhall.workshops.taking_part_views import (
    Decision,
    RecordedActivity,
    RecordedIdea,
    SessionRecord,
)
from planhall.workshops.views import VoteResult

_LINE_START = re.compile(r"^(\s*)([-+=~]|\d+[.)])", re.MULTILINE)


def write_markdown(record: SessionRecord) -> str:
    """The whole record: who came, the agenda with what came of it, decisions and actions."""
    return "\n\n".join(_sections(record)) + "\n"


def _sections(record: SessionRecord) -> Iterator[str]:
    yield f"# {_line(record.title)}"
    yield _list(f"{label}: {_line(text)}" for label, text in facts(record))
    came = people(record)
    if came:
        yield f"## Who came ({len(came)})"
        yield _list(map(_line, came))
    if record.agenda:
        yield "## Agenda"
    for step in record.agenda:
        yield from _step(step)
    if record.decisions:
        yield "## Decisions"
    for decision in record.decisions:
        yield from _decision(decision)
    if record.actions:
        yield "## Actions"
        yield _list(f"[ ] {_line(action_line(action))}" for action in record.actions)


def _step(step: RecordedActivity) -> Iterator[str]:
    yield f"### {_line(step_heading(step))}"
    if step.instructions:
        yield _prose(step.instructions)
    for title, ideas in ideas_by_group(step):
        if title:
            yield f"**{_line(title)}**"
        yield _list(map(_idea, ideas))
    if step.unrevealed:
        yield unrevealed(step)
    if step.result is not None:
        yield from _result(step.result)


def _idea(idea: RecordedIdea) -> str:
    return _line(idea.text) + ("" if idea.author is None else f" ({_line(idea.author)})")


def _result(result: VoteResult) -> Iterator[str]:
    yield f"Result: {turnout(result)}"
    yield _list(map(_line, result_lines(result)))
    if result.comments:
        yield "Said with the ballots:"
        yield "\n>\n".join(
            "\n".join(f"> {line}".rstrip() for line in _prose(comment).split("\n"))
            for comment in result.comments
        )


def _decision(decision: Decision) -> Iterator[str]:
    yield f"### {_line(decision.title)}"
    yield _prose(decision.what)
    yield _list(f"{label}: {_line(text)}" for label, text in decision_facts(decision))
    if decision.tally is not None:
        yield f"Tally: {turnout(decision.tally)}"
        yield _list(map(_line, result_lines(decision.tally)))
    if decision.actions:
        yield "Actions:"
        yield _list(_line(action_line(action)) for action in decision.actions)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _line(text: str) -> str:
    """Text on one line, in which nothing is Markdown."""
    return _plain(" ".join(text.split()))


def _prose(text: str) -> str:
    """Text as it was written, its line breaks kept."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(_plain(part).replace("\n", "\\\n") for part in paragraphs if part)


def _plain(text: str) -> str:
    return _LINE_START.sub(_escaped_start, escape(text))


def _escaped_start(found: re.Match[str]) -> str:
    """A line that would begin a list or a rule, kept from it."""
    space, mark = found[1], found[2]
    return f"{space}\\{mark}" if len(mark) == 1 else f"{space}{mark[:-1]}\\{mark[-1]}"
