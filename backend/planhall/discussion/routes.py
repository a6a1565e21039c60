"""Everything over HTTP that is about comments and suggestions."""

from fastapi import APIRouter

from planhall.discussion import suggestion_routes, thread_routes

router = APIRouter(prefix="/api", tags=["discussion"])
router.include_router(thread_routes.router)
router.include_router(suggestion_routes.router)
