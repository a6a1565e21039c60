"""Links with which whoever has one ends mail, without signing in."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.emails import normalise_email
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.tokens import new_token
from planhall.boards.access import find_standing
from planhall.database import Database, insert_into
from planhall.notifications.letters import Ends
from planhall.notifications.models import BoardNotificationsRow, UnsubscribeLinkRow
from planhall.notifications.preferences import keep_at_large, keep_on_board, preferences_of
from planhall.notifications.views import BoardRef, Unsubscription
from planhall.problems import NotFound

NO_LINK = "There is no such link. It may not be complete."


class Unsubscribing:
    def __init__(self, database: Database, accounts: AccountService) -> None:
        self._database = database
        self._accounts = accounts

    async def look(self, token: str) -> Unsubscription:
        """What a link ends. To look at it ends nothing: mail scanners do so.

        Raises:
            NotFound: nobody was sent such a link, or it is of a board that is gone.
        """
        async with self._database.session() as db:
            row = await _link(db, token)
            there = None if row.board_id is None else await find_standing(db, row.board_id, "")
            address = row.address
            if row.person_id is not None:
                profiles = await self._accounts.profiles(db, [row.person_id])
                address = profiles[row.person_id].email
        board = None if there is None else BoardRef(id=there.board.id, title=there.board.title)
        return Unsubscription(board=board, email_hint=_hint(address or ""))

    async def use(self, token: str) -> None:
        """End the mail; to do so again changes nothing.

        Raises:
            NotFound: nobody was sent such a link, or it is of a board that is gone.
        """
        async with self._database.session() as db:
            await _touch(db, token)
            row = await _link(db, token)
            taken = await db.execute(
                update(UnsubscribeLinkRow)
                .where(
                    col(UnsubscribeLinkRow.token) == token,
                    col(UnsubscribeLinkRow.used_at).is_(None),
                )
                .values(used_at=utc_now())
                .returning(col(UnsubscribeLinkRow.token))
                .execution_options(synchronize_session=False)
            )
            if row.person_id is not None:
                before = await _end(db, row.person_id, row.board_id)
                if taken.first() is not None:
                    row.before = before

    async def undo(self, token: str) -> None:
        """Have the mail come as it did before the link was used.

        Raises:
            NotFound: nobody was sent such a link, or it is of a board that is gone.
        """
        async with self._database.session() as db:
            await _touch(db, token)
            row = await _link(db, token)
            if row.used_at is None:
                return
            before, row.used_at, row.before = row.before or {}, None, None
            if row.person_id is None:
                return
            if "email" in before:
                await keep_at_large(db, row.person_id, email=before["email"])
            for board, email in before.get("boards", {}).items():
                if await find_standing(db, board, "") is not None:
                    await keep_on_board(db, row.person_id, board, email=email)


async def ends_for(db: AsyncSession, person: str, board: str | None) -> Ends:
    """The links of a mail to somebody about one board, or several (None)."""
    of_board = None
    if board is not None:
        of_board = await _token(db, f"{person}:{board}", person_id=person, board_id=board)
    return Ends(of_board, await _token(db, f"{person}:", person_id=person))


async def ends_for_address(db: AsyncSession, address: str) -> Ends:
    """The link of a mail to somebody without an account."""
    return Ends(None, await _token(db, f"@{address}", address=address))


async def wants_no_mail(db: AsyncSession, address: str) -> bool:
    """Whether somebody without an account has asked for none."""
    used = await db.scalar(
        select(col(UnsubscribeLinkRow.used_at)).where(
            col(UnsubscribeLinkRow.key) == f"@{normalise_email(address)}"
        )
    )
    return used is not None


async def _token(
    db: AsyncSession,
    key: str,
    *,
    person_id: str | None = None,
    address: str | None = None,
    board_id: str | None = None,
) -> str:
    insert = insert_into(db, UnsubscribeLinkRow).values(
        token=new_token(), key=key, person_id=person_id, address=address, board_id=board_id
    )
    found = await db.execute(
        insert.on_conflict_do_update(
            index_elements=["key"], set_={"key": insert.excluded.key}
        ).returning(col(UnsubscribeLinkRow.token))
    )
    return str(found.scalar_one())


async def _link(db: AsyncSession, token: str) -> UnsubscribeLinkRow:
    row = await db.get(UnsubscribeLinkRow, token)
    if row is None:
        raise NotFound(NO_LINK)
    return row


async def _touch(db: AsyncSession, token: str) -> None:
    """A write before all reading: SQLite lets nobody write who has read what others changed."""
    await db.execute(
        update(UnsubscribeLinkRow)
        .where(col(UnsubscribeLinkRow.token) == token)
        .values(token=token)
        .execution_options(synchronize_session=False)
    )


async def _end(db: AsyncSession, person: str, board: str | None) -> dict[str, object]:
    """No more mail of one board, or of any; returns what was chosen before."""
    preferences = await preferences_of(db, [person])
    if board is not None:
        before = preferences.of(person, board).on_board
        await keep_on_board(db, person, board, email="none")
        return {"boards": {board: before}}
    own = await db.execute(
        select(col(BoardNotificationsRow.board_id), col(BoardNotificationsRow.email)).where(
            col(BoardNotificationsRow.person_id) == person,
            col(BoardNotificationsRow.email).not_in(("default", "none")),
        )
    )
    boards = {row[0]: row[1] for row in own}
    before_at_large = preferences.of(person, None).at_large
    await keep_at_large(db, person, email="none")
    for id_ in boards:
        await keep_on_board(db, person, id_, email="default")
    return {"email": before_at_large, "boards": boards}


def _hint(address: str) -> str:
    """Enough to know one's own address by, too little to learn another's."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""
