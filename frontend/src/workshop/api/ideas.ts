import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { showAhead } from "@/api/optimistic";
import type { Note, NoteColor } from "../types";
import { workshopKeys } from "./keys";
import { rememberSession } from "./remember";
import { type ActivityPlace, type ClusterSet, rest } from "./rest";

/** The notes of an activity: one's own before the reveal, everyone's after it. */
export function useNotes(of: ActivityPlace, { enabled = true } = {}) {
  return useQuery({
    queryKey: workshopKeys.notes(of.activity),
    enabled,
    queryFn: ({ signal }) => rest.notes(of, signal),
  });
}

export function useAddNote(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    /** With an id of one's own, a note that is sent twice is written once. */
    mutationFn: (body: { id?: string; text: string; color?: NoteColor }) => rest.addNote(of, body),
    onSuccess: (note) =>
      queries.setQueryData<Note[]>(workshopKeys.notes(of.activity), (notes) => [
        ...(notes ?? []).filter(({ id }) => id !== note.id),
        note,
      ]),
  });
}

/** Change a note's words or colour, or put it into a cluster; it shows at once. */
export function useChangeNote(of: ActivityPlace) {
  const queries = useQueryClient();
  const key = workshopKeys.notes(of.activity);
  return useMutation({
    mutationFn: ({
      id,
      ...body
    }: {
      id: string;
      text?: string;
      color?: NoteColor;
      cluster?: string | null;
    }) => rest.changeNote(id, body),
    onMutate: ({ id, ...change }) =>
      showAhead<Note[]>(queries, key, (notes) =>
        notes.map((note) => (note.id === id ? { ...note, ...change } : note)),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (came) =>
      queries.setQueryData<Note[]>(key, (notes) =>
        notes?.map((note) => (note.id === came.id ? came : note)),
      ),
  });
}

export function useDeleteNote(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => rest.deleteNote(id),
    onMutate: (id) =>
      showAhead<Note[]>(queries, workshopKeys.notes(of.activity), (notes) =>
        notes.filter((note) => note.id !== id),
      ),
    onError: (_error, _id, undo) => undo?.(),
  });
}

/** Show everyone's notes to everyone, and write them into the plan as ideas. */
export function useReveal(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => rest.reveal(of),
    onSuccess: (session) => {
      rememberSession(queries, session);
      void queries.invalidateQueries({ queryKey: workshopKeys.notes(of.activity) });
    },
  });
}

/** Clusters that the words of the notes suggest; to take or to leave. Asked for only when wanted. */
export function useSuggestedClusters(of: ActivityPlace, { enabled = false } = {}) {
  return useQuery({
    queryKey: workshopKeys.suggested(of.activity),
    enabled,
    queryFn: ({ signal }) => rest.suggestedClusters(of, signal),
  });
}

/** Set all clusters of an activity. */
export function useSetClusters(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (clusters: ClusterSet[]) => rest.setClusters(of, clusters),
    onSuccess: (session) => {
      rememberSession(queries, session);
      void queries.invalidateQueries({ queryKey: workshopKeys.notes(of.activity) });
    },
  });
}

/** Make a cluster of some notes; others may make theirs meanwhile. Pushes tell what came of it. */
export function useAddCluster(of: ActivityPlace) {
  return useMutation({
    mutationFn: (body: { title: string; notes: string[] }) => rest.addCluster(of, body),
  });
}

export function useRenameCluster(of: ActivityPlace) {
  return useMutation({
    mutationFn: ({ cluster, title }: { cluster: string; title: string }) =>
      rest.renameCluster({ ...of, cluster }, { title }),
  });
}

/** Undo a cluster: its notes stay. */
export function useRemoveCluster(of: ActivityPlace) {
  return useMutation({
    mutationFn: (cluster: string) => rest.removeCluster({ ...of, cluster }),
  });
}

/** Make a cluster a goal, an objective or a strategy, with its ideas below it. */
export function usePromote(of: ActivityPlace) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ cluster, kind }: { cluster: string; kind: "goal" | "objective" | "strategy" }) =>
      rest.promote({ ...of, cluster }, { kind }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: workshopKeys.notes(of.activity) }),
  });
}
