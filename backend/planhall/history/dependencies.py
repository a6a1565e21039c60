"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.history.service import HistoryService


def _history(request: Request) -> HistoryService:
    service: HistoryService = request.app.state.history
    return service


History = Annotated[HistoryService, Depends(_history)]
