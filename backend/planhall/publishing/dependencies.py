"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.publishing.service import PublishingService


def _publishing(request: Request) -> PublishingService:
    service: PublishingService = request.app.state.publishing
    return service


Publishing = Annotated[PublishingService, Depends(_publishing)]
