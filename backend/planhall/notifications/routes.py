"""Over HTTP: the inbox, what people choose, web push, and invitations by email."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import token_scope
from planhall.accounts.times import utc_now
from planhall.notifications.dependencies import Notifications
from planhall.notifications.views import (
    BoardNotifications,
    BoardNotificationsChange,
    Inbox,
    InvitationWish,
    Invited,
    NotificationSettings,
    NotificationSettingsChange,
    PushEnd,
    PushKey,
    PushWish,
    ReadWish,
    Unread,
    UnreadWish,
    Unsubscription,
)
from planhall.problems import Forbidden, Invalid, NotFound, NotSignedIn, TooMany

router = APIRouter(prefix="/api", tags=["notifications"])


@router.get("/inbox", operation_id="getInbox", responses=problems(NotSignedIn, Invalid))
async def get_inbox(
    me: CurrentPerson,
    notifications: Notifications,
    unread: bool = False,
    before: Annotated[str | None, Query(max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
) -> Inbox:
    """What one was told, newest first."""
    return await notifications.inboxes.page(me.id, unread=unread, before=before, limit=limit)


@router.get("/inbox/count", operation_id="countUnread", responses=problems(NotSignedIn))
async def count_unread(me: CurrentPerson, notifications: Notifications) -> Unread:
    """How much of it one has not read."""
    return Unread(unread=await notifications.inboxes.unread(me.id))


@router.post("/inbox/read", operation_id="markRead", responses=problems(NotSignedIn, Invalid))
async def mark_read(body: ReadWish, me: CurrentPerson, notifications: Notifications) -> Unread:
    """One has read some, or all."""
    if body.ids is None:
        return Unread(unread=await notifications.inboxes.mark_all(me.id, body.board))
    return Unread(unread=await notifications.inboxes.mark(me.id, body.ids, read=True))


@router.post("/inbox/unread", operation_id="markUnread", responses=problems(NotSignedIn, Invalid))
async def mark_unread(body: UnreadWish, me: CurrentPerson, notifications: Notifications) -> Unread:
    """One wants to read some again."""
    return Unread(unread=await notifications.inboxes.mark(me.id, body.ids, read=False))


@router.get(
    "/notification-settings",
    operation_id="getNotificationSettings",
    responses=problems(NotSignedIn),
)
async def get_settings(me: CurrentPerson, notifications: Notifications) -> NotificationSettings:
    """How one wants to hear of things."""
    return await notifications.choosing.at_large(me)


@router.put(
    "/notification-settings",
    operation_id="changeNotificationSettings",
    responses=problems(NotSignedIn, Invalid),
)
async def change_settings(
    body: NotificationSettingsChange, me: CurrentPerson, notifications: Notifications
) -> NotificationSettings:
    """Choose how; what is not given stays."""
    return await notifications.choosing.change_at_large(me, body)


@router.get(
    "/boards/{board}/notifications",
    operation_id="getBoardNotifications",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def get_board_notifications(
    board: Id, me: CurrentPerson, notifications: Notifications
) -> BoardNotifications:
    """How closely one follows a board."""
    return await notifications.choosing.on_board(me, board)


@router.put(
    "/boards/{board}/notifications",
    operation_id="changeBoardNotifications",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def change_board_notifications(
    board: Id, body: BoardNotificationsChange, me: CurrentPerson, notifications: Notifications
) -> BoardNotifications:
    """Watch, take part, or mute; what is not given stays."""
    return await notifications.choosing.change_on_board(me, board, body)


@router.get(
    "/unsubscribe/{token}",
    operation_id="getUnsubscription",
    response_model=Unsubscription,
    responses=problems(NotFound, Invalid),
)
async def get_unsubscription(
    token: Id, request: Request, notifications: Notifications
) -> Unsubscription | RedirectResponse:
    """What a link at the foot of a mail ends. It ends nothing by itself."""
    if "text/html" in request.headers.get("accept", ""):
        # A mail program that knows no one-click unsubscribing opens the header's address.
        return RedirectResponse(f"/unsubscribe/{token}", HTTPStatus.SEE_OTHER)
    return await notifications.unsubscribing.look(token)


@router.post(
    "/unsubscribe/{token}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="unsubscribe",
    responses=problems(NotFound, Invalid),
)
async def unsubscribe(token: Id, notifications: Notifications) -> None:
    """End that mail, at once (RFC 8058); what the body says does not matter."""
    await notifications.unsubscribing.use(token)


@router.post(
    "/unsubscribe/{token}/undo",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="undoUnsubscribe",
    responses=problems(NotFound, Invalid),
)
async def undo_unsubscribe(token: Id, notifications: Notifications) -> None:
    """Have the mail as before."""
    await notifications.unsubscribing.undo(token)


@router.get("/push/key", operation_id="getPushKey", responses=problems(NotSignedIn))
async def get_push_key(me: CurrentPerson, notifications: Notifications) -> PushKey:
    """The key with which a browser subscribes to web push."""
    return PushKey(key=await notifications.push.key())


@router.post(
    "/push/subscriptions",
    status_code=HTTPStatus.CREATED,
    operation_id="subscribeToPush",
    responses=problems(NotSignedIn, Invalid),
    openapi_extra=token_scope(None),
)
async def subscribe_to_push(
    body: PushWish, me: CurrentPerson, notifications: Notifications
) -> Response:
    """Have this browser told, too."""
    await notifications.push.subscribe(me.id, body.endpoint, body.keys)
    return Response(status_code=HTTPStatus.CREATED)


@router.delete(
    "/push/subscriptions",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="unsubscribeFromPush",
    responses=problems(NotSignedIn, Invalid),
    openapi_extra=token_scope(None),
)
async def unsubscribe_from_push(
    body: PushEnd, me: CurrentPerson, notifications: Notifications
) -> None:
    """Have this browser told no more."""
    await notifications.push.unsubscribe(me.id, body.endpoint)


@router.post(
    "/boards/{board}/invitations",
    status_code=HTTPStatus.CREATED,
    operation_id="inviteByEmail",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid, TooMany),
)
async def invite_by_email(
    board: Id, body: InvitationWish, me: CurrentPerson, notifications: Notifications
) -> Invited:
    """Send links by email. Owners may invite to every role, facilitators up to editor."""
    sent = await notifications.invitations.send(
        board, me, list(dict.fromkeys(body.emails)), body.role, body.message, utc_now()
    )
    return Invited(sent=sent)
