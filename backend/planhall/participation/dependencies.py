"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.participation.service import ParticipationService


def _service(request: Request) -> ParticipationService:
    service: ParticipationService = request.app.state.participation
    return service


Participating = Annotated[ParticipationService, Depends(_service)]
