import { ActionIcon, Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconArrowLeft, IconCompass, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { explain } from "@/api";
import { telling } from "@/app/telling";
import { EmptyState, RowSkeletons } from "@/ui";
import { useDeleteRecipe, useRecipes } from "../api";
import type { Recipe } from "../types";
import { RecipePreview, recipeTime } from "./RecipePreview";
import classes from "./Recipes.module.css";
import { isGuided, sorted } from "./recipe";

/** All recipes, each with what it is for; the one that is open beside them, step by step. */
export function RecipeLibrary({
  workspace,
  action,
  onUse,
}: {
  workspace: string | null;
  /** What the button says that takes a recipe. */
  action: string;
  onUse(recipe: Recipe): Promise<void>;
}) {
  const recipes = useRecipes(workspace);
  const remove = useDeleteRecipe();
  const [open, setOpen] = useState<string | null>(null);
  const [using, setUsing] = useState(false);
  const backRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open !== null && backRef.current?.offsetParent) backRef.current.focus();
  }, [open]);

  if (recipes.data === undefined) {
    if (!recipes.isError) return <RowSkeletons label="Loading the recipes" count={6} />;
    const { title, detail } = explain(recipes.error);
    return (
      <EmptyState
        tone="danger"
        titleOrder={3}
        title={title}
        actions={<Button onClick={() => void recipes.refetch()}>Try again</Button>}
      >
        {detail}
      </EmptyState>
    );
  }

  const { own, builtin } = sorted(recipes.data);
  const chosen = recipes.data.find(({ id }) => id === open);
  const shown = chosen ?? builtin[0] ?? own[0];

  function askToDelete(recipe: Recipe) {
    modals.openConfirmModal({
      title: `Delete “${recipe.title}”?`,
      children: "Nobody in the workspace can use it any more. Agendas made from it stay.",
      labels: { confirm: "Delete the recipe", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        void telling(remove.mutateAsync(recipe), {
          failed: "The recipe was not deleted",
          done: `“${recipe.title}” is deleted`,
        }),
    });
  }

  async function take(recipe: Recipe) {
    setUsing(true);
    await onUse(recipe).finally(() => setUsing(false));
  }

  const list = (some: readonly Recipe[], label: string) =>
    some.length > 0 && (
      <section aria-label={label}>
        <h3 className={classes.heading}>{label}</h3>
        <ul className={classes.recipes}>
          {some.map((recipe) => (
            <li key={recipe.id}>
              <button
                type="button"
                className={classes.recipe}
                aria-current={recipe.id === shown?.id || undefined}
                data-guided={isGuided(recipe) || undefined}
                onClick={() => setOpen(recipe.id)}
              >
                <span className={classes.recipeTitle}>
                  {isGuided(recipe) && <IconCompass size={15} aria-hidden="true" />}
                  {recipe.title}
                  <span className={classes.recipeTime}>{recipeTime(recipe)}</span>
                </span>
                <span className={classes.recipeText}>{recipe.description}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );

  return (
    <div className={classes.library} data-open={chosen ? true : undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={classes.listPane} tabIndex={0} aria-label="Recipes">
        {list(own, "Your workspace's own")}
        {list(builtin, own.length > 0 ? "From Planhall" : "Recipes")}
      </section>
      {shown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys
        <section className={classes.previewPane} tabIndex={0} aria-label="The recipe">
          <Button
            ref={backRef}
            variant="subtle"
            color="gray"
            size="compact-md"
            className={classes.backToList}
            leftSection={<IconArrowLeft size={15} aria-hidden="true" />}
            onClick={() => setOpen(null)}
          >
            All recipes
          </Button>
          <RecipePreview
            recipe={shown}
            actions={
              <>
                <Button loading={using} onClick={() => void take(shown)}>
                  {action}
                </Button>
                {!shown.builtin && (
                  <ActionIcon
                    size={36}
                    aria-label={`Delete the recipe ${shown.title}`}
                    title="Delete"
                    onClick={() => askToDelete(shown)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </>
            }
          />
        </section>
      )}
    </div>
  );
}
