"""Everything over HTTP that is about workshops."""

from fastapi import APIRouter

from planhall.workshops import (
    join_routes,
    live_routes,
    recipe_routes,
    session_routes,
    taking_part_routes,
)

router = APIRouter(prefix="/api", tags=["workshops"])
router.include_router(session_routes.router)
router.include_router(live_routes.router)
router.include_router(taking_part_routes.router)
router.include_router(recipe_routes.router)
router.include_router(join_routes.router)
