"""Whole plans: a board from a template or a file, a copy of one, and a plan as a file."""

import asyncio
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from pycrdt import Doc

from planhall.accounts.ids import new_id
from planhall.accounts.views import Person
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.boards.views import Board
from planhall.plan.change import document_of, set_meta
from planhall.plan.markdown import write_markdown
from planhall.plan.model import Plan, Summary
from planhall.plan.read import read_plan, read_summary
from planhall.plan.report import ImportReport
from planhall.plan.stratml import read_stratml, write_stratml
from planhall.plan.table import write_csv
from planhall.plan.templates import BLANK, template


class PlanDocuments(Protocol):
    """The calls of ``planhall.sync`` that plans use."""

    async def create(self, board: str, update: bytes, author: str) -> None: ...

    async def state(self, board: str) -> bytes: ...


class Format(StrEnum):
    """What a plan can be exported as."""

    STRATML = "stratml"
    MARKDOWN = "markdown"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    name: str
    media_type: str
    content: bytes


class PlanService:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, documents: PlanDocuments, boards: BoardService) -> None:
        self._documents = documents
        self._boards = boards

    async def create(
        self, workspace: str | None, title: str, by: Person, template_id: str | None = None
    ) -> Board:
        """A new board of a workspace, from a template (blank, if none is named).

        Raises:
            NotFound: no such template, or ``by`` is not a member of the workspace.
        """
        if workspace is not None:
            await self._boards.require_member(workspace, by.id)
        plan = await asyncio.to_thread(template, template_id or BLANK)
        # The description of a template says what it is for, not what the new plan is about.
        return await self.create_from(replace(plan, description=""), workspace, title, by)

    async def import_file(
        self, data: bytes, workspace: str | None, title: str | None, by: Person
    ) -> tuple[Board, ImportReport]:
        """A new board with the plan of a StratML file, and what there is to know of reading it.

        Raises:
            Invalid, TooLarge: the file cannot be read; names line and cause.
            NotFound: ``by`` is not a member of the workspace.
        """
        if workspace is not None:
            await self._boards.require_member(workspace, by.id)
        plan, report = await asyncio.to_thread(read_stratml, data)
        return await self.create_from(plan, workspace, title or plan.title, by), report

    async def create_from(
        self,
        plan: Plan,
        workspace: str | None,
        title: str,
        by: Person,
        board_id: str | None = None,
    ) -> Board:
        """A new board with this plan. Its document is stored before anyone can know the board."""
        update = await asyncio.to_thread(document_of, replace(plan, title=title), by=by.id)
        kinds = Counter(item.kind for item in plan.items.values())
        summary = Summary(title, plan.description, len(plan.items), kinds)
        return await self._add(update, summary, workspace, by, board_id)

    async def _add(
        self,
        update: bytes,
        summary: Summary,
        workspace: str | None,
        by: Person,
        board_id: str | None = None,
    ) -> Board:
        board = board_id or new_id()
        await self._documents.create(board, update, by.id)
        await self._boards.create_board(workspace, summary.title, by, board_id=board)
        await self._boards.set_summary(
            board, summary.title, summary.description, summary.items, summary.kinds
        )
        return await self._boards.board_view(board, by.id)

    async def duplicate(self, board: str, title: str | None, by: Person) -> Board:
        """A copy of a board's document, with what other clients wrote there; not its people.

        It goes to the same workspace where ``by`` is a member of that, else it is theirs alone.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        original = await self._boards.board_view(board, by.id)
        state = await self._documents.state(board)
        name = title or f"{original.title} (copy)"
        update, summary = await asyncio.to_thread(_retitled, state, name)
        workspace = original.workspace.id if original.workspace else None
        return await self._add(update, summary, workspace, by)

    async def export(self, board: str, format_: Format, part: int, by: Person) -> ExportedFile:
        """The plan as a file, for everyone who may read the board.

        Raises:
            NotFound: there is no such board, or none that they may know of.
        """
        await self._boards.require_role(board, by.id, Role.VIEWER)
        plan = await self.read(board)
        return await asyncio.to_thread(self.write, plan, format_, part)

    def write(self, plan: Plan, format_: Format, part: int = 2) -> ExportedFile:
        """A plan as a file. Blocks for up to some seconds with a large one."""
        stem = _file_stem(plan.title)
        match format_:
            case Format.STRATML:
                content = write_stratml(plan, part)
                return ExportedFile(f"{stem}.stratml.xml", "application/xml", content)
            case Format.MARKDOWN:
                return ExportedFile(f"{stem}.md", "text/markdown", write_markdown(plan).encode())
            case Format.CSV:
                # Spreadsheets take a file for UTF-8 only with a byte order mark.
                content = write_csv(plan).encode("utf-8-sig")
                return ExportedFile(f"{stem}.csv", "text/csv", content)

    async def read(self, board: str) -> Plan:
        """The plan of a board as it is now. Rights are the caller's to check."""
        state = await self._documents.state(board)
        return await asyncio.to_thread(_plan_in, state)


def _plan_in(state: bytes) -> Plan:
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    return read_plan(doc)


def _retitled(state: bytes, title: str) -> tuple[bytes, Summary]:
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    set_meta(doc, title=title)
    return doc.get_update(), read_summary(doc)


def _file_stem(title: str) -> str:
    """A file name that every system takes: the title's letters and digits, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", title)
    return re.sub(r"[^\w]+", "-", plain).strip("-_").lower()[:80] or "plan"
