"""Invite links: made and revoked on a board, followed by anyone who has one."""

from datetime import timedelta
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from planhall.accounts.cookies import set_session_cookie
from planhall.accounts.dependencies import ClientAddress, CurrentPerson, MaybePerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import Scope, token_scope
from planhall.boards.dependencies import Boards
from planhall.boards.views import (
    Invite,
    InviteAcceptance,
    InviteAccepted,
    InvitePreview,
    InviteWish,
)
from planhall.problems import Forbidden, Gone, Invalid, NotFound, NotSignedIn, TooMany

router = APIRouter(tags=["invites"])


@router.get(
    "/boards/{board}/invites",
    operation_id="listInvites",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
    # A link gives whoever has it a role, and that may be to write.
    openapi_extra=token_scope(Scope.WRITE),
)
async def list_invites(board: Id, me: CurrentPerson, boards: Boards) -> list[Invite]:
    """The links that one may manage, newest first; revoked ones are left out."""
    return await boards.invites.of(board, me)


@router.post(
    "/boards/{board}/invites",
    status_code=HTTPStatus.CREATED,
    operation_id="createInvite",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def create_invite(board: Id, body: InviteWish, me: CurrentPerson, boards: Boards) -> Invite:
    """Owners may invite to every role, facilitators up to editor."""
    hours = body.expires_in_hours
    return await boards.invites.create(
        board,
        me,
        body.role,
        expires_in=None if hours is None else timedelta(hours=hours),
        label=body.label,
    )


@router.delete(
    "/boards/{board}/invites/{invite}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="revokeInvite",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def revoke_invite(board: Id, invite: Id, me: CurrentPerson, boards: Boards) -> None:
    """End a link; those who came by it stay."""
    await boards.invites.revoke(board, me, invite)


@router.get(
    "/invites/{token}",
    operation_id="previewInvite",
    responses=problems(NotFound, Gone, Invalid),
)
async def preview_invite(token: Id, me: MaybePerson, boards: Boards) -> InvitePreview:
    """What a link leads to, for anyone who has it."""
    return await boards.invites.preview(token, me)


@router.post(
    "/invites/{token}/accept",
    operation_id="acceptInvite",
    responses=problems(NotFound, Gone, Invalid, TooMany),
)
async def accept_invite(
    token: Id,
    body: InviteAcceptance,
    request: Request,
    response: Response,
    me: MaybePerson,
    boards: Boards,
    address: ClientAddress,
) -> InviteAccepted:
    """Follow a link. Without a session, `name` makes a guest and signs them in."""
    accepted = await boards.invites.accept(token, me, body.name, address)
    if accepted.token is not None:
        set_session_cookie(response, request.app.state.settings, accepted.token)
    board = await boards.board_view(accepted.board, accepted.me.id)
    return InviteAccepted(board=board, me=accepted.me)
