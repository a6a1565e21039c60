"""What routes ask about who is calling."""

from typing import Annotated

from fastapi import Depends, Request, Response

from planhall.accounts.cookies import session_token, set_session_cookie
from planhall.accounts.rate_limits import client_address
from planhall.accounts.service import AccountService
from planhall.accounts.views import Me
from planhall.problems import NotSignedIn

__all__ = ["Accounts", "ClientAddress", "CurrentPerson", "MaybePerson", "Token", "session_token"]


def _accounts(request: Request) -> AccountService:
    service: AccountService = request.app.state.accounts
    return service


async def _maybe_person(request: Request, response: Response) -> Me | None:
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
