"""Workspaces and their members."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import token_scope
from planhall.boards.access import LastOwner
from planhall.boards.dependencies import Boards
from planhall.boards.views import Member, MemberChange, MemberWish, Workspace, WorkspaceName
from planhall.problems import Forbidden, Invalid, NotFound, NotSignedIn

router = APIRouter(prefix="/workspaces", tags=["workspaces"])


@router.get("", operation_id="listWorkspaces", responses=problems(NotSignedIn))
async def list_workspaces(me: CurrentPerson, boards: Boards) -> list[Workspace]:
    """The workspaces that one is a member of."""
    return await boards.workspaces.of(me)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    operation_id="createWorkspace",
    responses=problems(NotSignedIn, Forbidden, Invalid),
)
async def create_workspace(body: WorkspaceName, me: CurrentPerson, boards: Boards) -> Workspace:
    """Make a workspace, which one owns."""
    return await boards.workspaces.create(body.name, me)


@router.patch(
    "/{workspace}",
    operation_id="renameWorkspace",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def rename_workspace(
    workspace: Id, body: WorkspaceName, me: CurrentPerson, boards: Boards
) -> Workspace:
    """Owners may."""
    return await boards.workspaces.rename(workspace, me, body.name)


@router.get(
    "/{workspace}/members",
    operation_id="listMembers",
    responses=problems(NotSignedIn, NotFound, Invalid),
)
async def list_members(workspace: Id, me: CurrentPerson, boards: Boards) -> list[Member]:
    """Who is in the workspace."""
    return await boards.workspaces.members(workspace, me)


@router.post(
    "/{workspace}/members",
    status_code=HTTPStatus.CREATED,
    operation_id="addMember",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
    openapi_extra=token_scope(None),
)
async def add_member(workspace: Id, body: MemberWish, me: CurrentPerson, boards: Boards) -> Member:
    """Owners may add whoever has an account, by their email."""
    return await boards.workspaces.add_by_email(workspace, me, body.email)


@router.patch(
    "/{workspace}/members/{person}",
    operation_id="changeMember",
    responses=problems(NotSignedIn, Forbidden, NotFound, LastOwner, Invalid),
    openapi_extra=token_scope(None),
)
async def change_member(
    workspace: Id, person: Id, body: MemberChange, me: CurrentPerson, boards: Boards
) -> Member:
    """Owners may give members another role."""
    return await boards.workspaces.change_member(workspace, me, person, body.role)


@router.delete(
    "/{workspace}/members/{person}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="removeMember",
    responses=problems(NotSignedIn, Forbidden, NotFound, LastOwner, Invalid),
    openapi_extra=token_scope(None),
)
async def remove_member(workspace: Id, person: Id, me: CurrentPerson, boards: Boards) -> None:
    """Owners may remove members; everyone may leave. The last owner stays."""
    await boards.workspaces.remove_member(workspace, me, person)
