"""Over HTTP: what changed since one was last on a board."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.history.dependencies import History
from planhall.history.views import Seen, Since
from planhall.problems import Invalid, NotFound, NotSignedIn

router = APIRouter(prefix="/api/boards/{board}", tags=["history"])


@router.get("/since", operation_id="getSince", responses=problems(NotSignedIn, NotFound, Invalid))
async def get_since(board: Id, me: CurrentPerson, history: History) -> Since:
    """What others changed since one was last on the board."""
    return await history.since(board, me)


@router.post(
    "/seen",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="markSeen",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def mark_seen(board: Id, body: Seen, me: CurrentPerson, history: History) -> None:
    """One has seen the board with all updates up to ``seq``, and is not told of them again."""
    await history.mark_seen(board, me, body.seq)
