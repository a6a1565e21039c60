import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ActivityDraft, Recipe } from "../types";
import { workshopKeys } from "./keys";
import { rest } from "./rest";

/** The recipes that come with Planhall, and the workspace's own. */
export function useRecipes(workspace: string | null, { enabled = true } = {}) {
  return useQuery({
    queryKey: workshopKeys.recipes(workspace),
    enabled,
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => rest.recipes(workspace, signal),
  });
}

export function useSaveRecipe(workspace: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; description: string; activities: ActivityDraft[] }) =>
      rest.saveRecipe({ workspace, ...body }),
    onSuccess: (recipe) =>
      queries.setQueryData<Recipe[]>(
        workshopKeys.recipes(workspace),
        (recipes) => recipes && [...recipes, recipe],
      ),
  });
}

export function useDeleteRecipe() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Recipe) => rest.deleteRecipe(id),
    onSuccess: (_nothing, { id, workspace }) =>
      queries.setQueryData<Recipe[]>(workshopKeys.recipes(workspace), (recipes) =>
        recipes?.filter((recipe) => recipe.id !== id),
      ),
  });
}
