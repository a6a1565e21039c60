"""Personal tokens: with one a program does over the API what its owner may do, within scopes."""

import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from limits.storage import MemoryStorage
from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.models import PersonalTokenRow, PersonRow
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.scopes import Scope, all_of
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import TOKEN_LENGTH_MAX, digest
from planhall.accounts.views import Me, PersonalToken, PersonalTokenMade
from planhall.database import Database
from planhall.problems import Conflict, Forbidden, NotFound
from planhall.settings import Settings

PREFIX: Final = "plh_"
"""By which scanners for secrets know one that has gone astray."""
MOST: Final = 50
_BYTES: Final = 32
_ENDING: Final = 4
# When a token was last used is told by the hour: no write for each request.
_USED_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whose token was shown, and what it is good for."""

    token: str
    """The id of the token."""
    person: str
    scopes: frozenset[Scope]


class PersonalTokens:
    """The tokens of people. Of each only a digest is kept."""

    def __init__(
        self, database: Database, settings: Settings, ended: Callable[[str], Awaitable[None]]
    ) -> None:
        """``ended`` is told, after the commit, whose token ended before its time."""
        self._database = database
        self._ended = ended
        self._uses = RateLimit(MemoryStorage(), "token", settings.token_limit)

    async def holder(self, token: str) -> TokenHolder | None:
        """Whose this is; None where it is no token, has expired or was revoked."""
        if not token.startswith(PREFIX) or len(token) > TOKEN_LENGTH_MAX:
            return None
        now = utc_now()
        async with self._database.session() as session:
            row = await session.scalar(
                select(PersonalTokenRow).where(
                    col(PersonalTokenRow.token_digest) == digest(token), _good(now)
                )
            )
        if row is None:
            return None
        if row.last_used_at is None or row.last_used_at <= now - _USED_EVERY:
            async with self._database.session() as session:
                await session.execute(
                    update(PersonalTokenRow)
                    .where(col(PersonalTokenRow.id) == row.id)
                    .values(last_used_at=now)
                )
        return TokenHolder(row.id, row.person_id, frozenset(map(Scope, row.scopes.split())))

    def spend(self, holder: TokenHolder) -> None:
        """Count one request.

        Raises:
            TooMany: with this token.
        """
        self._uses.spend(holder.token)

    async def of(self, person: Me) -> list[PersonalToken]:
        """Somebody's tokens that are still good, the newest first."""
        async with self._database.session() as session:
            rows = await session.scalars(
                select(PersonalTokenRow)
                .where(col(PersonalTokenRow.person_id) == person.id, _good(utc_now()))
                .order_by(col(PersonalTokenRow.created_at).desc(), col(PersonalTokenRow.id))
            )
            return [_view(row) for row in rows]

    async def make(
        self, person: Me, name: str, scopes: Iterable[Scope], days: int | None
    ) -> PersonalTokenMade:
        """A token, shown this once; ``days``: for how long it is good, None for good.

        Raises:
            Forbidden: a guest has none.
            Conflict: they have as many as one may have.
        """
        if person.guest:
            raise Forbidden("A guest has no tokens. Sign up to have some.")
        now = utc_now()
        token = PREFIX + secrets.token_urlsafe(_BYTES)
        row = PersonalTokenRow(
            id=new_id(),
            person_id=person.id,
            name=name,
            token_digest=digest(token),
            ending=token[-_ENDING:],
            scopes=" ".join(all_of(scopes)),
            created_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
        )
        own = col(PersonalTokenRow.person_id) == person.id
        async with self._database.session() as session:
            # One at a time: an update that changes nothing, as `boards.access.lock_boards`.
            await session.execute(
                update(PersonRow).where(col(PersonRow.id) == person.id).values(id=person.id)
            )
            await session.execute(delete(PersonalTokenRow).where(own, ~_good(now)))
            count = await session.scalar(select(func.count()).where(own)) or 0
            if count >= MOST:
                raise Conflict(f"You have {MOST} tokens already. Revoke one that is not needed.")
            session.add(row)
        return PersonalTokenMade(**_view(row).model_dump(), token=token)

    async def revoke(self, person: Me, id_: str) -> None:
        """End a token at once, on open sockets too.

        Raises:
            NotFound: they have no such token.
        """
        async with self._database.session() as session:
            ended = await session.execute(
                delete(PersonalTokenRow)
                .where(
                    col(PersonalTokenRow.id) == id_, col(PersonalTokenRow.person_id) == person.id
                )
                .returning(col(PersonalTokenRow.id))
                .execution_options(synchronize_session=False)
            )
            if ended.scalar_one_or_none() is None:
                raise NotFound("You have no such token.")
        await self._ended(person.id)


async def end_tokens_of(session: AsyncSession, person: str) -> None:
    await session.execute(delete(PersonalTokenRow).where(col(PersonalTokenRow.person_id) == person))


def _good(now: datetime) -> ColumnElement[bool]:
    return or_(col(PersonalTokenRow.expires_at).is_(None), col(PersonalTokenRow.expires_at) > now)


def _view(row: PersonalTokenRow) -> PersonalToken:
    return PersonalToken(
        id=row.id,
        name=row.name,
        ending=row.ending,
        scopes=[Scope(scope) for scope in row.scopes.split()],
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )
