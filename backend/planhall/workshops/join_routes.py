"""What needs no sign-in: where a short code leads, and the service's time."""

from typing import Annotated

from fastapi import APIRouter, Path

from planhall.accounts.dependencies import ClientAddress, MaybePerson
from planhall.accounts.problem_docs import problems
from planhall.problems import Invalid, NotFound, TooMany
from planhall.workshops.dependencies import Workshops
from planhall.workshops.timers import now_ms
from planhall.workshops.views import JoinTarget, Time

router = APIRouter()


@router.get(
    "/join/{code}", operation_id="findSession", responses=problems(NotFound, Invalid, TooMany)
)
async def find_session(
    code: Annotated[str, Path(max_length=64)],
    me: MaybePerson,
    workshops: Workshops,
    address: ClientAddress,
) -> JoinTarget:
    """The session that a short code leads to, for anyone who has it."""
    workshops.join_tries.spend(address)
    return await workshops.joining.target(code, me)


@router.get("/time", operation_id="getTime")
async def get_time() -> Time:
    """The clock by which all timers run."""
    return Time(now=now_ms())
