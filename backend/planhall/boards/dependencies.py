"""How routes find the service."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.boards.service import BoardService


def _boards(request: Request) -> BoardService:
    service: BoardService = request.app.state.boards
    return service


Boards = Annotated[BoardService, Depends(_boards)]
