"""Sessions of a board: planning one, its agenda, and deleting it."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn
from planhall.workshops.dependencies import Workshops
from planhall.workshops.running import NotLive
from planhall.workshops.sending import sent, sent_all
from planhall.workshops.views import (
    ActivityChange,
    PlacedDraft,
    RecipeWish,
    Session,
    SessionChange,
    SessionWish,
)

router = APIRouter()

_READING = problems(NotSignedIn, NotFound, Invalid)
_PREPARING = problems(NotSignedIn, Forbidden, NotFound, Conflict, NotLive, Invalid)


@router.get(
    "/boards/{board}/sessions",
    response_model=list[Session],
    operation_id="listSessions",
    responses=_READING,
)
async def list_sessions(board: Id, me: CurrentPerson, workshops: Workshops) -> Response:
    """Every session of a board, newest first."""
    return sent_all(await workshops.sessions.of(board, me))


@router.post(
    "/boards/{board}/sessions",
    status_code=HTTPStatus.CREATED,
    response_model=Session,
    operation_id="createSession",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def create_session(
    board: Id, body: SessionWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Facilitators and owners may plan one; they facilitate it."""
    return sent(await workshops.preparing.create(board, me, body), HTTPStatus.CREATED)


@router.get(
    "/sessions/{session}", response_model=Session, operation_id="getSession", responses=_READING
)
async def get_session(session: Id, me: CurrentPerson, workshops: Workshops) -> Response:
    """One session, for everyone on its board."""
    return sent(await workshops.sessions.view(session, me))


@router.patch(
    "/sessions/{session}",
    response_model=Session,
    operation_id="changeSession",
    responses=problems(NotSignedIn, Forbidden, NotFound, Conflict, Invalid),
)
async def change_session(
    session: Id, body: SessionChange, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Rename it, or plan when it begins."""
    return sent(await workshops.preparing.change(session, me, body))


@router.delete(
    "/sessions/{session}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="deleteSession",
    responses=problems(NotSignedIn, Forbidden, NotFound, Conflict, Invalid),
)
async def delete_session(session: Id, me: CurrentPerson, workshops: Workshops) -> None:
    """Delete one that has not begun."""
    await workshops.preparing.delete(session, me)


@router.post(
    "/sessions/{session}/agenda",
    response_model=Session,
    operation_id="addRecipe",
    responses=_PREPARING,
)
async def add_recipe(
    session: Id, body: RecipeWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Put the steps of a recipe on the agenda."""
    return sent(await workshops.preparing.add_recipe(session, me, body))


@router.post(
    "/sessions/{session}/activities",
    response_model=Session,
    operation_id="addActivity",
    responses=_PREPARING,
)
async def add_activity(
    session: Id, body: PlacedDraft, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Put one step on the agenda."""
    return sent(await workshops.preparing.add_activity(session, me, body))


@router.patch(
    "/sessions/{session}/activities/{activity}",
    response_model=Session,
    operation_id="changeActivity",
    responses=_PREPARING,
)
async def change_activity(
    session: Id, activity: Id, body: ActivityChange, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Change a step, or its place on the agenda."""
    return sent(await workshops.preparing.change_activity(session, activity, me, body))


@router.delete(
    "/sessions/{session}/activities/{activity}",
    response_model=Session,
    operation_id="deleteActivity",
    responses=_PREPARING,
)
async def delete_activity(
    session: Id, activity: Id, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Take a step that has not begun off the agenda."""
    return sent(await workshops.preparing.remove_activity(session, activity, me))
