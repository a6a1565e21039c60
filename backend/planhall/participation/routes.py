"""Over HTTP: who contributed to a board or a session, and who is told of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.participation.dependencies import Participating
from planhall.participation.periods import MAX_DAYS
from planhall.participation.service import ParticipationOff
from planhall.participation.views import BoardSetting, OwnSetting, Participation
from planhall.plan.service import ExportedFile
from planhall.problems import Forbidden, Invalid, NotFound, NotSignedIn

router = APIRouter(prefix="/api", tags=["participation"])

Days = Annotated[int, Query(ge=1, le=MAX_DAYS, description="How many, until today.")]
Zone = Annotated[
    str, Query(max_length=64, description="The IANA time zone in which a day is a day.")
]

_READING = problems(NotSignedIn, NotFound, Invalid)
_AS_FILE = problems(NotSignedIn, NotFound, ParticipationOff, Invalid)


@router.get(
    "/boards/{board}/participation", operation_id="getBoardParticipation", responses=_READING
)
async def board_participation(
    board: Id, me: CurrentPerson, participation: Participating, days: Days = 90, zone: Zone = "UTC"
) -> Participation:
    """Who contributed to a board in the last days; who is named depends on who asks."""
    return await participation.of_board(board, me, days, zone)


@router.get(
    "/boards/{board}/participation.csv",
    operation_id="getBoardParticipationTable",
    response_class=Response,
    responses=_AS_FILE,
)
async def board_table(
    board: Id, me: CurrentPerson, participation: Participating, days: Days = 90, zone: Zone = "UTC"
) -> Response:
    """The same as a table, for a spreadsheet."""
    return _sent(participation.file(await participation.of_board(board, me, days, zone)))


@router.get(
    "/sessions/{session}/participation",
    operation_id="getSessionParticipation",
    responses=_READING,
)
async def session_participation(
    session: Id, me: CurrentPerson, participation: Participating, zone: Zone = "UTC"
) -> Participation:
    """Who contributed to the board while a session was on."""
    return await participation.of_session(session, me, zone)


@router.get(
    "/sessions/{session}/participation.csv",
    operation_id="getSessionParticipationTable",
    response_class=Response,
    responses=_AS_FILE,
)
async def session_table(
    session: Id, me: CurrentPerson, participation: Participating, zone: Zone = "UTC"
) -> Response:
    """The same as a table, for a spreadsheet."""
    return _sent(participation.file(await participation.of_session(session, me, zone)))


@router.get(
    "/boards/{board}/participation/settings",
    operation_id="getParticipationSetting",
    responses=_READING,
)
async def board_setting(board: Id, me: CurrentPerson, participation: Participating) -> BoardSetting:
    """Whether participation is told on this board."""
    return await participation.settings.of_board(board, me)


@router.put(
    "/boards/{board}/participation/settings",
    operation_id="setParticipation",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def set_board_setting(
    board: Id, body: BoardSetting, me: CurrentPerson, participation: Participating
) -> BoardSetting:
    """Owners turn it on or off for everyone; while it is off, nothing is counted."""
    return await participation.settings.turn(board, me, body)


@router.get(
    "/boards/{board}/participation/me",
    operation_id="getOwnParticipationSetting",
    responses=_READING,
)
async def own_setting(board: Id, me: CurrentPerson, participation: Participating) -> OwnSetting:
    """Whether one is named to those who facilitate and own the board."""
    return await participation.settings.of_person(board, me)


@router.put(
    "/boards/{board}/participation/me",
    operation_id="setOwnParticipation",
    responses=_READING,
)
async def set_own_setting(
    board: Id, body: OwnSetting, me: CurrentPerson, participation: Participating
) -> OwnSetting:
    """Be named or not; unnamed, one is counted among the others."""
    return await participation.settings.name_me(board, me, body)


def _sent(file: ExportedFile) -> Response:
    return Response(
        file.content,
        media_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )
