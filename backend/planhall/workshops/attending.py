"""Being in a session: coming, speaking for a group, hands and reactions."""

from planhall.accounts.views import Person
from planhall.database import Database
from planhall.problems import Forbidden, NotFound
from planhall.workshops import timers
from planhall.workshops.attendance import attendance_of, people_of, set_hand
from planhall.workshops.documents import Documents
from planhall.workshops.running import require_live, require_not_ended
from planhall.workshops.seats import find_seat, lock_seat
from planhall.workshops.sessions import Sessions
from planhall.workshops.views import AttendanceWish, HandWish, Session


class Attending:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(self, database: Database, documents: Documents, sessions: Sessions) -> None:
        self._database = database
        self._documents = documents
        self._sessions = sessions

    async def attend(self, session: str, by: Person, wish: AttendanceWish) -> Session:
        """Be in a session, and say for which stakeholder group one speaks."""
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            require_not_ended(seat.session)
            row = await attendance_of(db, session, by.id)
            if "stakeholder" in wish.model_fields_set:
                row.stakeholder = wish.stakeholder
        return await self._sessions.told(session, by)

    async def set_hand(self, session: str, by: Person, wish: HandWish) -> Session:
        """Raise or lower one's hand; who facilitates may lower others'.

        Raises:
            Forbidden: it is somebody else's hand, or they only look on.
            NotFound: they did not come.
        """
        whose = wish.person or by.id
        async with self._database.session() as db:
            seat = await lock_seat(db, session, by.id)
            require_live(seat.session)
            seat.require_taking_part()
            if whose != by.id:
                if wish.up:
                    raise Forbidden("Everyone raises their own hand.", role=seat.role.value)
                seat.require_facilitating()
                if whose not in await people_of(db, session):
                    raise NotFound("They are not in this session.")
            set_hand(await attendance_of(db, session, whose), wish.up, timers.now_ms())
        return await self._sessions.told(session, by)

    async def react(self, session: str, by: Person, emoji: str) -> None:
        """Show everyone a reaction; it is not kept."""
        async with self._database.session() as db:
            seat = await find_seat(db, session, by.id)
            require_live(seat.session)
            seat.require_taking_part()
        await self._documents.notify(
            seat.session.board_id, {"type": "reaction", "person": by.id, "emoji": emoji}
        )
