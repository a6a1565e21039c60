"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.workshops.service import WorkshopService


def _workshops(request: Request) -> WorkshopService:
    service: WorkshopService = request.app.state.workshops
    return service


Workshops = Annotated[WorkshopService, Depends(_workshops)]
