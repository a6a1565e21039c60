"""What accounts tells those above it that a person's affairs concern."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.views import Person

AfterCommit = Callable[[], Awaitable[None]]


class AccountObserver(Protocol):
    """Told of what happens to people.

    The first three run inside the transaction of the change, and must only use its session; if one
    raises, nothing of the change happens. The others run after it committed.
    """

    async def signed_up(self, session: AsyncSession, person: Person) -> None:
        """An account was made (perhaps of a guest, who keeps the id)."""
        ...

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        """A guest signed in to an account that they had: give it what the guest held.

        Returns what is to be done once the transaction has committed.
        """
        ...

    async def password_changed(self, session: AsyncSession, person: str) -> None:
        """Secrets that were handed out under the old password must not outlive it."""
        ...

    async def person_changed(self, person: str) -> None:
        """The name or colour changed, or a guest became an account."""
        ...

    async def sessions_ended(self, person: str) -> None:
        """Some of the person's cookies are no longer valid; sockets opened with them must go."""
        ...


class Unconcerned:
    """An ``AccountObserver`` to begin with: nothing follows from anything."""

    async def signed_up(self, session: AsyncSession, person: Person) -> None:
        return

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        return nothing_more

    async def password_changed(self, session: AsyncSession, person: str) -> None:
        return

    async def person_changed(self, person: str) -> None:
        return

    async def sessions_ended(self, person: str) -> None:
        return


async def nothing_more() -> None:
    """What is to be done after a commit, where that is nothing."""
