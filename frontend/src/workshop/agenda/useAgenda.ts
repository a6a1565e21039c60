import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { explain, isUnreachable } from "@/api";
import { telling } from "@/app/telling";
import { noticeWithUndo } from "@/item/deleteWithUndo";
import { newId } from "@/plan/ids";
import { rememberSession, useAddActivity, useAddRecipe, useDeleteActivity } from "../api";
import { rest } from "../api/rest";
import type { Activity, ActivityChange, ActivityDraft, Recipe, Session } from "../types";
import { AgendaOutbox, type Saving, withWaiting } from "./AgendaOutbox";
import { draftOf, nextOf } from "./agenda";

/** An activity that is being added: it shows before the server has it. */
export interface Adding {
  id: string;
  draft: ActivityDraft;
  before: string | null;
}

export interface Agenda {
  /** As they are when all that waits is taken. */
  activities: readonly Activity[];
  adding: readonly Adding[];
  saving: Saving;
  change(activity: string, change: ActivityChange): void;
  move(activity: string, before: string | null): void;
  /** The new activity's id; null where it was not added, which is told. */
  add(draft: ActivityDraft, before: string | null): Promise<string | null>;
  addRecipe(recipe: Recipe, before: string | null): Promise<boolean>;
  /** Takes an activity out, and offers to put it back. */
  remove(activity: Activity): void;
  retry(): void;
  discard(): void;
}

/** The agenda of a session, and all that changes it. Every change shows at once. */
export function useAgenda(session: Session, me: string): Agenda {
  const { outbox, waiting, saving } = useOutbox(session, me);
  const addActivity = useAddActivity(session);
  const addRecipe = useAddRecipe(session);
  const deleteActivity = useDeleteActivity(session);
  const [adding, setAdding] = useState<readonly Adding[]>([]);
  const [removing, setRemoving] = useState<ReadonlySet<string>>(new Set());

  const activities = useMemo(
    () => withWaiting(session.activities, waiting).filter((activity) => !removing.has(activity.id)),
    [session.activities, waiting, removing],
  );

  const latest = useRef(session);
  useEffect(() => {
    latest.current = session;
  });

  async function add(draft: ActivityDraft, before: string | null): Promise<string | null> {
    const pending: Adding = { id: newId(), draft, before };
    const known = new Set(latest.current.activities.map(({ id }) => id));
    setAdding((now) => [...now, pending]);
    let added: string | null = null;
    await telling(
      addActivity.mutateAsync({ ...draft, before }).then((came) => {
        added = newIn(came.activities, known, draft, before);
      }),
      { failed: "The activity was not added" },
    );
    setAdding((now) => now.filter((one) => one !== pending));
    return added;
  }

  function remove(activity: Activity) {
    const before = nextOf(activities, activity.id);
    // Undoing makes a new activity: what took its notes is to take the new one's.
    const takers = activities.filter(({ settings }) => settings.source === activity.id);
    outbox.forget(activity.id);
    setRemoving((now) => new Set([...now, activity.id]));
    void telling(deleteActivity.mutateAsync(activity.id), {
      failed: "The activity was not deleted",
    }).then((gone) => {
      setRemoving((now) => new Set([...now].filter((id) => id !== activity.id)));
      if (!gone) return;
      noticeWithUndo({
        id: `deleted-${activity.id}`,
        message: `“${activity.title}” is no longer on the agenda`,
        undo: () => {
          const there = latest.current.activities.some(({ id }) => id === before);
          void add(draftOf(activity), there ? before : null).then((source) => {
            if (source === null) return;
            for (const { id, settings } of takers) {
              outbox.change(id, { settings: { ...settings, source } });
            }
          });
        },
      });
    });
  }

  return {
    activities,
    adding,
    saving,
    change: (activity, change) => outbox.change(activity, change),
    move: (activity, before) => outbox.move(activity, before),
    add,
    addRecipe: (recipe, before) =>
      telling(addRecipe.mutateAsync({ recipe: recipe.id, before }), {
        failed: "The recipe was not added",
        done: `“${recipe.title}” is on the agenda`,
      }),
    remove,
    retry: () => outbox.retry(),
    discard: () => outbox.discard(),
  };
}

/** Which of an agenda's activities is the one just added. Others may have added theirs meanwhile. */
function newIn(
  activities: readonly Activity[],
  known: ReadonlySet<string>,
  draft: ActivityDraft,
  before: string | null,
): string | null {
  const fresh = activities.filter(
    ({ id, kind, title }) => !known.has(id) && kind === draft.kind && title === draft.title,
  );
  return (fresh.find(({ id }) => nextOf(activities, id) === before) ?? fresh.at(-1))?.id ?? null;
}

/** The changes that wait, by the session they are of: they go on when nobody looks at it any more. */
const outboxes = new WeakMap<QueryClient, Map<string, AgendaOutbox>>();

function outboxOf(queries: QueryClient, me: string, session: string): AgendaOutbox {
  const key = `planhall-agenda ${me} ${session}`;
  const known = outboxes.get(queries) ?? new Map<string, AgendaOutbox>();
  outboxes.set(queries, known);
  const held = known.get(key);
  if (held) return held;
  const made = new AgendaOutbox({
    key,
    storage: storage(),
    send: async ({ activity, change }) =>
      rememberSession(queries, await rest.changeActivity({ session, activity }, change)),
    refusal: (error) => {
      if (isUnreachable(error)) return null;
      const { title, detail } = explain(error);
      return detail || title;
    },
  });
  known.set(key, made);
  window.addEventListener("online", () => made.flush());
  return made;
}

function useOutbox(session: Session, me: string) {
  const queries = useQueryClient();
  const outbox = outboxOf(queries, me, session.id);
  useEffect(() => outbox.flush(), [outbox]);
  return { outbox, ...useSyncExternalStore(outbox.subscribe, outbox.getSnapshot) };
}

/** Closed with the tab: what waits there is for nobody else who uses this browser. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
