"""Signing up, in and out, and oneself."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from planhall.accounts import token_routes
from planhall.accounts.cookies import clear_session_cookie, set_session_cookie
from planhall.accounts.dependencies import Accounts, ClientAddress, CurrentPerson, Token
from planhall.accounts.problem_docs import problems
from planhall.accounts.problems import EmailTaken, WrongCredentials, WrongPassword
from planhall.accounts.scopes import token_scope
from planhall.accounts.views import Me, MeChange, PasswordChange, SignIn, SignUp
from planhall.problems import Forbidden, Invalid, NotSignedIn, TooMany

router = APIRouter(prefix="/api", tags=["accounts"])
router.include_router(token_routes.router)


@router.post(
    "/sign-up",
    status_code=HTTPStatus.CREATED,
    operation_id="signUp",
    responses=problems(EmailTaken, Invalid, TooMany),
    openapi_extra=token_scope(None),
)
async def sign_up(
    body: SignUp,
    request: Request,
    response: Response,
    accounts: Accounts,
    token: Token,
    address: ClientAddress,
) -> Me:
    """Make an account and sign in. A guest becomes the account and keeps what they wrote."""
    entrance = await accounts.sign_up(
        body.name, body.email, body.password, token=token, address=address
    )
    set_session_cookie(response, request.app.state.settings, entrance.token)
    return entrance.me


@router.post(
    "/sign-in",
    operation_id="signIn",
    responses=problems(WrongCredentials, Invalid, TooMany),
    openapi_extra=token_scope(None),
)
async def sign_in(
    body: SignIn,
    request: Request,
    response: Response,
    accounts: Accounts,
    token: Token,
    address: ClientAddress,
) -> Me:
    """Sign in. A guest's boards go to the account."""
    entrance = await accounts.sign_in(body.email, body.password, token=token, address=address)
    set_session_cookie(response, request.app.state.settings, entrance.token)
    return entrance.me


@router.post(
    "/sign-out",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="signOut",
    openapi_extra=token_scope(None),
)
async def sign_out(request: Request, response: Response, accounts: Accounts, token: Token) -> None:
    """End this browser's session."""
    await accounts.sign_out(token)
    clear_session_cookie(response, request.app.state.settings)


@router.get("/me", operation_id="getMe", responses=problems(NotSignedIn))
async def get_me(me: CurrentPerson) -> Me:
    """Who is signed in, or a guest, here."""
    return me


@router.patch(
    "/me",
    operation_id="changeMe",
    responses=problems(NotSignedIn, Invalid),
    openapi_extra=token_scope(None),
)
async def change_me(body: MeChange, me: CurrentPerson, accounts: Accounts) -> Me:
    """Take another name or colour."""
    return await accounts.change(me.id, body.name, body.color)


@router.post(
    "/me/password",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="changePassword",
    responses=problems(NotSignedIn, Forbidden, WrongPassword, TooMany),
    openapi_extra=token_scope(None),
)
async def change_password(
    body: PasswordChange,
    request: Request,
    response: Response,
    me: CurrentPerson,
    accounts: Accounts,
) -> None:
    """Take another password. Every other browser is signed out, and board tokens end."""
    token = await accounts.change_password(me.id, body.current, body.new)
    set_session_cookie(response, request.app.state.settings, token)
