"""Recipes to put on an agenda: those that come with the service, and each workspace's own."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.ids import new_id
from planhall.accounts.times import utc_now
from planhall.accounts.views import Person
from planhall.boards.workspaces import require_member
from planhall.database import Database
from planhall.problems import Conflict, Forbidden, NotFound
from planhall.workshops.models import RecipeRow
from planhall.workshops.recipes import BUILT_IN
from planhall.workshops.views import OwnRecipeWish, Recipe

NO_RECIPE = "There is no such recipe, or none that you may use."
OWN_MAX = 200


class Recipes:
    """Those of a workspace are its members' to make, use and delete."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, by: Person, workspace: str | None) -> list[Recipe]:
        """Those that come with the service, after a workspace's own, newest first.

        Raises:
            NotFound: there is no such workspace, or they are not a member of it.
        """
        if workspace is None:
            return list(BUILT_IN.values())
        async with self._database.session() as db:
            await require_member(db, workspace, by.id)
            own = await db.scalars(
                select(RecipeRow)
                .where(col(RecipeRow.workspace_id) == workspace)
                .order_by(col(RecipeRow.created_at).desc(), col(RecipeRow.id))
            )
            return [*(_view(row) for row in own), *BUILT_IN.values()]

    async def save(self, by: Person, wish: OwnRecipeWish) -> Recipe:
        """Keep steps as a recipe of a workspace. What belongs to one agenda alone is left out.

        Raises:
            NotFound: there is no such workspace, or they are not a member of it.
            Conflict: it has very many already.
        """
        steps = [
            step.model_copy(
                update={
                    "part": None,
                    "settings": step.settings.model_copy(update={"source": None}),
                }
            )
            for step in wish.activities
        ]
        async with self._database.session() as db:
            await require_member(db, wish.workspace, by.id)
            held = await db.scalars(
                select(col(RecipeRow.id)).where(col(RecipeRow.workspace_id) == wish.workspace)
            )
            if len(list(held)) >= OWN_MAX:
                raise Conflict(f"A workspace has at most {OWN_MAX} recipes of its own.")
            row = RecipeRow(
                id=new_id(),
                workspace_id=wish.workspace,
                title=wish.title,
                description=wish.description,
                activities=[step.model_dump(mode="json") for step in steps],
                created_by=by.id,
                created_at=utc_now(),
            )
            db.add(row)
        return _view(row)

    async def delete(self, by: Person, recipe: str) -> None:
        """
        Raises:
            NotFound: there is no such recipe, or none that they may know of.
            Forbidden: it came with the service.
        """
        if recipe in BUILT_IN:
            raise Forbidden("This recipe comes with Planhall, and stays.")
        async with self._database.session() as db:
            await db.delete(await _own(db, recipe, by.id))


async def find_recipe(db: AsyncSession, recipe: str, person: str) -> Recipe:
    """A recipe that somebody may use.

    Raises:
        NotFound: there is no such recipe, or none that they may use.
    """
    built_in = BUILT_IN.get(recipe)
    return built_in or _view(await _own(db, recipe, person))


async def _own(db: AsyncSession, recipe: str, person: str) -> RecipeRow:
    row = await db.get(RecipeRow, recipe)
    if row is None:
        raise NotFound(NO_RECIPE)
    try:
        await require_member(db, row.workspace_id, person)
    except NotFound:
        raise NotFound(NO_RECIPE) from None
    return row


def _view(row: RecipeRow) -> Recipe:
    return Recipe(
        id=row.id,
        title=row.title,
        description=row.description,
        builtin=False,
        workspace=row.workspace_id,
        activities=row.activities,
    )
