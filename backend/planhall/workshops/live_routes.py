"""A session while people are in it: running it, what all see, taking part, breakouts."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn, TooMany
from planhall.workshops.dependencies import Workshops
from planhall.workshops.running import NotLive
from planhall.workshops.sending import sent
from planhall.workshops.views import (
    AttendanceWish,
    BreakoutCommand,
    BreakoutsWish,
    FacilitatorWish,
    HandWish,
    ReactionWish,
    RunCommand,
    Session,
    StageWish,
)

router = APIRouter(prefix="/sessions/{session}")

_RUNNING = problems(NotSignedIn, Forbidden, NotFound, Conflict, NotLive, Invalid)


@router.post("/run", response_model=Session, operation_id="runSession", responses=_RUNNING)
async def run_session(
    session: Id, body: RunCommand, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Start, pause, resume, next, back, go, extend, end: for who facilitates."""
    return sent(await workshops.leading.run(session, me, body))


@router.post("/stage", response_model=Session, operation_id="setStage", responses=_RUNNING)
async def set_stage(
    session: Id, body: StageWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Follow, lock the board or a part of it, bring everyone somewhere: for who facilitates."""
    return sent(await workshops.leading.stage(session, me, body))


@router.post(
    "/facilitator", response_model=Session, operation_id="setFacilitator", responses=_RUNNING
)
async def set_facilitator(
    session: Id, body: FacilitatorWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Hand over; or take over, as facilitator or owner of the board, where nobody facilitates."""
    return sent(await workshops.leading.change_facilitator(session, me, body))


@router.post("/hand", response_model=Session, operation_id="setHand", responses=_RUNNING)
async def set_hand(
    session: Id, body: HandWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Raise or lower one's hand; who facilitates may lower others'."""
    return sent(await workshops.attending.set_hand(session, me, body))


@router.post(
    "/reactions",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="react",
    responses=problems(NotSignedIn, Forbidden, NotFound, NotLive, Invalid, TooMany),
)
async def react(session: Id, body: ReactionWish, me: CurrentPerson, workshops: Workshops) -> None:
    """Show everyone a reaction; it is not kept."""
    workshops.reactions.spend(me.id)
    await workshops.attending.react(session, me, body.emoji)


@router.post(
    "/me",
    response_model=Session,
    operation_id="joinSession",
    responses=problems(NotSignedIn, NotFound, NotLive, Invalid),
)
async def join_session(
    session: Id, body: AttendanceWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Be in the session, and say for which stakeholder group one speaks."""
    return sent(await workshops.attending.attend(session, me, body))


@router.put("/breakouts", response_model=Session, operation_id="setBreakouts", responses=_RUNNING)
async def set_breakouts(
    session: Id, body: BreakoutsWish, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Plan breakouts, all of them anew; those that keep their id keep their clock."""
    return sent(await workshops.leading.set_breakouts(session, me, body.breakouts))


@router.post(
    "/breakouts/run", response_model=Session, operation_id="runBreakouts", responses=_RUNNING
)
async def run_breakouts(
    session: Id, body: BreakoutCommand, me: CurrentPerson, workshops: Workshops
) -> Response:
    """Send everyone to their breakouts, give more time, bring everyone back."""
    return sent(await workshops.leading.run_breakouts(session, me, body))
