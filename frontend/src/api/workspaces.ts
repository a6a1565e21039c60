import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, dataOf } from "./client";
import { keys } from "./keys";
import { showAhead } from "./optimistic";
import type { Member, Workspace } from "./types";

export const workspacesQuery = queryOptions({
  queryKey: keys.workspaces,
  queryFn: ({ signal }) => dataOf(client.GET("/api/workspaces", { signal })),
});

export function useWorkspaces() {
  return useQuery(workspacesQuery);
}

export function useMembers(workspace: string) {
  return useQuery({
    queryKey: keys.members(workspace),
    queryFn: ({ signal }) =>
      dataOf(
        client.GET("/api/workspaces/{workspace}/members", {
          params: { path: { workspace } },
          signal,
        }),
      ),
  });
}

export function useCreateWorkspace() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => dataOf(client.POST("/api/workspaces", { body: { name } })),
    onSuccess: (workspace) =>
      queries.setQueryData<Workspace[]>(keys.workspaces, (all) =>
        all ? [...all, workspace] : all,
      ),
  });
}

export function useRenameWorkspace() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      dataOf(
        client.PATCH("/api/workspaces/{workspace}", {
          params: { path: { workspace: id } },
          body: { name },
        }),
      ),
    onMutate: ({ id, name }) =>
      showAhead<Workspace[]>(queries, keys.workspaces, (all) =>
        all.map((workspace) => (workspace.id === id ? { ...workspace, name } : workspace)),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: () => void queries.invalidateQueries({ queryKey: keys.boards }),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.workspaces }),
  });
}

/** Add somebody who has an account, by their email. */
export function useAddMember(workspace: string) {
  const queries = useQueryClient();
  const key = keys.members(workspace);
  return useMutation({
    mutationFn: (email: string) =>
      dataOf(
        client.POST("/api/workspaces/{workspace}/members", {
          params: { path: { workspace } },
          body: { email },
        }),
      ),
    onSuccess: (member) =>
      queries.setQueryData<Member[]>(key, (members) =>
        members && !members.some(({ person }) => person.id === member.person.id)
          ? [...members, member]
          : members,
      ),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: key });
      void queries.invalidateQueries({ queryKey: keys.workspaces });
    },
  });
}

export function useChangeMember(workspace: string) {
  const queries = useQueryClient();
  const key = keys.members(workspace);
  return useMutation({
    mutationFn: ({ person, role }: { person: string; role: Member["role"] }) =>
      dataOf(
        client.PATCH("/api/workspaces/{workspace}/members/{person}", {
          params: { path: { workspace, person } },
          body: { role },
        }),
      ),
    onMutate: ({ person, role }) =>
      showAhead<Member[]>(queries, key, (members) =>
        members.map((member) => (member.person.id === person ? { ...member, role } : member)),
      ),
    onError: (_error, _change, undo) => undo?.(),
    onSettled: () => void queries.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveMember(workspace: string) {
  const queries = useQueryClient();
  const key = keys.members(workspace);
  return useMutation({
    mutationFn: (person: string) =>
      dataOf(
        client.DELETE("/api/workspaces/{workspace}/members/{person}", {
          params: { path: { workspace, person } },
        }),
      ),
    onMutate: (person) =>
      showAhead<Member[]>(queries, key, (members) =>
        members.filter((member) => member.person.id !== person),
      ),
    onError: (_error, _person, undo) => undo?.(),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: key });
      void queries.invalidateQueries({ queryKey: keys.workspaces });
    },
  });
}
