"""Boards from templates and files, copies, and plans as files."""

import asyncio
from collections import Counter
from dataclasses import asdict
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request, Response, UploadFile

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.boards.views import Board, BoardTitle
from planhall.plan.service import Format, PlanService
from planhall.plan.stratml.parse import MAX_BYTES
from planhall.plan.templates import OFFERED, template
from planhall.plan.views import BoardWish, CopyWish, Imported, ImportReport, Template
from planhall.problems import Invalid, NotFound, NotSignedIn, TooLarge

router = APIRouter(prefix="/api", tags=["plans"])

FORM_BYTES = 64 << 10  # the parts of a form around its file
UPLOADS = {"/api/boards/import": MAX_BYTES + FORM_BYTES}
"""Paths that take a file, and how much they take."""


def _plans(request: Request) -> PlanService:
    service: PlanService = request.app.state.plan
    return service


Plans = Annotated[PlanService, Depends(_plans)]


@router.get("/templates", operation_id="listTemplates")
async def list_templates() -> list[Template]:
    """What a new board can start from."""
    return await asyncio.to_thread(_templates)


def _templates() -> list[Template]:
    return [
        Template(
            id=id_,
            title=plan.title,
            description=plan.description,
            kinds=dict(Counter(item.kind for item in plan.walk())),
        )
        for id_ in OFFERED
        for plan in [template(id_)]
    ]


@router.post(
    "/boards",
    status_code=HTTPStatus.CREATED,
    operation_id="createBoard",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def create_board(body: BoardWish, me: CurrentPerson, plans: Plans) -> Board:
    """A new board, from a template."""
    return await plans.create(body.workspace, body.title, me, body.template)


@router.post(
    "/boards/import",
    status_code=HTTPStatus.CREATED,
    operation_id="importBoard",
    responses=problems(NotSignedIn, NotFound, Invalid, TooLarge),
)
async def import_board(
    me: CurrentPerson,
    plans: Plans,
    workspace: Annotated[str, Form()],
    file: UploadFile,
    title: Annotated[BoardTitle | None, Form()] = None,
) -> Imported:
    """A new board with the plan of a StratML file, and a report of what was not taken as it was."""
    data = await file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"The file is larger than {MAX_BYTES >> 20} MiB.")
    board, report = await plans.import_file(data, workspace, title, me)
    return Imported(board=board, report=ImportReport.model_validate(asdict(report)))


@router.post(
    "/boards/{board}/duplicate",
    status_code=HTTPStatus.CREATED,
    operation_id="duplicateBoard",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def duplicate_board(board: Id, body: CopyWish, me: CurrentPerson, plans: Plans) -> Board:
    """A copy of a board's plan, as a board of one's own."""
    return await plans.duplicate(board, body.title, me)


@router.get(
    "/boards/{board}/export",
    operation_id="exportBoard",
    response_class=Response,
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def export_board(
    board: Id,
    me: CurrentPerson,
    plans: Plans,
    format: Format = Format.STRATML,  # noqa: A002
    part: Annotated[int, Query(ge=1, le=2, description="Part of StratML.")] = 2,
) -> Response:
    """The plan as a file: StratML (Part 1 or 2), Markdown or CSV."""
    exported = await plans.export(board, format, part, me)
    plain_name = exported.name.encode("ascii", "ignore").decode() or "plan"
    disposition = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(exported.name)}"
    return Response(
        exported.content,
        media_type=exported.media_type,
        headers={"Content-Disposition": disposition},
    )
