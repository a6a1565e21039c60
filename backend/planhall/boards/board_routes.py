"""Boards, their people, and tokens for Yjs clients."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import token_scope
from planhall.boards.access import LastOwner
from planhall.boards.dependencies import Boards
from planhall.boards.lock import BoardLocked
from planhall.boards.people import MemberOfWorkspace
from planhall.boards.views import Board, BoardChange, BoardPerson, BoardToken, RoleChange
from planhall.problems import Forbidden, Invalid, NotFound, NotSignedIn

router = APIRouter(prefix="/boards", tags=["boards"])


@router.get("", operation_id="listBoards", responses=problems(NotSignedIn, NotFound, Invalid))
async def list_boards(
    me: CurrentPerson, boards: Boards, workspace: Id | None = None
) -> list[Board]:
    """Every board that one has access to (of one workspace, if named), last opened first."""
    return await boards.boards_of(me.id, workspace)


@router.get("/{board}", operation_id="getBoard", responses=problems(NotSignedIn, NotFound, Invalid))
async def get_board(board: Id, me: CurrentPerson, boards: Boards) -> Board:
    """One board."""
    return await boards.board_view(board, me.id)


@router.patch(
    "/{board}",
    operation_id="changeBoard",
    responses=problems(NotSignedIn, Forbidden, BoardLocked, NotFound, Invalid),
)
async def change_board(board: Id, body: BoardChange, me: CurrentPerson, boards: Boards) -> Board:
    """Editors may rename; owners may archive and bring back."""
    return await boards.change(board, me, body.title, body.archived)


@router.delete(
    "/{board}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="deleteBoard",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
    openapi_extra=token_scope(None),
)
async def delete_board(board: Id, me: CurrentPerson, boards: Boards) -> None:
    """Owners may delete a board, for good."""
    await boards.delete_board(board, me)


@router.post(
    "/{board}/opened",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="openedBoard",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def opened_board(board: Id, me: CurrentPerson, boards: Boards) -> None:
    """Put the board first among one's recent boards."""
    await boards.opened(board, me.id)


@router.post(
    "/{board}/tokens",
    status_code=HTTPStatus.CREATED,
    operation_id="createBoardToken",
    responses=problems(NotSignedIn, NotFound, Invalid),
    openapi_extra=token_scope(None),
)
async def create_board_token(board: Id, me: CurrentPerson, boards: Boards) -> BoardToken:
    """A token for Yjs clients that keep no cookies; it is shown this once."""
    return await boards.create_token(board, me)


@router.get(
    "/{board}/people",
    operation_id="listBoardPeople",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def list_board_people(board: Id, me: CurrentPerson, boards: Boards) -> list[BoardPerson]:
    """Everyone who has access to the board."""
    return await boards.people.of(board, me)


@router.patch(
    "/{board}/people/{person}",
    operation_id="changeBoardPerson",
    responses=problems(NotSignedIn, Forbidden, NotFound, LastOwner, Invalid),
)
async def change_board_person(
    board: Id, person: Id, body: RoleChange, me: CurrentPerson, boards: Boards
) -> BoardPerson:
    """Owners may give people another role."""
    return await boards.people.change_role(board, me, person, body.role)


@router.delete(
    "/{board}/people/{person}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="removeBoardPerson",
    responses=problems(NotSignedIn, Forbidden, NotFound, LastOwner, MemberOfWorkspace, Invalid),
)
async def remove_board_person(board: Id, person: Id, me: CurrentPerson, boards: Boards) -> None:
    """Owners may take people off the board; everyone may leave it. The last owner stays."""
    await boards.people.remove(board, me, person)
