"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.webhooks.service import WebhookService


def _webhooks(request: Request) -> WebhookService:
    service: WebhookService = request.app.state.webhooks
    return service


Webhooks = Annotated[WebhookService, Depends(_webhooks)]
