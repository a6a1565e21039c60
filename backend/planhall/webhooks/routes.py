"""Webhooks over HTTP."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn, TooMany
from planhall.public_addresses import BadAddress
from planhall.webhooks.dependencies import Webhooks
from planhall.webhooks.service import WebhookPaused
from planhall.webhooks.views import Delivery, Webhook, WebhookChange, WebhookMade, WebhookWish

router = APIRouter(prefix="/api", tags=["webhooks"])

_ASKING = problems(NotSignedIn, Forbidden, NotFound, Invalid)
_SENDING = problems(NotSignedIn, Forbidden, NotFound, Conflict, WebhookPaused, Invalid, TooMany)


@router.get("/boards/{board}/webhooks", operation_id="listWebhooks", responses=_ASKING)
async def list_webhooks(board: Id, me: CurrentPerson, webhooks: Webhooks) -> list[Webhook]:
    """The webhooks of a board, for its owners and facilitators."""
    return await webhooks.of(board, me)


@router.post(
    "/boards/{board}/webhooks",
    status_code=HTTPStatus.CREATED,
    operation_id="addWebhook",
    responses=problems(NotSignedIn, Forbidden, NotFound, Conflict, BadAddress, Invalid, TooMany),
)
async def add_webhook(
    board: Id, body: WebhookWish, me: CurrentPerson, webhooks: Webhooks
) -> WebhookMade:
    """Have an https address told of what happens on a board. The secret is shown this once."""
    return await webhooks.add(board, me, body)


@router.patch(
    "/webhooks/{webhook}",
    operation_id="changeWebhook",
    responses=problems(NotSignedIn, Forbidden, NotFound, BadAddress, Invalid, TooMany),
)
async def change_webhook(
    webhook: Id, body: WebhookChange, me: CurrentPerson, webhooks: Webhooks
) -> Webhook:
    """Another address or other events; pause it, or have it go on."""
    return await webhooks.change(webhook, me, body)


@router.delete(
    "/webhooks/{webhook}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="deleteWebhook",
    responses=_ASKING,
)
async def delete_webhook(webhook: Id, me: CurrentPerson, webhooks: Webhooks) -> None:
    """End it, with all that waits for it."""
    await webhooks.remove(webhook, me)


@router.post("/webhooks/{webhook}/secret", operation_id="rotateWebhookSecret", responses=_ASKING)
async def rotate_secret(webhook: Id, me: CurrentPerson, webhooks: Webhooks) -> WebhookMade:
    """Another secret, shown this once. For a day messages are signed with the old one too."""
    return await webhooks.rotate(webhook, me)


@router.post(
    "/webhooks/{webhook}/ping",
    status_code=HTTPStatus.CREATED,
    operation_id="pingWebhook",
    responses=_SENDING,
)
async def ping_webhook(webhook: Id, me: CurrentPerson, webhooks: Webhooks) -> Delivery:
    """Send a message that only shows that messages come."""
    return await webhooks.ping(webhook, me)


@router.get(
    "/webhooks/{webhook}/deliveries", operation_id="listWebhookDeliveries", responses=_ASKING
)
async def list_deliveries(webhook: Id, me: CurrentPerson, webhooks: Webhooks) -> list[Delivery]:
    """Its last 50 messages, the newest first. They are kept for three days."""
    return await webhooks.deliveries(webhook, me)


@router.post(
    "/webhooks/deliveries/{delivery}/again", operation_id="redeliverWebhook", responses=_SENDING
)
async def send_again(delivery: Id, me: CurrentPerson, webhooks: Webhooks) -> Delivery:
    """Send a message once more, with the id that it had."""
    return await webhooks.again(delivery, me)
