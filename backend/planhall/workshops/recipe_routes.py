"""Recipes: those that come with the service, and each workspace's own."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn
from planhall.workshops.dependencies import Workshops
from planhall.workshops.views import OwnRecipeWish, Recipe

router = APIRouter(prefix="/recipes")


@router.get("", operation_id="listRecipes", responses=problems(NotSignedIn, NotFound, Invalid))
async def list_recipes(
    me: CurrentPerson, workshops: Workshops, workspace: Id | None = None
) -> list[Recipe]:
    """A workspace's own, if one is named, and those that come with the service."""
    return await workshops.recipes.of(me, workspace)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    operation_id="saveRecipe",
    responses=problems(NotSignedIn, NotFound, Conflict, Invalid),
)
async def save_recipe(body: OwnRecipeWish, me: CurrentPerson, workshops: Workshops) -> Recipe:
    """Members of a workspace may keep steps as a recipe of it."""
    return await workshops.recipes.save(me, body)


@router.delete(
    "/{recipe}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="deleteRecipe",
    responses=problems(NotSignedIn, Forbidden, NotFound, Invalid),
)
async def delete_recipe(recipe: Id, me: CurrentPerson, workshops: Workshops) -> None:
    """Members of its workspace may."""
    await workshops.recipes.delete(me, recipe)
