"""The rules of people, guests and their cookie sessions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from limits.storage import MemoryStorage
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.emails import normalise_email
from planhall.accounts.ids import new_id
from planhall.accounts.models import PersonRow, WebSession
from planhall.accounts.observers import AccountObserver, AfterCommit
from planhall.accounts.palette import next_color
from planhall.accounts.passwords import Passwords
from planhall.accounts.personal_tokens import PersonalTokens, end_tokens_of
from planhall.accounts.problems import EmailTaken, WrongCredentials, WrongPassword
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import TOKEN_LENGTH_MAX, digest, new_token
from planhall.accounts.views import Me
from planhall.database import Database
from planhall.problems import Forbidden, NotSignedIn
from planhall.settings import Settings

# A session that is used lives on; saying so once a day is enough.
_EXTEND_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entrance:
    """Somebody who just came in, with the secret that their browser is to keep."""

    me: Me
    token: str


class AccountService:
    """People, who is signed in, and their ``tokens``. Observers hear of what concerns others."""

    def __init__(
        self, database: Database, settings: Settings, passwords: Passwords | None = None
    ) -> None:
        self._database = database
        self._passwords = passwords or Passwords(settings.password_hashes_at_once)
        self._lifetime = timedelta(days=settings.session_days)
        self._observers: list[AccountObserver] = []
        self.tokens = PersonalTokens(database, settings, self._tell_ended)
        tries = MemoryStorage()
        self._sign_ins_by_address = RateLimit(tries, "sign-in-from", settings.sign_in_limit)
        self._sign_ins_by_email = RateLimit(tries, "sign-in-as", settings.sign_in_email_limit)
        self._sign_ups = RateLimit(tries, "sign-up", settings.sign_up_limit)
        self._guests = RateLimit(tries, "guest", settings.guest_limit)

    def observe(self, observer: AccountObserver) -> None:
        self._observers.append(observer)

    # -- who is there

    async def who(self, token: str | None) -> Me | None:
        """Whose session this is; None where it is nobody's or has expired. For sockets."""
        async with self._database.session() as session:
            found = await self._session_of(session, token)
            return None if found is None else _me(found[1])

    async def visit(self, token: str | None) -> tuple[Me, bool] | None:
        """As ``who``, and the session lives on; True with it when the cookie must be set anew."""
        async with self._database.session() as session:
            found = await self._session_of(session, token)
            if found is None:
                return None
            web_session, person = found
            until = utc_now() + self._lifetime
            if until - web_session.expires_at < _EXTEND_AFTER:
                return _me(person), False
            await session.execute(
                update(WebSession)
                .where(col(WebSession.token_digest) == web_session.token_digest)
                .values(expires_at=until)
            )
            return _me(person), True

    async def known(self, person: str) -> Me | None:
        """The person with this id, as they see themselves."""
        async with self._database.session() as session:
            return (await self.profiles(session, [person])).get(person)

    async def profiles(self, session: AsyncSession, people: Iterable[str]) -> dict[str, Me]:
        """People by id, as they see themselves; unknown ids are left out."""
        wanted = set(people)
        if not wanted:
            return {}
        rows = await session.scalars(select(PersonRow).where(col(PersonRow.id).in_(wanted)))
        return {row.id: _me(row) for row in rows}

    async def selves(self, session: AsyncSession, person: str) -> frozenset[str]:
        """The person's id, and those of guests who were found to be them."""
        guests = await session.scalars(
            select(col(PersonRow.id)).where(col(PersonRow.merged_into) == person)
        )
        return frozenset({person, *guests})

    async def profiles_now(self, session: AsyncSession, people: Iterable[str]) -> dict[str, Me]:
        """As ``profiles``; for a guest who was found to have an account, that account."""
        wanted = set(people)
        if not wanted:
            return {}
        found = await session.execute(
            select(col(PersonRow.id), col(PersonRow.merged_into)).where(
                col(PersonRow.id).in_(wanted)
            )
        )
        now = {id_: account or id_ for id_, account in found}
        profiles = await self.profiles(session, now.values())
        return {id_: profiles[account] for id_, account in now.items()}

    async def account_with(self, email: str) -> Me | None:
        """The account with this email, in whatever case it is written."""
        async with self._database.session() as session:
            row = await _with_email(session, email)
            return None if row is None else _me(row)

    # -- coming in and going out

    async def sign_up(
        self, name: str, email: str, password: str, *, token: str | None, address: str
    ) -> Entrance:
        """Make an account, or make one of the guest whose session ``token`` is.

        Raises:
            EmailTaken: somebody has an account with this email.
            TooMany: from this address.
        """
        self._sign_ups.spend(address)
        async with self._database.session() as session:
            if await _with_email(session, email) is not None:
                raise EmailTaken
        hashed = await self._passwords.hash(password)
        try:
            async with self._database.session() as session:
                left = await self._end(session, token)
                guest = left is not None and left.email is None
                row = left if left is not None and guest else await _new_row(session, name)
                row.name, row.email, row.password_hash = name, email, hashed
                session.add(row)
                await session.flush()
                if guest:
                    # A cookie that the guest left elsewhere is not to open the account.
                    await _end_all(session, row.id)
                me = _me(row)
                for observer in self._observers:
                    await observer.signed_up(session, me.person)
                new = await self._begin(session, row.id)
        except IntegrityError as error:
            raise EmailTaken from error
        if guest:
            await self._tell_changed(me.id)
        if left is not None:
            await self._tell_ended(left.id)
        return Entrance(me, new)

    async def sign_in(
        self, email: str, password: str, *, token: str | None, address: str
    ) -> Entrance:
        """Open a session, and end the one whose token the browser held.

        A guest's roles go to the account.

        Raises:
            WrongCredentials: no such email, or not its password; which of them is not told.
            TooMany: from this address, or for this email.
        """
        self._sign_ins_by_address.spend(address)
        try:
            email = normalise_email(email)
        except ValueError:
            email = ""
        self._sign_ins_by_email.spend(digest(email))
        async with self._database.session() as session:
            row = await _with_email(session, email)
        kept = None if row is None else row.password_hash
        if not await self._passwords.verify(kept, password) or row is None or kept is None:
            raise WrongCredentials
        renewed = await self._passwords.hash(password) if self._passwords.outdated(kept) else None
        afterwards: list[AfterCommit] = []
        async with self._database.session() as session:
            left = await self._end(session, token)
            if left is not None and left.email is None:
                afterwards = [
                    await observer.guest_merged(session, left.id, row.id)
                    for observer in self._observers
                ]
                left.merged_into = row.id
                await _end_all(session, left.id)
            if renewed is not None:
                await _set_password(session, row.id, renewed)
            new = await self._begin(session, row.id)
        for act in afterwards:
            await act()
        if left is not None:
            await self._tell_ended(left.id)
        return Entrance(_me(row), new)

    async def sign_out(self, token: str | None) -> None:
        """End the session; nothing happens where there is none."""
        async with self._database.session() as session:
            left = await self._end(session, token)
        if left is not None:
            await self._tell_ended(left.id)

    async def enter_as_guest(
        self, session: AsyncSession, name: str, colors: Collection[str], address: str
    ) -> Entrance:
        """Make a guest and their session, in the caller's transaction.

        ``colors`` are those of the people whom they will meet; the guest gets a rarer one.

        Raises:
            TooMany: from this address.
        """
        self._guests.spend(address)
        row = await _new_row(session, name, colors)
        session.add(row)
        await session.flush()
        return Entrance(_me(row), await self._begin(session, row.id))

    async def add_guest(self, name: str) -> Me:
        """Somebody without a session or an account, such as who holds the demo's board."""
        async with self._database.session() as session:
            row = await _new_row(session, name)
            session.add(row)
            return _me(row)

    # -- changing oneself

    async def change(self, person: str, name: str | None, color: str | None) -> Me:
        values = {
            key: value for key, value in (("name", name), ("color", color)) if value is not None
        }
        async with self._database.session() as session:
            row = await session.get(PersonRow, person)
            if row is None:
                raise NotSignedIn("Sign in to go on.")
            changed = any(getattr(row, key) != value for key, value in values.items())
            for key, value in values.items():
                setattr(row, key, value)
            me = _me(row)
        if changed:
            await self._tell_changed(person)
        return me

    async def change_password(self, person: str, current: str, new: str) -> str:
        """Take a new password; every session and token ends; returns a new session's.

        Raises:
            Forbidden: a guest has no password.
            WrongPassword: ``current`` is not it.
            TooMany: for this person.
        """
        async with self._database.session() as session:
            row = await session.get(PersonRow, person)
        if row is None or row.email is None:
            raise Forbidden("A guest has no password. Sign up to have one.")
        self._sign_ins_by_email.spend(digest(row.email))
        if not await self._passwords.verify(row.password_hash, current):
            raise WrongPassword
        hashed = await self._passwords.hash(new)
        async with self._database.session() as session:
            await _set_password(session, person, hashed)
            await _end_all(session, person)
            await end_tokens_of(session, person)
            for observer in self._observers:
                await observer.password_changed(session, person)
            token = await self._begin(session, person)
        await self._tell_ended(person)
        return token

    # -- sessions

    async def _session_of(
        self, session: AsyncSession, token: str | None
    ) -> tuple[WebSession, PersonRow] | None:
        if not token or len(token) > TOKEN_LENGTH_MAX:
            return None
        found = await session.execute(
            select(WebSession, PersonRow)
            .join(PersonRow, col(PersonRow.id) == col(WebSession.person_id))
            .where(
                col(WebSession.token_digest) == digest(token),
                col(WebSession.expires_at) > utc_now(),
            )
        )
        row = found.one_or_none()
        return None if row is None else (row[0], row[1])

    async def _begin(self, session: AsyncSession, person: str) -> str:
        """Always a fresh token: one that a browser brought along may be known to others."""
        now = utc_now()
        await session.execute(delete(WebSession).where(col(WebSession.expires_at) <= now))
        token = new_token()
        session.add(
            WebSession(
                token_digest=digest(token),
                person_id=person,
                created_at=now,
                expires_at=now + self._lifetime,
            )
        )
        return token

    async def _end(self, session: AsyncSession, token: str | None) -> PersonRow | None:
        """End the session of this token, if it is one; returns whose it was."""
        found = await self._session_of(session, token)
        if found is None:
            return None
        web_session, person = found
        ended = await session.execute(
            delete(WebSession)
            .where(col(WebSession.token_digest) == web_session.token_digest)
            .returning(col(WebSession.token_digest))
            .execution_options(synchronize_session=False)
        )
        # None: another request ended it between, and did what follows from that.
        return person if ended.scalar_one_or_none() is not None else None

    async def _tell_changed(self, person: str) -> None:
        for observer in self._observers:
            await observer.person_changed(person)

    async def _tell_ended(self, person: str) -> None:
        for observer in self._observers:
            await observer.sessions_ended(person)


def _me(row: PersonRow) -> Me:
    return Me(id=row.id, name=row.name, color=row.color, guest=row.email is None, email=row.email)


async def _with_email(session: AsyncSession, email: str) -> PersonRow | None:
    if not email:
        return None
    found = await session.scalars(select(PersonRow).where(col(PersonRow.email) == email.lower()))
    return found.one_or_none()


async def _new_row(session: AsyncSession, name: str, colors: Iterable[str] = ()) -> PersonRow:
    newest = await session.scalar(
        select(col(PersonRow.color)).order_by(col(PersonRow.created_at).desc()).limit(1)
    )
    return PersonRow(id=new_id(), name=name, color=next_color(newest, colors), created_at=utc_now())


async def _end_all(session: AsyncSession, person: str) -> None:
    await session.execute(delete(WebSession).where(col(WebSession.person_id) == person))


async def _set_password(session: AsyncSession, person: str, hashed: str) -> None:
    await session.execute(
        update(PersonRow).where(col(PersonRow.id) == person).values(password_hash=hashed)
    )
