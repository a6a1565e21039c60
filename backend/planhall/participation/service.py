"""Participation of a board or a session: gathered from the parts, counted, told by role."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from planhall.accounts.ids import plausible
from planhall.accounts.service import AccountService
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.access import holders, require_standing
from planhall.boards.contributions import Attended
from planhall.boards.roles import Role
from planhall.database import Database
from planhall.discussion.service import DiscussionService
from planhall.history.service import HistoryService
from planhall.participation.counting import Material, report
from planhall.participation.people import ChoicesOfPeople
from planhall.participation.periods import Period, last_days, time_of, zone_named
from planhall.participation.settings import ParticipationSettings, is_on, unnamed_on
from planhall.participation.table import write_csv
from planhall.participation.views import Participation, ParticipationReport
from planhall.plan.model import Plan
from planhall.plan.service import ExportedFile, PlanService
from planhall.problems import Conflict
from planhall.workshops.service import WorkshopService

AT_ONCE: Final = 2
"""How many are counted at a time: the others wait."""


class ParticipationOff(Conflict):
    code = "participation-off"


class ParticipationService:
    """``by`` is always somebody who was identified; each call checks what they may do."""

    def __init__(
        self,
        database: Database,
        accounts: AccountService,
        plans: PlanService,
        discussion: DiscussionService,
        workshops: WorkshopService,
        history: HistoryService,
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._plans = plans
        self._discussion = discussion
        self._workshops = workshops
        self._history = history
        self._turns = asyncio.Semaphore(AT_ONCE)
        self.settings = ParticipationSettings(database)
        accounts.observe(ChoicesOfPeople())

    async def of_board(self, board: str, by: Person, days: int, zone: str) -> Participation:
        """The last days of a board, today being one of them.

        Raises:
            NotFound: there is no such board, or none that they may know of.
            Invalid: the time zone is not known.
        """
        period = last_days(days, zone_named(zone), utc_now())
        return await self._participation(board, by, period)

    async def of_session(self, session: str, by: Person, zone: str) -> Participation:
        """What was done on the board while a session was on.

        Raises:
            NotFound: there is no such session, or none that they may know of.
            Invalid: the time zone is not known.
        """
        where = zone_named(zone)
        seen = await self._workshops.sessions.view(session, by)
        now = utc_now()
        period = time_of(seen.started_at or now, seen.ended_at or now, where)
        return await self._participation(seen.board, by, period, (seen.id, seen.title))

    def file(self, told: Participation) -> ExportedFile:
        """As a table.

        Raises:
            ParticipationOff: it is off.
        """
        if told.report is None:
            raise ParticipationOff("Participation is turned off for this board.")
        # Spreadsheets take a file for UTF-8 only with a byte order mark.
        content = write_csv(told.report).encode("utf-8-sig")
        return ExportedFile("participation.csv", "text/csv", content)

    async def _participation(
        self, board: str, by: Person, period: Period, session: tuple[str, str] | None = None
    ) -> Participation:
        async with self._database.session() as db:
            standing, role = await require_standing(db, board, by.id)
            title = standing.board.title
            on = await is_on(db, board)
            unnamed = await unnamed_on(db, board)
        id_ = None if session is None else session[0]
        found = await self._report(board, by, role, period, unnamed, id_) if on else None
        return Participation(
            board=board,
            title=title,
            session=id_,
            session_title=None if session is None else session[1],
            on=on,
            named=by.id not in unnamed,
            may_turn=role is Role.OWNER,
            report=found,
        )

    async def _report(
        self,
        board: str,
        by: Person,
        role: Role,
        period: Period,
        unnamed: frozenset[str],
        session: str | None,
    ) -> ParticipationReport:
        since, until = period.since, period.until
        async with self._turns:
            parts = [
                await self._workshops.contributions(board, since, until, session),
                await self._discussion.contributions(board, since, until),
                await self._history.contributions(board, since, until),
            ]
            contributions = [one for part in parts for one in part.found]
            attendance = await self._workshops.attendance(board, session)
            came = attendance if session is not None else _within(attendance, since, until)
            plan = await self._plans.read(board)
            async with self._database.session() as db:
                standing, _ = await require_standing(db, board, by.id)
                everyone = (await holders(db, [standing.board]))[board]
                # Nobody is looked up who is not told of.
                named = (
                    {holder.person for holder in everyone}
                    | {one.person for one in contributions if one.person is not None}
                    | {one.person for one in came}
                    if role.reaches(Role.FACILITATOR)
                    else set()
                )
                profiles = await self._accounts.profiles(db, named - unnamed)
                made_by = await self._makers(db, plan)
            material = Material(
                period=period,
                contributions=contributions,
                truncated=any(part.truncated for part in parts),
                came=came,
                speaks_for={
                    one.person: one.stakeholder for one in attendance if one.stakeholder is not None
                },
                plan=plan,
                made_by=made_by,
                could=frozenset(
                    holder.person for holder in everyone if holder.role is not Role.VIEWER
                ),
                people={id_: profile.person for id_, profile in profiles.items()},
                unnamed=unnamed,
                viewer=by.id,
                sees_people=role.reaches(Role.FACILITATOR),
            )
            return await asyncio.to_thread(report, material)

    async def _makers(self, db: AsyncSession, plan: Plan) -> dict[str, str]:
        """Who made each item: clients write it into the document, so it may be anything."""
        said = {
            item.id: item.created_by
            for item in plan.items.values()
            if item.created_by is not None and plausible(item.created_by)
        }
        now = await self._accounts.profiles_now(db, said.values())
        return {item: now[maker].id for item, maker in said.items() if maker in now}


def _within(attendance: Sequence[Attended], since: datetime, until: datetime) -> list[Attended]:
    return [one for one in attendance if since <= one.at < until]
