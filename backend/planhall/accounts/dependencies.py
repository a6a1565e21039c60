"""What routes ask about who is calling."""

from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.requests import HTTPConnection

from planhall.accounts.cookies import session_token, set_session_cookie
from planhall.accounts.personal_tokens import TokenHolder
from planhall.accounts.rate_limits import client_address
from planhall.accounts.scopes import NeedsScope, NotByToken, needed_scope
from planhall.accounts.service import AccountService
from planhall.accounts.views import Me
from planhall.problems import NotSignedIn

__all__ = [
    "Accounts",
    "ClientAddress",
    "CurrentPerson",
    "MaybePerson",
    "Token",
    "by_token",
    "session_token",
]


def _accounts(request: HTTPConnection) -> AccountService:
    service: AccountService = request.app.state.accounts
    return service


async def by_token(request: HTTPConnection) -> TokenHolder | None:
    """Whose personal token the request shows; None where it shows none.

    Asked of every route, those that need nobody too: it is the one place where scopes hold.

    Raises:
        NotSignedIn: it is not, or no longer, anybody's; a cookie beside it does not help.
        NotByToken, NeedsScope: it is not good for this route.
        TooMany: requests with it.
    """
    token = bearer_token(request)
    if token is None or request.scope["type"] != "http":  # sockets are `boards.access`'s to judge
        return None
    tokens = _accounts(request).tokens
    holder = await tokens.holder(token)
    if holder is None:
        raise NotSignedIn("This token is not good, or not any more.")
    tokens.spend(holder)
    needed = needed_scope(request.scope.get("route"), request.scope["method"])
    if needed is None:
        raise NotByToken
    if needed not in holder.scopes:
        raise NeedsScope(needed)
    return holder


def bearer_token(request: HTTPConnection) -> str | None:
    """What an ``Authorization`` header shows; other schemes are for whatever stands before us."""
    for header in request.headers.getlist("authorization"):
        scheme, _, token = header.partition(" ")
        if scheme.lower() == "bearer":
            return token.strip()
    return None


async def _maybe_person(
    request: Request,
    response: Response,
    holder: Annotated[TokenHolder | None, Depends(by_token)],
) -> Me | None:
    if holder is not None:
        return await _accounts(request).known(holder.person)
    token = session_token(request)
    if token is None:
        return None
    visit = await _accounts(request).visit(token)
    if visit is None:
        return None
    me, extended = visit
    if extended:
        set_session_cookie(response, request.app.state.settings, token)
    return me


async def _current_person(person: Annotated[Me | None, Depends(_maybe_person)]) -> Me:
    if person is None:
        raise NotSignedIn("Sign in to go on.")
    return person


Accounts = Annotated[AccountService, Depends(_accounts)]
MaybePerson = Annotated[Me | None, Depends(_maybe_person)]
CurrentPerson = Annotated[Me, Depends(_current_person)]
Token = Annotated[str | None, Depends(session_token)]
ClientAddress = Annotated[str, Depends(client_address)]
