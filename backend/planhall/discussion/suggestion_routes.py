"""Suggestions of what to change in the plan."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import Scope, token_scope
from planhall.boards.lock import BoardLocked
from planhall.discussion.dependencies import Discussion, Speaker
from planhall.discussion.suggestions import AlreadyDecided, Which
from planhall.discussion.views import DeclineWish, Suggestion, SuggestionWish
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn, TooMany

router = APIRouter()

_DECIDING = problems(NotSignedIn, Forbidden, NotFound, AlreadyDecided, Invalid, TooMany)


@router.get(
    "/boards/{board}/suggestions",
    operation_id="listSuggestions",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def list_suggestions(
    board: Id, me: CurrentPerson, discussion: Discussion, state: Which = "open"
) -> list[Suggestion]:
    """The suggestions of a board, the oldest first: the open ones, or all."""
    return await discussion.suggestions.of(board, me, state)


@router.post(
    "/boards/{board}/suggestions",
    status_code=HTTPStatus.CREATED,
    operation_id="makeSuggestion",
    responses=problems(NotSignedIn, Forbidden, NotFound, Conflict, Invalid, TooMany),
    openapi_extra=token_scope(Scope.COMMENT),
)
async def make_suggestion(
    board: Id, body: SuggestionWish, me: Speaker, discussion: Discussion
) -> Suggestion:
    """Propose a change of the plan; with an id of one's own, sent twice is there once."""
    return await discussion.suggestions.make(board, me, body)


@router.post(
    "/suggestions/{suggestion}/accept",
    operation_id="acceptSuggestion",
    responses=problems(
        NotSignedIn, Forbidden, BoardLocked, NotFound, Conflict, AlreadyDecided, Invalid, TooMany
    ),
)
async def accept_suggestion(suggestion: Id, me: Speaker, discussion: Discussion) -> Suggestion:
    """Make the change in the plan, as an editor may."""
    return await discussion.suggestions.accept(suggestion, me)


@router.post(
    "/suggestions/{suggestion}/decline", operation_id="declineSuggestion", responses=_DECIDING
)
async def decline_suggestion(
    suggestion: Id, body: DeclineWish, me: Speaker, discussion: Discussion
) -> Suggestion:
    """Say that the plan stays as it is, and why."""
    return await discussion.suggestions.decline(suggestion, me, body.reason)


@router.post(
    "/suggestions/{suggestion}/withdraw",
    operation_id="withdrawSuggestion",
    responses=_DECIDING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def withdraw_suggestion(suggestion: Id, me: Speaker, discussion: Discussion) -> Suggestion:
    """Take back one's own."""
    return await discussion.suggestions.withdraw(suggestion, me)
