import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showAhead } from "@/api/optimistic";
import type { Activity, ActivityChange, ActivityDraft, Session } from "../types";
import { workshopKeys } from "./keys";
import { rememberSession } from "./remember";
import { type ActivityPlace, type OpenWish, rest } from "./rest";

type Place = Pick<Session, "id" | "board">;

/** Add an activity to the agenda: before another one, or last. */
export function useAddActivity({ id }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ActivityDraft & { before?: string | null }) => rest.addActivity(id, body),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

/** Put all activities of a recipe into the agenda. */
export function useAddRecipe({ id }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { recipe: string; before?: string | null }) => rest.addRecipe(id, body),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

/** Change an activity that is not done yet; it shows at once. `before` moves it (null: last). */
export function useChangeActivity({ id, board }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({
      activity,
      ...body
    }: ActivityChange & { activity: string; before?: string | null }) =>
      rest.changeActivity({ session: id, activity }, body),
    onMutate: ({ activity, before, ...change }) =>
      showAhead<Session[]>(queries, workshopKeys.sessions(board), (sessions) =>
        sessions.map((one) =>
          one.id === id
            ? { ...one, activities: changed(one.activities, activity, change, before) }
            : one,
        ),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

export function useDeleteActivity({ id, board }: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (activity: string) => rest.deleteActivity({ session: id, activity }),
    onMutate: (activity) =>
      showAhead<Session[]>(queries, workshopKeys.sessions(board), (sessions) =>
        sessions.map((one) =>
          one.id === id
            ? { ...one, activities: one.activities.filter((other) => other.id !== activity) }
            : one,
        ),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

/** Let people take part until a moment, or move that moment. */
export function useOpenActivity(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: OpenWish) => rest.open(of, body),
    onSuccess: (session) => rememberSession(queries, session),
  });
}

/** An agenda with one of its activities changed, and moved where `before` is given. */
export function changed(
  activities: readonly Activity[],
  id: string,
  change: ActivityChange,
  before?: string | null,
): Activity[] {
  const one = activities.find((activity) => activity.id === id);
  if (!one) return [...activities];
  const next: Activity = { ...one, ...change };
  if (before === undefined || before === id) {
    return activities.map((activity) => (activity === one ? next : activity));
  }
  const rest = activities.filter((activity) => activity !== one);
  const at = before === null ? -1 : rest.findIndex((activity) => activity.id === before);
  return at < 0 ? [...rest, next] : [...rest.slice(0, at), next, ...rest.slice(at)];
}
