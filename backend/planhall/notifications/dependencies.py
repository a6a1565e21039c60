"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.notifications.service import NotificationService


def _notifications(request: Request) -> NotificationService:
    service: NotificationService = request.app.state.notifications
    return service


Notifications = Annotated[NotificationService, Depends(_notifications)]
