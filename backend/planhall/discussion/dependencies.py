"""How routes find the service, and who may say something again already."""

from typing import Annotated

from fastapi import Depends, Request

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.views import Me
from planhall.discussion.service import DiscussionService


def _discussion(request: Request) -> DiscussionService:
    service: DiscussionService = request.app.state.discussion
    return service


Discussion = Annotated[DiscussionService, Depends(_discussion)]


async def _speaker(me: CurrentPerson, discussion: Discussion) -> Me:
    discussion.speaking.spend(me.id)
    return me


Speaker = Annotated[Me, Depends(_speaker)]
"""Who is calling, for routes that change what is said; so many calls in a time (429)."""
