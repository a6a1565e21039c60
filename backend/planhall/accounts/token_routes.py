"""One's personal tokens. No token makes or ends another."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import Accounts, CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import token_scope
from planhall.accounts.views import PersonalToken, PersonalTokenMade, PersonalTokenWish
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn

router = APIRouter(prefix="/me/tokens")


@router.get(
    "",
    operation_id="listTokens",
    responses=problems(NotSignedIn, Forbidden),
    openapi_extra=token_scope(None),
)
async def list_tokens(me: CurrentPerson, accounts: Accounts) -> list[PersonalToken]:
    """One's tokens that are still good, the newest first."""
    return await accounts.tokens.of(me)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    operation_id="createToken",
    responses=problems(NotSignedIn, Forbidden, Conflict, Invalid),
    openapi_extra=token_scope(None),
)
async def create_token(
    body: PersonalTokenWish, me: CurrentPerson, accounts: Accounts
) -> PersonalTokenMade:
    """A token for one's own programs; it is shown this once. Guests have none."""
    return await accounts.tokens.make(me, body.name, body.scopes, body.days)


@router.delete(
    "/{token}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="revokeToken",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
    openapi_extra=token_scope(None),
)
async def revoke_token(token: Id, me: CurrentPerson, accounts: Accounts) -> None:
    """End a token at once, on open sockets too."""
    await accounts.tokens.revoke(me, token)
