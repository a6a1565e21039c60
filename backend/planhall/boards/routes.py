"""Everything over HTTP that is about workspaces, boards, people and invites."""

from fastapi import APIRouter

from planhall.boards import board_routes, invite_routes, workspace_routes

router = APIRouter(prefix="/api")
router.include_router(workspace_routes.router)
router.include_router(board_routes.router)
router.include_router(invite_routes.router)
