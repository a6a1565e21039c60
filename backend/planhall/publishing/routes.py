"""Over HTTP: what of a board is published, and one's own calendar address."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import token_scope
from planhall.problems import Forbidden, Invalid, NotFound, NotSignedIn, TooMany
from planhall.publishing import public_routes
from planhall.publishing.dependencies import Publishing
from planhall.publishing.views import (
    CalendarAddress,
    CalendarState,
    CalendarWish,
    Publication,
    PublicationState,
    PublicationWish,
)

router = APIRouter()
api = APIRouter(prefix="/api", tags=["publishing"])


@api.get(
    "/boards/{board}/publication",
    operation_id="getPublication",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def get_publication(board: Id, me: CurrentPerson, publishing: Publishing) -> PublicationState:
    """What of a board anyone may read, and where; for everyone on the board."""
    return await publishing.publications.state(board, me)


@api.put(
    "/boards/{board}/publication",
    operation_id="publishBoard",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid, TooMany),
)
async def publish_board(
    board: Id, body: PublicationWish, me: CurrentPerson, publishing: Publishing
) -> Publication:
    """Publish a board, or change what is shown of it at the same address. Owners may."""
    return await publishing.publications.publish(board, me, body)


@api.delete(
    "/boards/{board}/publication",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="endPublication",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def end_publication(board: Id, me: CurrentPerson, publishing: Publishing) -> None:
    """End it: its address leads nowhere from now on. Owners may."""
    await publishing.publications.end(board, me)


@api.get(
    "/me/calendar",
    operation_id="getCalendar",
    responses=problems(NotSignedIn),
    openapi_extra=token_scope(None),
)
async def get_calendar(me: CurrentPerson, publishing: Publishing) -> CalendarState:
    """The secret address of one's calendar."""
    return await publishing.calendars.state(me)


@api.post(
    "/me/calendar",
    status_code=HTTPStatus.CREATED,
    operation_id="renewCalendar",
    responses=problems(NotSignedIn, Invalid, TooMany),
    openapi_extra=token_scope(None),
)
async def renew_calendar(
    body: CalendarWish, me: CurrentPerson, publishing: Publishing
) -> CalendarAddress:
    """A new address; the one before it leads nowhere from now on."""
    return await publishing.calendars.renew(me, mine=body.mine)


@api.patch(
    "/me/calendar",
    operation_id="changeCalendar",
    responses=problems(NotSignedIn, NotFound, Invalid, TooMany),
    openapi_extra=token_scope(None),
)
async def change_calendar(
    body: CalendarWish, me: CurrentPerson, publishing: Publishing
) -> CalendarAddress:
    """Show all, or only what is one's own, at the same address."""
    return await publishing.calendars.change(me, mine=body.mine)


@api.delete(
    "/me/calendar",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="endCalendar",
    responses=problems(NotSignedIn),
    openapi_extra=token_scope(None),
)
async def end_calendar(me: CurrentPerson, publishing: Publishing) -> None:
    """End it: its address leads nowhere from now on."""
    await publishing.calendars.end(me)


router.include_router(api)
router.include_router(public_routes.router)
