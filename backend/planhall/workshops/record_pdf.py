"""The record of a session as a PDF, in whatever script people wrote."""

from collections.abc import Iterable
from typing import Final

from fpdf import FPDF
from fpdf.enums import Align, TextMode, XPos, YPos

from planhall.workshops.record_fonts import MAIN, fonts_for
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
from planhall.workshops.taking_part_views import Decision, RecordedActivity, SessionRecord
from planhall.workshops.views import VoteResult

INK: Final = (32, 35, 48)
QUIET: Final = (104, 110, 128)
ACCENT: Final = (78, 104, 206)
MARGIN: Final = 20
INDENT: Final = 5
LABEL: Final = 28
LINE: Final = 1.45
"""Height of a line, of the size of its letters."""
POINT: Final = 0.3528
"""Millimetres."""


def write_pdf(record: SessionRecord) -> bytes:
    """The whole record on A4. Blocks: up to some seconds where it needs a large font."""
    page = _Page(record)
    _head(page, record)
    came = people(record)
    if came:
        page.section(f"Who came ({len(came)})")
        page.prose(", ".join(came))
    if record.agenda:
        page.section("Agenda")
    for step in record.agenda:
        _step(page, step)
    if record.decisions:
        page.section("Decisions")
    for decision in record.decisions:
        _decision(page, decision)
    if record.actions:
        page.section("Actions")
        page.entries(action_line(action) for action in record.actions)
    return bytes(page.output())


def _head(page: "_Page", record: SessionRecord) -> None:
    page.heading(record.title, 20, space=0)
    page.ln(2)
    for label, text in facts(record):
        page.fact(label, text)


def _step(page: "_Page", step: RecordedActivity) -> None:
    page.heading(step_heading(step), 11.5)
    if step.instructions:
        page.prose(step.instructions, quiet=True)
    for title, ideas in ideas_by_group(step):
        if title:
            page.heading(title, 10, space=1.5)
        page.entries(
            idea.text if idea.author is None else f"{idea.text} — {idea.author}" for idea in ideas
        )
    if step.unrevealed:
        page.prose(unrevealed(step), quiet=True)
    if step.result is not None:
        _result(page, step.result, "Result")


def _result(page: "_Page", result: VoteResult, label: str) -> None:
    page.prose(f"{label}: {turnout(result)}", quiet=True)
    page.entries(result_lines(result), "")
    if result.comments and label == "Result":
        page.prose("Said with the ballots:", quiet=True)
        page.entries(result.comments)


def _decision(page: "_Page", decision: Decision) -> None:
    page.heading(decision.title, 11.5)
    page.prose(decision.what)
    for label, text in decision_facts(decision):
        page.fact(label, text)
    if decision.tally is not None:
        _result(page, decision.tally, "Tally")
    if decision.actions:
        page.prose("Actions:", quiet=True)
        page.entries(action_line(action) for action in decision.actions)


class _Page(FPDF):
    """A document that is written from top to bottom."""

    def __init__(self, record: SessionRecord) -> None:
        super().__init__(format="A4")
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.set_title(record.title)
        self.set_creator("Planhall")
        fonts = fonts_for(record.model_dump_json())
        for name, file in fonts:
            self.add_font(name, fname=str(file))
        self.set_fallback_fonts([name for name, _ in fonts[1:]], exact_match=False)
        self.set_font(MAIN, size=10)
        # Without shaping the letters of half of the world's scripts would stand apart.
        self.set_text_shaping(True)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-14)
        self._style(8, QUIET)
        self.cell(0, 5, str(self.page_no()), align=Align.R)

    def section(self, text: str) -> None:
        self._keep_together(24)
        self.ln(6)
        self._style(14, ACCENT)
        self._strong(text, 14)
        self.set_draw_color(*ACCENT)
        self.set_line_width(0.3)
        self.line(self.l_margin, self.get_y() + 0.8, self.w - self.r_margin, self.get_y() + 0.8)
        self.ln(2)

    def heading(self, text: str, size: float, *, space: float = 3) -> None:
        self._keep_together(16)
        self.ln(space)
        self._style(size, INK)
        self._strong(text, size)

    def prose(self, text: str, *, quiet: bool = False) -> None:
        self._style(10, QUIET if quiet else INK)
        self._lines(text, 10)

    def entries(self, texts: Iterable[str], mark: str = "•") -> None:
        """A list, each entry indented behind its mark."""
        self._style(10, INK)
        left = self.l_margin
        for text in texts:
            if mark:
                self.cell(INDENT, 10 * POINT * LINE, mark, new_x=XPos.RIGHT, new_y=YPos.TOP)
            self.set_left_margin(left + INDENT)
            self.set_x(left + INDENT)
            self._lines(text, 10)
            self.set_left_margin(left)
            self.set_x(left)

    def fact(self, label: str, text: str) -> None:
        left = self.l_margin
        self._style(10, QUIET)
        self.cell(LABEL, 10 * POINT * LINE, label, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self._style(10, INK)
        self.set_left_margin(left + LABEL)
        self.set_x(left + LABEL)
        self._lines(text, 10)
        self.set_left_margin(left)
        self.set_x(left)

    def _style(self, size: float, color: tuple[int, int, int]) -> None:
        self.set_font(MAIN, size=size)
        self.set_text_color(*color)
        self.set_draw_color(*color)

    def _strong(self, text: str, size: float) -> None:
        """Heavier letters by an outline: a font for them would be one more for every script."""
        with self.local_context(text_mode=TextMode.FILL_STROKE, line_width=size * 0.008):
            self._lines(text, size)

    def _lines(self, text: str, size: float) -> None:
        self.multi_cell(
            0, size * POINT * LINE, text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )

    def _keep_together(self, height: float) -> None:
        """Begin a new page where less than this (millimetres) is left of this one."""
        if self.will_page_break(height):
            self.add_page()
