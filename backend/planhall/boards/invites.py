"""Invite links: whoever has one gets its role on its board."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import TOKEN_LENGTH_MAX, new_token
from planhall.accounts.views import Me, Person
from planhall.boards.access import (
    Standing,
    find_standing,
    holders,
    lock_boards,
    require_standing,
)
from planhall.boards.documents import Live
from planhall.boards.models import BoardRoleRow, BoardRow, InviteRow, WorkspaceRow
from planhall.boards.roles import Role
from planhall.boards.views import Invite, InvitePreview
from planhall.database import Database
from planhall.problems import Forbidden, Gone, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What came of following a link. ``token`` is there when a guest was made."""

    board: str
    me: Me
    token: str | None


class Invites:
    """The invite links of boards. Facilitators and owners deal with them."""

    def __init__(
        self, database: Database, accounts: AccountService, live: Live, base_url: str
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._live = live
        self._base_url = base_url

    async def of(self, board: str, by: Person) -> list[Invite]:
        """The links that are not revoked, newest first.

        Those to a higher role than one may give stay hidden: whoever sees a link can follow it.
        """
        async with self._database.session() as session:
            _, role = await require_standing(session, board, by.id, Role.FACILITATOR)
            found = await session.scalars(
                select(InviteRow)
                .where(col(InviteRow.board_id) == board, col(InviteRow.revoked_at).is_(None))
                .order_by(col(InviteRow.created_at).desc(), col(InviteRow.id))
            )
            rows = [row for row in found if _may_give(role, Role(row.role))]
            makers = await self._accounts.profiles(session, [row.created_by for row in rows])
            return [self._view(row, makers[row.created_by].person) for row in rows]

    async def create(
        self,
        board: str,
        by: Person,
        role: Role,
        expires_in: timedelta | None = None,
        label: str | None = None,
    ) -> Invite:
        """Make a link.

        Raises:
            Forbidden: to a higher role than ``by`` may give.
        """
        async with self._database.session() as session:
            await require_giving(session, board, by, role)
            row = _new_link(board, role, by.id, label, expires_in)
            session.add(row)
        return self._view(row, Person(id=by.id, name=by.name, color=by.color, guest=by.guest))

    async def revoke(self, board: str, by: Person, invite: str) -> None:
        """End a link. Those who came by it stay; revoking it again changes nothing."""
        async with self._database.session() as session:
            _, role = await require_standing(session, board, by.id, Role.FACILITATOR)
            row = await session.get(InviteRow, invite)
            if row is None or row.board_id != board or not _may_give(role, Role(row.role)):
                raise NotFound("There is no such invite on this board.")
            row.revoked_at = row.revoked_at or utc_now()

    # -- links that are not handed out by hand: the caller has checked who may

    async def open_link(
        self,
        session: AsyncSession,
        board: str,
        role: Role,
        by: str,
        label: str,
        expires_in: timedelta | None = None,
    ) -> str:
        """Make a link inside the caller's transaction, and return its id."""
        row = _new_link(board, role, by, label, expires_in)
        session.add(row)
        await session.flush()
        return row.id

    async def end_link(self, session: AsyncSession, invite: str) -> None:
        """End a link inside the caller's transaction; those who came by it stay."""
        row = await session.get(InviteRow, invite)
        if row is not None:
            row.revoked_at = row.revoked_at or utc_now()

    async def path_of_link(self, session: AsyncSession, invite: str) -> str | None:
        """Where a link leads within this service; None where nobody can follow it any more."""
        row = await session.get(InviteRow, invite)
        if row is None or row.revoked_at is not None or _expired(row):
            return None
        return f"/join/{row.token}"

    async def preview(self, token: str, me: Person | None) -> InvitePreview:
        """What a link leads to.

        Raises:
            NotFound: nobody made such a link.
            Gone: it has expired or was revoked.
        """
        async with self._database.session() as session:
            row = await _usable(session, token)
            board = await session.get_one(BoardRow, row.board_id)
            workspace = (
                await session.get(WorkspaceRow, board.workspace_id) if board.workspace_id else None
            )
            maker = (await self._accounts.profiles(session, [row.created_by]))[row.created_by]
            standing = None if me is None else await find_standing(session, board.id, me.id)
            nothing_new = (
                standing is not None
                and standing.role is not None
                and standing.role.reaches(Role(row.role))
            )
            return InvitePreview(
                board_title=board.title,
                workspace_name=None if workspace is None else workspace.name,
                role=Role(row.role),
                invited_by=maker.name,
                expires_at=row.expires_at,
                needs_name=me is None,
                board=board.id if nothing_new else None,
            )

    async def accept(self, token: str, me: Me | None, name: str | None, address: str) -> Acceptance:
        """Give the link's role to ``me``, or to a new guest called ``name``.

        Whoever holds as high a role already keeps it.

        Raises:
            NotFound: nobody made such a link.
            Gone: it has expired or was revoked.
            Invalid: nobody is signed in, and there is no name.
            TooMany: guests from this address.
        """
        guest_token: str | None = None
        async with self._database.session() as session:
            row = await _usable(session, token)
            await lock_boards(session, [row.board_id])
            await session.refresh(row)
            _check_usable(row)
            if me is None:
                if name is None:
                    missing = "Say under which name the others will see you."
                    raise Invalid(missing, errors=[{"at": "body.name", "message": missing}])
                entrance = await self._accounts.enter_as_guest(
                    session, name, await self._colors_on(session, row.board_id), address
                )
                me, guest_token = entrance.me, entrance.token
            gained = await give_role(session, row.board_id, me.id, Role(row.role), utc_now())
            if gained:
                row.uses += 1
            board = row.board_id
        if gained:
            await self._live.people_changed([board], me.id)
        return Acceptance(board, me, guest_token)

    async def _colors_on(self, session: AsyncSession, board: str) -> list[str]:
        on_it = await holders(session, [await session.get_one(BoardRow, board)])
        profiles = await self._accounts.profiles(session, [one.person for one in on_it[board]])
        return [profile.color for profile in profiles.values()]

    def _view(self, row: InviteRow, maker: Person) -> Invite:
        return Invite(
            id=row.id,
            url=f"{self._base_url}/join/{row.token}",
            token=row.token,
            role=Role(row.role),
            label=row.label,
            created_by=maker,
            created_at=row.created_at,
            expires_at=row.expires_at,
            uses=row.uses,
            status="expired" if _expired(row) else "active",
        )


async def require_giving(session: AsyncSession, board: str, by: Person, role: Role) -> Standing:
    """The place on the board of somebody who may invite others to this role.

    Raises:
        NotFound: there is no such board, or none that they may know of.
        Forbidden: it is a higher role than they may give.
    """
    standing, own = await require_standing(session, board, by.id, Role.FACILITATOR)
    if not _may_give(own, role):
        raise Forbidden(
            f"A {own} may invite up to {own.invites_up_to}; "
            f"only an owner may give the role {role}.",
            needed_role=Role.OWNER.value,
            role=own.value,
        )
    return standing


async def give_role(
    session: AsyncSession, board: str, person: str, role: Role, joined_at: datetime
) -> bool:
    """Give a role by invitation, unless they hold as high a one; the board must be locked.

    Returns:
        Whether they gained anything.
    """
    standing = await find_standing(session, board, person)
    if standing is None or (standing.role is not None and standing.role.reaches(role)):
        return False
    if standing.explicit is not None:
        standing.explicit.role = role
    else:
        session.add(
            BoardRoleRow(
                board_id=board, person_id=person, role=role, via="invite", joined_at=joined_at
            )
        )
    await session.flush()
    return True


def _may_give(own: Role, role: Role) -> bool:
    highest = own.invites_up_to
    return highest is not None and highest.reaches(role)


async def _usable(session: AsyncSession, token: str) -> InviteRow:
    row = None
    if len(token) <= TOKEN_LENGTH_MAX:
        found = await session.scalars(select(InviteRow).where(col(InviteRow.token) == token))
        row = found.one_or_none()
    if row is None:
        raise NotFound("There is no such invite. The link may not be complete.")
    _check_usable(row)
    return row


def _check_usable(row: InviteRow) -> None:
    if row.revoked_at is not None:
        raise Gone("This invite was revoked. Ask for a new link.")
    if _expired(row):
        raise Gone("This invite has expired. Ask for a new link.")


def _expired(row: InviteRow) -> bool:
    return row.expires_at is not None and row.expires_at <= utc_now()


def _new_link(
    board: str, role: Role, by: str, label: str | None, expires_in: timedelta | None = None
) -> InviteRow:
    now = utc_now()
    return InviteRow(
        id=new_id(),
        board_id=board,
        token=new_token(),
        role=role,
        label=label,
        created_by=by,
        created_at=now,
        expires_at=None if expires_in is None else now + expires_in,
    )
